/**
 * The codec's rules one by one, for a view that says all that is wrong and not only the first: a door for src/inspect,
 * and not part of the public face.
 * @module
 */

export { refuseCode, refuseReason } from './content.js';
export { refuseFirstByte, refuseLength, refuseSecondByte } from './header.js';
export { decodeUtf8 } from './utf8-host.js';
export { Wire } from './wire.js';
