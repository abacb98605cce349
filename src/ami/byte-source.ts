/**
 * Bytes that stand somewhere, in a file or in memory, and are read a piece at a time. Owns how they are read and
 * searched without being held; knows nothing of what they say.
 */

export interface ByteSource {
  /** Reads from a position on into into[offset, ...); gives the number of bytes, 0 at the end. It may be fewer than fit. */
  readAt(into: Uint8Array, offset: number, position: number): number;
}

/** A file for what would be too much to hold. */
export interface ScratchFile extends ByteSource {
  /** Writes all of the bytes at the end. */
  write(bytes: Uint8Array): void;
}

export class BytesInMemory implements ByteSource {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  readAt(into: Uint8Array, offset: number, position: number): number {
    return this.#bytes.copy(into, offset, position);
  }
}

const WINDOW_BYTES = 131_072;

/**
 * Where a mark of ASCII characters stands first from a position on; -1 where it does not. Hands over the bytes before
 * it, in pieces that are the caller's until it returns.
 */
export function positionOf(
  source: ByteSource,
  mark: string,
  from: number,
  onPassed: (bytes: Buffer) => void = () => {},
): number {
  const window = Buffer.allocUnsafe(WINDOW_BYTES);
  for (let start = from, used = 0; ; ) {
    const read = source.readAt(window, used, start + used);
    if (read === 0) return -1;
    used += read;
    const at = window.subarray(0, used).indexOf(mark, 0, 'latin1');
    if (at !== -1) {
      onPassed(window.subarray(0, at));
      return start + at;
    }
    // A mark may begin in this window and end in the next one.
    const passed = Math.max(0, used - mark.length + 1);
    onPassed(window.subarray(0, passed));
    window.copyWithin(0, passed, used);
    start += passed;
    used -= passed;
  }
}

/** What stands between two positions. Throws where the bytes end before. */
export function textBetween(source: ByteSource, start: number, end: number): string {
  const bytes = Buffer.allocUnsafe(end - start);
  for (let used = 0; used < bytes.length; ) used += readSome(source, bytes, used, start + used);
  return bytes.toString('utf8');
}

/** At least one byte, where there must be one. */
export function readSome(source: ByteSource, into: Uint8Array, offset: number, position: number): number {
  const read = source.readAt(into, offset, position);
  if (read === 0) throw new RangeError('Bytes that were there are gone');
  return read;
}
