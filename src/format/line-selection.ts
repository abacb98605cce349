/**
 * Some lines of a text file, byte for byte as they stand in it, whatever its charset. Owns where a line ends in bytes;
 * knows nothing of rows: whoever asks for a row with line breaks in it asks for each of its lines.
 */
import type { LineBreak, TextEncoding } from './text-encoding.ts';

/** How a text file is written, as far as its lines go. */
export interface LineShape {
  readonly encoding: TextEncoding;
  readonly lineBreak: LineBreak;
}

/**
 * The bytes of the lines (1-based) that are chosen, with their line endings; a byte-order mark belongs to the first
 * line. Errors of the source pass through.
 */
export async function* selectLines(
  chunks: AsyncIterable<Buffer>,
  shape: LineShape,
  isChosen: (line: number) => boolean,
): AsyncGenerator<Buffer> {
  const lineEnd = bytesOfLineEnd(shape);
  let line = 1;
  let chosen = isChosen(line);
  /** The first half of a character of two bytes whose second half is in the next chunk. */
  let half: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = half.length === 0 ? chunk : Buffer.concat([half, chunk]);
    const whole = bytes.length - (bytes.length % lineEnd.length);
    half = bytes.subarray(whole);
    const block = bytes.subarray(0, whole);
    let start = 0;
    for (let end = behind(block, lineEnd, 0); end !== NONE; end = behind(block, lineEnd, end)) {
      line += 1;
      const wasChosen = chosen;
      chosen = isChosen(line);
      if (wasChosen === chosen) continue;
      if (wasChosen) yield block.subarray(start, end);
      start = end;
    }
    if (chosen && start < whole) yield block.subarray(start);
  }
  if (chosen && half.length > 0) yield half;
}

const NONE = -1;

function bytesOfLineEnd({ encoding, lineBreak }: LineShape): Buffer {
  const character = lineBreak === '\r' ? '\r' : '\n';
  if (encoding === 'utf-16le') return Buffer.from(character, 'utf16le');
  return encoding === 'utf-16be' ? Buffer.from(character, 'utf16le').swap16() : Buffer.from(character);
}

/** The place behind the next line ending from a place on. In characters of two bytes it begins at an even place. */
function behind(block: Buffer, lineEnd: Buffer, from: number): number {
  let at = block.indexOf(lineEnd, from);
  while (at !== NONE && at % lineEnd.length !== 0) at = block.indexOf(lineEnd, at + 1);
  return at === NONE ? NONE : at + lineEnd.length;
}
