import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectLines } from '../../src/format/line-selection.ts';
import { LineSet } from '../../src/format/line-set.ts';
import type { TextEncoding } from '../../src/format/text-encoding.ts';

/** Characters whose halves look like line endings in UTF-16 among them. */
const text = fc.string({
  unit: fc.constantFrom('a', 'é', '\r', '\u0a0a', '\u0d0d', '\u000d', '਍', '𐀊'),
  maxLength: 5,
});

test('chosen lines and the others are the whole text, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 12 }),
      fc.constantFrom<TextEncoding>('utf-8', 'utf-16le', 'utf-16be'),
      fc.constantFrom<'\n' | '\r\n' | '\r'>('\n', '\r\n', '\r'),
      fc.uniqueArray(fc.integer({ min: 1, max: 13 })),
      fc.integer({ min: 1, max: 7 }),
      async (lines, encoding, lineBreak, chosen, chunk) => {
        const clean = lines.map((line) => (lineBreak === '\r' ? line.replaceAll('\r', '') : line));
        const ended = clean.map((line, index) => (index === clean.length - 1 ? line : line + lineBreak));
        const bytes = encoded(`\ufeff${ended.join('')}`, encoding);
        const select = async (isChosen: (line: number) => boolean): Promise<Buffer> => {
          const blocks: Buffer[] = [];
          for await (const block of selectLines(chunked(bytes, chunk), { encoding, lineBreak }, isChosen))
            blocks.push(Buffer.from(block));
          return Buffer.concat(blocks);
        };
        const isChosen = (line: number): boolean => chosen.includes(line);
        const marked = ended.map((line, index) => (index === 0 ? `\ufeff${line}` : line));
        expect(await select(isChosen)).toEqual(
          encoded(marked.filter((_, index) => isChosen(index + 1)).join(''), encoding),
        );
        expect(await select(() => true)).toEqual(bytes);
      },
    ),
  );
});

test('a set of lines has those that were added and no other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 0, max: 40 })), {
        maxLength: 20,
      }),
      (ranges) => {
        const set = new LineSet();
        const added = new Set<number>();
        for (const [from, length] of ranges) {
          set.add(from, from + length);
          for (let line = from; line < from + length; line += 1) added.add(line);
        }
        for (let line = 1; line < 40_100; line += 1)
          if (set.has(line) !== added.has(line)) expect(line).toBe(-1);
      },
    ),
    { numRuns: 30 },
  );
});

function encoded(value: string, encoding: TextEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(value);
  const bytes = Buffer.from(value, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
