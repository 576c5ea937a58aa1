/** The shortest TCP proxy that sees how WebSockets close. To build your own, start from examples/tap-proxy. */

import { connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { CloseFrameScanner, type Endpoint, type ScanResult } from 'close-frame';

export type Report = (from: Endpoint, result: ScanResult) => void;

/** Creates a proxy in front of a port of this machine. */
export function createProxy(port: number, report: Report): Server {
  return createServer((client) => {
    const server = connect(port, '127.0.0.1');
    watch(client, 'client', report);
    watch(server, 'server', report);
    pipeline(client, server, () => {});
    pipeline(server, client, () => {});
  });
}

/** Reads along, and reports once how `from` closed, or that its stream ended without a Close frame. */
function watch(socket: Socket, from: Endpoint, report: Report): void {
  const scanner = new CloseFrameScanner({ from, skipHttpHead: true });
  socket.on('data', (chunk: Buffer) => {
    const result = scanner.push(chunk);
    if (result !== undefined) report(from, result);
  });
  socket.on('close', () => {
    if (scanner.result === undefined) report(from, scanner.end());
  });
}
