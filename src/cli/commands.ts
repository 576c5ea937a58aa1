/**
 * All commands, as the help lists them.
 * @module
 */

import { codes } from './codes.js';
import type { Command } from './command.js';
import { completion } from './completion.js';
import { decode } from './decode.js';
import { encode } from './encode.js';
import { scan } from './scan.js';

export const commands: readonly Command[] = [decode, encode, scan, codes, completion];
