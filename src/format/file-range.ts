/** Reads a stretch of an open file in chunks, one at a time and only when asked for. Closes nothing. */
import { constants, type FileHandle, open } from 'node:fs/promises';

/** Larger ones are given back to the system each time, which takes longer to give them again than to read them. */
const CHUNK_BYTES = 64 * 1024;
/** So large that going through another thread for each is of no account. */
const BLOCK_BYTES = 512 * 1024;

/**
 * The bytes from `start` to `end` (not included), or fewer where the file ends before. The next chunk is being read
 * while the one before is worked on.
 */
export function fileRange(
  handle: FileHandle,
  start: number,
  end: number,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Buffer> {
  return readAhead(handle, start, end, () => Buffer.allocUnsafe(chunkBytes));
}

/**
 * The same in larger pieces, for whoever is done with each when asking for the next: that one may stand in the memory
 * of those before it.
 */
export function fileBlocks(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  const blocks = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)] as const;
  let turn: 0 | 1 = 0;
  return readAhead(handle, start, end, () => {
    turn = turn === 0 ? 1 : 0;
    return blocks[turn];
  });
}

async function* readAhead(
  handle: FileHandle,
  start: number,
  end: number,
  nextBlock: () => Buffer,
): AsyncGenerator<Buffer> {
  let position = start;
  let next = readChunk(handle, position, end, nextBlock());
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      position += chunk.length;
      next = readChunk(handle, position, end, nextBlock());
      yield chunk;
    }
  } finally {
    // Whoever stops early closes the handle, and must not do so under a reading; its error is nobody's any more.
    await next.catch(() => {});
  }
}

async function readChunk(handle: FileHandle, position: number, end: number, block: Buffer): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(block.length, end - position));
  if (wanted === 0) return block.subarray(0, 0);
  const { bytesRead } = await handle.read(block, 0, wanted, position);
  return block.subarray(0, bytesRead);
}

/**
 * How a file of a drop is opened for reading: a link that took its place since it was looked at is not followed (ELOOP),
 * and a pipe that did so is not waited for, where the system can promise it.
 */
export const PLAIN_READING = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function openPlainly(path: string | Buffer): Promise<FileHandle> {
  return open(path, PLAIN_READING);
}
