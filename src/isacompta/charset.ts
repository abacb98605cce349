/**
 * The character set of an exchange file: Windows-1252 or DOS code page 850, both of one byte a character. It owns
 * which of the two a file is in, and how bytes become text; it knows no record but the file header's
 * flag.
 */
import { isAscii } from 'node:buffer';
import { fieldNamed } from '../format/fixed-width.ts';
import { decode } from '../format/windows-1252.ts';
import { FILE_HEADER } from './layouts.ts';

export type Charset = 'windows-1252' | 'cp850';

/** What the bytes 0x80-0xFF stand for; the others are ASCII in both character sets. */
export interface CharacterTable {
  readonly charset: Charset;
  /** 128 characters. */
  readonly high: string;
  /** Each character that is not that of Latin-1, where bytes are read as that. */
  readonly differing: RegExp;
}

const FIRST_HIGH = 0x80;

/** The five bytes that stand for no character read as Latin-1's control characters, so that no two bytes read alike. */
export const WINDOWS_1252: CharacterTable = {
  charset: 'windows-1252',
  high: decode(Buffer.from(highBytes())).replace(/\ufffd/g, (_, at: number) =>
    String.fromCharCode(FIRST_HIGH + at),
  ),
  differing: /[\x80-\x9f]/g,
};

let codePage850: CharacterTable | null = null;

/** Code page 850 is loaded when a file needs it first: few do, and its package takes time to load. */
export async function characterTable(charset: Charset): Promise<CharacterTable> {
  if (charset === 'windows-1252') return WINDOWS_1252;
  if (codePage850 === null) {
    const { default: iconv } = await import('iconv-lite');
    codePage850 = {
      charset,
      high: iconv.decode(Buffer.from(highBytes()), 'cp850'),
      differing: /[\x80-\xff]/g,
    };
  }
  return codePage850;
}

export function decodeText(bytes: Buffer, start: number, end: number, table: CharacterTable): string {
  const text = bytes.toString('latin1', start, end);
  return text.replace(table.differing, (character) =>
    table.high.charAt(character.charCodeAt(0) - FIRST_HIGH),
  );
}

/**
 * Decides the character set from the header's flag and from the text itself. Programs write the flag without looking
 * at it, so the bytes win where they are French letters in one character set and nonsense in the other.
 */
export class CharsetSniffer {
  #head: Buffer = Buffer.alloc(0);
  #seen = 0;
  #ansi = 0;
  #oem = 0;

  /** Takes the file's chunks in their order. Once it has seen enough letters it looks no further. */
  see(chunk: Uint8Array): void {
    if (this.#head.length < FLAG_COLUMN) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, FLAG_COLUMN - this.#head.length)]);
    }
    if (this.#seen >= ENOUGH_BYTES || isAscii(chunk)) return;
    for (let at = 0; at < chunk.length && this.#seen < ENOUGH_BYTES; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte < FIRST_HIGH) continue;
      this.#seen += 1;
      this.#ansi += ANSI_WEIGHTS[byte] ?? 0;
      this.#oem += OEM_WEIGHTS[byte] ?? 0;
    }
  }

  get charset(): Charset {
    const flag = headerFlag(this.#head);
    if (flag === '1') return contradicts(this.#oem, this.#ansi) ? 'cp850' : 'windows-1252';
    if (flag === '0' && this.#seen > 0) return contradicts(this.#ansi, this.#oem) ? 'windows-1252' : 'cp850';
    return this.#oem > this.#ansi ? 'cp850' : 'windows-1252';
  }
}

const FLAG_COLUMN = fieldNamed(FILE_HEADER, 'charset').start;
/** So many letters outside ASCII are proof enough. */
const ENOUGH_BYTES = 1_000;

/** How much a byte speaks for a character set: common letters the most, signs the least, nonsense nothing. */
const ANSI_WEIGHTS = weights({
  3: [0xe9, 0xe8, 0xea, 0xe0, 0xe7, 0xe2, 0xee, 0xef, 0xf4, 0xf9, 0xfb, 0xeb, 0xfc, 0x9c],
  2: [0xc9, 0xc8, 0xc0, 0xc7, 0x80, 0xb0],
  1: [0xca, 0xc2, 0xce, 0xd4, 0xdb, 0xcb, 0xcf, 0x8c, 0x85, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xab, 0xbb],
});
const OEM_WEIGHTS = weights({
  3: [0x82, 0x8a, 0x88, 0x85, 0x87, 0x83, 0x8c, 0x8b, 0x93, 0x97, 0x96, 0x89, 0x81],
  2: [0x90, 0xd4, 0xb7, 0x80, 0xf8],
  1: [0xd2, 0xb6, 0xd7, 0xe2, 0xea, 0xd3, 0xd8, 0xae, 0xaf, 0xf5],
});

/** What a byte must weigh more than the other reading, and at least, before it overrules the flag. */
const CLEAR_RATIO = 4;
const CLEAR_WEIGHT = 3;

function contradicts(other: number, flagged: number): boolean {
  return other >= CLEAR_WEIGHT && other >= flagged * CLEAR_RATIO;
}

function headerFlag(head: Buffer): string | null {
  const line = head.toString('latin1');
  if (!line.startsWith(FILE_HEADER.key) || /[\r\n]/.test(line)) return null;
  return line.charAt(FLAG_COLUMN - 1);
}

function weights(bytes: Record<1 | 2 | 3, readonly number[]>): Uint8Array {
  const table = new Uint8Array(256);
  for (const weight of [1, 2, 3] as const) for (const byte of bytes[weight]) table[byte] = weight;
  return table;
}

function highBytes(): number[] {
  return Array.from({ length: 128 }, (_, offset) => FIRST_HIGH + offset);
}
