import assert from 'node:assert/strict';
import { CloseCode, closeCodes, codeRange, describeCode, isSendableCode } from 'close-frame/codes';
import { suite } from 'uvu';

const test = suite('codes/registry');

const assignedCodes = [
  1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008,
];

test('CloseCode and closeCodes have the same 19 codes, in ascending order', () => {
  assert.deepEqual(Object.values(CloseCode), assignedCodes);
  assert.deepEqual(
    closeCodes.map((info) => info.code),
    assignedCodes,
  );
});

test('each key of CloseCode is the name without spaces, and the codename is the key in capitals', () => {
  for (const [key, code] of Object.entries(CloseCode)) {
    const { name, codename } = describeCode(code);
    assert.equal(name.replaceAll(' ', '').toLowerCase(), key.toLowerCase());
    assert.equal(codename, key.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase());
  }
});

test('CloseCode and the table are deeply frozen', () => {
  assert.ok(Object.isFrozen(CloseCode));
  assert.ok(Object.isFrozen(closeCodes));
  for (const info of closeCodes) {
    assert.ok(Object.isFrozen(info), info.name);
    for (const value of Object.values(info)) assert.notEqual(typeof value, 'object', info.name);
  }
  assert.ok(Object.isFrozen(describeCode(2000)));
});

test('all 65,536 codes get a complete answer that agrees with ranges', () => {
  const keys = Object.keys(describeCode(1000));
  let assigned = 0;
  for (let code = 0; code <= 0xffff; code++) {
    const info = describeCode(code);
    assert.deepEqual(Object.keys(info), keys, `code ${code}`);
    assert.equal(info.code, code);
    assert.equal(info.range, codeRange(code));
    assert.equal(info.sendable, isSendableCode(code), `code ${code}`);
    assert.equal(info.sentBy === 'none', !info.sendable, `code ${code}`);
    assert.equal(info.codename === '', !info.assigned, `code ${code}`);
    assert.match(info.name, /^[A-Z]/);
    assert.match(info.description, /^[A-Z].*\.$/);
    assert.match(info.reference, /^(RFC 6455 §7\.4\.[12]|IANA)$/);
    if (info.assigned) {
      assigned++;
      assert.equal(info, closeCodes[assigned - 1], `code ${code}: the entry of the table itself`);
    }
  }
  assert.equal(assigned, 19);
});

test('each assigned code has its own codename and description', () => {
  assert.equal(new Set(closeCodes.map((info) => info.codename)).size, 19);
  const words = [/purpose/, /going away.*browser/, /protocol error/, /type of data/, /^Reserved: it has no meaning/]
    .concat([/no status code/, /without a Close frame/, /UTF-8/, /policy/, /too big/, /extension.*list/, /unexpected/])
    .concat([/restarts/, /overloaded/, /gateway or proxy.*502/, /TLS.*certificate/, /401/, /403/, /too long.*408/]);
  for (const [index, { description }] of closeCodes.entries()) {
    assert.deepEqual(
      [...words.entries()].filter(([, word]) => word.test(description)).map(([at]) => at),
      [index],
    );
  }
});

test('a description is one to three sentences, and says more than the name', () => {
  for (const code of [...assignedCodes, 0, 1016, 3001, 4000, 5000]) {
    const { description } = describeCode(code);
    const sentences = description.match(/[.](?= [A-Z]|$)/g) ?? [];
    assert.ok(sentences.length >= 1 && sentences.length <= 3, description);
    assert.ok(description.length > 90, description);
    assert.match(description, /\w\.$/);
  }
});

test('the description says who sends the code, or that it is only reported or reserved', () => {
  for (const { description, sendable, sentBy } of closeCodes) {
    if (!sendable) assert.match(description, /^(Never sent, only reported|Reserved): /);
    else if (sentBy === 'any') assert.match(description, /\ban(y|) endpoint|either endpoint/i);
    else assert.ok(new RegExp(`^(A|The) ${sentBy} `).test(description), description);
  }
});

test('sentBy: 1010 the client, 1012–1014 the server, 1011 either (erratum 3227)', () => {
  const senders = (who: string) => closeCodes.filter((info) => info.sentBy === who).map((info) => info.code);
  assert.deepEqual(senders('client'), [1010]);
  assert.deepEqual(senders('server'), [1012, 1013, 1014]);
  assert.deepEqual(senders('none'), [1004, 1005, 1006, 1015]);
  assert.deepEqual(senders('any'), [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 3000, 3003, 3008]);
});

test('reference: IANA for what the RFC does not define', () => {
  const fromIana = closeCodes.filter((info) => info.reference === 'IANA').map((info) => info.code);
  assert.deepEqual(fromIana, [1012, 1013, 1014, 3000, 3003, 3008]);
  const fromRfc = closeCodes.filter((info) => info.reference === 'RFC 6455 §7.4.1');
  assert.equal(fromRfc.length, 19 - fromIana.length);
});

test('there is advice on reconnecting if a specification or the registry gives any', () => {
  const advised = closeCodes.filter((info) => info.reconnect !== undefined).map((info) => info.code);
  assert.deepEqual(advised, [1006, 1012, 1013]);
  assert.match(describeCode(1006).reconnect ?? '', /0 to 5 seconds.*exponential back-off/);
  assert.match(describeCode(1012).reconnect ?? '', /5 to 30 seconds/);
  assert.match(describeCode(1013).reconnect ?? '', /another address.*user/);
});

test('an unassigned code is described by its range', () => {
  const cases: [code: number, name: string, description: RegExp, sentBy: string][] = [
    [0, 'Unused', /not used/, 'none'],
    [1016, 'Unassigned', /protocol itself/, 'none'],
    [3001, 'Unassigned', /IANA/, 'any'],
    [4000, 'Private Use', /private use/, 'any'],
    [5000, 'Invalid', /No specification defines/, 'none'],
  ];
  for (const [code, name, description, sentBy] of cases) {
    const info = describeCode(code);
    assert.equal(info.name, name);
    assert.match(info.description, description);
    assert.equal(info.sentBy, sentBy);
    assert.equal(info.assigned, false);
    assert.equal(info.codename, '');
    assert.equal(info.reconnect, undefined);
    assert.equal(info.reference, 'RFC 6455 §7.4.2');
  }
  assert.ok(Object.is(describeCode(-0).code, 0));
});

test('anything but a status code has no description', () => {
  for (const value of [-1, 65536, 1000.5, NaN, Infinity, '1000', 1000n, undefined, null]) {
    assert.throws(() => describeCode(value as number), RangeError, String(value));
  }
});

test.run();
