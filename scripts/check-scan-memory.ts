/**
 * `npm run scan:memory`: the peak memory of `close-frame scan` for a stream, and for one eight times as long. Fails if
 * the longer stream takes more than 1.5 times as much, because then the memory is not constant.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Makes the process print its peak memory in kB when it ends. */
const report = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))",
)}`;

const MEGABYTES = 64;
const FACTOR = 8;
const BOUND = 1.5;

/** A megabyte of each kind of stream, and how to read it. */
const streams: [what: string, megabyte: Buffer, args: string[]][] = [
  ['frames of 4 KiB', repeated(Buffer.concat([Buffer.from([0x82, 126, 0x10, 0]), Buffer.alloc(4096)])), []],
  ['frames of 6 bytes', repeated(Buffer.from([0x81, 4, 0x61, 0x62, 0x63, 0x64])), []],
  ['hex in lines', repeated(Buffer.from('810461626364\n')), ['--hex']],
];

function repeated(frame: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: Math.round(1e6 / frame.length) }, () => frame));
}

/** Scans this many megabytes through a pipe, and returns the peak memory in MB. */
async function peak(megabyte: Buffer, count: number, args: string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', report, command, 'scan', ...args]);
  const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  for (let written = 0; written < count; written++) {
    if (!child.stdin.write(megabyte)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  const [stdout, stderr] = await outputs;
  if (!/^no Close frame in [1-9]/.test(stdout)) throw new Error(`unexpected: ${stdout}${stderr}`);
  return Number(stderr) / 1024;
}

for (const [what, megabyte, args] of streams) {
  const short = await peak(megabyte, MEGABYTES, args);
  const long = await peak(megabyte, MEGABYTES * FACTOR, args);
  const ratio = long / short;
  const sizes = `${short.toFixed(0)} MB for ${MEGABYTES} MB, ${long.toFixed(0)} MB for ${MEGABYTES * FACTOR} MB`;
  console.log(`${what}: ${sizes}: ${ratio.toFixed(2)} times as much, at most ${BOUND}`);
  if (ratio > BOUND) process.exitCode = 1;
}
