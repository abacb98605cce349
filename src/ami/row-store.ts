/**
 * Keeps the rows of many entries at once, outside of the engine's heap: as one run of bytes, each row linked to the
 * next of its entry. As texts and lists the same rows would take several times the memory.
 */
const FIRST_BYTES = 1_048_576;
/** No cell holds it: rows with NUL are told before. */
const SEPARATOR = '\0';
const NONE = -1;

export class RowStore {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #used = 0;
  /** By row: where it begins, and the next row of its entry. The row behind the last begins where the bytes end. */
  readonly #starts: number[] = [];
  readonly #nexts: number[] = [];
  /** By entry. */
  readonly #firsts: Int32Array;
  readonly #lasts: Int32Array;
  readonly #counts: Int32Array;

  constructor(entries: number) {
    this.#firsts = new Int32Array(entries).fill(NONE);
    this.#lasts = new Int32Array(entries).fill(NONE);
    this.#counts = new Int32Array(entries);
  }

  /** How many rows an entry (numbered from 0) has so far. */
  count(entry: number): number {
    return this.#counts[entry] ?? 0;
  }

  add(entry: number, cells: readonly string[], line: number): void {
    const text = `${line}${SEPARATOR}${cells.join(SEPARATOR)}`;
    const row = this.#starts.length;
    this.#reserve(text.length * 3);
    this.#starts.push(this.#used);
    this.#nexts.push(NONE);
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
    const last = this.#lasts[entry] ?? NONE;
    if (last === NONE) this.#firsts[entry] = row;
    else this.#nexts[last] = row;
    this.#lasts[entry] = row;
    this.#counts[entry] = this.count(entry) + 1;
  }

  /** Hands over the rows of an entry, in the order of adding. */
  forEach(entry: number, onRow: (cells: readonly string[], line: number) => void): void {
    for (let row = this.#firsts[entry] ?? NONE; row !== NONE; row = this.#nexts[row] ?? NONE) {
      const end = this.#starts[row + 1] ?? this.#used;
      const [line = '', ...cells] = this.#bytes.toString('utf8', this.#starts[row], end).split(SEPARATOR);
      onRow(cells, Number(line));
    }
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#used + bytes) * 2);
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}
