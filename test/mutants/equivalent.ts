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
  ...because('the loop behind it masks byte by byte, and shifts count modulo 32', 'codec/mask', [
    'ConditionalExpression',
    'index + 3 < end',
    'false',
  ]),
  ...because(
    'an empty reason decodes to an empty string, too',
    'codec/payload',
    ['ConditionalExpression', 'start + 2 === end', 'false'],
    ['ArithmeticOperator', 'start + 2', 'start - 2'],
  ),
  ...because(
    'the loop skips frames without a copy; what it leaves is skipped with one',
    'codec/scanner',
    ['ConditionalExpression', 'at >= 0', 'false'],
    ['EqualityOperator', 'at >= 0', 'at > 0'],
    ['BlockStatement', /^\{ for \(let size = 1; .*; at \+= size\) size = skippableSize\(.*\); \}$/, '{}'],
    ['ConditionalExpression', 'at < length && size > 0', 'false'],
    ['EqualityOperator', 'at < length', 'at >= length'],
    ['EqualityOperator', 'size > 0', 'size <= 0'],
  ),
  ...because('U+007F alone is ASCII, too: the other way is as right', 'codec/utf8-host', [
    'EqualityOperator',
    'bytes[start]! <= 0x7f',
    'bytes[start]! < 0x7f',
  ]),
  ...because('utf8Write writes ASCII, too', 'codec/utf8-write', [
    'ConditionalExpression',
    'length === reason.length',
    'false',
  ]),
  ...because(
    'a threshold between two writers of the same bytes',
    'codec/utf8-write',
    ['EqualityOperator', 'reason.length > shortUnits', 'reason.length >= shortUnits'],
    ['EqualityOperator', 'at + room > ON_HEAP_BYTES', 'at + room >= ON_HEAP_BYTES'],
  ),
];

/** What takes a look, or writes, one step past an end where nothing comes of it. */
const pastTheEnd: Equivalent[] = [
  ...because('wiping more than was written leaves zeros, too', 'codec/frame', [
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
  ...because('what is written behind the end of a typed array is dropped', 'codec/scanner', [
    'EqualityOperator',
    'index < bytes.length',
    'index <= bytes.length',
  ]),
  ...because('what is written behind the end of a typed array is dropped', 'codec/closing', [
    'EqualityOperator',
    'at < bytes.length',
    'at <= bytes.length',
  ]),
  ...because(
    'a sequence that only bytes behind the end make whole counts as longer than what is left: both reach the end',
    'codec/utf8-lenient',
    ['MethodExpression', 'Math.min(3, end - start)', 'Math.max(3, end - start)'],
    ['ArithmeticOperator', 'end - start', 'end + start'],
  ),
  ...because('a length of 1 is what comes out behind the loop', 'codec/utf8-lenient', [
    'EqualityOperator',
    'length > 1',
    'length >= 1',
  ]),
  ...because(
    'wiping more than was written leaves zeros, too',
    'codec/utf8',
    ['ArithmeticOperator', 'end - start', 'end + start'],
    ['EqualityOperator', '4 * index < written', '4 * index <= written'],
  ),
];

/** What the code around it rules out. */
const impossible: Equivalent[] = [
  ...because('a whole sequence decodes to 1 code unit or 2, never to 0', 'codec/utf8-lenient', [
    'EqualityOperator',
    /^decodeUnits\(sequence, .*\) >= 0$/,
    'decodeUnits(sequence, 0, sequence[0]! < 0xf0 ? 3 : 4, new Uint16Array(2)) > 0',
  ]),
  ...because('what C0 begins is under U+0080, and refused as overlong', 'codec/utf8', [
    'EqualityOperator',
    'first < 0xc0',
    'first <= 0xc0',
  ]),
  ...because('both sides of the comparison are folded alike, and only ASCII gets here', 'codes/names', [
    'MethodExpression',
    "name.replace(/[-_. ]/g, '').toLowerCase()",
    "name.replace(/[-_. ]/g, '').toUpperCase()",
  ]),
];

/** Words for people. */
const words: Equivalent[] = because('the words of a description are no rule', 'codes/registry', [
  'StringLiteral',
  /^'[A-Z][^']* [^']*\.'$/,
  '""',
  19,
]);

export const equivalents: readonly Equivalent[] = [...fastPaths, ...pastTheEnd, ...impossible, ...words];
