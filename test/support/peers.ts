/** Other WebSocket implementations, all with the same interface. */

import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Endpoint } from 'close-frame';
import * as undici from 'undici';
import { WebSocket, WebSocketServer } from 'ws';
import { listen } from './net.js';

/** What a peer's `close` event reports. */
export interface Closed {
  code: number | null;
  reason: string | null;
  wasClean?: boolean;
  /** An exception other than those that report how a connection was closed. */
  threw?: string;
}

/** One connection of a peer. */
export interface PeerSocket {
  close(code?: number, reason?: string): unknown;
  closed: Promise<Closed>;
}

export interface Peer {
  name: string;
  version: string;
  role: Endpoint;
  /** If it is a client: opens a connection to a port and requests a path. */
  open(port: number, path: string): Promise<PeerSocket>;
  /** If it is a server: listens, and calls `arrive` with its side of each connection and the requested path. */
  listen(arrive: (path: string, socket: PeerSocket) => void): Promise<{ port: number; stop(): void }>;
  /** Does its close() accept this code? */
  mayClose(code: number): boolean;
}

const require = createRequire(import.meta.url);

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}

function unsupported(): never {
  throw new Error('not in this role');
}

/** The socket of ws, in either role. */
function wsSocket(socket: WebSocket): PeerSocket {
  socket.on('error', () => {});
  return {
    close: (code, reason) => socket.close(code, reason),
    closed: new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    }),
  };
}

export const wsClient: Peer = {
  name: 'ws',
  version: versionOf('ws'),
  role: 'client',
  mayClose: () => true,
  listen: unsupported,
  async open(port, path) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    const peer = wsSocket(socket);
    await once(socket, 'open');
    return peer;
  },
};

export const wsServer: Peer = {
  ...wsClient,
  role: 'server',
  open: unsupported,
  async listen(arrive) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    server.on('connection', (socket, { url }) => arrive(url!, wsSocket(socket)));
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
  },
};

export const undiciClient: Peer = {
  name: 'undici',
  version: versionOf('undici'),
  role: 'client',
  mayClose: (code) => code === 1000 || (code >= 3000 && code <= 4999),
  listen: unsupported,
  async open(port, path) {
    const socket = new undici.WebSocket(`ws://127.0.0.1:${port}${path}`);
    const closed = new Promise<Closed>((resolve) => {
      socket.addEventListener('close', ({ code, reason, wasClean }) => resolve({ code, reason, wasClean }));
    });
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    return { close: (code, reason) => socket.close(code, reason), closed };
  },
};

/** The part of websocket-driver that is used here; it has no types. */
interface Driver {
  io: NodeJS.ReadWriteStream;
  url: string;
  on(event: 'open' | 'connect' | 'error', listener: () => void): void;
  on(event: 'close', listener: (event: Closed) => void): void;
  start(): void;
  close(reason?: string, code?: number): void;
}
const driver = require('websocket-driver') as { client(url: string): Driver; server(): Driver };

function driverSocket(driver: Driver, socket: Socket): PeerSocket {
  driver.on('error', () => {});
  socket.on('error', () => {});
  const closed = new Promise<Closed>((resolve) => {
    driver.on('close', ({ code, reason }) => {
      socket.end();
      resolve({ code, reason });
    });
    socket.on('close', () => resolve({ code: null, reason: null })); // the driver does not notice the end of its stream
  });
  return { close: (code, reason) => driver.close(reason, code), closed };
}

export const driverClient: Peer = {
  name: 'websocket-driver',
  version: versionOf('websocket-driver'),
  role: 'client',
  mayClose: () => true,
  listen: unsupported,
  async open(port, path) {
    const socket = connect(port, '127.0.0.1');
    const client = driver.client(`ws://127.0.0.1:${port}${path}`);
    const peer = driverSocket(client, socket);
    socket.pipe(client.io).pipe(socket);
    const opened = new Promise<void>((resolve) => client.on('open', resolve));
    client.start();
    await opened;
    return peer;
  },
};

export const driverServer: Peer = {
  ...driverClient,
  role: 'server',
  open: unsupported,
  async listen(arrive) {
    const server = createServer((socket) => {
      const end = driver.server();
      const peer = driverSocket(end, socket);
      end.on('open', () => arrive(end.url, peer));
      end.on('connect', () => end.start());
      socket.pipe(end.io).pipe(socket);
    });
    return { port: await listen(server), stop: () => server.close() };
  },
};
