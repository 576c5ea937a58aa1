/**
 * `close-frame scan`: finds the Close frame in one direction of a connection.
 * @module
 */

import { TextDecoder } from 'node:util';
import { Option } from 'commander';
import type { Endpoint } from '../index.js';
import { type Command, EXIT_BROKEN, EXIT_GOOD, UsageError } from './command.js';
import { HexReader } from './hex.js';
import { encodingOf, type Input, openInput } from './input.js';
import { mistakenFor, SERVER_LINES, TELLING_BYTES } from './mistaken.js';
import { withProgress } from './progress.js';
import { json } from './quote.js';
import { reportLines, reportObject } from './report.js';
import { type SeekableFile, scanStream } from './stream.js';

export const scan: Command = {
  name: 'scan',
  summary: 'find the Close frame in one direction of a connection',
  operands: '[FILE]',
  completions: 'files',
  details: [
    'FILE contains the raw bytes that one side sent, of any size. Without FILE, or with -, the standard input is ' +
      'read. The exit code is 0 if there is a valid Close frame, and 1 if it is invalid or missing.',
  ],
  options: [
    new Option('--from <SIDE>', 'who sent the bytes, client or server; checks the mask').choices(['client', 'server']),
    new Option('--http', 'the stream begins with the HTTP head of the upgrade'),
    new Option('--hex', 'the stream is written in hex'),
  ],
  notes: [
    'tshark extracts a TCP stream from a capture file as hex, here the first one. Lines that the server sent',
    'begin with a tab:',
    '  tshark -r capture.pcap -q -z follow,tcp,raw,0 > follow.txt',
    `  ${SERVER_LINES}`,
    'This was tested on Linux, but not on macOS or Windows.',
    '',
  ],
  examples: [
    ['close-frame scan --from server --http server.bin', 'the Close frame of a server'],
    ['echo 81026869 880203e8 | close-frame scan --hex', 'a Close frame after a text frame'],
  ],
  async run({ io, paint, options, operands }) {
    const [file, ...more] = operands;
    if (more.length > 0) throw new UsageError('one file at a time: a stream is one direction of one connection.');
    if (file === undefined && io.stdin.isTTY) {
      throw new UsageError('no stream: give a file, as in close-frame scan server.bin, or pipe one in.');
    }
    const input = await openInput(io, file ?? '-');
    const chunks = withProgress(input, io.stderr);
    const scannerOptions = {
      from: options['from'] as Endpoint | undefined, // commander has checked that it is one of the choices
      skipHttpHead: options['http'] === true,
    };
    const isHex = options['hex'] === true;
    const report = await scanStream(
      isHex ? fromHex(chunks) : chunks,
      scannerOptions,
      isHex,
      isHex ? undefined : seekable(input),
    );
    const lines = options['json'] ? [json(reportObject(report))] : reportLines(report, paint);
    io.stdout.write(`${lines.join('\n')}\n`);
    return report.result.ok ? EXIT_GOOD : EXIT_BROKEN;
  },
};

function seekable({ size, place }: Input): SeekableFile | undefined {
  return size === undefined || place === undefined ? undefined : { size, place };
}

async function* fromHex(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new HexReader();
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield readHex(reader, decoder.decode(chunk, { stream: true }), chunk);
  }
  if (decoder !== undefined) yield reader.push(decoder.decode());
  reader.end();
}

/** Reads a chunk of hex. If it is not hex, its beginning may show what it is instead. */
function readHex(reader: HexReader, text: string, chunk: Uint8Array): Uint8Array {
  try {
    return reader.push(text);
  } catch (error) {
    const mistake = mistakenFor(chunk.subarray(0, TELLING_BYTES), true, true);
    throw mistake === undefined ? error : new UsageError(mistake);
  }
}
