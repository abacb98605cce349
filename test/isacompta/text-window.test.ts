/** Fields out of a window are those that are read one by one. */
import { expect, test } from 'vitest';
import { textOf } from '../../src/isacompta/field-values.ts';
import { LAYOUTS } from '../../src/isacompta/layouts.ts';
import { readRecords } from '../../src/isacompta/reader.ts';
import { TextWindow } from '../../src/isacompta/text-window.ts';

/** Lines of every length that a layout has, many of them cut, beyond several windows. */
function lines(letter: string): string {
  const texts = [`VER   02000000000 Export${' '.repeat(24)}${letter === '\x82' ? '0' : '1'}`];
  for (let number = 0; number < 300; number += 1) {
    const { key, length } = LAYOUTS[number % LAYOUTS.length] ?? { key: 'CPT   ', length: 100 };
    if (key.startsWith('RMQ')) continue;
    const text = `${key}  ${letter}l ${number} `.repeat(40).slice(0, length - (number % 7) * 11);
    texts.push(`${key}${text.slice(6)}`);
  }
  return `${texts.join('\r\n')}\r\n`;
}

test.each([
  ['ASCII', 'e', 'e'],
  ['Windows-1252', '\x9c', 'œ'],
  ['code page 850', '\x82', 'é'],
])('in %s, whatever the chunks', async (_, letter, decoded) => {
  const bytes = Buffer.from(lines(letter), 'latin1');
  for (const chunkBytes of [1_000, 40_000, bytes.length]) {
    const window = new TextWindow();
    let seen = 0;
    let special = 0;
    // One block for all chunks, as whoever reads a large file has it.
    const block = Buffer.alloc(chunkBytes);
    const chunks = (function* () {
      for (let at = 0; at < bytes.length; at += chunkBytes)
        yield block.subarray(0, bytes.copy(block, 0, at, at + chunkBytes));
    })();
    await readRecords(chunks, (record) => {
      window.moveTo(record);
      for (const field of record.layout?.fields ?? []) {
        const text = window.textOf(field);
        expect(text).toBe(textOf(record, field));
        if (text.includes(decoded)) special += 1;
        seen += 1;
      }
    });
    expect(seen).toBeGreaterThan(1_000);
    expect(special).toBeGreaterThan(100);
  }
});
