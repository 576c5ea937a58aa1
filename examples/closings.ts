/**
 * `npm start`: real WebSocket connections are closed in several ways, and their Close frames, read as raw bytes off the
 * TCP socket, are decoded; then some bytes that no peer may send. `npm start -- HEX` decodes those bytes instead.
 */

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { decodeCloseFrame, decodeClosePayload, describeCode, type Endpoint } from 'close-frame';
import { WebSocket, WebSocketServer } from 'ws';

/** What the decoders return, both of them. */
type Decoded = ReturnType<typeof decodeCloseFrame> | ReturnType<typeof decodeClosePayload>;

function hex(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 32) lines.push(pairs.slice(at, at + 32).join(' '));
  return lines.join('\n    ') || '(no bytes)';
}

function show(title: string, bytes: Uint8Array, result: Decoded): void {
  console.log(`  ${title}\n    ${hex(bytes)}`);
  if (result.ok) {
    const { code, reason } = result;
    // inspect() escapes control characters: a reason is the peer's, and goes to a terminal here.
    const text = reason === '' ? 'no reason' : `reason of ${Buffer.byteLength(reason)} bytes ${inspect(reason)}`;
    console.log(`    → ${code} ${describeCode(code).name}, ${text}`);
  } else {
    const { kind, failCode, message } = result.error;
    const verdict = failCode === undefined ? kind : `${kind}, fail the connection with ${failCode}`;
    console.log(`    → ${verdict}\n      ${message}`);
  }
}

/** Waits for the Close frame that `from` sends; it is the only frame on these connections. */
function closeFrameOn(socket: Socket, from: Endpoint): Promise<[bytes: Uint8Array, result: Decoded]> {
  return new Promise((resolve, reject) => {
    let bytes = new Uint8Array(0);
    socket.once('close', () => reject(new Error(`The connection ended without a Close frame from the ${from}.`)));
    // Before the listener of ws, which unmasks the very same chunk in place.
    socket.prependListener('data', (chunk: Uint8Array) => {
      bytes = Uint8Array.of(...bytes, ...chunk);
      const result = decodeCloseFrame(bytes, { from });
      if (result.ok || result.error.kind !== 'incomplete') resolve([bytes, result]);
    });
  });
}

const longReason = `${'до свидания · さようなら · '.repeat(2)}adiós · tschüß! · 👋👋👋`;

const closings: [title: string, close: (client: WebSocket, server: WebSocket) => void][] = [
  ['the client closes normally', (client) => client.close(1000)],
  ['the server is going away', (_, server) => server.close(1001, 'deploying version 42')],
  ['a private code, and a reason of the full 123 bytes', (_, server) => server.close(4001, longReason)],
  ['no status', (client) => client.close()],
];

async function closeRealConnections(): Promise<void> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const [title, close] of closings) {
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    const [[response], [serverSide, request]] = await Promise.all([
      once(client, 'upgrade'),
      once(server, 'connection'),
      once(client, 'open'),
    ]);
    const frames = Promise.all([closeFrameOn(request.socket, 'client'), closeFrameOn(response.socket, 'server')]);
    close(client, serverSide);
    const [fromClient, fromServer] = await frames;
    console.log(`\n${title}`);
    show('client → server', ...fromClient);
    show('server → client', ...fromServer);
    if (client.readyState !== WebSocket.CLOSED) await once(client, 'close');
  }
  server.close();
}

const hostile: [title: string, hex: string][] = [
  ['status code 1006, which only ever is a local report', '880203ee'],
  ['a reason that is no UTF-8', '880603e8c328a0a1'],
  ['a payload of one byte', '880103'],
  ['RSV1 set, as if the frame were compressed', 'c80203e8'],
];

function parseHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/0x|[\s:]/gi, '');
  return /^([0-9a-f]{2})*$/i.test(digits) ? Uint8Array.from(Buffer.from(digits, 'hex')) : undefined;
}

/** Decodes what the user gave. The exit code is 0 for a good frame or payload, 1 for a bad one, 2 for no hex. */
function decodeArguments(text: string): void {
  const bytes = parseHex(text);
  if (bytes === undefined) {
    console.error(`close-frame: "${text}" is not hex: give pairs of the digits 0–9 and a–f, like 880503e8627965.`);
    process.exitCode = 2;
    return;
  }
  // No status code begins with 0x80 or more, as a frame with FIN set does.
  const isFrame = (bytes[0] ?? 0) >= 0x80;
  const result = isFrame ? decodeCloseFrame(bytes) : decodeClosePayload(bytes);
  show(isFrame ? 'frame' : 'payload', bytes, result);
  if (!result.ok) process.exitCode = 1;
}

const given = process.argv.slice(2).join(' ');
if (process.argv.length > 2) {
  decodeArguments(given);
} else {
  console.log('Close frames between a ws client and a ws server on 127.0.0.1, read off the TCP socket');
  await closeRealConnections();
  console.log('\nBytes that no peer may send');
  for (const [title, text] of hostile) {
    const bytes = Uint8Array.from(Buffer.from(text, 'hex'));
    show(title, bytes, decodeCloseFrame(bytes));
  }
}
