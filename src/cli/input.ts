/**
 * Reads files and the standard input, of any size.
 * @module
 */

import { fstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { getSystemErrorMap } from 'node:util';
import { type Io, UsageError } from './command.js';
import { quoteArgument } from './quote.js';

/** How much is read at once. */
const CHUNK_BYTES = 262_144;

/** How much of the standard input is read as a whole. A Close frame takes a few hundred characters. */
const MAX_TEXT_BYTES = 1_048_576;

/** Bytes in chunks, and their total number if it is known in advance. */
export interface Input {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly size: number | undefined;
  /** For a regular file: where the next chunk begins. It may be moved ahead. */
  readonly place?: { at: number } | undefined;
}

/** Opens a file, or the standard input for `-`. If it cannot be read, now or later, a UsageError is thrown. */
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

/** Each chunk is valid until the next one, because all use the same memory. */
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
  // Node reads nothing from a directory, and reports no error.
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

/** The system's description of an error, without the call and the path that Node adds. */
export function systemReason(error: unknown): string {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a directory';
  return getSystemErrorMap().get(errno ?? 0)?.[1] ?? message;
}

/** All bytes of the standard input; throws a UsageError if they are more than 1 MiB. */
export async function readAll(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdinOf(io)) {
    size += chunk.length;
    if (size > MAX_TEXT_BYTES) {
      throw new UsageError(
        'the standard input is longer than 1 MiB: this command reads a single frame; close-frame scan reads a stream.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The encoding of a text: UTF-16 if it begins with the byte order mark, as PowerShell writes it; otherwise UTF-8. */
export function encodingOf(text: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (text[0] === 0xff && text[1] === 0xfe) return 'utf-16le';
  return text[0] === 0xfe && text[1] === 0xff ? 'utf-16be' : 'utf-8';
}
