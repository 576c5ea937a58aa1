/**
 * Reading files and the standard input, of any size.
 * @module
 */

import { fstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { getSystemErrorMap } from 'node:util';
import { type Io, UsageError } from './command.js';
import { quoteArgument } from './quote.js';

/** How much is read at once. */
const CHUNK_BYTES = 262_144;

/** How long the text may be that is read as a whole: a Close frame takes some hundred characters. */
const MAX_TEXT_BYTES = 1_048_576;

/** Bytes in chunks, and how many in all where that is known beforehand. */
export interface Input {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly size: number | undefined;
  /** Of a regular file: where the next chunk begins, which may be moved ahead. */
  readonly place?: { at: number } | undefined;
}

/** Opens a file, or the standard input for `-`. UsageError where it cannot be read, now or later. */
export async function openInput(io: Io, file: string): Promise<Input> {
  if (file === '-') return { chunks: stdinOf(io), size: undefined };
  const name = quoteArgument(file);
  try {
    const handle = await open(file);
    const stats = await handle.stat();
    if (!stats.isFile()) {
      return { chunks: readingFrom(name, handle.createReadStream({ highWaterMark: CHUNK_BYTES })), size: undefined };
    }
    const place = { at: 0 };
    return { chunks: readingFrom(name, readAt(handle, place)), size: stats.size, place };
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** Each chunk is valid until the next one: all are in the same memory. */
async function* readAt(handle: FileHandle, place: { at: number }): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, place.at);
      if (bytesRead === 0) return;
      place.at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function stdinOf({ stdin }: Io): AsyncIterable<Uint8Array> {
  const name = 'the standard input';
  // Where it is a directory, Node reads nothing and says nothing.
  const isDirectory = stdin.fd !== undefined && fstatSync(stdin.fd).isDirectory();
  if (isDirectory) throw new UsageError(`${name} cannot be read: it is a directory.`);
  return readingFrom(name, stdin);
}

async function* readingFrom(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): UsageError {
  return new UsageError(`${name} cannot be read: ${systemReason(error)}.`);
}

/** Why the system refused: in its own words, without the call and the path that Node's message names, too. */
export function systemReason(error: unknown): string {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a directory';
  return getSystemErrorMap().get(errno ?? 0)?.[1] ?? message;
}

/** All bytes of the standard input. UsageError if they are too many for a single frame. */
export async function readAll(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdinOf(io)) {
    size += chunk.length;
    if (size > MAX_TEXT_BYTES) {
      throw new UsageError(
        'the standard input goes on past 1 MiB: this reads a single frame; close-frame scan reads a stream.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** How a text is encoded: in UTF-16 with a byte order mark, as PowerShell writes it, otherwise in UTF-8. */
export function encodingOf(text: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (text[0] === 0xff && text[1] === 0xfe) return 'utf-16le';
  return text[0] === 0xfe && text[1] === 0xff ? 'utf-16be' : 'utf-8';
}
