/**
 * Dumps of little-endian words, as hexdump and od print them on most machines, and xxd -e on all.
 * @module
 */

import type { Spelling } from './types.js';

export const words: Spelling = {
  name: 'words',
  title: 'a dump of little-endian words',
  example: '0000000 0588 e803',
  find: (source) => source.dumps('words'),
  print: (bytes) => {
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += 16) {
      const row = bytes.subarray(at, at + 16);
      const units: string[] = [];
      for (let index = 0; index < row.length; index += 2) {
        units.push((row[index]! | ((row[index + 1] ?? 0) << 8)).toString(16).padStart(4, '0'));
      }
      lines.push(`${at.toString(16).padStart(7, '0')} ${units.join(' ')}`);
    }
    return [...lines, bytes.length.toString(16).padStart(7, '0')].join('\n');
  },
};
