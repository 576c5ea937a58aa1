/** Two handshakes joined by two queues: every order of events, a long random walk, and deliberate bugs. */

import assert from 'node:assert/strict';
import { ClosingHandshake } from 'close-frame/handshake';
import fc from 'fast-check';
import { suite } from 'uvu';
import { extent } from '../support/extent.js';
import { bugs } from './bugs.js';
import { type Bounds, explore, World } from './model.js';

const test = suite('handshake/model');

const make = (role: 'client' | 'server') => new ClosingHandshake({ role, reply: 'full' });

/** Every reachable state if each end may call close() and fail() this often. Prints how many there are. */
function testEvery(bounds: Bounds, expected: number): void {
  const what = `every order of events ${bounds.withFaults ? 'with' : 'without'} faults, losses and timers`;
  test(`${what}; calls at each end: ${bounds.calls}`, () => {
    const { states, transitions, violation } = explore(make, bounds);
    assert.deepEqual(violation, undefined);
    assert.equal(states, expected);
    console.log(`${what}; calls at each end: ${bounds.calls}. ${states} states, ${transitions} transitions.`);
  });
}

testEvery({ calls: 2, withFaults: false }, 161);
testEvery({ calls: extent(2, 1), withFaults: true }, extent(34_183, 4444));

for (const [bug, rule, make] of bugs) {
  test(`a handshake that ${bug} breaks a rule`, () => {
    const { violation } = explore(make, { calls: 1, withFaults: true });
    assert.equal(violation?.rule, rule, JSON.stringify(violation?.path));
  });
}

test('a long random walk breaks no rule', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
      const world = new World(make, { calls: 10, withFaults: true });
      for (const choice of choices) {
        const events = world.possible();
        if (events.length > 0) world.happen(events[choice % events.length]!);
        world.judgeRest();
      }
    }),
  );
});

test.run();
