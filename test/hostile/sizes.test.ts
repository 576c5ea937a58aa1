/** Input of 50 million bytes or characters does not make a call take longer. */

import assert from 'node:assert/strict';
import { codeFromName } from 'close-frame/names';
import { suite } from 'uvu';
import { extent } from '../support/extent.js';
import { type Library, loadLibraries } from '../support/library.js';

const test = suite('hostile/sizes');

const libraries = await loadLibraries();

const SHORT = 1000;
const LONG = 50_000_000;
/**
 * How many times longer a call may take for 50,000 times the input. Reading all of it takes thousands of times as long,
 * and reading only a part of it takes equally long. Between the two there is room for any machine and its load.
 */
const RATIO = 200;

/** Texts that lie in memory in one piece, like text from a socket, and not as a tree of pieces. */
function texts(length: number): [name: string, text: string][] {
  const bytes = Buffer.alloc(length, 'a');
  const units = Buffer.alloc(2 * length, '界', 'utf16le');
  return [
    ['ASCII', bytes.toString('latin1')],
    ['Chinese', units.toString('utf16le')],
  ];
}

const reasonTakers: { readonly [name: string]: (library: Library, reason: string) => unknown } = {
  encodeClosePayload: ({ encodeClosePayload }, reason) => encodeClosePayload(1000, reason),
  'encodeClosePayload without a code': ({ encodeClosePayload }, reason) => encodeClosePayload(undefined, reason),
  'encodeClosePayload of 1006': ({ encodeClosePayload }, reason) => encodeClosePayload(1006, reason),
  encodeClosePayloadInto: ({ encodeClosePayloadInto }, reason) => encodeClosePayloadInto(target, 0, 1000, reason),
  encodeCloseFrame: ({ encodeCloseFrame }, reason) => encodeCloseFrame(1000, reason),
  'encodeCloseFrame, masked': ({ encodeCloseFrame }, reason) => encodeCloseFrame(1000, reason, { from: 'client' }),
  encodeCloseFrameInto: ({ encodeCloseFrameInto }, reason) => encodeCloseFrameInto(target, 0, 1000, reason),
  truncateReason: ({ truncateReason }, reason) => truncateReason(reason),
  relayClose: ({ relayClose }, reason) => relayClose(1006, reason),
};
const target = new Uint8Array(200);

const byteTakers: { readonly [name: string]: (library: Library, bytes: Uint8Array) => unknown } = {
  decodeClosePayload: ({ decodeClosePayload }, bytes) => decodeClosePayload(bytes),
  decodeCloseFrame: ({ decodeCloseFrame }, bytes) => decodeCloseFrame(bytes),
  validateClosePayload: ({ validateClosePayload }, bytes) => validateClosePayload(bytes),
  validateCloseFrame: ({ validateCloseFrame }, bytes) => validateCloseFrame(bytes),
  'relayClose of bytes': ({ relayClose }, bytes) => relayClose(1000, bytes),
  'encodeClosePayload of bytes': ({ encodeClosePayload }, bytes) => encodeClosePayload(1000, bytes),
  'encodeCloseFrameInto of bytes': ({ encodeCloseFrameInto }, bytes) => encodeCloseFrameInto(target, 0, 1000, bytes),
  CloseFrameScanner: ({ CloseFrameScanner }, bytes) => new CloseFrameScanner().push(bytes),
};

/** The time of the fastest of some calls: a disturbance does not affect them all. */
function quickest(call: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < extent(20, 10); round++) {
    const begin = process.hrtime.bigint();
    for (let turn = 0; turn < extent(10, 3); turn++) call();
    least = Math.min(least, Number(process.hrtime.bigint() - begin));
  }
  return least;
}

function assertConstant(short: () => unknown, long: () => unknown, label: string): void {
  for (let turn = 0; turn < 500; turn++) short(); // so that it is compiled
  const ratio = quickest(long) / quickest(short);
  assert.ok(ratio < RATIO, `${label}: ${ratio.toFixed(0)} times as long`);
}

test('a reason of 50 million characters: a result or an error in constant time', () => {
  const shorts = texts(SHORT);
  const longs = texts(LONG);
  for (const [runtime, library] of libraries) {
    for (const [name, call] of Object.entries(reasonTakers)) {
      for (const [at, [script, long]] of longs.entries()) {
        const short = shorts[at]![1];
        assert.equal(long.length, LONG);
        assertConstant(
          () => call(library, short),
          () => call(library, long),
          `${name} of ${script} ${runtime}`,
        );
      }
    }
  }
});

test('50 million bytes: a result or an error in constant time', () => {
  /** A data frame with all the bytes as its payload. */
  const frameOf = (length: number) => {
    const bytes = new Uint8Array(length).fill(0x61);
    bytes.set([0x82, 0x7f]);
    new DataView(bytes.buffer).setBigUint64(2, BigInt(length - 10));
    return bytes;
  };
  const [short, long] = [frameOf(SHORT), frameOf(LONG)];
  for (const [runtime, library] of libraries) {
    for (const [name, call] of Object.entries(byteTakers)) {
      assertConstant(
        () => call(library, short),
        () => call(library, long),
        `${name} ${runtime}`,
      );
    }
  }
});

test('a name of 50 million characters: no code, in constant time', () => {
  const shorts = [...texts(SHORT).map(([, text]) => text), '_'.repeat(SHORT)];
  const longs = [...texts(LONG).map(([, text]) => text), '_'.repeat(LONG)];
  for (const [at, long] of longs.entries()) {
    assert.equal(codeFromName(long), undefined);
    assertConstant(
      () => codeFromName(shorts[at]!),
      () => codeFromName(long),
      `codeFromName of ${long[0]}`,
    );
  }
});

test('the measurement notices a call that reads all of its input', () => {
  const [[, short], [, long]] = [texts(SHORT)[0]!, texts(LONG)[0]!];
  assert.throws(
    () =>
      assertConstant(
        () => Buffer.byteLength(short),
        () => Buffer.byteLength(long),
        'byteLength',
      ),
    /byteLength: \d+ times as long/,
  );
});

test.run();
