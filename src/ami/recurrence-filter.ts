/**
 * Tells whether a key may have come before, in a memory that does not grow: a Bloom filter of 64 Mbit. It never
 * overlooks a key that came back; now and then it suspects one that did not, which costs its caller a second reading
 * and nothing else. With 333,000 keys (a million movements) that happens about once in ten batches.
 */
const BITS = 2 ** 26;
const PROBES = 4;

export class RecurrenceFilter {
  readonly #bits = new Uint32Array(BITS / 32);

  /** Whether the key may have been given before; remembers it. */
  mayRecur(key: string): boolean {
    let position = hash(key, 0x811c9dc5);
    const step = hash(key, 0x9e3779b9) | 1;
    let known = true;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = position & (BITS - 1);
      const word = bit >>> 5;
      const mask = 1 << (bit & 31);
      const bits = this.#bits[word] ?? 0;
      if ((bits & mask) === 0) {
        known = false;
        this.#bits[word] = bits | mask;
      }
      position = (position + step) | 0;
    }
    return known;
  }
}

/** FNV-1a over UTF-16 units with a seed, then the finishing steps of MurmurHash3, so that every bit depends on all. */
function hash(key: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < key.length; at += 1) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
