/**
 * WebSocket Close frames: bytes in, typed results out, and what must not be on the wire refused.
 * @module close-frame
 */

export * from './codec/index.js';
export * from './codes/index.js';
