/**
 * A model that checks a closing handshake: a client and a server, joined by two queues, and every order of the events
 * that can happen to them. A state is reached by repeating the events that lead to it.
 */

import { type CloseArguments, decodeCloseFrame, type Endpoint, replyToClose, unwrap } from 'close-frame';
import type { ClosableResult, ClosingHandshake, ClosingStep } from 'close-frame/handshake';

/** The part of a handshake that the model uses. A bug overrides some of it. */
export type Handshake = Pick<ClosingHandshake, keyof ClosingHandshake>;
export type Make = (role: Endpoint) => Handshake;

/** What is on its way to an end: a Close frame, or the end of the stream. */
type Transit = Uint8Array | 'end';

/** What can happen at one end. */
export type Action =
  | 'closes' // the application calls close(), also for an answer that is due
  | 'fails' // the application fails the connection
  | 'reads' // the next item is delivered, and answered now
  | 'reads, answers later'
  | 'reads what was broken on the way'
  | 'answers' // the answer that is due is sent
  | 'expires' // its timer runs out
  | 'is lost'; // the connection is cut; each end learns of it at its own time
export type Event = readonly [Endpoint, Action];

/** Limits to what may happen. Higher limits have more states. */
export interface Bounds {
  /** How often each end may close and fail. */
  readonly calls: number;
  /** May frames arrive invalid, the connection be lost, timers run out? */
  readonly withFaults: boolean;
}

interface Observed {
  readonly state: Handshake['state'];
  readonly sent: Handshake['sent'];
  readonly received: Handshake['received'];
  readonly fault: Handshake['fault'];
  readonly outcome: Handshake['outcome'];
}

const order = ['open', 'closing', 'closed'];

/** One end: its handshake, what is on its way to it, and what was seen of it. */
class End {
  readonly inbox: Transit[] = [];
  frames = 0;
  ends = 0;
  destroys = 0;
  closes = 0;
  fails = 0;
  isRemoteFirst = false;
  finish: 'lost' | 'timeout' | undefined = undefined;
  last: Observed;

  constructor(
    readonly role: Endpoint,
    readonly handshake: Handshake,
  ) {
    this.last = observe(handshake);
  }

  get isGone(): boolean {
    return this.ends + this.destroys > 0;
  }

  get isDue(): boolean {
    return this.handshake.received !== undefined && this.handshake.sent === undefined && !this.isClosed;
  }

  get isClosed(): boolean {
    return this.handshake.state === 'closed';
  }
}

function observe({ state, sent, received, fault, outcome }: Handshake): Observed {
  return { state, sent, received, fault, outcome };
}

/** A broken rule of RFC 6455 or of the package. */
class Violation extends Error {}

function must(holds: boolean, rule: string): void {
  if (!holds) throw new Violation(rule);
}

export class World {
  readonly client: End;
  readonly server: End;
  isLost = false;
  hasFault = false;

  constructor(
    make: Make,
    private readonly bounds: Bounds,
  ) {
    this.client = new End('client', make('client'));
    this.server = new End('server', make('server'));
  }

  peerOf(end: End): End {
    return end === this.client ? this.server : this.client;
  }

  /** Everything that can happen next. */
  possible(): Event[] {
    const events: Event[] = [];
    for (const end of [this.client, this.server]) {
      const { handshake, inbox, role } = end;
      if (end.closes < this.bounds.calls) events.push([role, 'closes']);
      if (end.fails < this.bounds.calls && this.bounds.withFaults) events.push([role, 'fails']);
      if (end.isDue) events.push([role, 'answers']);
      if (inbox.length > 0) {
        events.push([role, 'reads']);
        if (inbox[0] !== 'end') {
          events.push([role, 'reads, answers later']);
          if (this.bounds.withFaults) events.push([role, 'reads what was broken on the way']);
        }
      }
      if (this.bounds.withFaults && handshake.awaits !== undefined) events.push([role, 'expires']);
    }
    if (this.bounds.withFaults && !this.isLost) events.push(['client', 'is lost']);
    return events;
  }

