import assert from 'node:assert/strict';
import { CloseFrameError, decodeCloseFrame, decodeClosePayload, encodeClosePayload, unwrap } from 'close-frame';
import { suite } from 'uvu';
import { bytes } from '../support/bytes.js';

const test = suite('codec/result');

test('unwrap returns a success unchanged', () => {
  const result = decodeClosePayload(bytes('03e8'));
  assert.equal(unwrap(result), result);
});

test('unwrap throws a failure with its fields', () => {
  for (const result of [
    decodeClosePayload(bytes('03e8 61ff')),
    decodeCloseFrame(bytes('88')),
    encodeClosePayload(1006, ''),
  ]) {
    assert.ok(!result.ok);
    assert.throws(
      () => unwrap(result),
      (thrown: unknown) => {
        assert.ok(thrown instanceof CloseFrameError);
        assert.ok(thrown instanceof Error);
        const { kind, failCode, code, byteOffset, bytesNeeded, message } = thrown;
        assert.deepEqual({ kind, failCode, code, byteOffset, bytesNeeded, message }, result.error);
        assert.deepEqual(Object.keys(thrown), ['name', 'kind', 'failCode', 'code', 'byteOffset', 'bytesNeeded']);
        assert.equal(thrown.name, 'CloseFrameError');
        assert.equal(String(thrown), `CloseFrameError: ${message}`);
        assert.match(thrown.stack ?? '', /^CloseFrameError: /);
        thrown.name = 'Renamed';
        assert.equal(thrown.name, 'Renamed', 'as with any Error');
        return true;
      },
    );
  }
});

test('a failure is a plain value: all keys are its own, and its JSON has the message', () => {
  const result = decodeClosePayload(bytes('03'));
  assert.ok(!result.ok);
  assert.deepEqual(Object.keys(result), ['ok', 'error']);
  assert.deepEqual(Object.keys(result.error), ['kind', 'failCode', 'code', 'byteOffset', 'bytesNeeded', 'message']);
  assert.equal(Object.getPrototypeOf(result.error), Object.prototype);
  assert.equal(JSON.parse(JSON.stringify(result)).error.message, result.error.message);
});

test.run();
