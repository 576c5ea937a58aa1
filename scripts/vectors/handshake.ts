/** The closing handshake of one endpoint: events, what it does after each, and what it reports. */

import { frame, payload } from './bytes.js';
import type {
  Closing,
  HandshakeEvent,
  HandshakeOutcome,
  HandshakeState,
  HandshakeStep,
  HandshakeVector,
  Refusal,
} from './format.js';

const ANSWER = 'RFC 6455 §5.5.1';
const TCP = 'RFC 6455 §7.1.1';
const START = 'RFC 6455 §7.1.2';
const CODE = 'RFC 6455 §7.1.5';
const FAIL = 'RFC 6455 §7.1.7';
const SEND = 'RFC 6455 §7.4';
const ABNORMAL = 'RFC 6455 §7.2.1';
const KEY = '37fa213d';

type Role = 'client' | 'server';

/** The states of a handshake, as its user sees them. */
const open: HandshakeState = { state: 'open', canSend: true, canReceive: true };
const sent: HandshakeState = { state: 'closing', canSend: false, canReceive: true, awaits: 'close' };
const due: HandshakeState = { state: 'closing', canSend: true, canReceive: false };
const ending: HandshakeState = { state: 'closing', canSend: false, canReceive: false, awaits: 'end' };
const closed: HandshakeState = { state: 'closed', canSend: false, canReceive: false };

type Transition = [event: HandshakeEvent, step: HandshakeStep | Refusal];

function close(code: number | null, reason: string | null = null): HandshakeEvent {
  return { event: 'close', code, reason };
}

function fail(code: number, reason: string | null = null): HandshakeEvent {
  return { event: 'fail', code, reason };
}

const peerEnded: HandshakeEvent = { event: 'peerEnded' };
const expire: HandshakeEvent = { event: 'expire' };

function nothing(state: HandshakeState): HandshakeStep {
  return { transport: 'keep', ...state };
}

function does(transport: HandshakeStep['transport'], state: HandshakeState, sends?: Closing): HandshakeStep {
  return { ...(sends && { sends }), transport, ...state };
}

const abnormal = { code: 1006, reason: '', wasClean: false } as const;
const lost: HandshakeOutcome = { ...abnormal, cause: 'lost' };
const failure: HandshakeOutcome = { ...abnormal, cause: 'failure' };
const timeout: HandshakeOutcome = { ...abnormal, cause: 'timeout' };

/** What depends on the role: whether the peer's frames are masked, and who ends TCP first. */
interface Side {
  /** The peer's Close frame comes. */
  receive(content: string, answer?: 'later'): HandshakeEvent;
  /** Both Close frames are out: the server ends TCP, and the client waits for that. */
  complete(sends?: Closing): HandshakeStep;
  /** Then the peer ends TCP. */
  end: HandshakeStep;
}

const sides: Record<Role, Side> = {
  client: {
    receive: (content, answer) => ({ event: 'receive', frame: frame(content), ...(answer && { answer }) }),
    complete: (sends) => does('keep', ending, sends),
    end: does('end', closed),
  },
  server: {
    receive: (content, answer) => ({ event: 'receive', frame: frame(content, KEY), ...(answer && { answer }) }),
    complete: (sends) => does('end', ending, sends),
    end: nothing(closed),
  },
};

interface Scenario {
  readonly happens: readonly Transition[];
  readonly outcome?: HandshakeOutcome;
  /** The code of the fault, if there is one. */
  readonly fault?: number;
  readonly reply?: 'full';
}

/** One vector for each role. */
function both(name: string, section: string, scenario: (side: Side) => Scenario): HandshakeVector[] {
  return (['client', 'server'] as const).map((role) => {
    const { happens, outcome, fault, reply } = scenario(sides[role]);
    return {
      name: `${role}: ${name}`,
      section,
      role,
      ...(reply && { reply }),
      events: happens.map(([event]) => event),
      expect: {
        steps: happens.map(([, step]) => step),
        ...(outcome && { outcome }),
        ...(fault && { fault }),
      },
    };
  });
}

