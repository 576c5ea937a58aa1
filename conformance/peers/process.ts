/** A peer in a separate process: a program in `programs` that opens or accepts connections. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Endpoint } from 'close-frame';
import type { Closed, Peer, PeerSocket } from '../../test/support/peers.js';

/** The lines that a program writes, as JSON; `hex` is a reason in bytes. */
type Line =
  | { port: number }
  | { path: string; open: true }
  | { path: string; refused: string }
  | ({ path: string; hex?: string } & Closed);

/** A connection of a program. A text message tells its application what to close with. */
export interface ToldByMessage extends PeerSocket {
  /** Resolves to why, if the stack refuses the code or the reason. */
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

/** How much of a program's error output is shown. */
const MAX_ERROR_CHARACTERS = 500;

/**
 * Starts a program. A client reads URLs, one per line, and opens them; a server prints the port that it listens on. For
 * each connection, the program prints that it is open, and later how it was closed. A text message tells its
 * application to close: `close` without a code, `close CODE BYTES` with a code and a reason of this many bytes. If the
 * stack refuses, the program prints why. The program ends when its input ends.
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
  let errorOutput = '';
  let isStopped = false;
  child.stderr.on('data', (chunk) => {
    errorOutput = `${errorOutput}${chunk}`.slice(-MAX_ERROR_CHARACTERS);
  });
  child.stdin.on('error', () => {}); // how the program ends says more
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
      throw new Error('this program is told to close by a message');
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
      if (!isStopped) reject(new Error(`as a ${identity.role} it ${how}${errorOutput && `: ${errorOutput}`}`));
    };
  });
  child.on('error', ({ message }) => fail(`does not start: ${message}`));
  child.on('close', (code, signal) => fail(`ended with ${code ?? signal}`));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill); // even if the program hangs
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
