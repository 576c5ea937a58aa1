/**
 * A second entry point for src/inspect, which checks the rules one by one to report every one that is broken, not only
 * the first. It is not public.
 * @module
 */

export { byteLengthOf, endpointOf } from './arguments.js';
export { invalidFirstByte, invalidSecondByte, isClose } from './frame.js';
export { invalidLength, invalidUtf8, unsendableCode } from './payload.js';
export { decodeUtf8 } from './utf8-host.js';
export { Wire } from './wire.js';
