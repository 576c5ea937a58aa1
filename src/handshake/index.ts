/**
 * The closing handshake of one endpoint, without I/O: events in, steps and an outcome out (RFC 6455 §7.1).
 * @module close-frame/handshake
 */

export type { ClosableResult, HandshakeOptions, ReceiveOptions } from './arguments.js';
export { ClosingHandshake } from './handshake.js';
export type { ClosingFault, ClosingOutcome, ClosingStep, ReceivedClose } from './step.js';
