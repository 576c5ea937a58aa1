/** Mutants that no test can or should distinguish from the original, each with the reason. */

/** Survivors of one kind, with their code on one line. */
export interface Equivalent {
  readonly file: string;
  /** Stryker's name for the kind of change. */
  readonly mutator: string;
  readonly original: string | RegExp;
  readonly replacement: string;
  /** How many such survivors there are in the file; 1 if left out. */
  readonly times?: number | undefined;
  readonly why: string;
}

type Change = [mutator: string, original: string | RegExp, replacement: string, times?: number];

/** Changes in one file with the same reason. */
function because(why: string, file: string, ...changes: Change[]): Equivalent[] {
  return changes.map(([mutator, original, replacement, times]) => ({
    file: `src/${file}.ts`,
    mutator,
    original,
    replacement,
    times,
    why,
  }));
}

/** Fast paths: a slower path gives the same results. */
const fastPaths: Equivalent[] = [
  ...because('the getter would return 0 for an empty array; reading a byte first is faster', 'codec/arguments', [
    'ConditionalExpression',
    'bytes[0] === undefined',
    'false',
  ]),
  ...because(
    'the type is checked twice: once for speed',
    'codec/arguments',
    ['ConditionalExpression', "typeof options !== 'object' || options === null", 'true'],
    ['StringLiteral', "'object'", '""', 2],
  ),
  ...because('the loop after it masks byte by byte, and shifts count modulo 32', 'codec/mask', [
    'ConditionalExpression',
    'index + 3 < end',
    'false',
  ]),
  ...because(
    'an empty reason also decodes to an empty string',
    'codec/payload',
    ['ConditionalExpression', 'start + 2 === end', 'false', 2],
    ['ArithmeticOperator', 'start + 2', 'start - 2', 2],
  ),
  ...because(
    'the loop skips frames; any that it leaves are read byte by byte',
    'codec/scanner',
    ['ConditionalExpression', 'at < 0', 'true'],
    ['EqualityOperator', 'at < 0', 'at <= 0'],
    ['ConditionalExpression', 'at < length && size > 0', 'false'],
    ['EqualityOperator', 'at < length', 'at >= length'],
  ),
  ...because(
    'the scan would also go on in a Close frame, because its first byte is held',
    'codec/scanner',
    ['ConditionalExpression', 'this.#partial !== undefined', 'false'],
    ['BlockStatement', /^\{ CloseFrameScanner\.#readClose\(this, .* return this\.#result; \}$/, '{}'],
  ),
  ...because(
    'the scan also counts down what is ahead if the chunk holds no header',
    'codec/scanner',
    ['ConditionalExpression', 'ahead >= length', 'false'],
    ['EqualityOperator', 'ahead >= length', 'ahead > length'],
    ['BlockStatement', '{ this.#ahead = ahead - length; return undefined; }', '{}'],
  ),
  ...because(
    'a double adds up to the same as a 32-bit integer',
    'codec/scanner',
    ['ConditionalExpression', 'ahead > MAX_INT32', 'true'],
    ['EqualityOperator', 'ahead > MAX_INT32', 'ahead >= MAX_INT32'],
    ['ConditionalExpression', 'payload <= MAX_INT32', 'false'],
    ['EqualityOperator', 'payload <= MAX_INT32', 'payload < MAX_INT32'],
  ),
  ...because('U+007F is ASCII too; the other path is also right', 'codec/utf8-host', [
    'EqualityOperator',
    'bytes[start]! <= 0x7f',
    'bytes[start]! < 0x7f',
  ]),
  ...because(
    'characters that are not skipped are validated one by one, and skipPlain() checks the end itself',
    'codec/utf8-validate',
    ['ConditionalExpression', 'at < end - 7', 'true'],
    ['ConditionalExpression', 'at < end - 7', 'false'],
    ['EqualityOperator', 'at < end - 7', 'at <= end - 7'],
    ['EqualityOperator', 'at < end - 7', 'at >= end - 7'],
    ['ArithmeticOperator', 'end - 7', 'end + 7'],
  ),
  ...because('four bytes of ASCII are also four sequences of one byte', 'codec/utf8-validate', [
    'ConditionalExpression',
    '(word & 0x80808080) === 0',
    'false',
  ]),
  ...because('the literal 0 equals the key, and is there for speed', 'codec/utf8-validate', [
    'ConditionalExpression',
    'key === 0',
    'false',
    2,
  ]),
  ...because('a reason that is not known to fit is first written to our own memory', 'codec/encode-payload', [
    'BooleanLiteral',
    'true',
    'false',
  ]),
  ...because(
    'a threshold between two writers of the same bytes',
    'codec/utf8-write',
    ['ConditionalExpression', 'at + room > ON_HEAP_BYTES', 'true'],
    ['EqualityOperator', 'at + room > ON_HEAP_BYTES', 'at + room >= ON_HEAP_BYTES'],
    ['ConditionalExpression', 'room < 0', 'false'],
    ['EqualityOperator', 'room < 0', 'room <= 0'],
    ['EqualityOperator', 'reason.charCodeAt(0) <= 0x7f', 'reason.charCodeAt(0) < 0x7f'],
  ),
  ...because(
    'the loop writes ASCII without a copy; anything that it does not finish is written with one',
    'codec/utf8-write',
    ['ConditionalExpression', 'most <= fitting', 'false'],
    ['EqualityOperator', 'most <= fitting', 'most < fitting'],
    ['BlockStatement', /^\{ let index = 0; .* return index; \}$/, '{}'],
    ['ConditionalExpression', 'index < reason.length', 'false'],
    ['EqualityOperator', 'unit > 0x7f', 'unit >= 0x7f'],
  ),
];

/** Code that affects only what stays in memory, which test/hostile/retention.test.ts measures. */
const memoryOnly: Equivalent[] = because(
  'a copy of a text equals the text',
  'codec/reason',
  ['ConditionalExpression', 'end === reason.length', 'false'],
  ['StringLiteral', "''", '"Stryker was here!"'], // in split(); the tests notice the one in join()
);

/** Reads or writes one step past an end that have no effect. */
const pastTheEnd: Equivalent[] = [
  ...because('past the end there is no code unit, so nothing is counted', 'codec/reason', [
    'EqualityOperator',
    'index < reason.length',
    'index <= reason.length',
  ]),
  ...because('wiping more than was written also leaves zeros', 'codec/frame', [
    'EqualityOperator',
    '8 * index < length',
    '8 * index <= length',
  ]),
  ...because('wiping more than was written also leaves zeros', 'codec/utf8-write', [
    'EqualityOperator',
    '8 * index < length',
    '8 * index <= length',
  ]),
  ...because(
    'past the end there is no opcode and no length, so the loop ends one step later',
    'codec/scanner',
    ['ConditionalExpression', 'at < length', 'true'],
    ['EqualityOperator', 'at < length', 'at <= length'],
  ),
  ...because('a write past the end of a typed array has no effect', 'codec/reason', [
    'EqualityOperator',
    'at < bytes.length',
    'at <= bytes.length',
  ]),
  ...because('a payload that ends with the chunk leaves 0 bytes ahead either way', 'codec/scanner', [
    'EqualityOperator',
    'payload <= rest',
    'payload < rest',
  ]),
  ...because('past the end there are zeros, which are ASCII, and the next check ends the loop', 'codec/utf8-validate', [
    'EqualityOperator',
    'at >= end',
    'at > end',
  ]),
  ...because('the second byte is written again after the loop', 'codec/skip', [
    'EqualityOperator',
    'at > 1',
    'at >= 1',
  ]),
  ...because('wiping more than was written also leaves zeros', 'codec/utf8', [
    'EqualityOperator',
    '4 * wiped < count',
    '4 * wiped <= count',
  ]),
];

/** Cases that the code around it rules out. */
const impossible: Equivalent[] = [
  ...because('after a result, any number but 0 means that there is no boundary', 'codec/scanner', [
    'UnaryOperator',
    '-1',
    '+1',
    2,
  ]),
  ...because('a header has at least one byte, so no frame after it begins at 0', 'codec/scanner', [
    'EqualityOperator',
    'at >= 0',
    'at > 0',
  ]),
  ...because(
    'if there is no room, nothing is written',
    'codec/encode-payload',
    ['UnaryOperator', '-1', '+1'], // would matter for a payload of 1 byte, which does not exist
    ['EqualityOperator', 'room < 0', 'room <= 0'],
  ),
  ...because('0 has no bits, so its count is 0 either way', 'codec/skip', [
    'EqualityOperator',
    'held < 0',
    'held <= 0',
  ]),
  ...because('the second of the two bytes is 80 or more', 'codec/utf8-validate', [
    'EqualityOperator',
    'two >= 0xc200',
    'two > 0xc200',
  ]),
  ...because('a reason begins after its code, so it cannot be ill-formed at 0', 'codec/payload', [
    'EqualityOperator',
    'at < 0',
    'at <= 0',
  ]),
  ...because('a masked payload begins at 6, and twice 6 is a multiple of the key’s 4 bytes', 'codec/payload', [
    'ArithmeticOperator',
    'at - start',
    'at + start',
  ]),
  ...because('it only decides how much is wiped if the stack overflows within the loop', 'codec/utf8-write', [
    'ArithmeticOperator',
    '3 * reason.length',
    '3 / reason.length',
  ]),
  ...because('a sequence that begins with C0 is under U+0080, and rejected as overlong', 'codec/utf8', [
    'EqualityOperator',
    'first < 0xc0',
    'first <= 0xc0',
  ]),
];

export const equivalents: readonly Equivalent[] = [...fastPaths, ...memoryOnly, ...pastTheEnd, ...impossible];
