/**
 * Decodes, validates and encodes WebSocket Close frames, and finds them in byte streams.
 * @module close-frame
 */

export * from './codec/index.js';
export * from './codes/index.js';
