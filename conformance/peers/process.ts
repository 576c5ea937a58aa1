/** A peer that runs as a process of its own: a program in `programs` that opens or takes connections as it is told. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Endpoint } from 'close-frame';
import type { Closed, Peer, PeerSocket } from '../../test/support/peers.js';

/** The lines that a program writes, as JSON; `hex` is a reason as bytes. */
type Line =
  | { port: number }
  | { path: string; open: true }
  | { path: string; refused: string }
  | ({ path: string; hex?: string } & Closed);

/** A connection of a program: what its application is told to close with goes to it as a text message. */
export interface ToldByMessage extends PeerSocket {
  /** Resolves if its `close()` refuses what it was told. */
  refused: Promise<string>;
}

interface Waiting {
  open(): void;
  refuse(why: string): void;
  close(closed: Closed): void;
}

export interface Program {
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
}

export interface ProcessPeer {
  peer: Peer;
  /** Rejects if the program ends before it is stopped. */
  failure: Promise<never>;
  stop(): void;
}

function lineOf(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

/** How much of what a program complains about is shown. */
const MOST_COMPLAINT = 500;

/**
 * Starts a program. As a client it reads URLs, a line each, and opens them; as a server it says on which port it
 * listens. It says of each connection when it is open and how it was closed. A text message `close` or
 * `close CODE BYTES` tells its application to close, without a code or with one and a reason of so many bytes; if the
 * stack refuses, the program says so. It ends with its input.
 */
export function processPeer(
  identity: { name: string; version: string; role: Endpoint },
  program: Program,
): ProcessPeer {
  const { command, args, cwd, env } = program;
  const child = spawn(command, [...args, identity.role], { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  const waiting = new Map<string, Waiting>();
  let listening: (port: number) => void = () => {};
  let arrive: (path: string) => void = () => {};
  let complaint = '';
  let isStopped = false;
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-MOST_COMPLAINT);
  });
  child.stdin.on('error', () => {}); // its exit tells
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = lineOf(text);
    if (line === undefined) return fail(`wrote "${text}"`);
    if ('port' in line) return listening(line.port);
    if ('open' in line) {
      arrive(line.path);
      waiting.get(line.path)?.open();
      return;
    }
    if ('refused' in line) return waiting.get(line.path)?.refuse(line.refused);
    const { path, hex, ...closed } = line;
    const reason = hex === undefined ? closed.reason : Buffer.from(hex, 'hex').toString();
    waiting.get(path)?.close({ ...closed, reason });
    waiting.delete(path);
  });

  function socketAt(path: string, open: () => void): ToldByMessage {
    const close = () => {
      throw new Error('its program is told by a message');
    };
    let refuse: (why: string) => void = () => {};
    const refused = new Promise<string>((resolve) => {
      refuse = resolve;
    });
    const closed = new Promise<Closed>((resolve) => waiting.set(path, { open, refuse, close: resolve }));
    return { close, closed, refused };
  }

  const port = new Promise<number>((resolve) => {
    listening = resolve;
  });
  let fail: (how: string) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = (how) => {
      if (!isStopped) reject(new Error(`as a ${identity.role} it ${how}${complaint && `: ${complaint}`}`));
    };
  });
  child.on('error', ({ message }) => fail(`does not start: ${message}`));
  child.on('close', (code, signal) => fail(`ended with ${code ?? signal}`));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill); // whatever it hangs in
  child.on('exit', () => process.off('exit', kill));
  failure.catch(() => {});

  const peer: Peer = {
    ...identity,
    mayClose: () => false,
    open: (port, path) =>
      new Promise((resolve) => {
        const socket = socketAt(path, () => resolve(socket));
        child.stdin.write(`ws://127.0.0.1:${port}${path}\n`);
      }),
    async listen(handOver) {
      const nothing = () => {};
      arrive = (path) => handOver(path, socketAt(path, nothing));
      return { port: await port, stop: nothing };
    },
  };
  const stop = () => {
    isStopped = true;
    child.stdin.end();
    setTimeout(kill, 2000).unref();
  };
  return { peer, failure, stop };
}
