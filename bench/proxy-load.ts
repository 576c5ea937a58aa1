/**
 * `npm run load`: opens 2,000 connections through the tap-proxy at once and closes each with a different code and
 * reason, half of them from the client and half from the server. Counts what arrives at both ends and in the proxy's
 * log.
 */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { createTapProxy } from '../examples/tap-proxy/proxy.js';

const COUNT = 2000;
const TIME_LIMIT_MS = 60_000;

const codeOf = (id: number): number => 3000 + id;
const reasonOf = (id: number): string => `reason of connection ${id} · причина · 理由`;

const timer = setTimeout(() => {
  console.error(`not done after ${TIME_LIMIT_MS / 1000} s`);
  process.exit(1);
}, TIME_LIMIT_MS);

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: COUNT });
await once(server, 'listening');
const lines: string[] = [];
const proxy = createTapProxy({
  to: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
  log: (line) => {
    lines.push(line);
    if (lines.length === COUNT) proxy.emit('allLogged');
  },
});
proxy.listen({ host: '127.0.0.1', port: 0, backlog: COUNT });
await once(proxy, 'listening');
const { port } = proxy.address() as AddressInfo;

/** How many `close` events reported exactly what was sent. */
const right = { client: 0, server: 0 };
const reports: Promise<void>[] = [];
function watch(end: 'client' | 'server', id: number, socket: WebSocket): void {
  socket.on('error', (error) => console.error(`${end} ${id}: ${error.message}`));
  reports.push(
    new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        if (code === codeOf(id) && reason.toString() === reasonOf(id)) right[end]++;
        else console.error(`${end} ${id} reports ${code} ${reason}`);
        resolve();
      });
    }),
  );
}

const serverSides = new Map<number, WebSocket>();
server.on('connection', (socket, { url }) => {
  const id = Number(url?.slice(1));
  serverSides.set(id, socket);
  watch('server', id, socket);
});
const clients = await Promise.all(
  Array.from({ length: COUNT }, async (_, id) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${id}`);
    watch('client', id, socket);
    await once(socket, 'open');
    return socket;
  }),
);
const open = clients.filter((client) => client.readyState === WebSocket.OPEN).length;
console.log(`${open} of ${COUNT} connections are open at once`);

const allLogged = once(proxy, 'allLogged');
for (const [id, client] of clients.entries()) {
  const closer = id % 2 === 0 ? client : serverSides.get(id);
  closer?.close(codeOf(id), reasonOf(id));
}
await Promise.all(reports);
await allLogged;

let logged = 0;
for (let id = 0; id < COUNT; id++) {
  const [closer, other] = id % 2 === 0 ? ['client', 'server'] : ['server', 'client'];
  const told = (line: string, end: string, verb: string): boolean =>
    line.includes(` ${end} ${verb} with ${codeOf(id)} `) && line.includes(`'${reasonOf(id)}'`);
  if (lines.filter((line) => told(line, closer!, 'closed') && told(line, other!, 'answered')).length === 1) logged++;
}
console.log(`clients that reported the right code and reason: ${right.client}`);
console.log(`servers that reported the right code and reason: ${right.server}`);
console.log(`lines of the proxy with the right code, reason and side: ${logged} of ${lines.length}`);
const whole = [open, right.client, right.server, logged, lines.length].every((count) => count === COUNT);
console.log(whole ? 'none lost, none mixed up' : 'SOME LOST OR MIXED UP');
process.exitCode = whole ? 0 : 1;
clearTimeout(timer);
proxy.close();
server.close();
