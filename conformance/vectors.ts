/** The vectors that an endpoint can be tested with: payloads and frames. */

import { readFileSync } from 'node:fs';
import type { Vector } from './frames.js';

export const vectors: Vector[] = ['decode-payload', 'decode-frame'].flatMap((operation) => {
  const file = readFileSync(new URL(`../test/vectors/${operation}.json`, import.meta.url), 'utf8');
  return (JSON.parse(file) as { vectors: Vector[] }).vectors;
});
