/**
 * `close-frame encode`: prints the bytes of a Close frame or of its payload.
 * @module
 */

import { Option } from 'commander';
import {
  type EncodeFrameOptions,
  encodeCloseFrame,
  encodeClosePayload,
  isSendableCode,
  truncateReason,
} from '../index.js';
import { inspectClose } from '../inspect/index.js';
import { type Command, type Context, EXIT_BROKEN, EXIT_GOOD, type Given, UsageError } from './command.js';
import { parseHex } from './hex.js';
import { codeNames } from './names.js';
import { frameObject, nameOf } from './object.js';
import { json, quoteArgument } from './quote.js';
import { parseCode } from './status.js';

/** The value of `--mask` without a key. */
const RANDOM = 'random';

export const encode: Command = {
  name: 'encode',
  summary: 'encode a Close frame, or its payload',
  operands: '[CODE|NAME [REASON]]',
  completions: codeNames(isSendableCode),
  details: [
    'Without --frame or --mask, only the payload is printed. With one of them, CODE may be left out, for a frame ' +
      'without a status code. Put -- before a reason that begins with a hyphen. The exit code is 1 if the frame would ' +
      'not be valid.',
  ],
  options: [
    new Option('--frame', 'a whole frame, as a server sends it: not masked'),
    new Option(
      '--mask [KEY]',
      'a whole frame, as a client sends it: masked with a key of 4 bytes in hex, or a random one',
    ).preset(RANDOM),
    new Option('--truncate', 'cut a reason that is too long, between two characters'),
    new Option('--format <FORMAT>', 'hex (the default), base64 or raw').choices(['hex', 'base64', 'raw']),
  ],
  examples: [
    ['close-frame encode 1000 bye --frame', 'a frame from a server'],
    ['close-frame encode GoingAway --mask=37fa213d', 'a frame from a client, by the name of the code'],
    ['close-frame encode 4001 "session expired" --format base64', 'a payload'],
    ['close-frame encode 1000 --frame --format raw | close-frame scan', 'bytes for a pipe'],
  ],
  run(context) {
    const { io, options } = context;
    if (options['json'] && options['format'] !== undefined) {
      throw new UsageError('--json prints the bytes in hex: leave out --format.');
    }
    const encoded = encodeOperands(context);
    if (options['json']) {
      io.stdout.write(`${json(objectOf(encoded, context))}\n`);
      return encoded.ok ? EXIT_GOOD : EXIT_BROKEN;
    }
    if (!encoded.ok) {
      const hint = encoded.error.kind === 'reason-too-long' ? ' --truncate makes it fit.' : '';
      io.stderr.write(`close-frame: ${encoded.error.message}${hint}\n`);
      return EXIT_BROKEN;
    }
    if (options['format'] !== 'raw') {
      io.stdout.write(`${Buffer.from(encoded.bytes).toString(options['format'] === 'base64' ? 'base64' : 'hex')}\n`);
    } else if (io.stdout.isTTY) {
      throw new UsageError('raw bytes are not for a terminal: pipe them into a program, or into a file with > FILE.');
    } else {
      io.stdout.write(encoded.bytes);
    }
    return EXIT_GOOD;
  },
};

function objectOf(encoded: ReturnType<typeof encodeCloseFrame>, context: Context): Record<string, unknown> {
  const as = isFrameWanted(context.options) ? 'frame' : 'payload';
  if (encoded.ok) return frameObject(encoded.bytes, inspectClose(encoded.bytes, { as }));
  const { code } = encoded.error;
  return { ...encoded, as, code, name: nameOf(code), reason: context.operands[1] ?? '' };
}

function isFrameWanted(options: Given): boolean {
  return options['frame'] === true || options['mask'] !== undefined;
}

function encodeOperands({ options, operands, isTerminated }: Context): ReturnType<typeof encodeCloseFrame> {
  const [status, text, ...more] = operands;
  const isFrame = isFrameWanted(options);
  if (status === undefined && !isFrame) {
    throw new UsageError('no status code: give a code or its name, as in close-frame encode 1000 bye.');
  }
  if (more.length > 0) {
    throw new UsageError(
      `more than one argument after the code: put the reason in quotation marks${maskHint(more.at(-1)!)}.`,
    );
  }
  if (options['mask'] === RANDOM && !isTerminated && text !== undefined && maskHint(text) !== '') {
    throw new UsageError(`is ${text} the key or the reason? Write --mask=${text}, or a -- before the reason.`);
  }
  const code = status === undefined ? undefined : parseCode(status);
  const reason = text !== undefined && options['truncate'] ? truncateReason(text) : text;
  return isFrame
    ? encodeCloseFrame(code, reason, frameOptions(options['mask'] as string | undefined))
    : encodeClosePayload(code, reason);
}

/** Advice for an operand that looks like a key. */
function maskHint(operand: string): string {
  return /^[0-9a-f]{8}$/i.test(operand) ? `, and write a key after a =, as in --mask=${operand}` : '';
}

function frameOptions(mask: string | undefined): EncodeFrameOptions {
  if (mask === undefined) return { from: 'server' };
  return mask === RANDOM ? { from: 'client' } : { from: 'client', maskingKey: keyOf(mask) };
}

function keyOf(text: string): Uint8Array {
  if (/^(0x)?([0-9a-f]{2}[ :]?){4}$/i.test(text)) return parseHex(text);
  const given = quoteArgument(text);
  throw new UsageError(`--mask takes a key of 4 bytes in hex, as in --mask=37fa213d, or no key; not ${given}.`);
}
