/**
 * Reads a file that must stay what it was when it was looked at: one that grew, shrank or was written over meanwhile is
 * told. Owns how a file is read for that; what is said of one that changed is the caller's.
 */
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { fileBlocks, fileRange, openPlainly, PLAIN_READING } from './file-range.ts';
import { giveTurn } from './turn.ts';

/** What a file on disk was when it was looked at: bytes, and the time of its last change. */
export type SeenFile = Pick<Stats, 'size' | 'mtimeMs'>;

/** The error for a file that changed; `error` is what the system said where it could not be opened. */
export type FaultOfChange = (error?: NodeJS.ErrnoException) => unknown;

/** A file up to this size is read in one go, without another thread. */
const READ_AT_ONCE_BYTES = 1_048_576;

/**
 * Everything happens when the first byte is asked for, so that a file nobody reads is never opened; and it is closed
 * also where the reader leaves early. Throws the caller's error, or what the machine says while it reads.
 */
export function readSeen(
  path: string | Buffer,
  seen: SeenFile,
  faultOf: FaultOfChange,
): AsyncGenerator<Buffer> {
  return readSeenBy(fileRange, path, seen, faultOf);
}

/** The same for whoever is done with each piece when asking for the next (see `fileBlocks`). */
export function readSeenPassing(
  path: string | Buffer,
  seen: SeenFile,
  faultOf: FaultOfChange,
): AsyncGenerator<Buffer> {
  return readSeenBy(fileBlocks, path, seen, faultOf);
}

type RangeReader = typeof fileBlocks;

async function* readSeenBy(
  range: RangeReader,
  path: string | Buffer,
  seen: SeenFile,
  faultOf: FaultOfChange,
): AsyncGenerator<Buffer> {
  if (seen.size <= READ_AT_ONCE_BYTES) {
    await giveTurn();
    const bytes = readAtOnce(path, seen, faultOf);
    if (bytes.length > 0) yield bytes;
    return;
  }
  const handle = await openPlainly(path).catch((error) => {
    throw faultOf(error);
  });
  try {
    yield* readWhole(range, handle, seen, faultOf);
  } finally {
    await handle.close();
  }
}

async function* readWhole(
  range: RangeReader,
  handle: FileHandle,
  seen: SeenFile,
  faultOf: FaultOfChange,
): AsyncGenerator<Buffer> {
  if (!(await handle.stat()).isFile()) throw faultOf();
  let bytesSeen = 0;
  // One byte beyond the size is asked for, to notice that the file grew.
  for await (const bytes of range(handle, 0, seen.size + 1)) {
    bytesSeen += bytes.length;
    if (bytesSeen > seen.size) throw faultOf();
    yield bytes;
  }
  if (bytesSeen < seen.size || (await handle.stat()).mtimeMs !== seen.mtimeMs) throw faultOf();
}

/** The same in one go. */
function readAtOnce(path: string | Buffer, seen: SeenFile, faultOf: FaultOfChange): Buffer {
  const descriptor = openOr(path, faultOf);
  try {
    if (!fstatSync(descriptor).isFile()) throw faultOf();
    const bytes = Buffer.allocUnsafe(seen.size + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, length);
    }
    if (length !== seen.size || fstatSync(descriptor).mtimeMs !== seen.mtimeMs) throw faultOf();
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function openOr(path: string | Buffer, faultOf: FaultOfChange): number {
  try {
    return openSync(path, PLAIN_READING);
  } catch (error) {
    throw faultOf(error as NodeJS.ErrnoException);
  }
}
