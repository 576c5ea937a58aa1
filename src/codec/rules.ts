/**
 * A second, internal entry point for src/inspect, which checks the rules one by one to report every broken one, not
 * only the first.
 * @module
 */

export { byteLengthOf, endpointOf } from './arguments.js';
export { invalidFirstByte, invalidSecondByte, isClose } from './frame.js';
export { invalidLength, invalidUtf8, unsendableCode } from './payload.js';
export { decodeUtf8 } from './utf8-host.js';
export { Wire } from './wire.js';
