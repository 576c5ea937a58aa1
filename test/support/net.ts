/** TCP and WebSocket handshakes by hand, to send what no library would. */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { CloseFrameScanner, type Endpoint, type ScanResult } from 'close-frame';

/** Listens on 127.0.0.1 and a free port. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A socket whose HTTP head has been read. */
export interface RawEnd {
  socket: Socket;
  head: string;
  /** What came after the head, in the same chunk. */
  rest: Buffer;
  /** The result of scanning what arrives: a Close frame, or the end of the stream. */
  closeFrame: Promise<ScanResult>;
}

function readHead(socket: Socket, from: Endpoint): Promise<RawEnd> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const scanner = new CloseFrameScanner({ from });
    let settle: (result: ScanResult) => void = () => {};
    const closeFrame = new Promise<ScanResult>((settled) => {
      settle = settled;
    });
    let isHeadRead = false;
    socket.on('data', (chunk: Buffer) => {
      if (isHeadRead) {
        if (scanner.push(chunk)) settle(scanner.end());
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      isHeadRead = true;
      const rest = head.subarray(end + 4);
      if (scanner.push(rest)) settle(scanner.end());
      resolve({ socket, head: head.toString('latin1', 0, end), rest, closeFrame });
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      reject(new Error('closed before the end of the head'));
      settle(scanner.end());
    });
    socket.on('end', () => settle(scanner.end()));
  });
}

/** Does a socket stay open when the other end ends its side? */
export interface SocketOptions {
  readonly allowHalfOpen?: boolean;
}

/** Connects to a WebSocket server and completes the opening handshake. */
export async function rawClient(port: number, path = '/', options: SocketOptions = {}): Promise<RawEnd> {
  const socket = connect({ port, host: '127.0.0.1', ...options });
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  return await readHead(socket, 'server');
}

/** The path that a client requested. */
export function pathOf({ head }: RawEnd): string {
  return head.split(' ', 2)[1]!;
}

/** A server that completes the opening handshake of every connection and hands the connection over. */
export function rawServer(use: (end: RawEnd) => void, options: SocketOptions = {}): Server {
  return createServer(options, async (socket) => {
    const end = await readHead(socket, 'client').catch(() => undefined);
    const key = end?.head.match(/^sec-websocket-key: *(.*)$/im)?.[1]?.trim();
    if (end === undefined || key === undefined) {
      socket.destroy();
      return;
    }
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    use(end);
  });
}
