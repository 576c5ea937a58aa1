/** Every method in every state, in either role, by the rules of RFC 6455 and of the package. */

import assert from 'node:assert/strict';
import { decodeCloseFrame, type Endpoint, type Failure } from 'close-frame';
import {
  type ClosableResult,
  ClosingHandshake,
  type ClosingOutcome,
  type ClosingStep,
  type HandshakeOptions,
} from 'close-frame/handshake';
import { suite } from 'uvu';
import { extent } from '../support/extent.js';

const test = suite('handshake/states');

const good: ClosableResult = { ok: true, code: 4001, reason: 'theirs' };
const broken = decodeCloseFrame(Uint8Array.of(0x88, 0x01));

/** What may happen. */
const events = {
  close: (handshake) => handshake.close(4000, 'ours'),
  receive: (handshake) => handshake.receive(good),
  'receive, and answer later': (handshake) => handshake.receive(good, { answer: 'later' }),
  'receive a broken one': (handshake) => handshake.receive(broken),
  'receive a broken one, and answer later': (handshake) => handshake.receive(broken, { answer: 'later' }),
  fail: (handshake) => handshake.fail(1009, 'too big'),
  peerEnded: (handshake) => handshake.peerEnded(),
  expire: (handshake) => handshake.expire(),
} satisfies Record<string, (handshake: ClosingHandshake) => ClosingStep | Failure>;
type EventName = keyof typeof events;
const eventNames = Object.keys(events) as EventName[];

type Step = 'nothing' | 'frame' | 'frame, end' | 'end' | 'destroy';
type StateName =
  | 'open'
  | 'our Close frame is out'
  | 'the answer is due'
  | 'both are out, ours first'
  | 'both are out, theirs first'
  | 'failed'
  | 'failed after our Close frame'
  | ClosedName;
type ClosedName =
  | 'clean, ours first'
  | 'clean, theirs first'
  | 'failed, and closed'
  | 'failed after our Close frame, and closed'
  | 'lost while open'
  | 'lost after our Close frame'
  | 'lost before our answer'
  | 'timed out';

/** What an event leads to. The last item is there only if it differs for a server. */
type Next = [client: Step, follows: StateName, server?: Step];

interface State {
  /** How it is reached. */
  readonly path: readonly EventName[];
  readonly state: ClosingHandshake['state'];
  readonly canSend: boolean;
  readonly canReceive: boolean;
  readonly awaits: ClosingHandshake['awaits'];
  readonly outcome?: ClosingOutcome;
  /** What each event leads to. Events that are left out do nothing. */
  readonly next?: Partial<Record<EventName, Next>>;
}

const lost = { code: 1006, reason: '', wasClean: false } as const;
const theirs = { code: 4001, reason: 'theirs' } as const;
const deaf = { canSend: false, canReceive: false } as const;
const closed = { ...deaf, state: 'closed', awaits: undefined } as const;

const states: Record<StateName, State> = {
  open: {
    path: [],
    state: 'open',
    canSend: true,
    canReceive: true,
    awaits: undefined,
    next: {
      close: ['frame', 'our Close frame is out'],
      receive: ['frame', 'both are out, theirs first', 'frame, end'],
      'receive, and answer later': ['nothing', 'the answer is due'],
      'receive a broken one': ['frame, end', 'failed'],
      'receive a broken one, and answer later': ['frame, end', 'failed'],
      fail: ['frame, end', 'failed'],
      peerEnded: ['end', 'lost while open'],
    },
  },
  'our Close frame is out': {
    path: ['close'],
    state: 'closing',
    canSend: false,
    canReceive: true,
    awaits: 'close',
    next: {
      receive: ['nothing', 'both are out, ours first', 'end'],
      'receive, and answer later': ['nothing', 'both are out, ours first', 'end'],
      'receive a broken one': ['end', 'failed after our Close frame'],
      'receive a broken one, and answer later': ['end', 'failed after our Close frame'],
      fail: ['end', 'failed after our Close frame'],
      peerEnded: ['end', 'lost after our Close frame'],
      expire: ['destroy', 'timed out'],
    },
  },
  'the answer is due': {
    path: ['receive, and answer later'],
    state: 'closing',
    canSend: true,
    canReceive: false,
    awaits: undefined,
    next: {
      close: ['frame', 'both are out, theirs first', 'frame, end'],
      peerEnded: ['end', 'lost before our answer'],
    },
  },
  'both are out, ours first': {
    ...deaf,
    path: ['close', 'receive'],
    state: 'closing',
    awaits: 'end',
    next: { peerEnded: ['end', 'clean, ours first', 'nothing'], expire: ['destroy', 'clean, ours first'] },
  },
  'both are out, theirs first': {
    ...deaf,
    path: ['receive'],
    state: 'closing',
    awaits: 'end',
    next: { peerEnded: ['end', 'clean, theirs first', 'nothing'], expire: ['destroy', 'clean, theirs first'] },
  },
  failed: {
    ...deaf,
    path: ['fail'],
    state: 'closing',
    awaits: 'end',
    next: { peerEnded: ['nothing', 'failed, and closed'], expire: ['destroy', 'failed, and closed'] },
  },
  'failed after our Close frame': {
    ...deaf,
    path: ['close', 'receive a broken one'],
    state: 'closing',
    awaits: 'end',
    next: {
      peerEnded: ['nothing', 'failed after our Close frame, and closed'],
      expire: ['destroy', 'failed after our Close frame, and closed'],
    },
  },
  'clean, ours first': {
    ...closed,
    path: ['close', 'receive', 'peerEnded'],
    outcome: { ...theirs, wasClean: true, cause: 'local' },
  },
  'clean, theirs first': {
    ...closed,
    path: ['receive', 'peerEnded'],
    outcome: { ...theirs, wasClean: true, cause: 'remote' },
  },
  'failed, and closed': { ...closed, path: ['fail', 'peerEnded'], outcome: { ...lost, cause: 'failure' } },
  'failed after our Close frame, and closed': {
    ...closed,
    path: ['close', 'fail', 'expire'],
    outcome: { ...lost, cause: 'failure' },
  },
  'lost while open': { ...closed, path: ['peerEnded'], outcome: { ...lost, cause: 'lost' } },
  'lost after our Close frame': { ...closed, path: ['close', 'peerEnded'], outcome: { ...lost, cause: 'lost' } },
  'lost before our answer': {
    ...closed,
    path: ['receive, and answer later', 'peerEnded'],
    outcome: { ...theirs, wasClean: false, cause: 'lost' },
  },
  'timed out': { ...closed, path: ['close', 'expire'], outcome: { ...lost, cause: 'timeout' } },
};

