import type { Server } from 'node:net';
import { createTapProxy } from '../../examples/tap-proxy/proxy.js';
import { listen, type RawEnd, rawClient, rawServer } from './net.js';
import type { Peer, PeerSocket } from './peers.js';

export interface Meetings {
  meet(): Promise<[RawEnd, PeerSocket]>;
  stop(): void;
}

/** A raw end and a peer that meet as often as asked, with the proxy in between or not. */
export async function meetings(peer: Peer, through: 'proxy' | 'nothing'): Promise<Meetings> {
  const servers: Server[] = [];
  const proxied = async (port: number): Promise<number> => {
    if (through === 'nothing') return port;
    servers.push(createTapProxy({ to: { host: '127.0.0.1', port }, log: () => {} }));
    return await listen(servers.at(-1)!);
  };
  const stop = () => {
    for (const server of servers) server.close();
  };
  if (peer.role === 'client') {
    let arrive: (end: RawEnd) => void = () => {};
    servers.push(rawServer((end) => arrive(end)));
    const port = await proxied(await listen(servers[0]!));
    const meet = async (): Promise<[RawEnd, PeerSocket]> => {
      const arrived = new Promise<RawEnd>((resolve) => {
        arrive = resolve;
      });
      const socket = await peer.open(port);
      return [await arrived, socket];
    };
    return { meet, stop };
  }
  const listening = await peer.listen();
  const port = await proxied(listening.port);
  const meet = async (): Promise<[RawEnd, PeerSocket]> => {
    const next = listening.next();
    const raw = await rawClient(port);
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
