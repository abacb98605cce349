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

/**
 * Numbers keys in the order in which they are first seen. Lists of the same keys share one: a third party has the key
 * of the account above it, which is then not looked up again.
 */
export class KeyNumbers {
  readonly #numbers = new Map<string, number>();
  #lastKey: string | null = null;
  #lastNumber = -1;

  of(key: string): number {
    if (key === this.#lastKey) return this.#lastNumber;
    const known = this.#numbers.get(key);
    const number = known ?? this.#numbers.size;
    if (known === undefined) this.#numbers.set(key, number);
    this.#lastKey = key;
    this.#lastNumber = number;
    return number;
  }

  find(key: string): number | null {
    return this.#numbers.get(key) ?? null;
  }

  /** Each key with its number, by their numbers. */
  entries(): Iterable<[string, number]> {
    return this.#numbers;
  }
}

/** What is kept of a list that may be long: gone through in the order of the export, or asked for a key. */
export interface KeptItems<Item> extends Iterable<Item> {
  readonly size: number;
  has(key: string): boolean;
}

/** What is noted of a key, one after the other in one array of numbers: an object for each would fill the memory. */
const NOTES = { line: 0, scope: 1, seenIn: 2, firstLine: 3 } as const;
const NOTES_PER_KEY = 4;
const FIRST_KEYS = 256;

export class SettingsList<T> {
  readonly #numbers: KeyNumbers;
  /** By the numbers of their keys. */
  readonly #values: (T | undefined)[] = [];
  /**
   * By the number of the key: the line of its value and the year that this is of, then the year in which the key was
   * seen last and its line there; a scope ends where the next begins. Years by their ordinals, plus one.
   */
  #notes = new Int32Array(FIRST_KEYS * NOTES_PER_KEY);
  readonly #ranks: number[] = [];
  #size = 0;

  constructor(numbers: KeyNumbers = new KeyNumbers()) {
    this.#numbers = numbers;
  }

  /** How many keys have a value. */
  get size(): number {
    return this.#size;
  }

  /** `read` is called only where its value is kept. */
  add(key: string, scope: Scope, line: number, read: () => T): Outcome {
    const at = this.#numbers.of(key);
    this.#makeRoom(at);
    const notes = this.#notes;
    const first = at * NOTES_PER_KEY;
    const year = scope.ordinal + 1;
    if (notes[first + NOTES.seenIn] === year) return { firstLine: notes[first + NOTES.firstLine] ?? line };
    notes[first + NOTES.seenIn] = year;
    notes[first + NOTES.firstLine] = line;
    this.#ranks[year] = scope.rank;
    const knownRank = this.#ranks[notes[first + NOTES.scope] ?? 0];
    if (knownRank !== undefined && scope.rank < knownRank) return 'older';
    if (this.#values[at] === undefined) this.#size += 1;
    this.#values[at] = read();
    notes[first + NOTES.line] = line;
    notes[first + NOTES.scope] = year;
    return 'kept';
  }

  has(key: string): boolean {
    return this.#numberOf(key) !== null;
  }

  /** The keys with their values, in the order in which the keys were first seen. */
  *entries(): Generator<[string, T]> {
    for (const [key, at] of this.#numbers.entries()) {
      const value = this.#values[at];
      if (value !== undefined) yield [key, value];
    }
  }

  /** By key, in the order of code units. */
  valuesByKey(): T[] {
    return [...this.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
  }

  /** The line of a key's value; null where there is none. */
  lineOf(key: string): number | null {
    const at = this.#numberOf(key);
    return at === null ? null : (this.#notes[at * NOTES_PER_KEY + NOTES.line] ?? null);
  }

  /** Null where the key has no value. */
  #numberOf(key: string): number | null {
    const at = this.#numbers.find(key);
    return at === null || this.#values[at] === undefined ? null : at;
  }

  /** An array without holes is a quick one. */
  #makeRoom(at: number): void {
    while (this.#values.length <= at) this.#values.push(undefined);
    const needed = (at + 1) * NOTES_PER_KEY;
    if (needed <= this.#notes.length) return;
    const larger = new Int32Array(needed * 2);
    larger.set(this.#notes);
    this.#notes = larger;
  }
}
