/**
 * The entries that errors were found in, by the key that binds their lines, so that they can be left out of a delivery.
 * Knows nothing of the errors.
 */
import { type EntryKey, entryKeyText } from '../model/entry.ts';

/** With more of them than this, a batch is not worth splitting, and their keys would fill the memory. */
const MOST_ENTRIES = 100_000;

export class UnsoundEntries {
  readonly #keys = new Set<string>();

  add(entry: EntryKey): void {
    if (this.#keys.size <= MOST_ENTRIES) this.#keys.add(entryKeyText(entry));
  }

  has(entry: EntryKey): boolean {
    return this.#keys.has(entryKeyText(entry));
  }

  get count(): number {
    return this.#keys.size;
  }

  /** Whether there were more of them than are kept. */
  get areTooMany(): boolean {
    return this.#keys.size > MOST_ENTRIES;
  }
}
