/**
 * Bytes that are read from where they stand, as far as they are wanted: in memory, or in a file that nobody wants to
 * hold as a whole. Knows nothing of what they say.
 */

export interface ByteSource {
  /** Fills block[offset, offset + length) with what stands from a position on. Throws where there is less. */
  read(block: Buffer, offset: number, length: number, position: number): void;
}

/** Bytes that are held. */
export class HeldBytes implements ByteSource {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  read(block: Buffer, offset: number, length: number, position: number): void {
    const copied = this.#bytes.copy(block, offset, position, position + length);
    if (copied < length) throw new RangeError(`Nothing at ${position + copied}`);
  }
}

/** Fills block[offset, offset + length) by a call that may read less than it is asked for, and 0 at the end. */
export function fill(
  read: (block: Buffer, offset: number, position: number) => number,
  block: Buffer,
  offset: number,
  length: number,
  position: number,
): void {
  const wanted = block.subarray(0, offset + length);
  for (let done = 0; done < length; ) {
    const count = read(wanted, offset + done, position + done);
    if (count === 0) throw new RangeError(`Nothing at ${position + done}`);
    done += count;
  }
}
