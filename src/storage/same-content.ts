/** Whether two files hold the same bytes. Knows nothing of what they are. */
import type { FileSystem } from './file-system.ts';

const BLOCK_BYTES = 262_144;

/** False too where one of them can't be read. */
export function isSameContent(fileSystem: FileSystem, one: string, other: string): boolean {
  try {
    return withOpen(fileSystem, one, (first) =>
      withOpen(fileSystem, other, (second) => isSame(fileSystem, first, second)),
    );
  } catch {
    return false;
  }
}

function isSame(fileSystem: FileSystem, first: number, second: number): boolean {
  const blocks = [Buffer.alloc(BLOCK_BYTES), Buffer.alloc(BLOCK_BYTES)] as const;
  for (let position = 0; ; ) {
    const read = readWhole(fileSystem, first, blocks[0], position);
    const readOther = readWhole(fileSystem, second, blocks[1], position);
    if (!blocks[0].subarray(0, read).equals(blocks[1].subarray(0, readOther))) return false;
    if (read < BLOCK_BYTES) return true;
    position += read;
  }
}

/** As much as the block holds, less only at the end of the file. */
function readWhole(fileSystem: FileSystem, descriptor: number, block: Buffer, position: number): number {
  let length = 0;
  while (length < block.length) {
    const read = fileSystem.read(descriptor, block, length, block.length - length, position + length);
    if (read === 0) break;
    length += read;
  }
  return length;
}

function withOpen<T>(fileSystem: FileSystem, path: string, use: (descriptor: number) => T): T {
  const descriptor = fileSystem.open(path, 'r');
  try {
    return use(descriptor);
  } finally {
    fileSystem.close(descriptor);
  }
}
