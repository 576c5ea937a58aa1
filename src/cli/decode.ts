/**
 * `close-frame decode`: what the given bytes mean, and what they are made of.
 * @module
 */

import { describeCode } from '../index.js';
import { type Inspection, inspectClose } from '../inspect/index.js';
import { parseBase64 } from './base64.js';
import { type Command, type Context, EXIT_BROKEN, EXIT_GOOD, UsageError } from './command.js';
import { dissect } from './dissect.js';
import { findingLines } from './findings.js';
import { parseHex } from './hex.js';
import { readText } from './input.js';
import { badLines, frameText, goodLines } from './meaning.js';
import type { Paint } from './paint.js';
import { json } from './quote.js';
import { countOf } from './words.js';

export const decode: Command = {
  name: 'decode',
  summary: 'say what the bytes of a Close frame mean, field by field',
  operands: 'HEX…',
  details: [
    'HEX is a payload or a whole frame, in one argument or several: 880203e8, 88 02 03 E8, 88:02:03:e8, 0x88,0x02;\n' +
      'a - alone stands for the standard input. A first byte of 0x80 or more tells a frame, as no status code that may\n' +
      'be sent begins so. The exit code is 0 where the bytes are good, and 1 where they break a rule or are cut off.',
  ],
  options: {
    frame: { summary: 'the bytes are a whole frame, whatever the first one is' },
    payload: { summary: 'the bytes are a payload, without header and mask' },
    base64: { summary: 'the text is base64 or base64url, not hex' },
    json: { summary: 'print one JSON object, for programs' },
  },
  examples: [
    ['close-frame decode 88 05 03 e8 62 79 65', 'a frame'],
    ['close-frame decode 0x03e8627965', 'a payload'],
    ['close-frame decode --base64 iAID7g==', 'a frame that may not be sent'],
    ['echo 88:02:03:e8 | close-frame decode --json -', 'from a pipe, for a program'],
  ],
  async run(context) {
    const as = kindOf(context);
    const bytes = await bytesOf(context);
    const view = inspectClose(bytes, { as });
    const { io, options, paint } = context;
    const lines = options['json'] ? [json(objectOf(view))] : textOf(bytes, view, as === undefined, paint);
    io.stdout.write(`${lines.join('\n')}\n`);
    return view.result.ok ? EXIT_GOOD : EXIT_BROKEN;
  },
};

function kindOf({ options }: Context): 'frame' | 'payload' | undefined {
  if (options['frame'] && options['payload'])
    throw new UsageError('--frame and --payload contradict each other: give one.');
  if (options['frame']) return 'frame';
  return options['payload'] ? 'payload' : undefined;
}

async function bytesOf({ io, options, operands }: Context): Promise<Uint8Array> {
  if (operands.length === 0) {
    throw new UsageError(
      'no bytes: give them in hex, as in close-frame decode 88 02 03 e8, or - for the standard input.',
    );
  }
  const fromStdin = operands.includes('-');
  if (fromStdin && operands.length > 1)
    throw new UsageError('- stands for all of the input: give it alone, or only hex.');
  const text = fromStdin ? await readText(io) : operands.join(' ');
  return options['base64'] ? parseBase64(text) : parseHex(text);
}

function objectOf(view: Inspection): Record<string, unknown> {
  const { as, result, payload, fields, problems, hints } = view;
  const code = result.ok ? result.code : view.code;
  const name = code === undefined ? undefined : describeCode(code).name;
  return { ...result, as, code, name, reason: view.reason, payload, fields, problems, hints };
}

function textOf(bytes: Uint8Array, view: Inspection, isGuess: boolean, paint: Paint): string[] {
  const { as, result, code, reason } = view;
  if (result.ok) {
    const what =
      'masked' in result ? frameText(result.byteLength, result.masked) : `Payload of ${countOf(bytes.length, 'byte')}`;
    return [
      ...goodLines(result.code, reason, paint),
      `  ${what}.`,
      ...findingLines(view),
      ...dissect({ bytes, view }, paint),
    ];
  }
  const lines = [...badLines(result.error, code, reason, paint), ...findingLines(view, result.error.kind)];
  // A payload that begins with 0x80 or more is never good, so the other guess needs no word.
  if (isGuess && as === 'payload') lines.push('  Taken for a payload by its first byte; --frame takes it for a frame.');
  return [...lines, ...dissect({ bytes, view, error: result.error }, paint)];
}
