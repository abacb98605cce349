/**
 * Which charset the bytes of a text file are in, and the same text as UTF-8. Knows nothing of rows and columns beyond
 * the byte facts that a CSV reader is quicker for knowing. Nothing is held in memory but a chunk.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type LineBreak = '\n' | '\r\n' | '\r';

export interface TextInspection {
  readonly encoding: TextEncoding;
  /** How many bytes the byte-order mark takes; 0 without one. */
  readonly bomBytes: number;
  readonly bytes: number;
  /** Of the file as it is, lower-case hexadecimal. */
  readonly sha256: string;
  readonly hasQuotes: boolean;
  /** Whether the text holds the character NUL, as no text does. */
  readonly hasNul: boolean;
  /** False where every byte stands for a character; where it is true, the text in UTF-8 may hold U+FFFD. */
  readonly mayBeDamaged: boolean;
  /** How the first line ends; `\r` only where the text holds no `\n` at all, `\n` where it is one line. */
  readonly lineBreak: LineBreak;
}

/** What is read in the place of bytes that stand for no character. */
const REPLACEMENT = '\ufffd';

/** A byte-order mark has at most three bytes. */
const LONGEST_BOM = 3;

/** Reads the bytes once. Rejects with the error of the source. */
export async function inspectText(
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<TextInspection> {
  const hash = createHash('sha256');
  let bytes = 0;
  let opening: Buffer = Buffer.alloc(0);
  let scan: TextScan | null = null;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
    if (scan === null) {
      opening = Buffer.concat([opening, chunk]);
      if (opening.length >= LONGEST_BOM) scan = startScan(opening);
    } else scan.read(chunk);
  }
  scan ??= startScan(opening);
  return { ...scan.end(), bytes, sha256: hash.digest('hex') };
}

/** The text as UTF-8 without byte-order mark. Takes the source over: its errors and its end pass through. */
export function decodeToUtf8(
  stream: Readable,
  inspection: Pick<TextInspection, 'encoding' | 'bomBytes'>,
): Readable {
  const { encoding, bomBytes } = inspection;
  // A source that fails before it is read from must not end the program; its reader is told all the same.
  stream.on('error', () => undefined);
  if (encoding === 'utf-8' && bomBytes === 0) return stream;
  const bytes = withoutOpening(stream, bomBytes);
  const utf8 = Readable.from(encoding === 'utf-8' ? bytes : decoded(bytes, encoding), { objectMode: false });
  // Also where the reader gives up before it began: a file left open can't be moved on Windows.
  return utf8.once('close', () => stream.destroy());
}

type ScanResult = Omit<TextInspection, 'bytes' | 'sha256'>;

interface TextScan {
  read(chunk: Buffer): void;
  end(): ScanResult;
}

function startScan(opening: Buffer): TextScan {
  const scan = scanFor(opening);
  scan.read(opening);
  return scan;
}

function scanFor(opening: Buffer): TextScan {
  if (opening[0] === 0xff && opening[1] === 0xfe) return new Utf16Scan('utf-16le');
  if (opening[0] === 0xfe && opening[1] === 0xff) return new Utf16Scan('utf-16be');
  return new ByteScan(opening[0] === 0xef && opening[1] === 0xbb && opening[2] === 0xbf);
}

/**
 * UTF-8 or Windows-1252, which share the bytes below 0x80. A letter with an accent of Windows-1252 is nearly never
 * followed by a byte that makes it a character of UTF-8: where more characters of UTF-8 stand than bytes that belong to
 * none, the text is UTF-8 that something damaged, and only those bytes are lost (U+FFFD).
 */
class ByteScan implements TextScan {
  readonly #hasBom: boolean;
  readonly #marks = new Marks();
  readonly #tally = new Utf8Tally();
  /** The bytes at the end of a chunk that may begin a character of the next one. */
  #carry: Buffer = Buffer.alloc(0);
  #hasUnusedByte = false;

  constructor(hasBom: boolean) {
    this.#hasBom = hasBom;
  }

