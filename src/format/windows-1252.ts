/**
 * Windows-1252, the charset of the exchange file: which characters have a byte there, and writing them into a line.
 * Knows nothing of what to do with a character that has none (`closest-form.ts` does).
 *
 * A text here is what stands in a field, so control characters have no place in it even though they have a byte.
 */

/**
 * The bytes 0x80-0x9F, where Windows-1252 differs from Latin-1. Five of them (81, 8D, 8F, 90, 9D) stand for no
 * character; they are U+FFFD here, which no text can be written with.
 */
const FROM_0x80 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';
const NO_CHARACTER = '\ufffd';

/** The byte of every UTF-16 unit, 0 where it has none; all of them, so that the loop below has no bounds to check. */
const BYTES = byteTable();

/** What became of a text: WRITTEN, or the bits of what was in the way. */
export type WriteOutcome = number;
export const WRITTEN: WriteOutcome = 0;
/** The text is longer than its field: its first characters were written. */
export const SHORTENED: WriteOutcome = 1;
/** A character has no place; the bytes of the field are not to be relied on. */
export const UNENCODABLE: WriteOutcome = 2;

/**
 * Writes a text left-aligned into `width` bytes of `target`, from `offset` on. What it does not fill stays as it was:
 * lines are kept filled with spaces. Characters beyond the width are not looked at, except for a mark that belongs to
 * the last character. It runs once per field of every line, which is why it neither allocates nor throws.
 */
export function writeText(target: Uint8Array, offset: number, width: number, text: string): WriteOutcome {
  const length = text.length;
  const end = Math.min(length, width);
  for (let index = 0; index < end; index += 1) {
    const byte = BYTES[text.charCodeAt(index)];
    if (!byte) return length > width ? UNENCODABLE | SHORTENED : UNENCODABLE;
    target[offset + index] = byte;
  }
  if (length <= width) return WRITTEN;
  return isMark(text.charCodeAt(width)) ? UNENCODABLE | SHORTENED : SHORTENED;
}

/** Whether every character of a text has a place. */
export function isEncodable(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (!BYTES[text.charCodeAt(index)]) return false;
  }
  return true;
}

/** The bytes of a text that is known to be encodable; throws where it is not, which is our mistake. */
export function encode(text: string): Buffer {
  const bytes = Buffer.alloc(text.length);
  if (writeText(bytes, 0, bytes.length, text) !== WRITTEN) {
    throw new RangeError(`Text without a place in Windows-1252: ${JSON.stringify(text)}`);
  }
  return bytes;
}

/** The text of any bytes, control characters included; a byte that stands for nothing is U+FFFD. */
export function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(
    /[\u0080-\u009f]/g,
    (control) => FROM_0x80[control.charCodeAt(0) - 0x80] ?? NO_CHARACTER,
  );
}

/** A mark that is set on the character before it: composed with that one, it may well have a place. */
function isMark(code: number): boolean {
  return code >= 0x0300 && code <= 0x036f;
}

function byteTable(): Uint8Array {
  const bytes = new Uint8Array(0x10000);
  for (let code = 0x20; code <= 0x7e; code += 1) bytes[code] = code;
  for (let code = 0xa0; code <= 0xff; code += 1) bytes[code] = code;
  for (const [index, character] of [...FROM_0x80].entries()) {
    if (character !== NO_CHARACTER) bytes[character.charCodeAt(0)] = 0x80 + index;
  }
  return bytes;
}
