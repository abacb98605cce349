/** Bytes are held as long as they are few, and are the same wherever they stand. */
import { expect, test } from 'vitest';
import { positionOf, textBetween } from '../../src/ami/byte-source.ts';
import { Spool } from '../../src/ami/spool.ts';
import { noScratch } from '../support/published.ts';
import { ScratchInMemory } from '../support/scratch.ts';

const MEBIBYTE = 1_048_576;

test('up to a mebibyte, no file is made', () => {
  const spool = new Spool(noScratch);
  for (let at = 0; at < 16; at += 1) spool.write(Buffer.alloc(MEBIBYTE / 16, String(at % 10)));
  expect(spool.bytes).toBe(MEBIBYTE);
  expect(textBetween(spool, MEBIBYTE / 16 - 1, MEBIBYTE / 16 + 1)).toBe('01');
  expect(spool.readAt(Buffer.alloc(8), 0, MEBIBYTE)).toBe(0);
});

test('beyond it, everything goes to one file', () => {
  const files: ScratchInMemory[] = [];
  const spool = new Spool(() => {
    const file = new ScratchInMemory();
    files.push(file);
    return file;
  });
  let all = '';
  for (let at = 0; at < 40; at += 1) {
    const text = String(at).padEnd(70_000 + at, 'x');
    spool.write(Buffer.from(text));
    all += text;
    expect(textBetween(spool, all.length - 1_000, all.length)).toBe(all.slice(-1_000));
  }
  expect(files).toHaveLength(1);
  expect(spool.bytes).toBe(all.length);
  expect(textBetween(spool, 0, all.length)).toBe(all);
  for (const sought of ['39xxx', '0x', '20x', 'none'])
    expect(positionOf(spool, sought, 5)).toBe(all.indexOf(sought, 5));
});

test('a mark is found wherever a window ends', () => {
  for (let at = 131_072 - 8; at < 131_072 + 2; at += 1) {
    const spool = new Spool(noScratch);
    spool.write(Buffer.from(`${'x'.repeat(at)}marked`));
    expect(positionOf(spool, 'marked', 0)).toBe(at);
    expect(positionOf(spool, 'marked', at + 1)).toBe(-1);
  }
});
