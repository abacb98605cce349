/**
 * Finds in the bytes of a payload where its long lists stand, without reading what is in them. Owns the parts; whether
 * they can be trusted is judged by whoever asks.
 */
import type { ByteSource } from './byte-source.ts';
import { ItemLines, NO_LINES } from './item-lines.ts';
import { LIST_NAMES, listMarks } from './payload.ts';
import type { PublishedListName } from './published-settings.ts';
import type { StateLists } from './published-state.ts';

export interface PayloadParts {
  readonly lists: StateLists;
  /** The document as it would be with empty lists. */
  readonly around: string;
}

const BLOCK_BYTES = 262_144;

export function payloadParts(source: ByteSource, size: number): PayloadParts {
  const bytes = new SearchedBytes(source, size);
  const lists: Record<PublishedListName, ItemLines> = {
    accounts: NO_LINES,
    journals: NO_LINES,
    thirdParties: NO_LINES,
    vatCodes: NO_LINES,
  };
  let around = '';
  let rest = 0;
  for (const name of LIST_NAMES) {
    const { empty, opening, closing } = listMarks(name);
    const mark = bytes.find(opening, rest);
    if (mark === -1) continue;
    const start = mark + opening.length;
    const end = bytes.find(closing, start);
    if (end === -1) continue;
    lists[name] = new ItemLines(source, [{ start, end }]);
    around += `${bytes.text(rest, mark)}${empty}`;
    rest = end + closing.length;
  }
  return { lists, around: around + bytes.text(rest, size) };
}

class SearchedBytes {
  readonly #source: ByteSource;
  readonly #size: number;
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES);

  constructor(source: ByteSource, size: number) {
    this.#source = source;
    this.#size = size;
  }

  /** Where a mark in ASCII stands first, from a position on; -1 where it does not. */
  find(mark: string, from: number): number {
    // The end of a block is looked at again with the next one: the mark may stand in both.
    for (let position = from; position + mark.length <= this.#size; ) {
      const length = Math.min(this.#block.length, this.#size - position);
      this.#source.read(this.#block, 0, length, position);
      const at = this.#block.subarray(0, length).indexOf(mark, 0, 'latin1');
      if (at !== -1) return position + at;
      position += length - mark.length + 1;
    }
    return -1;
  }

  text(start: number, end: number): string {
    const bytes = Buffer.allocUnsafe(end - start);
    this.#source.read(bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  }
}
