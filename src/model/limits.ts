/** How much one drop may hold. Owns the figures; whoever reads a drop keeps to them. */

export interface Limits {
  /** The largest single document, in mebibytes. */
  readonly documentMiB: number;
  /** All the files of a batch together, unpacked, in mebibytes. */
  readonly batchMiB: number;
  /** How many files a batch may hold. */
  readonly files: number;
}

export const DEFAULT_LIMITS: Limits = { documentMiB: 50, batchMiB: 2048, files: 10_000 };

export const BYTES_PER_MIB = 1024 * 1024;
