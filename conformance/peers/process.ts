/** A peer that runs as a process of its own: a program in `programs` that opens or takes connections as it is told. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Endpoint } from 'close-frame';
import type { Closed, Peer, PeerSocket } from '../../test/support/peers.js';

/** The lines that a program writes, as JSON. */
type Line = { port: number } | { path: string; open: true } | ({ path: string } & Closed);

interface Waiting {
  open(): void;
  close(closed: Closed): void;
}

/**
 * Starts a program. As a client it reads URLs, a line each, and opens them; as a server it says on which port it
 * listens. Of each connection it writes a line when it is open, and one when it is closed. It ends with its input.
 */
export function processPeer(
  identity: { name: string; version: string; role: Endpoint },
  command: string,
  args: readonly string[],
  cwd: string,
): { peer: Peer; stop(): void } {
  const child = spawn(command, [...args, identity.role], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<string, Waiting>();
  let listening: (port: number) => void = () => {};
  let arrive: (path: string) => void = () => {};
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    if ('port' in line) return listening(line.port);
    if ('open' in line) {
      arrive(line.path);
      waiting.get(line.path)?.open();
      return;
    }
    const { path, ...closed } = line;
    waiting.get(path)?.close(closed);
    waiting.delete(path);
  });

  function socketAt(path: string, open: () => void): PeerSocket {
    const close = () => {
      throw new Error('its program only answers');
    };
    return { close, closed: new Promise((resolve) => waiting.set(path, { open, close: resolve })) };
  }

  const port = new Promise<number>((resolve, reject) => {
    listening = resolve;
    child.on('exit', (code) => {
      const error = new Error(`${identity.name} as ${identity.role} ended with ${code}`);
      if (waiting.size > 0) throw error; // nobody would hear of it, and its sockets never close
      reject(error);
    });
  });
  port.catch(() => {});
  const peer: Peer = {
    ...identity,
    mayClose: () => false,
    open: (port, path) =>
      new Promise((resolve) => {
        const socket = socketAt(path, () => resolve(socket));
        child.stdin.write(`ws://127.0.0.1:${port}${path}\n`);
      }),
    async listen(handOver) {
      arrive = (path) =>
        handOver(
          path,
          socketAt(path, () => {}),
        );
      return { port: await port, stop: () => {} };
    },
  };
  return { peer, stop: () => child.stdin.end() };
}
