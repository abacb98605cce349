/** Items become lines in the order of their keys, whatever the order and the number in which they come. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytesInMemory } from '../../src/ami/byte-source.ts';
import { ItemCursor } from '../../src/ami/item-cursor.ts';
import { BETWEEN_ITEMS, BLOCK_BYTES, compacter, ItemLines, type Stretch } from '../../src/ami/item-lines.ts';
import { ItemLinesWriter } from '../../src/ami/item-writer.ts';
import { linesText } from '../support/published.ts';
import { ScratchInMemory } from '../support/scratch.ts';

interface Item {
  readonly key: string;
  readonly text: string;
}

const item: fc.Arbitrary<Item> = fc.record({
  key: fc.string({ minLength: 1, maxLength: 3 }),
  text: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('é', '}', '},\n    {', '€'.repeat(9_000))),
});

function written(items: readonly Item[]): ItemLines {
  const writer = new ItemLinesWriter<Item>(
    ({ key }) => key,
    () => {},
    () => new ScratchInMemory(),
  );
  for (const { key, text } of items) writer.add({ key, text });
  return writer.finish();
}

function read(lines: ItemLines): unknown[] {
  return rest(new ItemCursor(lines));
}

function inMemory(text: string, stretches: readonly Stretch[]): ItemLines {
  return new ItemLines(new BytesInMemory(Buffer.from(text, 'utf8')), stretches);
}

/** The items from where a cursor stands. */
function rest(cursor: ItemCursor): unknown[] {
  const items: unknown[] = [];
  for (; !cursor.isAtEnd; cursor.next()) items.push(JSON.parse(cursor.text));
  return items;
}

/** The pieces as they are hashed. */
function compacted(lines: ItemLines): Buffer {
  const compact = compacter();
  return Buffer.concat(Array.from(lines.pieces(), (piece) => Buffer.from(compact(piece))));
}

/** By key, the last of each. */
function expected(items: readonly Item[]): Item[] {
  const byKey = new Map(items.map((each) => [each.key, each]));
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

test('lines are the items by key, the last of each', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), (items) => {
      const lines = written(items);
      expect(read(lines)).toEqual(JSON.parse(JSON.stringify(expected(items))));
      expect(`[${compacted(lines)}]`).toBe(`${Buffer.from(JSON.stringify(expected(items)), 'utf8')}`);
    }),
  );
});

test.each([127, 128, 129, 3_000])('%i items in the order of an export that counts upwards', (count) => {
  const items = Array.from({ length: count }, (_, at) => ({ key: String(at).padStart(6, 'F'), text: 'x' }));
  const lines = written(items);
  expect(read(lines)).toEqual(expected(items));
  const text = expected(items)
    .map((each) => JSON.stringify(each))
    .join(BETWEEN_ITEMS);
  expect(linesText(lines)).toBe(text);
  const again = inMemory(`[${text}]`, [{ start: 1, end: text.length + 1 }]);
  expect(read(again)).toEqual(expected(items));
});

test('what is the same in two lists is skipped, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), fc.array(item, { maxLength: 3 }), (items, changes) => {
      const [before, after] = [written(items), written([...items, ...changes])];
      const [was, is] = [new ItemCursor(before), new ItemCursor(after)];
      const all = { before: read(before), after: read(after) };
      while (!was.isAtEnd && !is.isAtEnd && was.skipSame(is));
      const left = { before: rest(was), after: rest(is) };
      const same = all.before.length - left.before.length;
      expect(all.after.slice(same)).toEqual(left.after);
      expect(all.before.slice(0, same)).toEqual(all.after.slice(0, same));
      expect(all.before[same] ?? left.after).not.toEqual(all.after[same] ?? null);
    }),
  );
});

test('what must not leave is told before it is a line', () => {
  const writer = new ItemLinesWriter<Item>(
    ({ key }) => key,
    ({ text }) => {
      if (text === 'bad') throw new Error('bad');
    },
    () => new ScratchInMemory(),
  );
  expect(() => writer.add({ key: 'a', text: 'bad' })).toThrow('bad');
});

/** So many characters, and with the marks around it one line more of a list. */
function lineOf(length: number): string {
  return JSON.stringify('x'.repeat(length - 2));
}

test('what stands between two items may be cut anywhere', () => {
  const last = lineOf(100_000);
  // The block is filled to each byte of what stands behind the first line, be it there or set between two stretches.
  for (let length = BLOCK_BYTES - BETWEEN_ITEMS.length - 2; length <= BLOCK_BYTES + 2; length += 1) {
    const first = lineOf(length);
    const text = `${first}${BETWEEN_ITEMS}${last}`;
    const ends = [
      { start: 0, end: length },
      { start: length + BETWEEN_ITEMS.length, end: text.length },
    ];
    for (const stretches of [ends, [{ start: 0, end: text.length }]]) {
      const lines = inMemory(text, stretches);
      expect(linesText(lines)).toBe(text);
      expect(read(lines)).toEqual([JSON.parse(first), JSON.parse(last)]);
      expect(compacted(lines).toString('latin1')).toBe(`${first},${last}`);
    }
  }
});

test('a source of which the end is gone is not taken for a shorter list', () => {
  const lines = inMemory('"a"', [{ start: 0, end: 9 }]);
  expect(() => linesText(lines)).toThrow(RangeError);
});

test('a list that is too long for memory, in an order that scatters it, is the same', () => {
  const items = Array.from({ length: 12_000 }, (_, at) => ({
    key: String((at * 7_919) % 11_003).padStart(6, '0'),
    text: `${at} ${'é'.repeat(50)}`,
  }));
  const lines = written(items);
  expect(linesText(lines)).toBe(
    expected(items)
      .map((each) => JSON.stringify(each))
      .join(BETWEEN_ITEMS),
  );
  expect(read(lines)).toEqual(expected(items));
});
