/**
 * A TCP proxy for WebSockets, to start from: it forwards bytes both ways untouched, reads the Close frames on the way,
 * and says in one line for each connection who closed it and how.
 *
 * Of HTTP it knows no more than where a head ends, and whether the first final answer switches to WebSocket. If it does
 * not, the bytes go on in both directions as they are, and no Close frame is read in them or written into them.
 */

import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { CloseFrameScanner, describeCode, type Endpoint, encodeCloseFrame, relayClose, unwrap } from 'close-frame';
import { quote } from '../quote.js';
import { HeadReader } from './head.js';

export interface TapProxyOptions {
  /** Where the WebSocket server listens. */
  readonly to: { readonly host: string; readonly port: number };
  /** Takes one line for each connection when it is over. */
  readonly log: (line: string) => void;
  /** How long the handshake may take, and one end go on when the other is gone. Left out: 10,000. */
  readonly timeoutMs?: number;
}

/** What a client gets if no byte of the server's final answer has come. */
const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Makes the proxy; it listens where its `listen` says. */
export function createTapProxy({ to, log, timeoutMs = 10_000 }: TapProxyOptions): Server {
  let count = 0;
  // allowHalfOpen: when one end has finished, the proxy decides what the other is told before it is finished, too.
  const options = { allowHalfOpen: true, noDelay: true, keepAlive: true };
  return createServer(options, (socket) => {
    const label = `#${++count}`;
    const upstream = createConnection({ ...to, ...options });
    new Connection(socket, upstream, timeoutMs, (events) => log(`${label} ${events.join('; ')}`));
  });
}

/** One end of a connection, and what is known of the stream that comes from it. */
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
  /** The head of what the server answers. */
  readonly #answer: HeadReader;
  readonly #events: string[] = [];
  readonly #log: (events: string[]) => void;
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout;
  /** Has a Close frame been seen, or sent in place of an end that is gone? Then what follows is an answer. */
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
    to.socket.on('close', () => from.socket.resume()); // nothing more will drain: what still comes is dropped
    from.socket.on('error', (error) => this.#events.push(`${from.name}: ${error.message}`));
    from.socket.on('end', () => this.#over(from, to));
    from.socket.on('close', () => this.#over(from, to));
  }

  #read(from: End, chunk: Buffer): void {
    const isAnswered = this.#answer.isWhole;
    from.scanner.push(from.head.read(chunk));
    // The handshake is over when the head of the answer is, not when it begins.
    if (!isAnswered && this.#answer.isWhole && this.#firstOver === undefined) clearTimeout(this.#timer);
    this.#noteResults();
  }

  /** Notes what the scanners have read, in the order of reading; before the 101, a client's frame is none yet. */
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

  /** One end is finished or lost. The other is told, in a Close frame where that may and must be. */
  #over(from: End, to: End): void {
    if (from.isOver) return;
    from.isOver = true;
    this.#firstOver ??= from;
    clearTimeout(this.#timer);
    to.socket.end(to.isOver ? '' : this.#farewell(from, to));
    if (to.isOver) this.#conclude(this.#firstOver);
    else this.#timer = this.#destroyLater();
  }

  /** The last bytes that the end which is left gets: a Close frame in place of the one gone, where it is read as one. */
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
