/**
 * The entries that errors were found in, by the key that binds their lines, so that they can be left out of a delivery.
 * Knows nothing of the errors.
 */
import type { EntryKey } from '../model/entry.ts';

/** With more of them than this, a batch is not worth splitting, and their keys would fill the memory. */
const MOST_ENTRIES = 100_000;

export class UnsoundEntries {
  readonly #keys = new Set<string>();

  add(entry: EntryKey): void {
    if (this.#keys.size <= MOST_ENTRIES) this.#keys.add(keyText(entry));
  }

  has(entry: EntryKey): boolean {
    return this.#keys.has(keyText(entry));
  }

  get count(): number {
    return this.#keys.size;
  }

  /** Whether there were more of them than are kept. */
  get areTooMany(): boolean {
    return this.#keys.size > MOST_ENTRIES;
  }
}

/** No cell of a row that is read holds NUL. */
function keyText({ piece, date, journal }: EntryKey): string {
  return `${piece}\0${date}\0${journal}`;
}
