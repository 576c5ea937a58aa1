/** A Cloudflare Worker between a browser and a backend. It passes on how each of them closes. */

import { relayClose } from 'close-frame';

interface Env {
  /** Where the WebSocket server is: https://… */
  readonly BACKEND: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const answer = await fetch(new Request(env.BACKEND, request));
    const server = answer.webSocket;
    if (server === null) return answer; // no upgrade was asked for, or none was granted
    const { 0: client, 1: ours } = new WebSocketPair();
    forward(ours, server);
    forward(server, ours);
    const protocol = answer.headers.get('Sec-WebSocket-Protocol');
    const headers = protocol === null ? {} : { 'Sec-WebSocket-Protocol': protocol };
    return new Response(null, { status: 101, webSocket: client, headers });
  },
};

function forward(from: WebSocket, to: WebSocket): void {
  from.accept({ allowHalfOpen: true }); // otherwise the runtime answers a Close frame before the other side can
  from.addEventListener('message', ({ data }) => to.send(data));
  from.addEventListener('close', ({ code, reason }) => {
    const close = relayClose(code, reason); // a Worker's close() accepts every code that may be sent
    to.close(close.code, close.reason);
  });
}
