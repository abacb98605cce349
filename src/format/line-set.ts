/**
 * A set of line numbers, one bit each: a text has tens of millions of lines, more than a `Set` can hold. Knows nothing
 * of what stands on them.
 */
const FIRST_BYTES = 1_024;

export class LineSet {
  #bits = new Uint8Array(FIRST_BYTES);

  /** Adds the 1-based lines [from, to). */
  add(from: number, to: number): void {
    this.#reserve(to);
    for (let line = from; line < to; line += 1) this.#bits[line >> 3] = this.#byte(line) | (1 << (line & 7));
  }

  has(line: number): boolean {
    return (this.#byte(line) & (1 << (line & 7))) !== 0;
  }

  #byte(line: number): number {
    return this.#bits[line >> 3] ?? 0;
  }

  #reserve(line: number): void {
    const bytes = (line >> 3) + 1;
    if (bytes <= this.#bits.length) return;
    const larger = new Uint8Array(bytes * 2);
    larger.set(this.#bits);
    this.#bits = larger;
  }
}
