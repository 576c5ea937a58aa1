/** Measures everything that the document says about a stack. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Peer } from '../test/support/peers.js';
import { cellOf, type RoleReadings } from './cells.js';
import { closingOf, meetingsOf } from './closing.js';
import { codesOf, probedCodes } from './codes.js';
import type { Measurement, RoleMeasurement } from './data.js';
import { readingsOf } from './exchange.js';
import type { Column, Started } from './peers/index.js';
import { rules } from './rules.js';
import { vectors } from './vectors.js';

/** A stack that takes longer than this is taken to hang. */
const TIMEOUT_MS = 300_000;

/** How long it may take to notice a crash after the connections are lost. */
const FAILURE_MS = 500;

export interface Measured {
  measurement: Measurement;
  readings: readonly RoleReadings[];
}

/** Measures one stack. Throws if it is not available, ends too soon, or hangs. */
export async function measure(column: Column, date: string, timeout = TIMEOUT_MS): Promise<Measured> {
  const started = await column.start();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), timeout);
  });
  try {
    return await Promise.race([all(column, started, date), late, ...started.failures]);
  } catch (error) {
    // A crash of the peer says more than a lost connection.
    await Promise.race([delay(FAILURE_MS), ...started.failures]);
    throw error;
  } finally {
    clearTimeout(timer);
    await started.stop();
  }
}

async function all({ name, language }: Column, { version, peers }: Started, date: string): Promise<Measured> {
  const measured = await Promise.all(peers.map(measureRole));
  const readings = measured.map(({ role, ofRole }): RoleReadings => ({ role, readings: ofRole }));
  const roles = Object.fromEntries(measured.map(({ role, measurement }) => [role, measurement]));
  const connections = measured.reduce((sum, { count }) => sum + count, 0);
  const cells = Object.fromEntries(rules.map((rule) => [rule.id, cellOf(rule, readings)]));
  return { readings, measurement: { name, version, language, date, connections, cells, roles } };
}

/** Measures one thing after another, because a program hands each connection to the last caller that asked for one. */
async function measureRole(peer: Peer) {
  const ofRole = await readingsOf(peer, vectors);
  const codes = await codesOf(peer);
  const meetings = await meetingsOf(peer);
  const closing = await closingOf(peer);
  const measurement: RoleMeasurement = { codes, closing, meetings };
  return { role: peer.role, ofRole, measurement, count: ofRole.size + 2 * probedCodes.length + CLOSINGS };
}

/** How many connections `closingOf` and `meetingsOf` make. */
const CLOSINGS = 5 + 3;
