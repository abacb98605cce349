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

  /** By their numbers. */
  keys(): string[] {
    return [...this.#numbers.keys()];
  }
}

/** Several arrays, each by the numbers of the keys, take less memory than an object for each key. */
export class SettingsList<T> {
  readonly #numbers: KeyNumbers;
  readonly #values: (T | undefined)[] = [];
  /** Where the value stands, and the year that it is of. */
  readonly #lines: number[] = [];
  readonly #scopes: (Scope | undefined)[] = [];
  /** The scope in which the key was seen last, and its line there; a scope ends where the next begins. */
  readonly #seenIn: (Scope | undefined)[] = [];
  readonly #firstLines: number[] = [];

  constructor(numbers: KeyNumbers = new KeyNumbers()) {
    this.#numbers = numbers;
  }

  /** `read` is called only where its value is kept. */
  add(key: string, scope: Scope, line: number, read: () => T): Outcome {
    const at = this.#numbers.of(key);
    this.#makeRoom(at);
    if (this.#seenIn[at] === scope) return { firstLine: this.#firstLines[at] ?? line };
    this.#seenIn[at] = scope;
    this.#firstLines[at] = line;
    const known = this.#scopes[at];
    if (known !== undefined && scope.rank < known.rank) return 'older';
    this.#values[at] = read();
    this.#lines[at] = line;
    this.#scopes[at] = scope;
    return 'kept';
  }

  /** In the order in which their keys were first seen. */
  values(): T[] {
    return this.#values.filter((value) => value !== undefined);
  }

  /** By key, in the order of code units. */
  valuesByKey(): T[] {
    const keyed = this.#numbers.keys().map((key, at) => ({ key, value: this.#values[at] }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
    return keyed.flatMap(({ value }) => (value === undefined ? [] : [value]));
  }

  /** The line of a key's value; null where there is none. */
  lineOf(key: string): number | null {
    const at = this.#numbers.find(key);
    return at === null || this.#values[at] === undefined ? null : (this.#lines[at] ?? null);
  }

  /** Arrays without holes are the quick ones. */
  #makeRoom(at: number): void {
    while (this.#values.length <= at) {
      this.#values.push(undefined);
      this.#lines.push(0);
      this.#scopes.push(undefined);
      this.#seenIn.push(undefined);
      this.#firstLines.push(0);
    }
  }
}
