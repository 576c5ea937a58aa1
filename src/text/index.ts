/**
 * Reads bytes and status codes from pasted text.
 * @module
 */

export { codesIn, whyNoStatusCode } from './codes.js';
export { type BytesRead, printBytes, type Reading, readBytes } from './read.js';
export { spellings } from './spellings.js';
export type { Spelling, SpellingName } from './types.js';
