/**
 * Gathers one kind of settings by key, from records that may repeat it. It owns what a repetition means: under another
 * fiscal year it is none, and the value of the latest year stays; under the same one it is a duplicate.
 */
import { LongList, LongNumbers } from '../model/long-list.ts';

/** The fiscal year that a record stands under. */
export interface Scope {
  /** Which one of the file it is, 0 before the first. */
  readonly ordinal: number;
  /** The greater, the later the year; 0 where it has no day. */
  readonly rank: number;
}

/** A file without fiscal years, or all of it above the first. */
export const WHOLE_FILE: Scope = { ordinal: 0, rank: 0 };

/** With more runs than this, keys are looked up in a map. */
const MOST_RUNS = 8;

/**
 * Numbers keys in the order in which they are first seen. Lists of the same keys share one: a third party has the key
 * of the account above it, which is then not looked up again.
 *
 * An export has its keys in order, or in a few runs of it, and whoever asks for them again does so in the same order. So
 * a key is mostly the one after the last that was found, or greater than all; a map of all would take most of the time.
 */
export class KeyNumbers {
  /** By their numbers. */
  readonly #keys = new LongList<string>();
  /** The numbers at which keys begin that stand in the order of code units. */
  readonly #runs: number[] = [];
  /** Of all keys, where there are too many runs. */
  #numbers: Map<string, number> | null = null;
  /** That of the key found last. */
  #last = -1;

  of(key: string): number {
    const known = this.find(key);
    if (known !== null) return known;
    const number = this.#keys.length;
    if (number === 0 || key <= this.keyOf(number - 1)) this.#beginRun(number);
    this.#keys.push(key);
    this.#numbers?.set(key, number);
    this.#last = number;
    return number;
  }

  find(key: string): number | null {
    if (this.#keys.at(this.#last) === key) return this.#last;
    const found = this.#keys.at(this.#last + 1) === key ? this.#last + 1 : this.#lookUp(key);
    if (found !== null) this.#last = found;
    return found;
  }

  /** Each key with its number, by their numbers. */
  *entries(): Generator<[string, number]> {
    for (let number = 0; number < this.#keys.length; number += 1) yield [this.keyOf(number), number];
  }

  /** Empty where there is no such number. */
  keyOf(number: number): string {
    return this.#keys.at(number) ?? '';
  }

  #beginRun(number: number): void {
    this.#runs.push(number);
    if (this.#runs.length <= MOST_RUNS) return;
    this.#numbers ??= new Map(this.entries());
  }

  #lookUp(key: string): number | null {
    if (this.#numbers !== null) return this.#numbers.get(key) ?? null;
    for (let run = 0; run < this.#runs.length; run += 1) {
      const found = this.#lookUpIn(key, this.#runs[run] ?? 0, this.#runs[run + 1] ?? this.#keys.length);
      if (found !== null) return found;
    }
    return null;
  }

  /** Among keys in order, of which there is at least one. */
  #lookUpIn(key: string, first: number, beyond: number): number | null {
    let low = first;
    let high = beyond - 1;
    if (key > this.keyOf(high)) return null;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keyOf(middle) < key) low = middle + 1;
      else high = middle;
    }
    return this.#keys.at(low) === key ? low : null;
  }
}

/** What is kept of a list that may be long: gone through in the order of the export, or asked for a key. */
export interface KeptItems<Item> extends Iterable<Item> {
  readonly size: number;
  has(key: string): boolean;
}

export class SettingsList<T> {
  readonly #numbers: KeyNumbers;
  /** By the numbers of their keys: the value, its line, and the year that it is of; years by their ordinals, plus one. */
  readonly #values = new LongList<T | undefined>();
  readonly #lines = new LongNumbers();
  readonly #years = new LongNumbers();
  /** By the years. */
  readonly #ranks: number[] = [];
  /** The one being read. */
  #year = 0;
  /** By the number of the key: its first line under this year, where the value of a later one stays. */
  readonly #older = new Map<number, number>();
  #size = 0;

  constructor(numbers: KeyNumbers = new KeyNumbers()) {
    this.#numbers = numbers;
  }

  /** How many keys have a value. */
  get size(): number {
    return this.#size;
  }

  /**
   * The line of the key's first appearance in the same scope; null where it is the first there. `read` is called only
   * where its value is kept: that of a later year stays.
   */
  add(key: string, scope: Scope, line: number, read: () => T): number | null {
    const at = this.#numbers.of(key);
    this.#makeRoom(at);
    const year = scope.ordinal + 1;
    if (year !== this.#year) this.#begin(year, scope);
    const known = this.#years.at(at) ?? 0;
    if (known === year) return this.#lines.at(at) ?? line;
    if (known > 0 && scope.rank < (this.#ranks[known] ?? 0)) return this.#addOlder(at, line);
    if (this.#values.at(at) === undefined) this.#size += 1;
    this.#values.set(at, read());
    this.#lines.set(at, line);
    this.#years.set(at, year);
    return null;
  }

  /** A year ends where the next one begins. */
  #begin(year: number, { rank }: Scope): void {
    this.#year = year;
    this.#ranks[year] = rank;
    this.#older.clear();
  }

  #addOlder(at: number, line: number): number | null {
    const firstLine = this.#older.get(at);
    if (firstLine !== undefined) return firstLine;
    this.#older.set(at, line);
    return null;
  }

  has(key: string): boolean {
    return this.#numberOf(key) !== null;
  }

  /** The keys with their values, in the order in which the keys were first seen. */
  *entries(): Generator<[string, T]> {
    for (let at = 0; at < this.#values.length; at += 1) {
      const value = this.#values.at(at);
      if (value !== undefined) yield [this.#numbers.keyOf(at), value];
    }
  }

  /** By key, in the order of code units. */
  valuesByKey(): T[] {
    return [...this.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
  }

  /** The line of a key's value; null where there is none. */
  lineOf(key: string): number | null {
    const at = this.#numberOf(key);
    return at === null ? null : (this.#lines.at(at) ?? null);
  }

  /** Null where the key has no value. */
  #numberOf(key: string): number | null {
    const at = this.#numbers.find(key);
    return at === null || this.#values.at(at) === undefined ? null : at;
  }

  #makeRoom(at: number): void {
    while (this.#values.length <= at) {
      this.#values.push(undefined);
      this.#lines.push(0);
      this.#years.push(0);
    }
  }
}
