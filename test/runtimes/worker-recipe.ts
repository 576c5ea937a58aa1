/** The recipe for a Worker, examples/recipes/worker.ts, in workerd, between a `ws` client and a `ws` server. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { WebSocket, WebSocketServer } from 'ws';
import { pathOf } from './binaries.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An end that learns nothing within this time never will. */
const TIMEOUT_MS = 10_000;

type Closing = [title: string, close: (socket: WebSocket) => void, arrives: number];

const closings: Closing[] = [
  ...[1000, 1001, 1011, 1012, 1014, 3000, 4999].map((code): Closing => {
    return [String(code), (socket) => socket.close(code, 'why'), code];
  }),
  ['no code', (socket) => socket.close(), 1005],
  ['a lost connection', (socket) => socket.terminate(), 1011],
];

function config(backend: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  bindings = [(name = "BACKEND", text = "http://127.0.0.1:${backend}/")],
  compatibilityDate = "2025-01-01",
  compatibilityFlags = ["web_socket_auto_reply_to_close"],
);`;
}

/** Serves the Worker, and returns its process and its port. */
async function serve(folder: string, backend: number): Promise<{ child: ChildProcess; port: number }> {
  await build({
    absWorkingDir: root,
    entryPoints: ['examples/recipes/worker.ts'],
    bundle: true,
    format: 'esm',
    tsconfig: 'tsconfig.worker.json',
    outfile: join(folder, 'worker.js'),
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'config.capnp'), config(backend));
  const args = ['serve', 'config.capnp', '--control-fd=1'];
  const child = spawn(pathOf('workerd'), args, { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout!, 'data');
  return { child, port: JSON.parse(String(line)).port };
}

/** Closes each end in each way; throws if the other end does not learn what it should. */
export async function checkWorkerRecipe(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-worker-'));
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'chat' });
  await once(server, 'listening');
  const { child, port } = await serve(folder, (server.address() as AddressInfo).port);
  try {
    for (const from of ['client', 'backend'] as const) {
      for (const [title, close, arrives] of closings) {
        const client = new WebSocket(`ws://127.0.0.1:${port}/`, 'chat');
        const [[backend]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
        client.send('a message');
        await once(backend, 'message');
        const [one, other] = from === 'client' ? [client, backend] : [backend, client];
        const inTime = { signal: AbortSignal.timeout(TIMEOUT_MS) };
        const closed = Promise.all([once(other, 'close', inTime), once(one, 'close', inTime)]);
        close(one);
        const [[code]] = await closed;
        assert.equal(code, arrives, `the ${from} closes with ${title}`);
      }
    }
  } finally {
    child.kill();
    server.close();
    for (const socket of server.clients) socket.terminate();
    rmSync(folder, { recursive: true });
  }
}
