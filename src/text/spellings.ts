/**
 * All spellings. To add one, add its file and a line here.
 * @module
 */

import { base64 } from './base64.js';
import { bits } from './bits.js';
import { decimal } from './decimal.js';
import { dump } from './dump.js';
import { erlang } from './erlang.js';
import { hex } from './hex.js';
import { latin1 } from './latin1.js';
import { lua } from './lua.js';
import { octal } from './octal.js';
import { percent } from './percent.js';
import { string } from './string.js';
import type { Spelling } from './types.js';
import { words } from './words.js';

export const spellings: readonly Spelling[] = [
  hex,
  dump,
  words,
  decimal,
  octal,
  bits,
  string,
  lua,
  latin1,
  erlang,
  percent,
  base64,
];
