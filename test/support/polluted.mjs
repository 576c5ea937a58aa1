/**
 * A program for a separate process. `node polluted.mjs FILE import|require never|before|after numbers|functions|traps`
 * loads the library from a file, calls what it exports, and prints as JSON the results and the keys that it looked up
 * on a prototype. Before or after loading, it adds properties to Object.prototype and Array.prototype, under all names
 * that matter. It is JavaScript because no TypeScript loader would survive that.
 */

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

const [file, how, when, what] = process.argv.slice(2);

/**
 * What JavaScript itself looks up in descriptors, modules and options, and names that the library uses. `then` is left
 * out: with it, Node's own import() never ends.
 */
const keys = [
  ...['value', 'writable', 'enumerable', 'configurable', 'get', 'set', 'default', '__esModule', 'cause'],
  ...['ok', 'error', 'kind', 'failCode', 'code', 'reason', 'byteOffset', 'bytesNeeded', 'message', 'name', 'length'],
  ...['bytes', 'written', 'masked', 'byteLength', 'offset', 'frame', 'result', 'atFrameBoundary', 'buffer'],
  ...['role', 'reply', 'answer', 'transport', 'wasClean', 'sent', 'received', 'fault', 'awaits', 'outcome', 'state'],
  ...['from', 'maskingKey', 'skipHttpHead', 'accepts', 'fallback', 'ignoreBOM', 'fatal', 'stream'],
  ...['codename', 'description', 'range', 'assigned', 'sendable', 'sentBy', 'reference', 'reconnect'],
  ...['1000', '1005', '1006', '2000', 'unused', 'private', 'normalclosure', 'nothing', '-1'],
];

const { defineProperty, hasOwn, keys: keysOf } = Object;
const asked = { __proto__: null };

/** The descriptor of an added property. */
function propertyOf(key) {
  const property = { __proto__: null, configurable: true, enumerable: true };
  if (what !== 'traps') {
    property.writable = true;
    property.value = what === 'numbers' ? 4000 : () => 4000;
    return property;
  }
  property.get = () => {
    asked[key] = true;
  };
  property.set = () => {
    asked[`${key} =`] = true;
  };
  return property;
}

const added = [Object.prototype, Array.prototype].map((prototype) => [
  prototype,
  keys.filter((key) => !hasOwn(prototype, key)),
]);

function pollute(except) {
  for (const [prototype, names] of added) {
    for (const key of names) if (key !== except) defineProperty(prototype, key, propertyOf(key));
  }
}

function clean() {
  for (const [prototype, names] of added) for (const key of names) delete prototype[key];
}

