import assert from 'node:assert/strict';
import { decodeCloseFrame, decodeClosePayload, isSendableCode } from 'close-frame';
import { suite } from 'uvu';
import { type Composition, compose, freshKey } from '../../site/compose.js';
import { bytes, hex } from '../support/bytes.js';

const test = suite('site/compose');

const empty: Composition = { code: '', reason: '', send: '', key: '' };

function composed(composition: Partial<Composition>): Uint8Array {
  const result = compose({ ...empty, ...composition });
  assert.ok(result.ok, result.ok ? '' : result.message);
  return result.bytes;
}

function refusal(composition: Partial<Composition>): string {
  const result = compose({ ...empty, ...composition });
  assert.ok(!result.ok);
  return `${result.control}: ${result.message}`;
}

test('composes a server’s frame, a client’s frame with the given key, or a payload', () => {
  assert.equal(hex(composed({ code: '1000', reason: 'bye' })), '880503e8627965');
  const masked = composed({ code: '1000', reason: 'bye', send: 'client', key: '37 fa 21 3d' });
  assert.equal(hex(masked), '888537fa213d3412434452');
  assert.equal(hex(composed({ code: '1000', reason: 'bye', send: 'payload' })), '03e8627965');
  assert.equal(hex(composed({})), '8800');
  assert.equal(hex(composed({ send: 'payload' })), '');
});

test('a code may be given by its number or any of its names', () => {
  for (const code of ['1001', ' 1001 ', 'GOING_AWAY', 'going away', 'EndpointUnavailable']) {
    assert.deepEqual(composed({ code }), bytes('880203e9'), code);
  }
  assert.equal(refusal({ code: 'gone' }), 'code: No status code is called “gone”.');
  for (const code of ['1e3', '1000.0', '0x3e8', 'constructor']) assert.match(refusal({ code }), /^code: No status/);
});

test('what the codec rejects is reported at the control that is wrong', () => {
  for (let code = 0; code <= 0x10000; code += code < 5100 ? 1 : 997) {
    const result = compose({ ...empty, code: String(code) });
    assert.equal(result.ok, isSendableCode(code), String(code));
    if (!result.ok) assert.equal(result.control, 'code');
  }
  assert.match(refusal({ code: '-1' }), /^code: Status code -1 /);
  assert.match(refusal({ reason: 'x' }), /^reason: ./);
  assert.equal(composed({ code: '1000', reason: 'é'.repeat(61) }).length, 126);
  assert.match(refusal({ code: '1000', reason: 'é'.repeat(62) }), /^reason: .*123 bytes/);
});

test('a masking key has 4 bytes', () => {
  for (const key of ['', '37 fa 21', '37 fa 21 3d 00', '37fa213', 'none']) {
    assert.equal(refusal({ send: 'client', key }), 'key: A masking key is 4 bytes: 8 hex digits.', key);
    assert.equal(composed({ send: '', key }).length, 2, 'without a mask, the key is ignored');
  }
});

test('each new key is different', () => {
  const keys = new Set(Array.from({ length: 20 }, freshKey));
  assert.equal(keys.size, 20);
  for (const key of keys) {
    assert.match(key, /^[0-9a-f]{2}( [0-9a-f]{2}){3}$/);
    const result = decodeCloseFrame(composed({ code: '4999', reason: '✓', send: 'client', key }), { from: 'client' });
    assert.ok(result.ok && result.code === 4999 && result.reason === '✓');
  }
  assert.ok(decodeClosePayload(composed({ code: '4999', send: 'payload' })).ok);
});

test.run();
