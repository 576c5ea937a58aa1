/** The results for each stack: measured.json, next to this file, from which docs/conformance.md is generated. */

import { readFileSync, writeFileSync } from 'node:fs';
import type { Endpoint } from 'close-frame';

/** What a stack does with a code. */
export interface CodeConduct {
  /** What it does with a Close frame with this code: `taken`, `refused`, or something else in words. */
  takes: string;
  /** If its application closes with this code: `sent`, `refused`, or what is sent instead; left out if not tried. */
  sends?: string;
}

/** How a stack closes in one role. */
export interface ClosingConduct {
  /** What it sends if its application closes without a code, and with a reason of 124 bytes. */
  withoutCode?: string;
  longReason?: string;
  /** Its answer to a Close frame with 4000 and "bye". */
  answer: string;
  /** When it ends TCP: after its own answer, after the answer to its Close frame, and if no answer comes. */
  endsAfterAnswering: string;
  endsAfterAnswer?: string;
  endsUnanswered?: string;
}

/** How a stack and the recipe for an endpoint close together: what each reports, in a few words. */
export interface MeetingOutcome {
  ours: string;
  theirs: string;
}

export type Situation = 'theirs' | 'ours' | 'both';

export interface RoleMeasurement {
  /** Keyed by code. */
  codes: Record<string, CodeConduct>;
  closing?: ClosingConduct;
  meetings?: Partial<Record<Situation, MeetingOutcome>>;
}

/** The last results for a stack. */
export interface Measurement {
  name: string;
  version: string;
  language: string;
  date: string;
  /** Who measured, if it was not `npm run conformance`. */
  source?: string;
  /** A remark that fits into no table. */
  note?: string;
  connections: number;
  /** Keyed by the id of the rule; rules that were not tested are missing. */
  cells: Record<string, string>;
  roles: Partial<Record<Endpoint, RoleMeasurement>>;
}

/** A proxy in front of a server. */
export interface ProxyMeasurement {
  name: string;
  version: string;
  date: string;
  connections: number;
  /** How many frames were sent through, and how many came out changed. */
  frames: number;
  changed: number;
  /** For how many rules `ws` does something else with the proxy than without it. */
  differences: number;
  /** What a client sees if the server is lost between two frames, and within a frame. */
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
