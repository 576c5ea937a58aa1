/** The mutants that no test can tell from the original, or that none should: set aside by name, each with why. */

/** Survivors of one kind; code is spelled on one line. */
export interface Equivalent {
  readonly file: string;
  /** What Stryker calls the kind of change. */
  readonly mutator: string;
  readonly original: string | RegExp;
  readonly replacement: string;
  /** How many such survivors there are in the file; 1 where it is left out. */
  readonly times?: number | undefined;
  readonly why: string;
}

type Change = [mutator: string, original: string | RegExp, replacement: string, times?: number];

/** Changes in one file for which there is one reason. */
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

/** What is here for speed, beside a slower way to the very same results. */
const fastPaths: Equivalent[] = [
  ...because(
    'the getter knows that what is empty has the length 0; reading a byte first is faster',
    'codec/arguments',
    ['ConditionalExpression', 'bytes[0] === undefined', 'false'],
  ),
  ...because(
    'what an object is, is looked at twice: once for speed',
    'codec/arguments',
    ['ConditionalExpression', "typeof options !== 'object' || options === null", 'true'],
    ['StringLiteral', "'object'", '""', 2],
  ),
  ...because('the loop behind it masks byte by byte, and shifts count modulo 32', 'codec/mask', [
    'ConditionalExpression',
    'index + 3 < end',
    'false',
  ]),
  ...because(
    'an empty reason decodes to an empty string, and is well-formed, too',
    'codec/content',
    ['ConditionalExpression', 'start + 2 === end', 'false', 2],
    ['ArithmeticOperator', 'start + 2', 'start - 2', 2],
  ),
  ...because(
    'the loop skips frames; those that it leaves are read byte by byte',
    'codec/scanner',
    ['ConditionalExpression', 'at < 0', 'true'],
    ['EqualityOperator', 'at < 0', 'at <= 0'],
    ['ConditionalExpression', 'at < length && size > 0', 'false'],
    ['EqualityOperator', 'at < length', 'at >= length'],
  ),
  ...because(
    'the scan reads on in a Close frame, too, as its first byte is held',
    'codec/scanner',
    ['ConditionalExpression', 'this.#partial !== undefined', 'false'],
    ['BlockStatement', /^\{ CloseFrameScanner\.#readClose\(this, .* return this\.#result; \}$/, '{}'],
  ),
  ...because(
    'the scan counts down what is ahead, too, where the chunk holds no header',
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
  ...because('U+007F alone is ASCII, too: the other way is as right', 'codec/utf8-host', [
    'EqualityOperator',
    'bytes[start]! <= 0x7f',
    'bytes[start]! < 0x7f',
  ]),
  ...because(
    'what is not skipped several characters at a time is judged one by one, and the skipping looks at the end itself',
    'codec/utf8-judge',
    ['ConditionalExpression', 'at < end - 7', 'true'],
    ['ConditionalExpression', 'at < end - 7', 'false'],
    ['EqualityOperator', 'at < end - 7', 'at <= end - 7'],
    ['EqualityOperator', 'at < end - 7', 'at >= end - 7'],
    ['ArithmeticOperator', 'end - 7', 'end + 7'],
  ),
  ...because('four bytes of ASCII in one go are four sequences of one byte', 'codec/utf8-judge', [
    'ConditionalExpression',
    '(word & 0x80808080) === 0',
    'false',
  ]),
  ...because('the literal 0 is the key, and is there for speed', 'codec/utf8-skip', [
    'ConditionalExpression',
    'key === 0',
    'false',
    2,
  ]),
  ...because('what is not known to fit is written elsewhere first', 'codec/encode', [
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
    'the loop writes ASCII without a copy; what it does not write, or not to its end, is written with one',
    'codec/utf8-write',
    ['ConditionalExpression', 'most <= fitting', 'false'],
    ['EqualityOperator', 'most <= fitting', 'most < fitting'],
    ['BlockStatement', /^\{ let index = 0; .* return index; \}$/, '{}'],
    ['ConditionalExpression', 'index < reason.length', 'false'],
    ['EqualityOperator', 'unit > 0x7f', 'unit >= 0x7f'],
  ),
];

/** What decides what stays in memory, not what comes out: test/hostile/retention.test.ts measures that. */
const memoryOnly: Equivalent[] = because(
  'a copy of a text equals the text; what it keeps in memory is measured elsewhere',
  'codec/reason',
  ['ConditionalExpression', 'end === reason.length', 'false'],
  ['StringLiteral', "''", '"Stryker was here!"'], // to split by: the one that they are joined with is seen
);

/** What takes a look, or writes, one step past an end where nothing comes of it. */
const pastTheEnd: Equivalent[] = [
  ...because('past the end there is no code unit, so nothing is counted', 'codec/reason', [
    'EqualityOperator',
    'index < reason.length',
    'index <= reason.length',
  ]),
  ...because('wiping more than was written leaves zeros, too', 'codec/frame', [
    'EqualityOperator',
    '8 * index < length',
    '8 * index <= length',
  ]),
  ...because('wiping more than was written leaves zeros, too', 'codec/utf8-write', [
    'EqualityOperator',
    '8 * index < length',
    '8 * index <= length',
  ]),
  ...because(
    'what is missing has no opcode and no length, so the loop ends one step later',
    'codec/scanner',
    ['ConditionalExpression', 'at < length', 'true'],
    ['EqualityOperator', 'at < length', 'at <= length'],
  ),
  ...because('what is written behind the end of a typed array is dropped', 'codec/utf8-lenient', [
    'EqualityOperator',
    'at < bytes.length',
    'at <= bytes.length',
  ]),
  ...because('a payload that ends with the chunk leaves 0 bytes ahead either way', 'codec/scanner', [
    'EqualityOperator',
    'payload <= rest',
    'payload < rest',
  ]),
  ...because('past the end there are zeros, which are ASCII, and the next look is past the end', 'codec/utf8-judge', [
    'EqualityOperator',
    'at >= end',
    'at > end',
  ]),
  ...because('the second byte is written after that, over what this has written', 'codec/held', [
    'EqualityOperator',
    'at > 1',
    'at >= 1',
  ]),
  ...because('wiping more than was written leaves zeros, too', 'codec/utf8', [
    'EqualityOperator',
    '4 * wiped < count',
    '4 * wiped <= count',
  ]),
];

/** What the code around it rules out. */
const impossible: Equivalent[] = [
  ...because('behind a result any number but 0 is no boundary', 'codec/scanner', ['UnaryOperator', '-1', '+1', 2]),
  ...because('a header has a byte or more, so that no frame after it begins at 0', 'codec/scanner', [
    'EqualityOperator',
    'at >= 0',
    'at > 0',
  ]),
  ...because(
    'where there is no room, nothing is written',
    'codec/encode',
    ['UnaryOperator', '-1', '+1'], // for a payload of 1 byte, of which there is none
    ['EqualityOperator', 'room < 0', 'room <= 0'],
  ),
  ...because('0 has no bits, so that its count is 0 either way', 'codec/held', [
    'EqualityOperator',
    'held < 0',
    'held <= 0',
  ]),
  ...because('the second byte of the two is 80 or more', 'codec/utf8-judge', [
    'EqualityOperator',
    'two >= 0xc200',
    'two > 0xc200',
  ]),
  ...because('a reason begins behind its code, so that nothing breaks at 0', 'codec/content', [
    'EqualityOperator',
    'at < 0',
    'at <= 0',
  ]),
  ...because('a masked payload begins at 6, and twice 6 is a multiple of the key’s 4 bytes', 'codec/content', [
    'ArithmeticOperator',
    'at - start',
    'at + start',
  ]),
  ...because('what is wiped only where the stack overflows within the loop', 'codec/utf8-write', [
    'ArithmeticOperator',
    '3 * reason.length',
    '3 / reason.length',
  ]),
  ...because('what C0 begins is under U+0080, and refused as overlong', 'codec/utf8', [
    'EqualityOperator',
    'first < 0xc0',
    'first <= 0xc0',
  ]),
];

export const equivalents: readonly Equivalent[] = [...fastPaths, ...memoryOnly, ...pastTheEnd, ...impossible];
