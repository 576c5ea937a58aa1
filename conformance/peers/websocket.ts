/** The npm package `websocket` as a peer in either role. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Peer, PeerSocket } from '../../test/support/peers.js';

/** The part of `websocket` that is used here; the package has no types. */
interface Connection {
  on(event: 'close', listener: (code: number, reason: string) => void): void;
  on(event: 'error', listener: () => void): void;
  sendCloseFrame(code: number, reason: string): void;
  close(code?: number, reason?: string): void;
}
interface Client {
  on(event: 'connect', listener: (connection: Connection) => void): void;
  connect(url: string): void;
}
interface Request {
  resource: string;
  accept(): Connection;
}
interface Websocket {
  client: new () => Client;
  server: new (options: { httpServer: Server }) => { on(event: 'request', listener: (request: Request) => void): void };
}

const require = createRequire(import.meta.url);
const websocket = require('websocket') as Websocket;

function socketOf(connection: Connection): PeerSocket {
  connection.on('error', () => {});
  return {
    close: (code, reason) => connection.close(code, reason),
    closed: new Promise((resolve) => connection.on('close', (code, reason) => resolve({ code, reason }))),
  };
}

const identity = {
  name: 'websocket',
  version: (require('websocket/package.json') as { version: string }).version,
  mayClose: () => false,
};

function unsupported(): never {
  throw new Error('not in this role');
}

export const websocketClient: Peer = {
  ...identity,
  role: 'client',
  listen: unsupported,
  open: (port, path) =>
    new Promise((resolve) => {
      const client = new websocket.client();
      client.on('connect', (connection) => resolve(socketOf(connection)));
      client.connect(`ws://127.0.0.1:${port}${path}`);
    }),
};

export const websocketServer: Peer = {
  ...identity,
  role: 'server',
  open: unsupported,
  async listen(arrive) {
    const httpServer = createServer();
    new websocket.server({ httpServer }).on('request', (request) =>
      arrive(request.resource, socketOf(request.accept())),
    );
    httpServer.listen(0, '127.0.0.1');
    await once(httpServer, 'listening');
    return { port: (httpServer.address() as AddressInfo).port, stop: () => httpServer.close() };
  },
};
