/** Measures a proxy: does it change frames, and what does a client see if the server is lost? */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Endpoint } from 'close-frame';
import { listen, pathOf, type RawEnd, rawClient, rawServer } from '../test/support/net.js';
import { wsServer } from '../test/support/peers.js';
import { cellOf } from './cells.js';
import type { ProxyMeasurement } from './data.js';
import { eachOf, readingsOf, within } from './exchange.js';
import { bytesFrom, type Vector } from './frames.js';
import type { Reading } from './judge.js';
import type { FrontProxy } from './peers/proxies.js';
import { rules } from './rules.js';
import { vectors } from './vectors.js';

/** After this much silence, nothing more is expected. */
const SILENCE_MS = 2000;

type Meet = () => Promise<{ client: RawEnd; server: RawEnd }>;

export async function measureProxy(proxy: FrontProxy, date: string): Promise<ProxyMeasurement> {
  const version = proxy.prepare();
  const waiting = new Map<string, (end: RawEnd) => void>();
  const server = rawServer((end) => waiting.get(pathOf(end))?.(end), { allowHalfOpen: true });
  const running = await proxy.start(await listen(server));
  let count = 0;
  const meet: Meet = async () => {
    const path = `/${++count}`;
    const arrived = new Promise<RawEnd>((resolve) => waiting.set(path, resolve));
    const client = await rawClient(running.port, path, { allowHalfOpen: true });
    return { client, server: await arrived };
  };
  const passed = [...(await passThrough(meet, 'client')), ...(await passThrough(meet, 'server'))];
  const [endBetween, resetBetween, endWithin] = await Promise.all([
    lossOf(meet, (socket) => socket.end()),
    lossOf(meet, (socket) => socket.resetAndDestroy()),
    lossOf(meet, (socket) => socket.end(Buffer.from('880503e8', 'hex'))),
  ]);
  running.stop();
  server.close();
  const { differences, exchanges } = await differencesWith(proxy);
  return {
    ...{ name: proxy.name, version, date, connections: count + exchanges },
    ...{ frames: passed.length, changed: passed.filter((isSame) => !isSame).length, differences },
    ...{ endBetween, resetBetween, endWithin },
  };
}

/** For each vector: did its bytes come out of the proxy unchanged? */
async function passThrough(meet: Meet, from: Endpoint): Promise<boolean[]> {
  const sent = vectors.flatMap((vector) => bytesFrom(vector, from) ?? []).filter(({ length }) => length > 0);
  return await eachOf(sent, async (bytes) => {
    const ends = await meet();
    const [near, far] = from === 'client' ? [ends.client, ends.server] : [ends.server, ends.client];
    const came = collected(far.socket, bytes.length);
    near.socket.write(bytes);
    const out = await within(SILENCE_MS, came, undefined);
    near.socket.destroy();
    far.socket.destroy();
    return out?.equals(bytes) ?? false;
  });
}

async function collected(socket: Socket, length: number): Promise<Buffer> {
  let all = Buffer.alloc(0);
  while (all.length < length) all = Buffer.concat([all, (await once(socket, 'data'))[0]]);
  return all;
}

/** What a client sees if the server's connection is lost: `go` ends it. */
async function lossOf(meet: Meet, go: (socket: Socket) => void): Promise<string> {
  const { client, server } = await meet();
  let bytes = 0;
  client.socket.on('data', ({ length }: Buffer) => {
    bytes += length;
  });
  const ended = new Promise<string>((resolve) => {
    client.socket.on('end', () => resolve('an end of TCP'));
    client.socket.on('error', () => resolve('a reset'));
  });
  go(server.socket);
  const how = (await within(SILENCE_MS, ended, undefined)) ?? 'nothing';
  client.socket.destroy();
  return bytes === 0 ? how : `the ${bytes} bytes that came, then ${how}`;
}

/** For how many rules `ws` behaves differently with the proxy. */
async function differencesWith(proxy: FrontProxy): Promise<{ differences: number; exchanges: number }> {
  const stops: (() => void)[] = [];
  const alone = await readingsOf(wsServer, vectors);
  const behind = await readingsOf(wsServer, vectors, async (to) => {
    const { port, stop } = await proxy.start(to);
    stops.push(stop);
    return port;
  });
  for (const stop of stops) stop();
  const cells = (readings: ReadonlyMap<Vector, Reading>) =>
    rules.map((rule) => cellOf(rule, [{ role: 'server', readings }]));
  const [one, other] = [cells(alone), cells(behind)];
  return { differences: one.filter((cell, at) => cell !== other[at]).length, exchanges: behind.size };
}
