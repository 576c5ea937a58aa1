/**
 * Strings in which each character up to U+00FF stands for a byte, as in JSON: `"\u0003èbye"`. `string.ts` finds them.
 * @module
 */

import type { Spelling } from './types.js';

export const latin1: Spelling = {
  name: 'latin1',
  title: 'a string of Latin-1 characters',
  example: '"\\u0088\\u0005\\u0003\\u00e8"',
  find: () => [],
  print: (bytes) => `"${Array.from(bytes, (byte) => `\\u00${byte.toString(16).padStart(2, '0')}`).join('')}"`,
};
