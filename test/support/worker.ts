/**
 * Stand-ins for what a Cloudflare Worker's module needs from its runtime: a WebSocketPair, and fetch() to a backend.
 * The sockets accept the codes and reasons that workerd accepts, and each side closes for itself with `allowHalfOpen`.
 */

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The codes that close() accepts in workerd. */
const accepts = (code: number) =>
  code >= 1000 && code <= 4999 && code !== 1004 && code !== 1005 && code !== 1006 && code !== 1015;

class CloseEvent extends Event {
  readonly code: number;
  readonly reason: string;
  constructor(code: number, reason: string) {
    super('close');
    this.code = code;
    this.reason = reason;
  }
}

/** One end of a connection. What it sends, and what it closes with, arrives at the other end. */
export class WorkerSocket extends EventTarget {
  peer: WorkerSocket = this;
  isHalfOpen = false;
  #isClosed = false;

  accept(options?: { allowHalfOpen?: boolean }): void {
    this.isHalfOpen = options?.allowHalfOpen === true;
  }

  send(data: string): void {
    this.peer.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(code?: number, reason?: string): void {
    if (code === undefined && reason !== undefined)
      throw new DOMException('A reason and no code', 'InvalidAccessError');
    if (code !== undefined && !accepts(code)) throw new DOMException(`Code ${code}`, 'InvalidAccessError');
    if (new TextEncoder().encode(reason).length > 123) throw new DOMException('Too long', 'SyntaxError');
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#arrive(code ?? 1005, reason ?? '');
  }

  /** Loses the connection: the other end learns only that. */
  lose(): void {
    this.#isClosed = true;
    this.#arrive(1006, '');
  }

  #arrive(code: number, reason: string): void {
    queueMicrotask(() => {
      this.peer.dispatchEvent(new CloseEvent(code, reason));
      if (!this.peer.isHalfOpen) this.peer.close(accepts(code) ? code : undefined); // answered by the runtime
    });
  }
}

class WebSocketPair {
  readonly 0 = new WorkerSocket();
  readonly 1 = new WorkerSocket();
  constructor() {
    this[0].peer = this[1];
    this[1].peer = this[0];
  }
}

/** A Worker's Response, whose status may be 101, with the client's end of a pair. */
class WorkerResponse {
  readonly status: number;
  readonly webSocket: WorkerSocket | null;
  readonly headers: Headers;
  constructor(_: null, init: { status: number; webSocket?: WorkerSocket | null; headers?: Record<string, string> }) {
    this.status = init.status;
    this.webSocket = init.webSocket ?? null;
    this.headers = new Headers(init.headers);
  }
}

type Fetch = (request: Request) => Promise<WorkerResponse>;

/** Bundles and loads a Worker's module. Its backend accepts a WebSocket with these headers, or answers with 403. */
export async function loadWorker(
  path: string,
): Promise<
  (headers: Record<string, string> | undefined) => Promise<{ answer: WorkerResponse; backend: WorkerSocket }>
> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../${path}`, import.meta.url))],
    bundle: true,
    format: 'cjs',
    write: false,
    tsconfig: fileURLToPath(new URL('../../tsconfig.worker.json', import.meta.url)),
  });
  const load = new Function('module', 'WebSocketPair', 'Response', 'fetch', outputFiles[0]!.text);
  return async (headers) => {
    const pair = new WebSocketPair();
    const init = headers === undefined ? { status: 403 } : { status: 101, webSocket: pair[1], headers };
    const fetch: Fetch = async () => new WorkerResponse(null, init);
    const module = { exports: {} as { default: { fetch(request: Request, env: object): Promise<WorkerResponse> } } };
    load(module, WebSocketPair, WorkerResponse, fetch);
    const request = new Request('https://worker.example/');
    const answer = await module.exports.default.fetch(request, { BACKEND: 'https://backend.example/' });
    return { answer, backend: pair[0] };
  };
}
