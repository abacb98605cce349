/** A file for lines that are too many to be held, which a test holds all the same. */
import type { SpillFile } from '../../src/ami/line-store.ts';

export class MemorySpill implements SpillFile {
  #bytes = Buffer.alloc(0);

  write(bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
  }

  /** Never more than some bytes at once, as a system may do. */
  readAt(block: Uint8Array, offset: number, position: number): number {
    const wanted = Math.min(block.length - offset, 10_000);
    const found = this.#bytes.subarray(position, position + wanted);
    block.set(found, offset);
    return found.length;
  }
}