  happen([role, action]: Event): void {
    const end = this[role];
    const { handshake, inbox } = end;
    switch (action) {
      case 'closes':
        end.closes++;
        this.#take(end, unwrap(handshake.close(role === 'client' ? 1000 : 1001, `the ${role} closes`)));
        break;
      case 'fails':
        end.fails++;
        if (handshake.canReceive) this.hasFault = true;
        this.#take(end, unwrap(handshake.fail(1008, `the ${role} fails`)));
        must(!handshake.canReceive, 'after fail, nothing more is processed');
        break;
      case 'answers': {
        const { code, reason } = replyToClose({ ok: true, ...handshake.received! });
        this.#take(end, unwrap(handshake.close(code, reason)));
        break;
      }
      case 'expires':
        this.hasFault = true;
        end.finish ??= 'timeout';
        this.#take(end, handshake.expire());
        must(end.isClosed, 'a timer that runs out closes');
        break;
      case 'is lost':
        this.isLost = true;
        this.hasFault = true;
        for (const { inbox, isClosed } of [this.client, this.server]) {
          inbox.length = 0;
          if (!isClosed) inbox.push('end');
        }
        break;
      default:
        this.#read(end, inbox.shift()!, action);
    }
  }

  #read(end: End, what: Transit, how: Action): void {
    const { handshake, role } = end;
    if (what === 'end') {
      end.finish ??= 'lost';
      this.#take(end, handshake.peerEnded());
      must(end.isClosed, 'the end of the peer’s stream closes');
      return;
    }
    const from = this.peerOf(end).role;
    const isBroken = how === 'reads what was broken on the way';
    const bytes = isBroken ? what.map((byte, at) => (at === 0 ? 0xc8 : byte)) : what;
    const result: ClosableResult = decodeCloseFrame(bytes, { from });
    must(result.ok !== isBroken, `what the ${from} sends is a valid Close frame for the ${role}`);
    const { canReceive, sent } = handshake;
    if (isBroken) this.hasFault = true;
    this.#take(end, handshake.receive(result, how === 'reads, answers later' ? { answer: 'later' } : undefined));
    if (!canReceive) return;
    must(!isBroken || handshake.fault !== undefined, 'a broken Close frame is a fault');
    if (!result.ok) return;
    end.isRemoteFirst = sent === undefined;
    must(handshake.received?.code === result.code, 'the received Close frame is recorded');
    const isLate = how === 'reads, answers later' && end.isRemoteFirst;
    must(isLate === (handshake.sent === undefined), 'an answer is sent now, unless it should wait');
  }

  /** Does what a step says, and checks whether that was allowed. */
  #take(end: End, { frame, transport }: ClosingStep): void {
    const { handshake, last, role } = end;
    const peer = this.peerOf(end);
    if (frame !== undefined) {
      must(++end.frames === 1, 'only one Close frame is sent');
      must(!end.isGone, 'nothing is sent after the end');
      if (!this.isLost) peer.inbox.push(frame);
    }
    if (transport !== 'keep') must(end.destroys === 0, 'nothing after destroy');
    if (transport === 'end') {
      must(++end.ends === 1, 'TCP is ended only once');
      if (role === 'client' && !this.hasFault) must(peer.ends === 1, 'the server ends TCP first');
      if (!this.isLost) peer.inbox.push('end');
    }
    if (transport === 'destroy') {
      must(++end.destroys === 1, 'the connection is destroyed only once');
      end.inbox.length = 0;
      // Frames on their way to the peer are lost with the connection; the end of the stream is not.
      if (!this.isLost && !peer.isClosed) peer.inbox.splice(0, Infinity, 'end');
      this.isLost = true;
    }
    const now = observe(handshake);
    must(order.indexOf(now.state) >= order.indexOf(last.state), 'states move forward');
    for (const key of ['sent', 'received', 'fault', 'outcome'] as const) {
      must(last[key] === undefined || last[key] === now[key], `${key} does not change`);
    }
    end.last = now;
    this.#judge(end);
  }

  #judge(end: End): void {
    const { handshake } = end;
    const { state, sent, received, fault, awaits, outcome, canSend, canReceive } = handshake;
    must((sent !== undefined) === end.frames > 0, 'sent is set if a Close frame is out');
    must(canSend === (sent === undefined && state !== 'closed'), 'canSend until our Close frame');
    must(!canSend || !end.isGone, 'nothing is sent after the end');
    must(
      canReceive === (!received && !fault && state !== 'closed'),
      'canReceive until the peer’s Close frame, a fault or the end',
    );
    must((outcome !== undefined) === (state === 'closed'), 'an outcome once closed');
    must(state !== 'closed' || end.isGone, 'our side of TCP is not left open');
    must((awaits === undefined) === (state !== 'closing' || end.isDue), 'while the peer has to act, a timer runs');
    must(awaits !== 'close' || (!received && !fault), 'a Close frame is not awaited after one came or a fault');
    if (fault !== undefined)
      must(end.isGone && sent !== undefined, 'an end that fails sends a Close frame and ends TCP');
    if (end.role === 'server' && sent && received) must(end.isGone, 'the server ends TCP');
    if (outcome === undefined) return;
    const isClean = sent !== undefined && received !== undefined && fault === undefined;
    must(outcome.wasClean === isClean, 'a close is clean with both Close frames and no fault');
    must(outcome.code === (received?.code ?? 1006), 'the code is the one received, or 1006');
    must(outcome.reason === (received?.reason ?? ''), 'the reason is the one received');
    const first = end.isRemoteFirst ? 'remote' : 'local';
    must(outcome.cause === (isClean ? first : fault ? 'failure' : end.finish), 'the cause is what happened');
  }

  /** Nothing is on its way, and nothing is due, so nothing changes until somebody calls or a timer runs out. */
  get isQuiet(): boolean {
    return [this.client, this.server].every((end) => end.inbox.length === 0 && !end.isDue);
  }

  /** What must hold when nothing more happens. */
  judgeRest(): void {
    if (!this.isQuiet) return;
    const { client, server } = this;
    const isUntouched = client.handshake.state === 'open' && server.handshake.state === 'open';
    must(isUntouched || (client.isClosed && server.isClosed), 'without a timer, both are closed in the end');
    if (isUntouched || this.hasFault) return;
    for (const end of [client, server]) {
      const { outcome } = end.handshake;
      must(outcome?.wasClean === true, 'without a fault, both closes are clean');
      must(isSame(outcome!, this.peerOf(end).handshake.sent!), 'each reports what the other sent');
    }
  }

  /** Everything that later events depend on. */
  get key(): string {
    return JSON.stringify(
      [this.client, this.server].map((end) => [
        end.inbox.map((what) => (what === 'end' ? what : 'frame')), // there is only one, whose content is in `sent`
        [
          end.frames,
          end.ends,
          end.destroys,
          end.closes,
          end.fails,
          end.isRemoteFirst,
          end.finish,
          this.isLost,
          this.hasFault,
        ],
        observe(end.handshake),
      ]),
    );
  }
}

function isSame(outcome: { code: number; reason: string }, sent: CloseArguments): boolean {
  return outcome.code === (sent.code ?? 1005) && outcome.reason === (sent.reason ?? '');
}

/** The result of trying every order of events. */
export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** The shortest path to a broken rule, if there is one. */
  readonly violation?: { readonly rule: string; readonly path: readonly Event[] };
}

/** Goes through every reachable state, nearest first, and stops at the first broken rule. */
export function explore(make: Make, bounds: Bounds): Exploration {
  const seen = new Set<string>();
  const queue: Event[][] = [[]];
  let transitions = 0;
  for (let at = 0; at < queue.length; at++) {
    const path = queue[at]!;
    try {
      const world = new World(make, bounds);
      for (const event of path) world.happen(event);
      world.judgeRest();
      const { key } = world;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const event of world.possible()) {
        transitions++;
        queue.push([...path, event]);
      }
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      return { states: seen.size, transitions, violation: { rule: error.message, path } };
    }
  }
  return { states: seen.size, transitions };
}
