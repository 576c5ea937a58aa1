/**
 * Hex dumps with offsets, as in xxd, hexdump -C, od -t x1, tcpdump, Wireshark, Netty, mitmproxy, curl, strace and gdb.
 * @module
 */

import type { Spelling } from './types.js';

export const dump: Spelling = {
  name: 'dump',
  title: 'a hex dump',
  example: '00000000: 8805 03e8',
  find: (source) => source.dumps('dump'),
  print: (bytes) => {
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += 16) {
      const row = bytes.subarray(at, at + 16);
      const pairs = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
      const shown = Array.from(row, (byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
      lines.push(`${at.toString(16).padStart(8, '0')}  ${pairs.padEnd(47)}  |${shown}|`);
    }
    return [...lines, bytes.length.toString(16).padStart(8, '0')].join('\n');
  },
};
