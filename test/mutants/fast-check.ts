/** Stands in for fast-check: few runs, always the same ones, and a failure is not shrunk. */

import fc from 'fast-check';

const MAX_RUNS = 100;

/** Any scalar value, as in fast-check's own strings of the unit `binary`, which begin by listing them all. */
const character = fc.nat(0x10ffff - 0x800).map((rank) => String.fromCodePoint(rank < 0xd800 ? rank : rank + 0x800));

export default {
  ...fc,

  string({
    minLength = 0,
    maxLength,
  }: {
    unit: 'binary';
    minLength?: number;
    maxLength: number;
  }): fc.Arbitrary<string> {
    return fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''));
  },

  assert<T>(property: fc.IRawProperty<T>, parameters: fc.Parameters<T> = {}): ReturnType<typeof fc.assert> {
    const numRuns = Math.min(parameters.numRuns ?? MAX_RUNS, MAX_RUNS);
    return fc.assert(property, { ...parameters, numRuns, seed: 6455, endOnFailure: true });
  },
};