  read(chunk: Buffer): void {
    this.#marks.read(chunk);
    if (this.#carry.length === 0 && isAscii(chunk)) return;
    this.#hasUnusedByte ||= UNUSED_BYTES.some((byte) => chunk.includes(byte));
    if (this.#tally.isHopeless) return;
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const whole = bytes.length - unfinishedBytes(bytes);
    this.#tally.count(bytes.subarray(0, whole));
    this.#carry = Buffer.from(bytes.subarray(whole));
  }

  end(): ScanResult {
    this.#tally.count(this.#carry);
    const valid = this.#tally.isUtf8;
    // A mark says UTF-8 even of a file that another program damaged; its reader sees U+FFFD there.
    const encoding = valid || this.#hasBom ? 'utf-8' : 'windows-1252';
    const mayBeDamaged = encoding === 'utf-8' ? this.#tally.isDamaged : this.#hasUnusedByte;
    return { encoding, bomBytes: this.#hasBom ? 3 : 0, mayBeDamaged, ...this.#marks.end() };
  }
}

/** What stands for no character in Windows-1252. */
const UNUSED_BYTES: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** Each character as two bytes: the marks are looked for in the low halves of decoded text. */
class Utf16Scan implements TextScan {
  readonly #encoding: 'utf-16le' | 'utf-16be';
  readonly #marks = new Marks();
  #carry: Buffer = Buffer.alloc(0);
  #mayBeDamaged = false;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#encoding = encoding;
  }

  read(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#carry, chunk]);
    const even = bytes.length - (bytes.length % 2);
    this.#carry = bytes.subarray(even);
    const units = bytes.subarray(0, even);
    if (this.#encoding === 'utf-16be') units.swap16();
    const text = units.toString('utf16le');
    // Half a character at the end of a chunk is no damage yet, but it may be.
    this.#mayBeDamaged ||= text.includes(REPLACEMENT) || !text.isWellFormed();
    this.#marks.read(text);
  }

  end(): ScanResult {
    const mayBeDamaged = this.#mayBeDamaged || this.#carry.length > 0;
    return { encoding: this.#encoding, bomBytes: 2, mayBeDamaged, ...this.#marks.end() };
  }
}

/** The signs that a CSV reader wants to know of; bytes and decoded text are searched alike, by native calls. */
class Marks {
  #hasQuotes = false;
  #hasNul = false;
  #hasCarriageReturn = false;
  #firstLineFeed: '\n' | '\r\n' | null = null;
  #endsInCarriageReturn = false;

  read(chunk: Buffer | string): void {
    if (chunk.length === 0) return;
    this.#hasQuotes ||= chunk.includes('"');
    this.#hasNul ||= chunk.includes('\0');
    if (this.#firstLineFeed !== null) return;
    const at = chunk.indexOf('\n');
    this.#hasCarriageReturn ||= chunk.includes('\r');
    if (at >= 0) {
      const follows = at === 0 ? this.#endsInCarriageReturn : chunk.indexOf('\r\n') === at - 1;
      this.#firstLineFeed = follows ? '\r\n' : '\n';
    }
    this.#endsInCarriageReturn = chunk.lastIndexOf('\r') === chunk.length - 1;
  }

  end(): Pick<TextInspection, 'hasQuotes' | 'hasNul' | 'lineBreak'> {
    const lineBreak = this.#firstLineFeed ?? (this.#hasCarriageReturn ? '\r' : '\n');
    return { hasQuotes: this.#hasQuotes, hasNul: this.#hasNul, lineBreak };
  }
}

/** So many are proof enough, of the one or of the other; the rest of a long text is not counted. */
const ENOUGH = 100_000;

/** The characters of UTF-8 beyond ASCII in a text, and the bytes beyond ASCII that are part of none. */
class Utf8Tally {
  #characters = 0;
  #strayBytes = 0;
  #hasReplacement = false;

  /** Whether, read as UTF-8, something was lost: now, or in another program before. */
  get isDamaged(): boolean {
    return this.#strayBytes > 0 || this.#hasReplacement;
  }

  get isUtf8(): boolean {
    return this.#strayBytes === 0 || this.#characters > this.#strayBytes;
  }

  /** Whether nothing that may follow is to change that this is not UTF-8. */
  get isHopeless(): boolean {
    return this.#strayBytes >= ENOUGH && !this.isUtf8;
  }

  count(bytes: Buffer): void {
    this.#hasReplacement ||= bytes.includes(REPLACEMENT);
    if (!isUtf8(bytes)) this.#countBoth(bytes);
    else if (this.#characters < ENOUGH) this.#countCharacters(bytes);
  }

  /** In a text that is UTF-8 each character has one byte that opens it. */
  #countCharacters(bytes: Buffer): void {
    let characters = 0;
    for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) >= 0xc0) characters += 1;
    this.#characters += characters;
  }

  #countBoth(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      const length = characterLength(bytes, at);
      if (length > 0) this.#characters += 1;
      else this.#strayBytes += 1;
      at += Math.max(0, length - 1);
    }
  }
}

/** How many bytes the UTF-8 character has that begins here; 0 where none does. */
function characterLength(bytes: Buffer, at: number): 0 | 2 | 3 | 4 {
  const first = bytes[at] ?? 0;
  const follows = ((bytes[at + 1] ?? 0) & 0xc0) === 0x80;
  if (!follows || first < 0xc2 || first > 0xf4) return 0;
  if (first < 0xe0) return 2;
  const length = first < 0xf0 ? 3 : 4;
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** How many bytes at the end begin a UTF-8 character that is not complete: 0 to 3. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return back < length ? back : 0;
  }
  return 0;
}

async function* withoutOpening(stream: Readable, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = left === 0 ? chunk : chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

async function* decoded(
  chunks: AsyncIterable<Buffer>,
  encoding: Exclude<TextEncoding, 'utf-8'>,
): AsyncGenerator<Buffer> {
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  // The first half of a character whose second half is in the next chunk; each half alone would be lost.
  let half = '';
  for await (const chunk of chunks) {
    const text = half + decoder.write(chunk);
    half = endsInFirstHalf(text) ? text.slice(-1) : '';
    const whole = half === '' ? text : text.slice(0, -1);
    if (whole !== '') yield Buffer.from(whole);
  }
  const rest = half + (decoder.end() ?? '');
  if (rest !== '') yield Buffer.from(rest);
}

function endsInFirstHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
