/** Runs a vector of a closing handshake. */

import type { HandshakeEvent, HandshakeVector } from '../../scripts/vectors/format.js';
import type { Library } from './run-vectors.js';
import { bytesOf, closing, resultOf } from './vector-values.js';

type Handshake = InstanceType<Library['ClosingHandshake']>;

/** The step after each event, and the outcome. */
export function steps({ ClosingHandshake, decodeCloseFrame }: Library, vector: HandshakeVector): unknown {
  const { role, reply, events } = vector;
  const peer = role === 'client' ? 'server' : 'client';
  const handshake = new ClosingHandshake({ role, reply });
  const decode = (hex: string) => decodeCloseFrame(bytesOf(hex), { from: peer });
  const taken = events.map((event) => {
    const step = happen(handshake, event, decode);
    if (!step.ok) return refusal(resultOf(step));
    const { state, canSend, canReceive, awaits } = handshake;
    const { frame, transport } = step;
    const sends = frame && sentIn(decodeCloseFrame(frame, { from: role }));
    return { sends, transport, state, canSend, canReceive, awaits };
  });
  return { steps: taken, outcome: handshake.outcome, fault: handshake.fault?.code };

  function sentIn(result: ReturnType<typeof decodeCloseFrame>): unknown {
    const { sent } = handshake;
    const isTrue = result.ok && result.code === (sent?.code ?? 1005) && result.reason === (sent?.reason ?? '');
    return isTrue ? closing(sent!) : 'the frame is not what `sent` says';
  }
}

function happen(
  handshake: Handshake,
  event: HandshakeEvent,
  decode: (hex: string) => Parameters<Handshake['receive']>[0],
) {
  switch (event.event) {
    case 'close':
      return handshake.close(event.code ?? undefined, event.reason ?? undefined);
    case 'receive':
      return handshake.receive(decode(event.frame), { answer: event.answer });
    case 'fail':
      return handshake.fail(event.code, event.reason ?? undefined);
    default:
      return handshake[event.event]();
  }
}

/** What the vectors say about a refusal, with the keys in their order. */
function refusal(result: unknown): unknown {
  const { kind, code } = result as { kind: string; code?: number };
  return { kind, code };
}
