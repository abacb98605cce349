/**
 * Tells whether a key may have come before, in a memory that does not grow: a Bloom filter of at most 64 Mbit. It never
 * overlooks a key that came back; now and then it suspects one that did not, which costs its caller a second reading
 * and nothing else.
 *
 * The bits of one key stand together in one block, as large as a line of the processor's cache: looking at them costs
 * one access to the memory instead of four.
 */
const MOST_BLOCKS = 2 ** 17;
const FEWEST_BLOCKS = 2 ** 6;
/** So full, about one new key in ten million is suspected. */
const KEYS_PER_BLOCK = 2;
const WORDS_PER_BLOCK = 16;
const BITS_PER_BLOCK = WORDS_PER_BLOCK * 32;
const BITS_PER_KEY = 5;
/** No character: keeps the parts of a key apart. */
const SEPARATOR = 0x10000;
/** How many bits of a hash choose a place in a block. */
const PLACE_BITS = 9;

export class RecurrenceFilter {
  readonly #words: Uint32Array;
  readonly #lastBlock: number;

  /** As large as it has to be for so many keys; more of them only make it suspect more. */
  constructor(keys: number) {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, keys / KEYS_PER_BLOCK)));
    const blocks = Math.min(Math.max(wanted, FEWEST_BLOCKS), MOST_BLOCKS);
    this.#words = new Uint32Array(blocks * WORDS_PER_BLOCK);
    this.#lastBlock = blocks - 1;
  }

  /** Whether the key (its parts, in this order) may have been given before; remembers it. */
  mayRecur(piece: string, date: number, journal: string): boolean {
    const low = hash(piece, date, journal, 0x811c9dc5);
    const high = hash(piece, date, journal, 0x9e3779b9);
    const block = (low & this.#lastBlock) * WORDS_PER_BLOCK;
    let places = high;
    let known = true;
    for (let bit = 0; bit < BITS_PER_KEY; bit += 1) {
      if (bit === 3) places = mixed(low ^ high);
      const place = places & (BITS_PER_BLOCK - 1);
      places >>>= PLACE_BITS;
      const word = block + (place >>> 5);
      const mask = 1 << (place & 31);
      const bits = this.#words[word] ?? 0;
      if ((bits & mask) !== 0) continue;
      known = false;
      this.#words[word] = bits | mask;
    }
    return known;
  }
}

/** FNV-1a over the parts with a seed, then mixed, so that every bit depends on all of them. */
function hash(piece: string, date: number, journal: string, seed: number): number {
  let value = Math.imul(seed ^ date, 0x01000193);
  for (let at = 0; at < journal.length; at += 1)
    value = Math.imul(value ^ journal.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ SEPARATOR, 0x01000193);
  for (let at = 0; at < piece.length; at += 1) value = Math.imul(value ^ piece.charCodeAt(at), 0x01000193);
  return mixed(value);
}

/** The finishing steps of MurmurHash3. */
function mixed(value: number): number {
  let mix = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
