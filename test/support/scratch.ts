/** A scratch file for tests, which is none. */
import type { ScratchFile } from '../../src/ami/byte-source.ts';

/** Reads at most so many bytes at once, as a system may. */
const MOST_BYTES = 50_000;

export class ScratchInMemory implements ScratchFile {
  readonly #pieces: Buffer[] = [];
  #whole: Buffer | null = null;

  write(bytes: Uint8Array): void {
    if (this.#whole !== null) this.#pieces.unshift(this.#whole);
    this.#whole = null;
    this.#pieces.push(Buffer.from(bytes));
  }

  readAt(into: Uint8Array, offset: number, position: number): number {
    if (this.#whole === null) this.#whole = Buffer.concat(this.#pieces.splice(0));
    return this.#whole.copy(into, offset, position, position + MOST_BYTES);
  }
}