/** What the library exports, and what its functions do with right, wrong and missing arguments. */
function* uses(library) {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  const payloads = ['', '03', '03e8', '03e8627965', '03e8c3bc', '03e8ff', '03ee', '03ec', '00'.repeat(126)].map(bytes);
  const frames = [
    '',
    '88',
    '8800',
    '8802',
    '880203e8',
    '888200000000 03e8',
    '8801',
    '0800',
    '9800',
    '8100',
    '887e',
    '880203ee',
  ].map((text) => bytes(text.replace(' ', '')));
  const streams = ['', '8101', '82ff8000000000000000', '827f0020000000000000', '8101 88 880203e8', '82'].map((text) =>
    bytes(text.replaceAll(' ', '')),
  );
  const calls = [
    [],
    [1000],
    [1000, 'bye'],
    [1000, '\ud800'],
    [undefined, 'bye'],
    [1004],
    [1006, ''],
    [Number.NaN],
    ['1000'],
    [1000, 1],
    [1000, bytes('627965')],
    [1000, bytes('c3bc')],
    [1000, bytes('62ff')],
    [1000, bytes('61'.repeat(124))],
    [undefined, bytes('62')],
  ];
  const key = Uint8Array.of(1, 2, 3, 4);
  const options = [undefined, { from: undefined, maskingKey: undefined }, { from: 'client', maskingKey: key }];

  for (const name of keysOf(library)) yield () => [name, typeof library[name] === 'function' || library[name]];
  for (const payload of payloads) {
    yield () => library.decodeClosePayload(payload);
    yield () => library.validateClosePayload(payload);
  }
  for (const frame of frames) {
    for (const from of [undefined, 'client', 'server']) {
      yield () => library.decodeCloseFrame(frame);
      yield () => library.decodeCloseFrame(frame, { from });
      yield () => library.validateCloseFrame(frame, { from });
      yield () => library.replyToClose(library.decodeCloseFrame(frame, { from }));
      yield () => library.replyToClose(library.decodeCloseFrame(frame, { from }), { reason: 'full' });
      yield () => library.replyToClose(library.decodeCloseFrame(frame, { from }), { reason: undefined });
    }
  }
  for (const stream of [...frames, ...streams]) {
    for (const size of [1, 2, 200]) {
      for (const options of [undefined, { from: undefined, skipHttpHead: false }]) {
        yield () => {
          const scanner = new library.CloseFrameScanner(options);
          for (let at = 0; at < stream.length; at += size) scanner.push(stream.subarray(at, at + size));
          return [scanner.end(), scanner.result, scanner.atFrameBoundary];
        };
      }
    }
  }
  for (const [code, reason] of calls) {
    yield () => library.encodeClosePayload(code, reason);
    yield () => library.encodeClosePayloadInto(new Uint8Array(9), 2, code, reason);
    for (const masking of options) {
      yield () => library.encodeCloseFrame(code, reason, masking);
      yield () => library.encodeCloseFrameInto(new Uint8Array(19), 2, code, reason, masking);
    }
    yield () => library.encodeCloseFrame(code, reason, { from: 'client', maskingKey: undefined }).ok;
    yield () => library.relayClose(code, reason);
    yield () => library.relayClose(code, reason, { accepts: undefined, fallback: undefined });
    yield () => library.relayClose(code, key);
    yield () => library.relayClose(code, null);
    yield () => library.relayClose(null, reason);
    yield () => library.truncateReason(reason, 2);
    yield () => library.reasonByteLength(reason);
    yield () => library.isSendableCode(code);
    yield () => library.isSendableByScript(code);
    yield () => library.isPortableCode(code);
    yield () => library.codeRange(code);
  }
  for (const code of [0, 1000, 1005, 1006, 2000, 3000, 4000, 65_535, 65_536]) yield () => library.describeCode(code);
  for (const name of [
    'Normal Closure',
    'going_away',
    'get',
    'value',
    'ok',
    '1000',
    'nothing',
    '__proto__',
    'constructor',
  ])
    yield () => library.codeFromName?.(name); // exported by another entry
  for (const code of [0, 1000, 2000, 65_536]) yield () => library.namesOfCode?.(code);
  yield () => library.unwrap(library.decodeClosePayload(payloads[3]));
  yield () => library.unwrap(library.decodeClosePayload(payloads[5]));
  if (!keysOf(library).includes('ClosingHandshake')) return;
  for (const [reply, answer] of [
    ['none', 'now'],
    ['full', 'later'],
    [undefined, undefined],
  ]) {
    for (const [at, frame] of frames.entries()) {
      const [code, reason] = calls[at % calls.length];
      yield () => {
        const handshake = new library.ClosingHandshake({ role: 'server', reply });
        const peer = new library.ClosingHandshake({ role: 'client', reply: 'none' });
        const events = [
          () => handshake.receive(library.decodeCloseFrame(frame), { answer }),
          () => handshake.close(code, reason),
          () => handshake.fail(code, reason),
          () => handshake.peerEnded(),
          () => peer.close(code, reason).ok, // not its frame: the key is random
          () => peer.receive({ ok: true, code: 1000 }).transport,
          () => peer.expire(),
        ];
        return events.map((event) => {
          const done = attempt(event);
          const { state, sent, received, fault, awaits, outcome } = handshake;
          return [done, state, sent, received, fault, awaits, outcome, peer.outcome];
        });
      };
    }
  }
}

/** What an event returns, or the message of what it throws. */
function attempt(event) {
  try {
    return event();
  } catch (error) {
    return error.message;
  }
}

// Node loads these parts on first use, which would fail with the added properties.
const require = createRequire(import.meta.url);
await import('data:text/javascript,');
globalThis.crypto.getRandomValues(new Uint8Array(4));
const path = how === 'require' ? file : pathToFileURL(file).href;

// From Node 24 on, import() itself looks up options.buffer and fails if it is inherited: that key is added later.
if (when === 'before') pollute(how === 'import' ? 'buffer' : undefined);
const library = how === 'require' ? require(path) : await import(path);
if (when !== 'never') pollute();

const results = [];
let count = 0;
function keep(result) {
  defineProperty(results, count++, { __proto__: null, value: result, enumerable: true });
}
const names = keysOf(library);
for (const use of uses(library)) {
  try {
    keep(use());
  } catch (error) {
    keep(error);
  }
}
clean();

/** An exception is shown by its class and its own properties, without the stack, which contains line numbers. */
function shown(result) {
  if (!(result instanceof Error)) return inspect(result, { depth: null, breakLength: Infinity });
  const { stack: _, ...own } = Object.getOwnPropertyDescriptors(result);
  return `${result.constructor.name} ${inspect(own, { depth: null, breakLength: Infinity })}`;
}

console.log(JSON.stringify({ names, results: results.map(shown), asked: Object.keys(asked) }));
