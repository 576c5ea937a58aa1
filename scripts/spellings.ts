/**
 * `npx tsx scripts/spellings.ts [FILE]`: how many samples are read right, refused, and read wrongly.
 *
 * FILE has samples like those in test/text/samples, or with `want` instead of `bytes`. Fails if one is read wrongly.
 */

import { readFileSync } from 'node:fs';
import { readBytes } from '../src/text/index.js';
import { type Sample, samples } from '../test/text/samples.js';

const file = process.argv[2];
const lists = file === undefined ? samples : { [file]: fromFile(file) };
let wrong = 0;

console.log('right  refused  missed  wrong  kind');
for (const [kind, list] of Object.entries(lists)) {
  const counts = { right: 0, refused: 0, missed: 0, wrong: 0 };
  for (const { text, bytes } of list) {
    const reading = readBytes(text);
    if (reading.ok) counts[Buffer.from(reading.bytes).toString('hex') === bytes ? 'right' : 'wrong']++;
    else counts[bytes === 'refuse' ? 'refused' : 'missed']++;
  }
  wrong += counts.wrong;
  const { right, refused, missed } = counts;
  const columns = [
    [right, 5],
    [refused, 7],
    [missed, 6],
    [counts.wrong, 5],
  ] as const;
  console.log(`${columns.map(([count, width]) => String(count).padStart(width)).join('  ')}  ${kind}`);
}
if (wrong > 0) process.exitCode = 1;

function fromFile(path: string): Sample[] {
  const list = JSON.parse(readFileSync(path, 'utf8')) as (Sample & { readonly want?: string })[];
  return list.map(({ what, text, bytes, want }) => ({ what, text, bytes: want ?? bytes }));
}