const roles: Endpoint[] = ['client', 'server'];

function reach(options: HandshakeOptions, path: readonly EventName[]): ClosingHandshake {
  const handshake = new ClosingHandshake(options);
  for (const event of path) events[event](handshake);
  return handshake;
}

/** A step as the table writes it. */
function named(step: ClosingStep | Failure): string {
  assert.ok(step.ok);
  assert.deepEqual(Object.keys(step), ['ok', 'frame', 'transport']);
  const parts = [...(step.frame ? ['frame'] : []), ...(step.transport === 'keep' ? [] : [step.transport])];
  return parts.join(', ') || 'nothing';
}

function assertState(handshake: ClosingHandshake, name: StateName, label: string): void {
  const { state, canSend, canReceive, awaits, outcome } = states[name];
  const seen = [handshake.state, handshake.canSend, handshake.canReceive, handshake.awaits, handshake.outcome];
  assert.deepEqual(seen, [state, canSend, canReceive, awaits, outcome], label);
}

for (const role of roles) {
  for (const [name, { path, next }] of Object.entries(states) as [StateName, State][]) {
    test(`a ${role}, ${name}: each event leads to the step and the state in the table`, () => {
      assertState(reach({ role }, path), name, 'reached');
      for (const event of eventNames) {
        const handshake = reach({ role }, path);
        const { sent, received, fault } = handshake;
        const [client, follows, server = client] = next?.[event] ?? ['nothing', name];
        const step = events[event](handshake);
        assert.equal(named(step), role === 'client' ? client : server, event);
        assertState(handshake, follows, event);
        // What was known before has not changed.
        if (sent) assert.equal(handshake.sent, sent, event);
        if (received) assert.equal(handshake.received, received, event);
        if (fault) assert.equal(handshake.fault, fault, event);
      }
    });
  }
}

/** In every sequence of this many events, the state of a handshake must always be the one in the table. */
function testSequences(length: number): void {
  test(`every sequence of ${length} events follows the table`, () => {
    for (const role of roles) {
      for (let number = 0; number < eventNames.length ** length; number++) {
        const handshake = new ClosingHandshake({ role });
        let name: StateName = 'open';
        for (let at = 0, rest = number; at < length; at++, rest = Math.floor(rest / eventNames.length)) {
          const event = eventNames[rest % eventNames.length]!;
          const next: Next = states[name].next?.[event] ?? ['nothing', name];
          const [client, follows, server = client] = next;
          assert.equal(named(events[event](handshake)), role === 'client' ? client : server, `${role} ${number}`);
          name = follows;
        }
        assertState(handshake, name, `${role} ${number}`);
      }
    }
  });
}

testSequences(extent(5, 4));

test('wrong calls fail in every state, and change nothing', () => {
  const wrong: [RegExp | 'a failure', (handshake: ClosingHandshake) => unknown][] = [
    ['a failure', (handshake) => handshake.close(1006)],
    ['a failure', (handshake) => handshake.close(undefined, 'why')],
    ['a failure', (handshake) => handshake.close(1000, 'x'.repeat(124))],
    ['a failure', (handshake) => handshake.fail(1005)],
    ['a failure', (handshake) => handshake.fail(5000)],
    [/^code must be of type number/, (handshake) => handshake.close('1000' as unknown as number)],
    [/^reason must be of type/, (handshake) => handshake.close(1000, null as unknown as string)],
    [/^code must be of type number/, (handshake) => handshake.fail(undefined as unknown as number)],
    [/^code must be of type number/, (handshake) => handshake.fail(null as unknown as number, 'x')],
    [/^reason must be of type/, (handshake) => handshake.fail(1002, null as unknown as string)],
    [/no reply to incomplete/, (handshake) => handshake.receive(decodeCloseFrame(new Uint8Array(0)))],
    [/no reply to not-close/, (handshake) => handshake.receive(decodeCloseFrame(Uint8Array.of(0x81)))],
    [/answer must be 'now' or 'later'/, (handshake) => handshake.receive(good, { answer: 'never' as 'later' })],
    [/./, (handshake) => handshake.receive(undefined as unknown as ClosableResult)],
  ];
  for (const role of roles) {
    for (const [name, { path }] of Object.entries(states) as [StateName, State][]) {
      const handshake = reach({ role }, path);
      const { sent, received, fault } = handshake;
      for (const [expected, call] of wrong) {
        const label = `${role}, ${name}: ${call}`;
        if (expected === 'a failure') assert.equal((call(handshake) as Failure).ok, false, label);
        else assert.throws(() => call(handshake), { name: 'TypeError', message: expected }, label);
        assertState(handshake, name, label);
        assert.deepEqual([handshake.sent, handshake.received, handshake.fault], [sent, received, fault], label);
      }
    }
  }
});

test.run();
