/** Reads a stretch of an open file in chunks, one at a time and only when asked for. Closes nothing. */
import { constants, type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024;

/** The bytes from `start` to `end` (not included), or fewer where the file ends before. */
export async function* fileRange(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  let position = start;
  while (position < end) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Opens a file of a drop for reading. A link that took its place since it was looked at is not followed (ELOOP), and
 * a pipe that did so is not waited for, where the system can promise it.
 */
export function openPlainly(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
}
