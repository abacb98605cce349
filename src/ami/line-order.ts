/**
 * Puts the lines of a list in the order of their keys, where an export told them in another. Most of what it told in a
 * row stays in a row, so that long stretches are taken as they are, and only short ones are copied together.
 */
import { BETWEEN_ITEMS, ItemCursor, type ItemLines } from './item-lines.ts';

/** From so many bytes on, a stretch is a block of its own. */
const LONG_BYTES = 8_192;
const BLOCK_BYTES = 32_768;

/** The lines by key, in the order of code units; of several of one key the last. `keys` are those of the lines. */
export function linesInOrder(lines: ItemLines, keys: readonly string[]): ItemLines {
  const places = placesOf(lines);
  const arranged = new Arranged();
  for (const at of orderOf(keys)) {
    const place = places[at];
    if (place !== undefined) arranged.add(place);
  }
  return arranged.finish();
}

interface Place {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

function placesOf(lines: ItemLines): Place[] {
  const places: Place[] = [];
  for (const cursor = new ItemCursor(lines); !cursor.isAtEnd; cursor.next()) places.push(cursor.place);
  return places;
}

function orderOf(keys: readonly string[]): number[] {
  const keyAt = (at: number | undefined): string => (at === undefined ? '' : (keys[at] ?? ''));
  const order = [...keys.keys()].sort((one, other) =>
    keyAt(one) < keyAt(other) ? -1 : keyAt(one) > keyAt(other) ? 1 : one - other,
  );
  return order.filter((at, index) => keyAt(at) !== keyAt(order[index + 1]));
}

/** Blocks of lines that are added one by one. */
class Arranged {
  readonly #blocks: Buffer[] = [];
  /** The stretch of lines that stand one after the other, as far as it goes. */
  #stretch: Place | null = null;
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;

  add(line: Place): void {
    const stretch = this.#stretch;
    const goesOn = stretch?.bytes === line.bytes && line.start === stretch.end + BETWEEN_ITEMS.length;
    if (stretch !== null && !goesOn) this.#take(stretch);
    this.#stretch = { bytes: line.bytes, start: goesOn ? (stretch?.start ?? 0) : line.start, end: line.end };
  }

  finish(): ItemLines {
    if (this.#stretch !== null) this.#take(this.#stretch);
    this.#closeBlock();
    return this.#blocks;
  }

  #take({ bytes, start, end }: Place): void {
    const length = end - start;
    if (length >= LONG_BYTES) {
      this.#closeBlock();
      this.#blocks.push(bytes.subarray(start, end));
      return;
    }
    if (this.#used + BETWEEN_ITEMS.length + length > this.#block.length) this.#closeBlock();
    if (this.#used > 0) this.#used += this.#block.write(BETWEEN_ITEMS, this.#used, 'latin1');
    this.#used += bytes.copy(this.#block, this.#used, start, end);
  }

  #closeBlock(): void {
    if (this.#used === 0) return;
    this.#blocks.push(this.#block.subarray(0, this.#used));
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#used = 0;
  }
}
