/**
 * Whether bytes hold one of the few that take a closer look. Owns how that is seen fast: nearly all bytes of a large
 * export are letters, digits and blanks, so that they are looked at four at a time, as one number.
 */

const WORD_BYTES = 4;
const FIRST_VISIBLE = 0x20;
const LAST_ASCII = 0x7e;
const FIRST_OF_LATIN = 0xa0;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;

/** Each of the four bytes less the first visible one, one more than the last, and the bit above all of them. */
const FOUR_FIRST_VISIBLE = 0x2020_2020;
const FOUR_ONES = 0x0101_0101;
const FOUR_TOP_BITS = 0x8080_8080;

/** True where a byte is a control character, white space aside, or one at which Windows-1252 is not Latin-1. */
export function holdSpecial(bytes: Buffer, start: number, end: number): boolean {
  const first = Math.ceil((bytes.byteOffset + start) / WORD_BYTES);
  const beyond = Math.floor((bytes.byteOffset + end) / WORD_BYTES);
  if (first >= beyond) return someSpecial(bytes, start, end);
  const words = new Int32Array(bytes.buffer, first * WORD_BYTES, beyond - first);
  const wordsStart = first * WORD_BYTES - bytes.byteOffset;
  for (let at = 0; at < words.length; at += 1) {
    if (!mayBeSpecial(words[at] ?? 0)) continue;
    const offset = wordsStart + at * WORD_BYTES;
    if (someSpecial(bytes, offset, offset + WORD_BYTES)) return true;
  }
  const wordsEnd = wordsStart + words.length * WORD_BYTES;
  return someSpecial(bytes, start, wordsStart) || someSpecial(bytes, wordsEnd, end);
}

/** False where each of the four bytes is visible ASCII: neither it nor a carry then reaches a top bit. */
function mayBeSpecial(word: number): boolean {
  return ((word | (word - FOUR_FIRST_VISIBLE) | (word + FOUR_ONES)) & FOUR_TOP_BITS) !== 0;
}

function someSpecial(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (
      byte < FIRST_VISIBLE ? byte < TAB || byte > CARRIAGE_RETURN : byte > LAST_ASCII && byte < FIRST_OF_LATIN
    )
      return true;
  }
  return false;
}
