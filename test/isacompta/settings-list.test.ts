/** What a key that comes again means: a duplicate within a year, and the value of the latest year else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyNumbers, type Scope, SettingsList, WHOLE_FILE } from '../../src/isacompta/settings-list.ts';

const earlier: Scope = { ordinal: 1, rank: 20_240_101 };
const later: Scope = { ordinal: 2, rank: 20_250_101 };

test('a key of a later year takes the place of the one before it, wherever the years stand', () => {
  const list = new SettingsList<string>();
  expect(list.add('B', later, 1, () => 'late')).toBeNull();
  expect(list.add('A', later, 2, () => 'other')).toBeNull();
  expect(list.add('B', earlier, 3, () => expect.fail('not wanted'))).toBeNull();
  expect(list.lineOf('B')).toBe(1);
  expect([...list.entries()]).toEqual([
    ['B', 'late'],
    ['A', 'other'],
  ]);
  expect(list.size).toBe(2);
  expect(list.valuesByKey()).toEqual(['other', 'late']);
  const inOrder = new SettingsList<string>();
  inOrder.add('B', earlier, 1, () => 'early');
  expect(inOrder.add('B', later, 2, () => 'late')).toBeNull();
  expect([...inOrder.entries()]).toEqual([['B', 'late']]);
  expect(inOrder.lineOf('B')).toBe(2);
});

test('a key twice in one year names the line of the first', () => {
  const list = new SettingsList<string>();
  list.add('A', WHOLE_FILE, 4, () => 'first');
  expect(list.add('A', WHOLE_FILE, 7, () => expect.fail('not wanted'))).toBe(4);
  list.add('A', later, 8, () => 'second');
  expect(list.add('A', later, 9, () => expect.fail('not wanted'))).toBe(8);
  expect(list.lineOf('C')).toBeNull();
  expect([list.has('A'), list.has('C'), list.size]).toEqual([true, false, 1]);
});

test('keys are numbered as they are first seen, in whatever order they come', () => {
  const key = fc.oneof(fc.string({ maxLength: 2 }), fc.integer({ min: 0, max: 99 }).map(String));
  const run = fc.array(key, { maxLength: 30 }).map((keys) => keys.sort());
  const keys = fc.oneof(
    fc.array(key),
    fc.array(run, { maxLength: 12 }).map((runs) => runs.flat()),
  );
  fc.assert(
    fc.property(keys, fc.array(key), (told, asked) => {
      const numbers = new KeyNumbers();
      const expected = new Map<string, number>();
      for (const each of told) {
        if (!expected.has(each)) expected.set(each, expected.size);
        expect(numbers.of(each)).toBe(expected.get(each));
      }
      expect([...numbers.entries()]).toEqual([...expected]);
      for (const each of [...asked, ...told]) expect(numbers.find(each)).toBe(expected.get(each) ?? null);
    }),
  );
});
