/** Reads a stretch of an open file in chunks, one at a time and only when asked for. Closes nothing. */
import { constants, type FileHandle, open } from 'node:fs/promises';

/** Larger ones are given back to the system each time, which takes longer to give them again than to read them. */
const CHUNK_BYTES = 64 * 1024;

/**
 * The bytes from `start` to `end` (not included), or fewer where the file ends before. The next chunk is being read
 * while the one before is worked on.
 */
export async function* fileRange(
  handle: FileHandle,
  start: number,
  end: number,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Buffer> {
  let position = start;
  let next = readChunk(handle, position, end, chunkBytes);
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      position += chunk.length;
      next = readChunk(handle, position, end, chunkBytes);
      yield chunk;
    }
  } finally {
    // Whoever stops early closes the handle, and must not do so under a reading; its error is nobody's any more.
    await next.catch(() => {});
  }
}

async function readChunk(
  handle: FileHandle,
  position: number,
  end: number,
  chunkBytes: number,
): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(chunkBytes, end - position)));
  if (buffer.length === 0) return buffer;
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * How a file of a drop is opened for reading: a link that took its place since it was looked at is not followed (ELOOP),
 * and a pipe that did so is not waited for, where the system can promise it.
 */
export const PLAIN_READING = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function openPlainly(path: string | Buffer): Promise<FileHandle> {
  return open(path, PLAIN_READING);
}
