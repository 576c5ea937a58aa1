import type { Server } from 'node:net';
import { createTapProxy } from '../../examples/tap-proxy/proxy.js';
import { listen, pathOf, type RawEnd, rawClient, rawServer, type SocketOptions } from './net.js';
import type { Peer, PeerSocket } from './peers.js';

export interface Meetings {
  meet(): Promise<[RawEnd, PeerSocket]>;
  stop(): void;
}

/** Hands over each thing that arrives to the caller that waits for its path, because many meetings run at once. */
class Arrivals<T> {
  readonly #waiting = new Map<string, (arrived: T) => void>();

  next(path: string): Promise<T> {
    return new Promise((resolve) => this.#waiting.set(path, resolve));
  }

  arrive(path: string, arrived: T): void {
    this.#waiting.get(path)?.(arrived);
    this.#waiting.delete(path);
  }
}

/** Puts something in front of the server at a port, and returns the port to connect to instead. */
export type InFront = (port: number) => Promise<number>;

/** Each path is requested only once, so that a late arrival is not taken for that of another meeting. */
let count = 0;

/** Connects a raw end and a peer as often as asked, directly or through something. */
export async function meetings(
  peer: Peer,
  through: 'proxy' | 'nothing' | InFront,
  options: SocketOptions = {},
): Promise<Meetings> {
  const servers: Server[] = [];
  const proxied = async (port: number): Promise<number> => {
    if (through === 'nothing') return port;
    if (through !== 'proxy') return await through(port);
    servers.push(createTapProxy({ to: { host: '127.0.0.1', port }, log: () => {} }));
    return await listen(servers.at(-1)!);
  };
  const stop = () => {
    for (const server of servers) server.close();
  };
  if (peer.role === 'client') {
    const arrivals = new Arrivals<RawEnd>();
    servers.push(rawServer((end) => arrivals.arrive(pathOf(end), end), options));
    const port = await proxied(await listen(servers[0]!));
    const meet = async (): Promise<[RawEnd, PeerSocket]> => {
      const path = `/${++count}`;
      const arrived = arrivals.next(path);
      const socket = await peer.open(port, path);
      return [await arrived, socket];
    };
    return { meet, stop };
  }
  const arrivals = new Arrivals<PeerSocket>();
  const listening = await peer.listen((path, socket) => arrivals.arrive(path, socket));
  const port = await proxied(listening.port);
  const meet = async (): Promise<[RawEnd, PeerSocket]> => {
    const path = `/${++count}`;
    const next = arrivals.next(path);
    const raw = await rawClient(port, path, options);
    return [raw, await next];
  };
  return {
    meet,
    stop: () => {
      stop();
      listening.stop();
    },
  };
}
