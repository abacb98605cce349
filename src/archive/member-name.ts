/**
 * How the name of a file on a disk is spelt as a part of a member's name in an archive, and back to the same bytes.
 * Owns the spelling; touches no disk, and judges no name.
 *
 * Almost every name is spelt as it is. A name on a disk of Linux can be any bytes: what a zip can't carry (`\`, bytes
 * that are no UTF-8) or what would mislead a reader (control characters) becomes `%5C`, as in a web address. A `%`
 * that would be taken for such a spelling becomes `%25`.
 */
import { join, sep } from 'node:path';
import { longPath } from '../format/windows-names.ts';

/** A path on the disk: bytes where it is no text. */
export type DiskPath = string | Buffer;

/** A backslash, control characters, and a `%` in front of two hexadecimal digits in capitals. */
const TO_SPELL = /[\\\p{Cc}]|%(?=[0-9A-F]{2})/gu;
/** The same where the name is no text: each byte is a character then, and those of other alphabets are spelt too. */
const TO_SPELL_IN_BYTES = /[\\\p{Cc}\x80-\xff]|%(?=[0-9A-F]{2})/gu;
const SPELT = /%([0-9A-F]{2})/g;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `name` is one name, without `/`, as the bytes that the disk has. */
export function memberPart(name: Buffer): string {
  const text = textOf(name);
  return text === null
    ? name.toString('latin1').replace(TO_SPELL_IN_BYTES, (byte) => spell(Buffer.from(byte, 'latin1')))
    : text.replace(TO_SPELL, (character) => spell(Buffer.from(character)));
}

/** The bytes that the disk had for a part of a member's name. */
export function diskName(part: string): Buffer {
  const bytes = Buffer.from(part).toString('latin1');
  return Buffer.from(
    bytes.replace(SPELT, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
}

/** A name in a folder, as a text as long as both are. */
export function diskPath(folder: DiskPath, name: Buffer, platform = process.platform): DiskPath {
  const text = textOf(name);
  if (typeof folder === 'string' && text !== null) return longPath(platform, join(folder, text));
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), name]);
}

/** Null where the bytes are no UTF-8. */
export function textOf(name: Buffer): string | null {
  try {
    return utf8.decode(name);
  } catch {
    return null;
  }
}

function spell(bytes: Buffer): string {
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
