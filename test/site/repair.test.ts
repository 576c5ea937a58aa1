import assert from 'node:assert/strict';
import { decodeCloseFrame, decodeClosePayload, encodeCloseFrame } from 'close-frame';
import { type HintKind, inspectClose } from 'close-frame/inspect';
import { suite } from 'uvu';
import { repairOf } from '../../site/bytes/repair.js';
import { bytes, hex, utf8 } from '../support/bytes.js';

const test = suite('site/repair');

const key = bytes('37 fa 21 3d');
const mask = (payload: Uint8Array) => payload.map((byte, index) => byte ^ key[index & 3]!);
const frame = (payload: Uint8Array) => Uint8Array.of(0x88, payload.length, ...payload);
const masked = (payload: Uint8Array) => Uint8Array.of(0x88, 0x80 | payload.length, ...key, ...mask(payload));

const payloads: [kind: HintKind, payload: Uint8Array, code: number, reason: string][] = [
  ['bytes-swapped', bytes('e8 03 62 79 65'), 1000, 'bye'],
  ['high-byte-lost', bytes('00 e9 62'), 1001, 'b'],
  ['code-in-32-bits', bytes('00 00 03 e8 62'), 1000, 'b'],
  ['minus-one', bytes('ff ff'), 1005, ''],
  ['code-as-text', utf8('1001 gone'), 1001, 'gone'],
  ['code-as-text', utf8('4000'), 4000, ''],
  ['reason-without-code', utf8('We close'), 1000, 'We close'],
  ['still-masked', Uint8Array.of(...key, ...mask(bytes('0f a1 e2 9c 93'))), 4001, '✓'],
];

function repaired(given: Uint8Array, kind: HintKind): Uint8Array {
  const inspection = inspectClose(given);
  assert.ok(
    inspection.hints.some((hint) => hint.kind === kind),
    inspection.hints.map((hint) => hint.kind).join(),
  );
  const repair = repairOf(kind, given, inspection);
  assert.ok(repair !== undefined && repair.label !== '');
  return repair.bytes;
}

for (const [kind, payload, code, reason] of payloads) {
  test(`${kind}: a payload, a frame and a masked frame are repaired, and the bytes after the frame stay`, () => {
    const expected = { ok: true, code, reason };
    assert.deepEqual(decodeClosePayload(repaired(payload, kind)), expected);
    for (const given of [frame(payload), masked(payload)]) {
      const { byteLength, masked: isMasked, ...result } = unwrapped(repaired(given, kind));
      assert.deepEqual(result, expected);
      assert.equal(isMasked, given.length > payload.length + 2);
      const rest = bytes('88 02 03 ea');
      assert.deepEqual(repaired(Uint8Array.of(...given, ...rest), kind).subarray(byteLength), rest);
    }
  });
}

function unwrapped(bytes: Uint8Array) {
  const result = decodeCloseFrame(bytes);
  assert.ok(result.ok, hex(bytes));
  return result;
}

const closing = frame(bytes('03 e8 62 79 65'));

/** An IP packet. Its checksums are empty, as in a capture on the sender, whose network card fills them in later. */
function packet(version: 4 | 6, payload: Uint8Array): Uint8Array {
  const tcp = [...new Uint8Array(12), 0x80, ...new Uint8Array(19), ...payload]; // with 12 bytes of options
  if (version === 6) return Uint8Array.of(0x60, 0, 0, 0, 0, tcp.length, 6, 64, ...new Uint8Array(32), ...tcp);
  return Uint8Array.of(0x45, 0, 0, 20 + tcp.length, 0, 0, 0, 0, 64, 6, ...new Uint8Array(10), ...tcp);
}

const ethernet = (version: 4 | 6, payload: Uint8Array) =>
  Uint8Array.of(...new Uint8Array(12), ...(version === 4 ? [8, 0] : [0x86, 0xdd]), ...packet(version, payload));

function words(isLittle: boolean, ...numbers: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  for (const [index, number] of numbers.entries()) view.setUint32(4 * index, number, isLittle);
  return new Uint8Array(view.buffer);
}

function pcap(magic: number, isLittle: boolean, packets: readonly Uint8Array[]): Uint8Array {
  const records = packets.flatMap((one) => [...words(isLittle, 1, 2, one.length, one.length), ...one]);
  return Uint8Array.of(...words(isLittle, magic, 0, 0, 0, 65_535, 1), ...records);
}

function pcapng(isLittle: boolean, packets: readonly Uint8Array[]): Uint8Array {
  const blocks = packets.flatMap((one) => {
    const padded = Uint8Array.of(...one, ...new Uint8Array(-one.length & 3));
    return [...words(isLittle, 6, 32 + padded.length, 0, 1, 2, one.length, one.length), ...padded, 0, 0, 0, 0];
  });
  const section = words(isLittle, 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28);
  return Uint8Array.of(...section, ...words(isLittle, 1, 20, 1, 65_535, 20), ...blocks);
}

const carried: [title: string, kind: HintKind, given: Uint8Array][] = [
  ['an IPv4 packet', 'packet', packet(4, closing)],
  ['an IPv6 packet', 'packet', packet(6, closing)],
  ['an Ethernet frame with IPv4', 'packet', ethernet(4, closing)],
  ['an Ethernet frame with IPv6', 'packet', ethernet(6, closing)],
  ['a pcap file', 'capture', pcap(0xa1b2c3d4, true, [ethernet(4, bytes('')), ethernet(4, closing)])],
  ['a pcap file in network byte order', 'capture', pcap(0xa1b23c4d, false, [ethernet(6, closing)])],
  ['a pcapng file', 'capture', pcapng(true, [ethernet(4, bytes('')), ethernet(4, closing)])],
  ['a pcapng file in network byte order', 'capture', pcapng(false, [ethernet(6, closing)])],
  ['an HTTP response', 'http', Uint8Array.of(...utf8('HTTP/1.1 101 Switching Protocols\r\n\r\n'), ...closing)],
  ['hex as text', 'hex-as-text', utf8(hex(closing))],
  ['hex as text in a frame', 'hex-as-text', frame(utf8(hex(closing)))],
];

for (const [title, kind, given] of carried) {
  test(`the frame is extracted from ${title}`, () => assert.deepEqual(repaired(given, kind), closing));
}

test('hixie-76: the closing bytes become a Close frame', () =>
  assert.deepEqual(repaired(bytes('ff 00'), 'hixie-76'), bytes('88 00')));

test('nothing is suggested if the result would be invalid', () => {
  const none: [kind: HintKind, given: Uint8Array][] = [
    ['still-masked', bytes('00 01 ff ff')],
    ['packet', packet(4, utf8('not a frame'))],
    ['http', utf8('GET / HTTP/1.1\r\n')],
    ['capture', pcap(0xa1b2c3d4, true, [])],
    ['bytes-swapped', bytes('e8 03 ff')],
    ['second-close', bytes('88 00 88 00')],
  ];
  for (const [kind, given] of none) {
    const inspection = inspectClose(given);
    assert.deepEqual(
      inspection.hints.map((hint) => hint.kind),
      [kind],
    );
    assert.equal(repairOf(kind, given, inspection), undefined, kind);
  }
});

test('no code is put before a text that is too long for a reason', () => {
  const given = utf8('x'.repeat(124));
  assert.equal(repairOf('reason-without-code', given, inspectClose(given)), undefined);
  assert.ok(!encodeCloseFrame(1000, 'x'.repeat(124)).ok);
});

test.run();
