/**
 * `close-frame decode`: explains bytes, field by field.
 * @module
 */

import { Option } from 'commander';
import { type Inspection, inspectClose } from '../inspect/index.js';
import { spellings } from '../text/index.js';
import { type Command, type Context, EXIT_BROKEN, EXIT_GOOD, UsageError } from './command.js';
import { dissect } from './dissect.js';
import { findingLines } from './findings.js';
import { badLines, frameText, goodLines } from './meaning.js';
import { frameObject } from './object.js';
import type { Paint } from './paint.js';
import { json } from './quote.js';
import { readSpelled, type Spelled, spellingNames } from './spelled.js';
import { countOf } from './words.js';

export const decode: Command = {
  name: 'decode',
  summary: 'explain the bytes of a Close frame, field by field',
  operands: 'TEXT…',
  details: [
    'TEXT is a payload or a whole frame as logs, debuggers, dumps and consoles print it, in one or more arguments, ' +
      'with any text around it; - alone means the standard input. A first byte of 0x80 or more means a frame, because ' +
      'no valid status code begins with such a byte.',
    'The exit code is 0 if the bytes are valid, 1 if they break a rule or are cut off, and 2 if the text cannot be ' +
      'read, can be read in more than one way, or leaves bytes out.',
  ],
  options: [
    new Option('--frame', 'the bytes are a whole frame, whatever the first byte is'),
    new Option('--payload', 'the bytes are an unmasked payload, without a header').conflicts('frame'),
    new Option('--in <SPELLING>', 'how the bytes are written, if the text does not show it').choices(spellingNames),
    new Option('--base64', 'short for --in base64').conflicts('in'),
  ],
  notes: ['Spellings:', ...spellingLines(), ''],
  examples: [
    ['close-frame decode 88 05 03 e8 62 79 65', 'a frame'],
    ['close-frame decode 0x03e8627965', 'a payload'],
    [`close-frame decode 'recv [-120, 2, 3, -24]'`, 'a line of a log'],
    ['close-frame decode --in base64 iAID7g==', 'an invalid frame'],
    ['echo 88:02:03:e8 | close-frame decode --json -', 'from a pipe, for a program'],
  ],
  async run(context) {
    const as = kindOf(context);
    const spelled = await readSpelled(context);
    if (!spelled.ok) throw new UsageError(spelled.message, spelled.readings);
    const { bytes } = spelled;
    const view = inspectClose(bytes, { as });
    const { io, options, paint } = context;
    const lines = options['json']
      ? [json({ ...frameObject(bytes, view), spelling: spelled.spelling })]
      : textOf(spelled, view, as === undefined, paint);
    io.stdout.write(`${lines.join('\n')}\n`);
    return view.result.ok ? EXIT_GOOD : EXIT_BROKEN;
  },
};

function kindOf({ options }: Context): 'frame' | 'payload' | undefined {
  if (options['frame']) return 'frame';
  return options['payload'] ? 'payload' : undefined;
}

type Read = Extract<Spelled, { ok: true }>;

function spellingLines(): string[] {
  const width = Math.max(...spellings.map(({ name }) => name.length));
  return [
    ...spellings.map(
      ({ name, title, example }) => `  ${name.padEnd(width)}  ${title}, as in ${example.replace(/\n.*/s, ' …')}`,
    ),
    `  ${'raw'.padEnd(width)}  the bytes themselves, from the standard input`,
  ];
}

function textOf(read: Read, view: Inspection, isGuess: boolean, paint: Paint): string[] {
  const { bytes } = read;
  const { as, result, code, reason } = view;
  if (result.ok) {
    const what =
      'masked' in result ? frameText(result.byteLength, result.masked) : `Payload of ${countOf(bytes.length, 'byte')}`;
    return [
      ...goodLines(result.code, reason, paint),
      `  ${what}.`,
      ...findingLines(view),
      ...spellingNote(read),
      ...dissect({ bytes, view }, paint),
    ];
  }
  const lines = [...badLines(result.error, code, reason, paint), ...findingLines(view, result.error.kind)];
  // No payload that begins with 0x80 or more is valid, so if the guess is a frame, there is nothing to add.
  if (isGuess && as === 'payload') {
    lines.push('  Read as a payload because of its first byte; --frame reads it as a frame.');
  }
  return [...lines, ...spellingNote(read), ...dissect({ bytes, view, error: result.error }, paint)];
}

/** Says how the text was read, unless it is plain hex. Four digits may be meant as a status code. */
function spellingNote({ spelling, text }: Read): string[] {
  if (/^\s*[1-4]\d{3}\s*$/.test(text))
    return [`  Read as two bytes in hex; close-frame codes ${text.trim()} explains the status code.`];
  const title = spellings.find(({ name }) => name === spelling)?.title;
  return spelling === 'hex' || title === undefined ? [] : [`  Read as ${title}.`];
}
