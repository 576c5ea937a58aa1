import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { isWiped, loadRecorded } from '../support/recorded.js';

const test = suite('hostile/overflow');

/** Ways to make a call, whose frames on the stack differ in size. */
const steps: ((call: () => void, ...rest: number[]) => void)[] = [
  (call) => call(),
  (call, a) => {
    const all = [a, a];
    call();
    all.pop();
  },
  (call, a, b, c) => {
    const all = [a, b, c, a, b, c];
    call();
    all.pop();
  },
];

/**
 * Fills the stack, and then makes the call once at each depth on the way back, until it has enough room for some time.
 * Stops where `isClean` fails. Says how often the call overflowed, and how often it did not.
 */
function callNearTheEnd(call: () => void, isClean: () => boolean): { overflowed: number; succeeded: number } {
  const counts = { overflowed: 0, succeeded: 0 };
  let isOver = false;
  function dive(): void {
    try {
      dive();
    } catch {}
    if (isOver) return;
    try {
      call();
      counts.succeeded++;
    } catch {
      counts.overflowed++;
    }
    isOver = counts.succeeded > 3 || !isClean();
  }
  dive();
  return counts;
}

test('if the stack overflows anywhere in a call, nothing that the call has read or written is kept', () => {
  const frames = [
    ['masked', `${'界'.repeat(40)}bye`, { from: 'client', maskingKey: Uint8Array.of(1, 2, 4, 8) }],
    ['unmasked', 'ü'.repeat(61), undefined],
  ] as const;
  const counts = { overflowed: 0, succeeded: 0 };
  for (let round = 0; round < 30; round++) {
    const { library, made } = loadRecorded();
    const kept = [...made];
    const isClean = () => kept.every(isWiped);
    const target = new Uint8Array(200);
    const calls: [name: string, call: () => unknown][] = frames.flatMap(([name, reason, options]) => {
      const { bytes } = library.unwrap(library.encodeCloseFrame(4000, reason, options));
      const broken = bytes.slice().fill(0xff, -1);
      return [
        [`decode ${name}`, () => library.decodeCloseFrame(bytes)],
        [`decode ${name}, broken`, () => library.decodeCloseFrame(broken)],
        [`relay ${name}`, () => library.relayClose(1000, bytes)],
        [`encode ${name}`, () => library.encodeClosePayload(4000, reason)],
        [`encode ${name} into`, () => library.encodeCloseFrameInto(target, 0, 4000, reason, options)],
      ];
    });
    for (const [name, call] of calls) {
      for (let time = (round % 4) * 100; time > 0; time--) call(); // as V8 compiles it better and better
      for (const step of steps) {
        const { overflowed, succeeded } = callNearTheEnd(() => step(call, 1, 2, 3), isClean);
        assert.ok(isClean(), `${name}, round ${round}`);
        counts.overflowed += overflowed;
        counts.succeeded += succeeded;
      }
    }
  }
  assert.ok(counts.overflowed > 1000 && counts.succeeded > 1000, JSON.stringify(counts));
});

test.run();