const theirs = payload(4001, 'theirs');
const theirsFirst: HandshakeOutcome = { code: 4001, reason: 'theirs', wasClean: true, cause: 'remote' };
const oursFirst: HandshakeOutcome = { ...theirsFirst, cause: 'local' };
const echo: Closing = { code: 4001, reason: '' };
const none: Closing = { code: null, reason: null };
const ours: Closing = { code: 4000, reason: 'ours' };
const closes: Transition = [close(4000, 'ours'), does('keep', sent, ours)];

const clean: HandshakeVector[] = [
  ...both('the peer closes first', ANSWER, ({ receive, complete, end }) => ({
    happens: [
      [receive(theirs), complete(echo)],
      [peerEnded, end],
    ],
    outcome: theirsFirst,
  })),
  ...both('the peer closes first, and gets its reason back', ANSWER, ({ receive, complete, end }) => ({
    reply: 'full',
    happens: [
      [receive(theirs), complete({ code: 4001, reason: 'theirs' })],
      [peerEnded, end],
    ],
    outcome: theirsFirst,
  })),
  ...both('the peer closes without a code', CODE, ({ receive, complete, end }) => ({
    happens: [
      [receive(''), complete(none)],
      [peerEnded, end],
    ],
    outcome: { code: 1005, reason: '', wasClean: true, cause: 'remote' },
  })),
  ...both('we close first', START, ({ receive, complete, end }) => ({
    happens: [closes, [receive(payload(4000)), complete()], [peerEnded, end]],
    outcome: { code: 4000, reason: '', wasClean: true, cause: 'local' },
  })),
  ...both('we close without a code', START, ({ receive, complete, end }) => ({
    happens: [
      [close(null), does('keep', sent, none)],
      [receive(''), complete()],
      [peerEnded, end],
    ],
    outcome: { code: 1005, reason: '', wasClean: true, cause: 'local' },
  })),
  ...both('both close at once', START, ({ receive, complete, end }) => ({
    happens: [closes, [receive(theirs), complete()], [peerEnded, end]],
    outcome: oursFirst,
  })),
  ...both('only one Close frame is sent', ANSWER, ({ receive, complete, end }) => ({
    happens: [
      closes,
      [close(1001), nothing(sent)],
      [receive(theirs), complete()],
      [close(1001), nothing(ending)],
      [peerEnded, end],
      [close(1001), nothing(closed)],
    ],
    outcome: oursFirst,
  })),
  ...both('what follows the peer’s Close frame does not count', ANSWER, ({ receive, complete, end }) => ({
    happens: [
      [receive(theirs), complete(echo)],
      [receive(payload(1000)), nothing(ending)],
      [receive('03'), nothing(ending)],
      [fail(1002), nothing(ending)],
      [peerEnded, end],
    ],
    outcome: theirsFirst,
  })),
];

const late: HandshakeVector[] = [
  ...both('the answer waits until a message is complete', ANSWER, ({ receive, complete, end }) => ({
    happens: [
      [receive(theirs, 'later'), nothing(due)],
      [fail(1002), nothing(due)],
      [expire, nothing(due)],
      [close(4001, ''), complete(echo)],
      [peerEnded, end],
    ],
    outcome: theirsFirst,
  })),
  ...both('the peer ends TCP while the answer waits', ANSWER, ({ receive }) => ({
    happens: [
      [receive(theirs, 'later'), nothing(due)],
      [peerEnded, does('end', closed)],
      [close(4001), nothing(closed)],
    ],
    outcome: { code: 4001, reason: 'theirs', wasClean: false, cause: 'lost' },
  })),
  ...both('after our Close frame, there is nothing to answer later', ANSWER, ({ receive, complete, end }) => ({
    happens: [closes, [receive(theirs, 'later'), complete()], [peerEnded, end]],
    outcome: oursFirst,
  })),
];

