/**
 * Bytes that are written one after the other and read again: in memory as long as they are few, and then in a scratch
 * file. Memory that a program touches for the first time costs more than a file that the system holds for it.
 */
import type { ByteSource, ScratchFile } from './byte-source.ts';

/** Beyond this, everything goes to the file. */
const MOST_BYTES_IN_MEMORY = 1_048_576;

export class Spool implements ByteSource {
  readonly #makeFile: () => ScratchFile;
  #file: ScratchFile | null = null;
  #memory = Buffer.alloc(0);
  #bytes = 0;

  /** The file is asked for when it is needed, once; whoever makes it removes it. */
  constructor(makeFile: () => ScratchFile) {
    this.#makeFile = makeFile;
  }

  /** How many bytes were written. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes all of the bytes, at the end. */
  write(bytes: Uint8Array): void {
    const total = this.#bytes + bytes.length;
    if (this.#file === null && total > MOST_BYTES_IN_MEMORY) this.#moveToFile();
    if (this.#file !== null) this.#file.write(bytes);
    else {
      this.#makeRoom(total);
      this.#memory.set(bytes, this.#bytes);
    }
    this.#bytes = total;
  }

  readAt(into: Uint8Array, offset: number, position: number): number {
    if (this.#file !== null) return this.#file.readAt(into, offset, position);
    return this.#memory.copy(into, offset, position, this.#bytes);
  }

  #moveToFile(): void {
    const file = this.#makeFile();
    if (this.#bytes > 0) file.write(this.#memory.subarray(0, this.#bytes));
    this.#file = file;
    this.#memory = Buffer.alloc(0);
  }

  #makeRoom(total: number): void {
    if (total <= this.#memory.length) return;
    const larger = Buffer.allocUnsafe(Math.max(total, this.#memory.length * 2));
    this.#memory.copy(larger, 0, 0, this.#bytes);
    this.#memory = larger;
  }
}
