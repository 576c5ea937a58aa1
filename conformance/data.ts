/** What was measured of each stack: measured.json beside this file, from which docs/conformance.md is made. */

import { readFileSync, writeFileSync } from 'node:fs';
import type { Endpoint } from 'close-frame';

/** What a stack does with a code. */
export interface CodeConduct {
  /** Of a Close frame with this code: `taken`, `refused`, or what becomes of it. */
  takes: string;
  /** If its application closes with it: `sent`, `refused`, or what goes out instead; left out if nobody asked. */
  sends?: string;
}

/** How a stack closes in one role. */
export interface ClosingConduct {
  /** What goes out if its application closes without a code, and with a reason of 124 bytes. */
  withoutCode?: string;
  longReason?: string;
  /** What it answers a Close frame with 4000 and "bye" with. */
  answer: string;
  /** When it ends TCP: after its answer, after the answer to its own Close frame, and if none comes. */
  endsAfterAnswering: string;
  endsAfterAnswer?: string;
  endsUnanswered?: string;
}

/** What comes out between a stack and the recipe for an endpoint: ours and theirs, in a few words. */
export interface MeetingOutcome {
  ours: string;
  theirs: string;
}

export type Situation = 'theirs' | 'ours' | 'both';

export interface RoleMeasurement {
  /** By the code. */
  codes: Record<string, CodeConduct>;
  closing?: ClosingConduct;
  meetings?: Partial<Record<Situation, MeetingOutcome>>;
}

/** A stack, as it was when it was last measured. */
export interface Measurement {
  name: string;
  version: string;
  language: string;
  /** The day, and who measured if it was not `npm run conformance`. */
  date: string;
  source?: string;
  /** What no table has room for. */
  note?: string;
  connections: number;
  /** By the rule; a rule that is left out was not put to it. */
  cells: Record<string, string>;
  roles: Partial<Record<Endpoint, RoleMeasurement>>;
}

/** A proxy in front of a server. */
export interface ProxyMeasurement {
  name: string;
  version: string;
  date: string;
  connections: number;
  /** How many frames were sent through, and how many came out otherwise. */
  frames: number;
  changed: number;
  /** In how many rules `ws` behind it differs from `ws` alone. */
  differences: number;
  /** What a client sees if the server is lost between two frames, and in the middle of one. */
  endBetween: string;
  resetBetween: string;
  endWithin: string;
}

export interface Data {
  stacks: Measurement[];
  proxies: ProxyMeasurement[];
}

const path = new URL('measured.json', import.meta.url);

export function readData(): Data {
  return JSON.parse(readFileSync(path, 'utf8')) as Data;
}

export function writeData(data: Data): void {
  writeFileSync(path, dataText(data));
}

/** One stack per line, so that `diff` shows what changed. */
export function dataText({ stacks, proxies }: Data): string {
  const lines = (values: readonly object[]) => values.map((value) => JSON.stringify(value)).join(',\n');
  return `{"stacks":[\n${lines(stacks)}\n],"proxies":[\n${lines(proxies)}\n]}\n`;
}
