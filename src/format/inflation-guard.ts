/**
 * Watches how much comes out of an archive while it is being unpacked, whatever its headers announce: a few kilobytes
 * can unpack to terabytes. Counts and refuses; reads nothing.
 */
import { DropFault } from '../model/drop-fault.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';

/** Deflate reaches a thousand to one on nothing but zeros; a scanned page or a ledger stays far below this. */
export const MAX_RATIO = 200;

/** Small files may be as repetitive as they like. */
const RATIO_FREE_BYTES = 8 * BYTES_PER_MIB;

export class InflationGuard {
  readonly #limits: Limits;
  /** The most that was unpacked of each file: a file that is read twice counts once. */
  readonly #inflatedBytes = new Map<string, number>();
  #totalBytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** So many bytes of the file came out of so many packed ones. Throws ARCHIVE_BOMB where that is too many. */
  grow(path: string, inflatedBytes: number, packedBytes: number): void {
    if (exceedsRatio(inflatedBytes, packedBytes)) throw bomb(path, 'ratio', MAX_RATIO);
    const before = this.#inflatedBytes.get(path) ?? 0;
    if (inflatedBytes <= before) return;
    this.#inflatedBytes.set(path, inflatedBytes);
    this.#totalBytes += inflatedBytes - before;
    if (this.#totalBytes > this.#limits.batchMiB * BYTES_PER_MIB) {
      throw bomb(path, 'size', this.#limits.batchMiB);
    }
  }
}

export function exceedsRatio(inflatedBytes: number, packedBytes: number): boolean {
  return inflatedBytes > RATIO_FREE_BYTES && inflatedBytes > MAX_RATIO * Math.max(1, packedBytes);
}

/** `file` is the file inside the archive, or the archive itself where it is the whole that is too much. */
export function bomb(
  file: string,
  measure: 'files' | 'size' | 'ratio',
  limit: number,
): DropFault<'ARCHIVE_BOMB'> {
  return new DropFault('ARCHIVE_BOMB', { file }, { measure, limit });
}
