/**
 * A TCP proxy for WebSockets that you can build on. It forwards bytes both ways untouched, reads the Close frames as
 * they pass, and logs one line per connection: who closed it, and how.
 *
 * Of HTTP, it only knows where a head ends, and whether the first final answer switches to WebSocket. If it does not,
 * the proxy still forwards all bytes, but reads and writes no Close frames.
 */

import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { CloseFrameScanner, describeCode, type Endpoint, encodeCloseFrame, relayClose, unwrap } from 'close-frame';
import { quote } from '../quote.js';
import { HeadReader } from './head.js';

export interface TapProxyOptions {
  /** Where the WebSocket server listens. */
  readonly to: { readonly host: string; readonly port: number };
  /** Gets one line for each connection, when the connection is over. */
  readonly log: (line: string) => void;
  /** How long the handshake may take, and how long one end may go on after the other is gone. Default: 10,000. */
  readonly timeoutMs?: number;
}

/** What a client gets if the server is gone before any byte of its final answer has come. */
const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Creates the proxy. Call its `listen` to start it. */
export function createTapProxy({ to, log, timeoutMs = 10_000 }: TapProxyOptions): Server {
  let count = 0;
  // allowHalfOpen: when one end has ended, the proxy decides what to tell the other before ending that, too.
  const options = { allowHalfOpen: true, noDelay: true, keepAlive: true };
  return createServer(options, (socket) => {
    const label = `#${++count}`;
    const upstream = createConnection({ ...to, ...options });
    new Connection(socket, upstream, timeoutMs, (events) => log(`${label} ${events.join('; ')}`));
  });
}

/** One end of a connection, and what is known about the stream that comes from it. */
interface End {
  readonly name: Endpoint;
  readonly socket: Socket;
  readonly head: HeadReader;
  readonly scanner: CloseFrameScanner;
  isNoted: boolean;
  isOver: boolean;
}

function endOf(name: Endpoint, socket: Socket): End {
  const scanner = new CloseFrameScanner({ from: name });
  return { name, socket, head: new HeadReader(), scanner, isNoted: false, isOver: false };
}

class Connection {
  readonly #ends: readonly [client: End, server: End];
  /** The head of the server's answer. */
  readonly #answer: HeadReader;
  readonly #events: string[] = [];
  readonly #log: (events: string[]) => void;
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout;
  /** Has a Close frame been seen, or sent in place of an end that is gone? Then the next one is an answer. */
  #isClosing = false;
  #firstOver: End | undefined;

  constructor(client: Socket, server: Socket, timeoutMs: number, log: (events: string[]) => void) {
    this.#ends = [endOf('client', client), endOf('server', server)];
    this.#answer = this.#ends[1].head;
    this.#log = log;
    this.#timeoutMs = timeoutMs;
    this.#timer = this.#destroyLater();
    this.#forward(this.#ends[0], this.#ends[1]);
    this.#forward(this.#ends[1], this.#ends[0]);
  }

  get #isWebSocket(): boolean {
    return this.#answer.upgrade?.toLowerCase() === 'websocket'; // RFC 6455 §4.1
  }

  #destroyLater(): NodeJS.Timeout {
    return setTimeout(() => this.#ends.forEach(({ socket }) => void socket.destroy()), this.#timeoutMs);
  }

  #forward(from: End, to: End): void {
    from.socket.on('data', (chunk: Buffer) => {
      this.#read(from, chunk);
      if (to.socket.writable && !to.socket.write(chunk)) from.socket.pause();
    });
    to.socket.on('drain', () => from.socket.resume());
    to.socket.on('close', () => from.socket.resume()); // nothing will drain anymore, and what still comes is dropped
    from.socket.on('error', (error) => this.#events.push(`${from.name}: ${error.message}`));
    from.socket.on('end', () => this.#over(from, to));
    from.socket.on('close', () => this.#over(from, to));
  }

  #read(from: End, chunk: Buffer): void {
    const isAnswered = this.#answer.isWhole;
    from.scanner.push(from.head.read(chunk));
    // The handshake is over when the head of the answer ends, not when it begins.
    if (!isAnswered && this.#answer.isWhole && this.#firstOver === undefined) clearTimeout(this.#timer);
    this.#noteResults();
  }

  /** Notes what the scanners have found, in the order of reading. Before the 101, a client's bytes are not frames. */
  #noteResults(): void {
    for (const end of this.#ends) {
      const { result } = end.scanner;
      if (result === undefined || end.isNoted || !this.#isWebSocket) continue;
      end.isNoted = true;
      if (result.ok) {
        const verb = this.#isClosing ? 'answered' : 'closed';
        const reason = result.reason === '' ? '' : ` ${quote(result.reason)}`;
        this.#events.push(`${end.name} ${verb} with ${result.code} ${describeCode(result.code).name}${reason}`);
        this.#isClosing = true;
      } else {
        const offset = end.head.byteLength + result.offset;
        this.#events.push(`${end.name} broke the protocol at byte ${offset}: ${result.error.kind}`);
      }
    }
  }

  /** One end has ended or is lost. Tells the other end, in a Close frame if one may and must be sent. */
  #over(from: End, to: End): void {
    if (from.isOver) return;
    from.isOver = true;
    this.#firstOver ??= from;
    clearTimeout(this.#timer);
    to.socket.end(to.isOver ? '' : this.#farewell(from, to));
    if (to.isOver) this.#conclude(this.#firstOver);
    else this.#timer = this.#destroyLater();
  }

  /** The last bytes for the end that is left: a Close frame in place of the end that is gone, if it is read as one. */
  #farewell(from: End, to: End): string | Uint8Array {
    if (!this.#isWebSocket) return to.name === 'client' && this.#answer.isEmpty ? BAD_GATEWAY : '';
    if (this.#isClosing || !from.head.isWhole || !from.scanner.atFrameBoundary) return '';
    const { code, reason } = relayClose(1006);
    const what = `${from.name} ended without a Close frame: 1006 Abnormal Closure`;
    this.#events.push(`${what}, so the ${to.name} was sent ${code}`);
    this.#isClosing = true;
    return unwrap(encodeCloseFrame(code, reason, { from: from.name })).bytes;
  }

  #conclude(first: End): void {
    if (!this.#isWebSocket) this.#events.push(`no WebSocket: ${quote(this.#answer.summary)}`);
    else if (!this.#isClosing) this.#events.push(`${first.name} ended without a Close frame: 1006 Abnormal Closure`);
    this.#log(this.#events);
  }
}
