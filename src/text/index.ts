/**
 * From what people paste to bytes.
 * @module
 */

export { type BytesRead, printBytes, type Reading, readBytes } from './read.js';
export { spellings } from './spellings.js';
export type { Spelling, SpellingName } from './types.js';
