/** `npm start`: how real connections close between `ws` clients and a `ws` server, through the tap-proxy. */

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { CloseFrameScanner, type Endpoint, encodeCloseFrame, unwrap } from 'close-frame';
import { WebSocket, WebSocketServer } from 'ws';
import { quote } from './quote.js';
import { show } from './show.js';
import { createTapProxy } from './tap-proxy/proxy.js';

/** Both ends of a connection through the proxy, with their TCP sockets, to do what `ws` would not do. */
interface Ends {
  client: WebSocket;
  server: WebSocket;
  clientSocket: Socket;
  serverSocket: Socket;
}

const longReason = `${'до свидания · さようなら · '.repeat(2)}adiós · tschüß! · 👋👋👋`;

const closings: [title: string, close: (ends: Ends) => void][] = [
  ['The client closes normally', ({ client }) => client.close(1000, 'done')],
  ['The server is going away', ({ server }) => server.close(1001, 'deploying version 42')],
  ['A private code, and a reason of the full 123 bytes', ({ server }) => server.close(4001, longReason)],
  ['The client closes without a code', ({ client }) => client.close()],
  ['The client is lost', ({ clientSocket }) => clientSocket.destroy()],
  ['The server is lost', ({ serverSocket }) => serverSocket.resetAndDestroy()],
  ['The server is lost in the middle of a frame', ({ serverSocket }) => serverSocket.end(fromHex('827e0100 0088'))],
  ['The client sends 1006, which must never be sent', ({ clientSocket }) => clientSocket.write(masked('03ee'))],
  [
    'The server sends a reason that is not UTF-8',
    ({ serverSocket }) => serverSocket.write(fromHex('880603e8c328a0a1')),
  ],
  ['The client sends a payload of one byte', ({ clientSocket }) => clientSocket.write(masked('03'))],
  [
    'The server sets RSV1, as if the frame were compressed',
    ({ serverSocket }) => serverSocket.write(fromHex('c80203e8')),
  ],
];

function fromHex(text: string): Uint8Array {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

/** A client's frame around a payload that the library refuses to encode. */
function masked(payload: string): Uint8Array {
  const mask = unwrap(encodeCloseFrame(undefined, undefined, { from: 'client' })).bytes.subarray(2);
  const bytes = fromHex(payload).map((byte, index) => byte ^ mask[index % 4]!);
  return Uint8Array.of(0x88, 0x80 | bytes.length, ...mask, ...bytes);
}

/** Keeps copies of what arrives on a socket. Its listener comes before that of `ws`, which unmasks chunks in place. */
function record(socket: Socket): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  socket.prependListener('data', (chunk: Uint8Array) => chunks.push(Uint8Array.from(chunk)));
  return chunks;
}

/** Shows the Close frame that arrived at one end, from the other end or from the proxy in its place. */
function showArrived(at: Endpoint, from: Endpoint, chunks: Uint8Array[]): void {
  const scanner = new CloseFrameScanner({ from });
  for (const chunk of chunks) scanner.push(chunk);
  const result = scanner.end();
  const stream = Buffer.concat(chunks);
  const frame = result.ok ? stream.subarray(result.offset, result.offset + result.byteLength) : result.frame;
  show(`the ${at} receives`, frame, result);
}

/** What a socket's `close` event reports; the `error` that may come before it says no more. */
function closeOf(name: Endpoint, socket: WebSocket): Promise<string> {
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve(`the ${name} reports ${code} ${quote(reason.toString())}`));
  });
}

export async function demonstrate(): Promise<void> {
  const wss = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(wss, 'listening');
  const lines: string[] = [];
  const proxy = createTapProxy({
    to: { host: '127.0.0.1', port: (wss.address() as AddressInfo).port },
    log: (line) => {
      lines.push(line);
      proxy.emit('logged');
    },
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  console.log('Close frames between ws clients and a ws server on 127.0.0.1, through the tap-proxy');

  for (const [title, close] of closings) {
    const client = new WebSocket(`ws://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const [[{ socket: clientSocket }], [server, { socket: serverSocket }]] = await Promise.all([
      once(client, 'upgrade'),
      once(wss, 'connection'),
      once(client, 'open'),
    ]);
    const atClient = record(clientSocket);
    const atServer = record(serverSocket);
    const over = Promise.all([closeOf('client', client), closeOf('server', server), once(proxy, 'logged')]);
    close({ client, server, clientSocket, serverSocket });
    const [clientReport, serverReport] = await over;
    console.log(`\n${title}`);
    showArrived('server', 'client', atServer);
    showArrived('client', 'server', atClient);
    console.log(`  ${clientReport}, ${serverReport}`);
    console.log(`  proxy: ${lines.at(-1)}`);
  }
  proxy.close();
  wss.close();
}
