/** A proxy with two `ws` sockets per connection. It passes on messages, and closes one side as the other closed. */

import { relayClose } from 'close-frame';
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';

/** Creates a proxy for `url`. The options of `ws` say where it listens. */
export function createWsProxy(url: string, options: ServerOptions): WebSocketServer {
  const proxy = new WebSocketServer(options);
  proxy.on('connection', (client) => {
    const server = new WebSocket(url);
    client.pause(); // until the server can take its messages, or it is certain that it never will
    server.once('open', () => client.resume());
    server.once('close', () => client.resume());
    forward(client, server);
    forward(server, client);
  });
  return proxy;
}

function forward(from: WebSocket, to: WebSocket): void {
  from.on('message', (data, isBinary) => to.send(data, { binary: isBinary }));
  from.on('close', (code, reason) => {
    const close = relayClose(code, reason); // 1005 becomes no code, 1006 becomes 1011, the Buffer becomes text
    to.close(close.code, close.reason);
  });
  from.on('error', () => {}); // its `close` follows
}
