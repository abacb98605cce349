/**
 * A payload file that is read a piece at a time, over and over. Owns its descriptor, and that every piece is of the same
 * content: nobody may write to the file meanwhile.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from './byte-source.ts';
import { PayloadError } from './payload-error.ts';

export class OpenedFile implements ByteSource {
  readonly size: number;
  readonly #modified: bigint;
  #descriptor: number | null;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    const { size, mtimeNs } = fstatSync(this.#descriptor, { bigint: true });
    this.size = Number(size);
    this.#modified = mtimeNs;
  }

  /** Throws a `PayloadError` where there is no more what was there. */
  readAt(into: Uint8Array, offset: number, position: number): number {
    const length = Math.min(into.length - offset, this.size - position);
    if (length <= 0) return 0;
    const read = readSync(this.#open(), into, offset, length, position);
    if (read === 0) throw new PayloadError({ kind: 'altered' });
    return read;
  }

  /** Throws a `PayloadError` where somebody wrote to the file since it was opened. */
  assertUnchanged(): void {
    const { size, mtimeNs } = fstatSync(this.#open(), { bigint: true });
    if (Number(size) !== this.size || mtimeNs !== this.#modified) throw new PayloadError({ kind: 'altered' });
  }

  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    if (descriptor !== null) closeSync(descriptor);
  }

  #open(): number {
    if (this.#descriptor === null) throw new Error('A file that is closed is read');
    return this.#descriptor;
  }
}
