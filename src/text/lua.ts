/**
 * Strings with decimal escapes, as in Lua: `"\136\005"`. `string.ts` finds them.
 * @module
 */

import type { Spelling } from './types.js';

export const lua: Spelling = {
  name: 'lua',
  title: 'a string with decimal escapes',
  example: '"\\136\\005\\003\\232"',
  find: () => [],
  print: (bytes) => `"${Array.from(bytes, (byte) => `\\${String(byte).padStart(3, '0')}`).join('')}"`,
};
