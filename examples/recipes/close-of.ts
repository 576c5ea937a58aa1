/** For tests of a server: the Close frame that it really sends, not what a client library reports. */

import { connect, type Socket } from 'node:net';
import { CloseFrameScanner, type ScanResult } from 'close-frame';

/** Opens a WebSocket to a server on this machine. */
export function upgrade(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  return socket;
}

/** Waits for the server's Close frame. The result is an `incomplete` failure if the server hangs up without one. */
export function closeOf(socket: Socket): Promise<ScanResult> {
  const scanner = new CloseFrameScanner({ from: 'server', skipHttpHead: true });
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      const result = scanner.push(chunk);
      if (result !== undefined) resolve(result);
    });
    socket.on('end', () => resolve(scanner.end()));
    socket.on('error', reject);
  });
}
