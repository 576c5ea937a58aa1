/**
 * A TCP proxy for WebSockets, to start from: it forwards bytes both ways untouched, reads the Close frames on the way,
 * and says in one line for each connection who closed it and how.
 */

import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import {
  CloseFrameScanner,
  describeCode,
  type Endpoint,
  encodeCloseFrame,
  relayClose,
  type ScanResult,
  unwrap,
} from 'close-frame';

export interface TapProxyOptions {
  /** Where the WebSocket server listens. */
  readonly to: { readonly host: string; readonly port: number };
  /** Takes one line for each connection when it is over. */
  readonly log: (line: string) => void;
}

/** How long one end may go on in silence when the other is gone. */
const CLOSE_TIMEOUT_MS = 10_000;

/** What a client gets that the server has not answered at all. */
const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Makes the proxy; it listens where its `listen` says. */
export function createTapProxy({ to, log }: TapProxyOptions): Server {
  let count = 0;
  // allowHalfOpen: when one end has finished, the proxy decides what the other is told before it is finished, too.
  return createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const label = `#${++count}`;
    const upstream = createConnection({ ...to, allowHalfOpen: true, noDelay: true });
    new Connection(socket, upstream, (events) => log(`${label} ${events.join('; ')}`));
  });
}

/** One end of a connection, and the stream that comes from it. */
interface End {
  readonly name: Endpoint;
  readonly socket: Socket;
  readonly scanner: CloseFrameScanner;
  isOver: boolean;
}

class Connection {
  readonly #events: string[] = [];
  readonly #log: (events: string[]) => void;
  /** The beginning of the server's answer, up to its first line: only `HTTP/1.1 101` makes it a WebSocket. */
  #statusLine = '';
  #closeFrames = 0;

  constructor(client: Socket, server: Socket, log: (events: string[]) => void) {
    this.#log = log;
    const ends: End[] = [
      { name: 'client', socket: client, scanner: scannerOf('client'), isOver: false },
      { name: 'server', socket: server, scanner: scannerOf('server'), isOver: false },
    ];
    this.#forward(ends[0]!, ends[1]!);
    this.#forward(ends[1]!, ends[0]!);
  }

  get #isWebSocket(): boolean {
    return /^HTTP\/1\.1 101\b/.test(this.#statusLine);
  }

  #forward(from: End, to: End): void {
    from.socket.on('data', (chunk: Buffer) => {
      if (from.name === 'server') this.#readStatusLine(chunk);
      const result = from.scanner.push(chunk);
      if (result !== undefined && this.#isWebSocket) this.#note(from, result);
      if (to.socket.writable && !to.socket.write(chunk)) from.socket.pause();
    });
    to.socket.on('drain', () => from.socket.resume());
    to.socket.on('close', () => from.socket.resume()); // nothing more will drain: what still comes is dropped
    from.socket.on('error', (error) => this.#events.push(`${from.name}: ${error.message}`));
    from.socket.on('end', () => this.#over(from, to));
    from.socket.on('close', () => this.#over(from, to));
  }

  #readStatusLine(chunk: Buffer): void {
    if (this.#statusLine.includes('\n') || this.#statusLine.length > 256) return;
    this.#statusLine += chunk.toString('latin1', 0, 256);
  }

  #note({ name }: End, result: ScanResult): void {
    if (!result.ok) {
      this.#events.push(`${name} broke the protocol at byte ${result.offset}: ${result.error.kind}`);
      return;
    }
    const { code, reason } = result;
    const verb = this.#closeFrames++ === 0 ? 'closed' : 'answered';
    // inspect() escapes control characters: the reason is a stranger's, and goes to a terminal.
    const quoted = reason === '' ? '' : ` ${inspect(reason)}`;
    this.#events.push(`${name} ${verb} with ${code} ${describeCode(code).name}${quoted}`);
  }

  /** One end is finished or lost. The other is told, in a Close frame where that may and must be. */
  #over(from: End, to: End): void {
    if (from.isOver) return;
    from.isOver = true;
    const isLost = this.#isWebSocket && this.#closeFrames === 0 && !to.isOver;
    if (isLost) to.socket.end(this.#closeFor(from, to));
    else to.socket.end(to.name === 'client' && this.#statusLine === '' ? BAD_GATEWAY : '');
    to.socket.setTimeout(CLOSE_TIMEOUT_MS, () => to.socket.destroy());
    if (!to.isOver) return;
    if (!this.#isWebSocket) this.#events.push(`no WebSocket: ${inspect(this.#statusLine.split('\r\n', 1)[0])}`);
    this.#log(this.#events);
  }

  /** The Close frame that stands for the end that is gone, where it would be read as one. */
  #closeFor(from: End, to: End): Uint8Array {
    const event = `${from.name} ended without a Close frame: 1006 ${describeCode(1006).name}`;
    this.#closeFrames++; // what the other end may still send is an answer
    if (!from.scanner.atFrameBoundary) {
      this.#events.push(`${event}, within a frame, so the connection to the ${to.name} was just ended`);
      return new Uint8Array(0);
    }
    const { code, reason } = relayClose(1006);
    this.#events.push(`${event}, so the ${to.name} was sent ${code}`);
    return unwrap(encodeCloseFrame(code, reason, { from: from.name })).bytes;
  }
}

function scannerOf(from: Endpoint): CloseFrameScanner {
  return new CloseFrameScanner({ from, skipHttpHead: true });
}
