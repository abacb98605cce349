/**
 * Gathers one kind of settings by key, from records that may repeat it. It owns what a repetition means: under another
 * fiscal year it is none, and the value of the latest year stays; under the same one it is a duplicate.
 */

/** The fiscal year that a record stands under. */
export interface Scope {
  /** Which one of the file it is, 0 before the first. */
  readonly ordinal: number;
  /** The greater, the later the year; 0 where it has no day. */
  readonly rank: number;
}

/** A file without fiscal years, or all of it above the first. */
export const WHOLE_FILE: Scope = { ordinal: 0, rank: 0 };

/** `older`: the value of a later year stays. A number is the line of the key's first appearance in the same scope. */
export type Outcome = 'kept' | 'older' | { readonly firstLine: number };

interface Item<T> {
  value: T;
  /** Where the value stands. */
  line: number;
  rank: number;
  /** The scope in which the key was seen last; a scope ends where the next begins. */
  seenIn: number;
  firstLine: number;
}

export class SettingsList<T> {
  readonly #items = new Map<string, Item<T>>();

  /** `read` is called only where its value is kept. */
  add(key: string, { ordinal, rank }: Scope, line: number, read: () => T): Outcome {
    const item = this.#items.get(key);
    if (item === undefined) {
      this.#items.set(key, { value: read(), line, rank, seenIn: ordinal, firstLine: line });
      return 'kept';
    }
    if (item.seenIn === ordinal) return { firstLine: item.firstLine };
    item.seenIn = ordinal;
    item.firstLine = line;
    if (rank < item.rank) return 'older';
    item.value = read();
    item.line = line;
    item.rank = rank;
    return 'kept';
  }

  /** By key, in the order of code units. */
  values(): T[] {
    const sorted = [...this.#items].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return sorted.map(([, { value }]) => value);
  }

  /** The line of a key's value; null where there is none. */
  lineOf(key: string): number | null {
    return this.#items.get(key)?.line ?? null;
  }
}
