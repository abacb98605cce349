/** A long list is an array, as far as it goes, of numbers too. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LongList, LongNumbers } from '../../src/model/long-list.ts';

test.each([
  ['items', () => new LongList<number>()],
  ['numbers', () => new LongNumbers()],
])('%s are where they were put, beyond the first blocks too', (_, make) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.array(fc.nat({ max: 19_999 })), (length, changed) => {
      const list = make();
      const expected: number[] = [];
      for (let item = 0; item < length; item += 1) {
        list.push(item);
        expected.push(item);
      }
      for (const number of changed.filter((number) => number < length)) {
        list.set(number, -number);
        expected[number] = -number;
      }
      expect(list.length).toBe(length);
      for (const number of [0, 4_095, 4_096, length - 1, length, ...changed]) {
        if (number >= 0) expect(list.at(number)).toBe(expected[number]);
      }
    }),
    { numRuns: 30 },
  );
});

test('there is nothing before the first item, and nothing to replace behind the last', () => {
  const list = new LongList<string>();
  expect(list.at(-1)).toBeUndefined();
  list.push('only');
  expect(list.at(-1)).toBeUndefined();
  expect(() => list.set(1, 'none')).toThrow(RangeError);
  const numbers = new LongNumbers();
  numbers.push(2 ** 40);
  expect([numbers.at(-1), numbers.at(0), numbers.length]).toEqual([undefined, 2 ** 40, 1]);
  expect(() => numbers.set(1, 1)).toThrow(RangeError);
});