const faults: HandshakeVector[] = [
  ...(
    [
      ['a code that must not be sent', payload(1006), 1002],
      ['a payload of 1 byte', '03', 1002],
      ['a reason that is not UTF-8', `${payload(1000)}ff`, 1007],
    ] as const
  ).flatMap(([name, content, code]) =>
    both(`fails because of ${name}`, FAIL, ({ receive }) => ({
      happens: [
        [receive(content), does('end', ending, { code, reason: '' })],
        [peerEnded, nothing(closed)],
      ],
      outcome: failure,
      fault: code,
    })),
  ),
  ...both('fails at once, even if an answer would wait', FAIL, ({ receive }) => ({
    happens: [
      [receive('03', 'later'), does('end', ending, { code: 1002, reason: '' })],
      [peerEnded, nothing(closed)],
    ],
    outcome: failure,
    fault: 1002,
  })),
  ...both('fails after its own Close frame', FAIL, ({ receive }) => ({
    happens: [closes, [receive('03'), does('end', ending)], [peerEnded, nothing(closed)]],
    outcome: failure,
    fault: 1002,
  })),
  ...both('fails because of another frame', FAIL, ({ receive }) => ({
    happens: [
      [fail(1009, 'too big'), does('end', ending, { code: 1009, reason: 'too big' })],
      [fail(1002), nothing(ending)],
      [receive(theirs), nothing(ending)],
      [peerEnded, nothing(closed)],
    ],
    outcome: failure,
    fault: 1009,
  })),
  ...both('fails because of another frame after its own Close frame', FAIL, () => ({
    happens: [closes, [fail(1009), does('end', ending)], [peerEnded, nothing(closed)]],
    outcome: failure,
    fault: 1009,
  })),
  ...both('the reason for failing is cut to fit', 'RFC 6455 §5.5', () => ({
    happens: [[fail(1008, 'é'.repeat(100)), does('end', ending, { code: 1008, reason: 'é'.repeat(61) })]],
    fault: 1008,
  })),
  ...both('the peer does not end TCP after a fault', FAIL, () => ({
    happens: [
      [fail(1002), does('end', ending, { code: 1002, reason: '' })],
      [expire, does('destroy', closed)],
    ],
    outcome: failure,
    fault: 1002,
  })),
];

const losses: HandshakeVector[] = [
  ...both('the connection is lost while it is open', CODE, ({ receive }) => ({
    happens: [
      [expire, nothing(open)],
      [peerEnded, does('end', closed)],
      [peerEnded, nothing(closed)],
      [expire, nothing(closed)],
      [receive(theirs), nothing(closed)],
      [fail(1002), nothing(closed)],
    ],
    outcome: lost,
  })),
  ...both('the connection is lost after our Close frame', CODE, () => ({
    happens: [closes, [peerEnded, does('end', closed)]],
    outcome: lost,
  })),
  ...both('the peer never answers', ABNORMAL, () => ({
    happens: [closes, [expire, does('destroy', closed)], [peerEnded, nothing(closed)]],
    outcome: timeout,
  })),
  ...both('the peer answers and never ends TCP', TCP, ({ receive, complete }) => ({
    happens: [closes, [receive(theirs), complete()], [expire, does('destroy', closed)]],
    outcome: oursFirst,
  })),
  ...both('the peer closes and never ends TCP', TCP, ({ receive, complete }) => ({
    happens: [
      [receive(theirs), complete(echo)],
      [expire, does('destroy', closed)],
    ],
    outcome: theirsFirst,
  })),
];

const refusals: HandshakeVector[] = [
  ...both('a code or reason that must not be sent changes nothing', SEND, () => ({
    happens: [
      [close(1006), { kind: 'forbidden-code', code: 1006 }],
      [close(1004), { kind: 'reserved-code', code: 1004 }],
      [close(null, 'why'), { kind: 'reason-without-code' }],
      [close(1000, 'x'.repeat(124)), { kind: 'reason-too-long', code: 1000 }],
      [fail(1005), { kind: 'forbidden-code', code: 1005 }],
      [fail(5000), { kind: 'reserved-code', code: 5000 }],
      [expire, nothing(open)],
    ],
  })),
  ...both('a code that must not be sent is still rejected after the end', SEND, () => ({
    happens: [
      [peerEnded, does('end', closed)],
      [close(1006), { kind: 'forbidden-code', code: 1006 }],
      [fail(1005), { kind: 'forbidden-code', code: 1005 }],
    ],
    outcome: lost,
  })),
];

export const handshakeVectors: HandshakeVector[] = [...clean, ...late, ...faults, ...losses, ...refusals];
