/**
 * Puts the lines of a list in the order of their keys, where an export told them in another. What it told in a row
 * mostly stays in a row, so that long ranges are moved, and a line is looked for only where a range begins or ends.
 */
import type { ByteSource } from './byte-source.ts';
import { BETWEEN_BYTES } from './item-lines.ts';
import type { Stretch } from './line-store.ts';

/** The lines of a list as they came: stretches of so many lines each, but for the last one. */
export interface LinesAsTheyCame {
  readonly source: ByteSource;
  readonly stretches: readonly Stretch[];
  readonly linesInEach: number;
}

/** Lines by their numbers, [from, to). */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The lines by key, in the order of code units; of several of one key the last. `keys` are those of the lines, and
 * ascend from each of the `runs` to the next, which are the numbers of lines.
 */
export function stretchesInOrder(
  lines: LinesAsTheyCame,
  keys: readonly string[],
  runs: readonly number[],
): Stretch[] {
  const places = new LinePlaces(lines);
  return rangesInOrder(keys, runs).flatMap((range) => places.stretchesOf(range));
}

function rangesInOrder(keys: readonly string[], runs: readonly number[]): Range[] {
  let sequences = runs.map((from, at): Range[] => [{ from, to: runs[at + 1] ?? keys.length }]);
  while (sequences.length > 1) {
    const pairs = sequences;
    sequences = [];
    for (let at = 0; at < pairs.length; at += 2) sequences.push(merged(pairs[at] ?? [], pairs[at + 1] ?? [], keys));
  }
  return sequences[0] ?? [];
}

/** Two sequences, each in the order of its keys, as one. Of a key that both have, the later one's stays. */
function merged(earlier: readonly Range[], later: readonly Range[], keys: readonly string[]): Range[] {
  const [one, other] = [new Sequence(earlier, keys), new Sequence(later, keys)];
  const ranges: Range[] = [];
  const take = (range: Range): void => {
    const last = ranges.at(-1);
    if (last?.to === range.from) ranges[ranges.length - 1] = { from: last.from, to: range.to };
    else ranges.push(range);
  };
  while (one.key !== null || other.key !== null) {
    if (one.key === other.key) one.drop();
    else if (other.key === null || (one.key !== null && one.key < other.key)) take(one.takeBelow(other.key));
    else take(other.takeBelow(one.key));
  }
  return ranges;
}

/** Goes through a sequence of ranges. */
class Sequence {
  readonly #ranges: readonly Range[];
  readonly #keys: readonly string[];
  #at = 0;
  #from: number;
  /** Of the first line that is left; null where there is none. */
  key: string | null = null;

  constructor(ranges: readonly Range[], keys: readonly string[]) {
    this.#ranges = ranges;
    this.#keys = keys;
    this.#from = ranges[0]?.from ?? 0;
    this.#goTo(this.#from);
  }

  drop(): void {
    this.#goTo(this.#from + 1);
  }

  /** The lines of this range whose keys come before a key, at least one; all of them where that is null. */
  takeBelow(key: string | null): Range {
    const from = this.#from;
    const end = this.#ranges[this.#at]?.to ?? from;
    const to = key === null ? end : this.#firstNotBelow(key, from + 1, end);
    this.#goTo(to);
    return { from, to };
  }

  #goTo(line: number): void {
    const isOver = line >= (this.#ranges[this.#at]?.to ?? 0);
    if (isOver) this.#at += 1;
    this.#from = isOver ? (this.#ranges[this.#at]?.from ?? 0) : line;
    this.key = this.#at < this.#ranges.length ? (this.#keys[this.#from] ?? null) : null;
  }

  /** In ever longer steps, then by halves: what is near is found at once. */
  #firstNotBelow(key: string, from: number, end: number): number {
    let low = from;
    let high = from;
    for (let step = 1; high < end && this.#isBelow(high, key); step *= 2) {
      low = high + 1;
      high = Math.min(high + step, end);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBelow(middle, key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBelow(line: number, key: string): boolean {
    return (this.#keys[line] ?? '') < key;
  }
}

/** Where lines stand, by their numbers. */
class LinePlaces {
  readonly #lines: LinesAsTheyCame;
  /** The starts of the lines of those stretches that were looked into, from the start of the stretch. */
  readonly #starts = new Map<number, Uint32Array>();

  constructor(lines: LinesAsTheyCame) {
    this.#lines = lines;
  }

  stretchesOf({ from, to }: Range): Stretch[] {
    const { stretches, linesInEach } = this.#lines;
    const found: Stretch[] = [];
    for (let line = from; line < to; ) {
      const at = Math.floor(line / linesInEach);
      const stretch = stretches[at];
      if (stretch === undefined) throw new RangeError(`There is no line ${line}`);
      const first = at * linesInEach;
      const next = first + linesInEach;
      const start = line === first ? stretch.start : this.#startOf(stretch, at, line - first);
      const end = to >= next ? stretch.end : this.#startOf(stretch, at, to - first) - BETWEEN_BYTES.length;
      found.push({ start, end });
      line = Math.min(to, next);
    }
    return found;
  }

  #startOf(stretch: Stretch, at: number, line: number): number {
    let starts = this.#starts.get(at);
    if (starts === undefined) {
      starts = this.#startsIn(stretch);
      this.#starts.set(at, starts);
    }
    return stretch.start + (starts[line] ?? 0);
  }

  /** The last one is where a line would stand behind the stretch. */
  #startsIn({ start, end }: Stretch): Uint32Array {
    const bytes = Buffer.allocUnsafe(end - start);
    this.#lines.source.read(bytes, 0, bytes.length, start);
    const starts = [0];
    for (let from = 0; from < bytes.length; ) {
      const between = bytes.indexOf(BETWEEN_BYTES, from);
      from = (between === -1 ? bytes.length : between) + BETWEEN_BYTES.length;
      starts.push(from);
    }
    return Uint32Array.from(starts);
  }
}
