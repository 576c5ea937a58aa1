/** Handshakes with one deliberate bug each, as real stacks have had, and the rule of the model that each breaks. */

import type { Endpoint } from 'close-frame';
import {
  type ClosableResult,
  ClosingHandshake,
  type ClosingOutcome,
  type ClosingStep,
  type ReceiveOptions,
} from 'close-frame/handshake';
import type { Make } from './model.js';

/** A handshake without a bug, which keeps its role for the bugs. */
class Base extends ClosingHandshake {
  constructor(readonly role: Endpoint) {
    super({ role, reply: 'full' });
  }
}

type Class = new (role: Endpoint) => Base;

function keeping(step: ClosingStep): ClosingStep {
  return { ...step, transport: 'keep' };
}

const frame = () => Uint8Array.of(0x88, 0);

const classes: [bug: string, rule: string, Class][] = [
  [
    'drops the reply',
    'sent is set if a Close frame is out',
    class extends Base {
      override receive(result: ClosableResult, options?: ReceiveOptions) {
        return { ...super.receive(result, options), frame: undefined };
      }
    },
  ],
  [
    'answers the answer',
    'only one Close frame is sent',
    class extends Base {
      override receive(result: ClosableResult, options?: ReceiveOptions) {
        const isOut = this.sent !== undefined;
        const step = super.receive(result, options);
        return isOut ? { ...step, frame: frame() } : step;
      }
    },
  ],
  [
    'closes twice',
    'only one Close frame is sent',
    class extends Base {
      override close(code?: number, reason?: string) {
        return this.sent && this.state === 'closing'
          ? { ok: true as const, frame: frame(), transport: 'keep' as const }
          : super.close(code, reason);
      }
    },
  ],
  [
    'fails with another Close frame',
    'only one Close frame is sent',
    class extends Base {
      override fail(code: number, reason?: string) {
        const step = super.fail(code, reason);
        return step.ok && step.transport === 'end' ? { ...step, frame: frame() } : step;
      }
    },
  ],
  [
    'lets the client end first',
    'the server ends TCP first',
    class extends Base {
      override receive(result: ClosableResult, options?: ReceiveOptions): ClosingStep {
        const step = super.receive(result, options);
        return this.sent && this.received ? { ...step, transport: 'end' } : step;
      }
    },
  ],
  [
    'waits for the client to end',
    'the server ends TCP',
    class extends Base {
      override receive(result: ClosableResult, options?: ReceiveOptions) {
        return keeping(super.receive(result, options));
      }
    },
  ],
  [
    'forgets to end after an answer that waited',
    'the server ends TCP',
    class extends Base {
      override close(code?: number, reason?: string) {
        const step = super.close(code, reason);
        return step.ok ? keeping(step) : step;
      }
    },
  ],
  [
    'fails without ending TCP',
    'an end that fails sends a Close frame and ends TCP',
    class extends Base {
      override fail(code: number, reason?: string) {
        const step = super.fail(code, reason);
        return step.ok ? keeping(step) : step;
      }
    },
  ],
  [
    'ends twice',
    'TCP is ended only once',
    class extends Base {
      override peerEnded(): ClosingStep {
        return { ...super.peerEnded(), transport: 'end' };
      }
    },
  ],
  [
    'leaves its side open when the peer ends',
    'our side of TCP is not left open',
    class extends Base {
      override peerEnded() {
        return keeping(super.peerEnded());
      }
    },
  ],
  [
    'does not notice the end of the peer while open',
    'the end of the peer’s stream closes',
    class extends Base {
      override peerEnded() {
        return this.state === 'open' ? this.expire() : super.peerEnded();
      }
    },
  ],
  [
    'forgets the timer',
    'while the peer has to act, a timer runs',
    class extends Base {
      override get awaits() {
        return undefined;
      }
    },
  ],
  [
    'forgets the timer for the end of TCP',
    'while the peer has to act, a timer runs',
    class extends Base {
      override get awaits() {
        return super.awaits === 'close' ? ('close' as const) : undefined;
      }
    },
  ],
  [
    'still awaits a Close frame after a fault',
    'a Close frame is not awaited after one came or a fault',
    class extends Base {
      override get awaits() {
        return super.awaits && 'close';
      }
    },
  ],
  [
    'ends when it should destroy',
    'TCP is ended only once',
    class extends Base {
      override expire(): ClosingStep {
        return { ...super.expire(), transport: 'end' };
      }
    },
  ],
  [
    'does nothing when the timer runs out',
    'a timer that runs out closes',
    class extends Base {
      override expire(): ClosingStep {
        return { ok: true, frame: undefined, transport: 'keep' };
      }
    },
  ],
  [
    'is clean after a failure',
    'a close is clean with both Close frames and no fault',
    class extends Base {
      override get outcome() {
        return cleanIf(this.fault !== undefined, super.outcome);
      }
    },
  ],
  [
    'is clean without the Close frame of the peer',
    'a close is clean with both Close frames and no fault',
    class extends Base {
      override get outcome() {
        return cleanIf(this.sent !== undefined, super.outcome);
      }
    },
  ],
  [
    'is clean without its own Close frame',
    'a close is clean with both Close frames and no fault',
    class extends Base {
      override get outcome() {
        return cleanIf(this.received !== undefined, super.outcome);
      }
    },
  ],
  [
    'reports its own code',
    'the code is the one received, or 1006',
    class extends Base {
      override get outcome() {
        return changed(super.outcome, { code: this.sent?.code ?? 1006 });
      }
    },
  ],
  [
    'reports 1006 because the connection ended before its answer',
    'the code is the one received, or 1006',
    class extends Base {
      override get outcome() {
        return this.received && !this.sent ? changed(super.outcome, { code: 1006 }) : super.outcome;
      }
    },
  ],
  [
    'always claims to have closed first',
    'the cause is what happened',
    class extends Base {
      override get outcome() {
        const { outcome } = { outcome: super.outcome };
        return outcome?.wasClean ? changed(outcome, { cause: 'local' }) : outcome;
      }
    },
  ],
  [
    'reports a failure as a loss',
    'the cause is what happened',
    class extends Base {
      override get outcome() {
        const { outcome } = { outcome: super.outcome };
        return outcome?.cause === 'failure' ? changed(outcome, { cause: 'lost' }) : outcome;
      }
    },
  ],
  [
    'sends data after its Close frame',
    'canSend until our Close frame',
    class extends Base {
      override get canSend() {
        return this.state !== 'closed';
      }
    },
  ],
  [
    'sends no data before an answer that waits',
    'canSend until our Close frame',
    class extends Base {
      override get canSend() {
        return this.state === 'open';
      }
    },
  ],
  [
    'processes data after the Close frame of the peer',
    'canReceive until the peer’s Close frame, a fault or the end',
    class extends Base {
      override get canReceive() {
        return this.state !== 'closed' && this.fault === undefined;
      }
    },
  ],
  [
    'processes data after a fault',
    'canReceive until the peer’s Close frame, a fault or the end',
    class extends Base {
      override get canReceive() {
        return this.state !== 'closed' && this.received === undefined;
      }
    },
  ],
  [
    'answers at once although it should wait',
    'an answer is sent now, unless it should wait',
    class extends Base {
      override receive(result: ClosableResult) {
        return super.receive(result);
      }
    },
  ],
  [
    'overlooks the answer to its Close frame if its own answer should wait',
    'the received Close frame is recorded',
    class extends Base {
      override receive(result: ClosableResult, options?: ReceiveOptions): ClosingStep {
        const isLate = this.sent !== undefined && options?.answer === 'later';
        return isLate ? { ok: true, frame: undefined, transport: 'keep' } : super.receive(result, options);
      }
    },
  ],
  [
    'overlooks a broken Close frame after its own',
    'a broken Close frame is a fault',
    class extends Base {
      override receive(result: ClosableResult, options?: ReceiveOptions): ClosingStep {
        const isOverlooked = this.sent !== undefined && !result.ok;
        return isOverlooked ? { ok: true, frame: undefined, transport: 'keep' } : super.receive(result, options);
      }
    },
  ],
  [
    'is open again while its answer is due',
    'while the peer has to act, a timer runs',
    class extends Base {
      override get state() {
        return super.state === 'closing' && this.sent !== undefined && this.received === undefined
          ? 'open'
          : super.state;
      }
    },
  ],
  [
    'goes back from closed',
    'canReceive until the peer’s Close frame, a fault or the end',
    class extends Base {
      override get state() {
        return super.state === 'closed' && this.sent ? 'closing' : super.state;
      }
    },
  ],
];

function cleanIf(isWrong: boolean, outcome: ClosingOutcome | undefined): ClosingOutcome | undefined {
  return isWrong ? changed(outcome, { wasClean: true }) : outcome;
}

function changed(outcome: ClosingOutcome | undefined, change: object): ClosingOutcome | undefined {
  return outcome && ({ ...outcome, ...change } as ClosingOutcome);
}

export const bugs: readonly [bug: string, rule: string, make: Make][] = classes.map(([bug, rule, Bug]) => [
  bug,
  rule,
  (role) => new Bug(role),
]);
