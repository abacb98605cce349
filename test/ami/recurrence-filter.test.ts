import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecurrenceFilter } from '../../src/ami/recurrence-filter.ts';

const KEY = fc.tuple(
  fc.oneof(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 50 }).map(String)),
  fc.constantFrom(20_220_831, 20_220_901, 20_991_231, 19_000_101),
  fc.constantFrom('AC', 'VE', 'A', '', 'é'),
);

test('a key that was given before is never overlooked', () => {
  fc.assert(
    fc.property(fc.array(KEY, { maxLength: 60 }), (keys) => {
      const filter = new RecurrenceFilter(300_000);
      const given = new Set<string>();
      for (const [piece, date, journal] of keys) {
        const key = `${piece}\0${date}\0${journal}`;
        if (given.has(key)) expect(filter.mayRecur(piece, date, journal)).toBe(true);
        else filter.mayRecur(piece, date, journal);
        given.add(key);
      }
    }),
    { numRuns: 30 },
  );
});

test('nor is any of very many, and hardly a new one is suspected', () => {
  const filter = new RecurrenceFilter(300_000);
  const keys = Array.from({ length: 300_000 }, (_, at) => ({
    piece: `F${String(at >> 2).padStart(6, '0')}`,
    date: 20_220_101 + ((at >> 1) & 1),
    journal: at & 1 ? 'AC' : 'VE',
  }));
  const mayRecur = ({ piece, date, journal }: (typeof keys)[number]): boolean =>
    filter.mayRecur(piece, date, journal);
  // About one in ten million at this fill; the hashes are fixed, so the count is the same on every machine.
  expect(keys.filter(mayRecur).length).toBeLessThanOrEqual(1);
  expect(keys.filter((key) => !mayRecur(key))).toEqual([]);
});

test('each part of a key tells it from another', () => {
  const filter = new RecurrenceFilter(300_000);
  const keys: [string, number, string][] = [
    ['P1', 20_220_831, 'AC'],
    ['P2', 20_220_831, 'AC'],
    ['P1', 20_220_901, 'AC'],
    ['P1', 20_220_831, 'VE'],
    ['p1', 20_220_831, 'AC'],
    ['', 20_220_831, 'AC'],
    ['P1 ', 20_220_831, 'AC'],
  ];
  expect(keys.map((key) => filter.mayRecur(...key))).toEqual(keys.map(() => false));
  expect(keys.map((key) => filter.mayRecur(...key))).toEqual(keys.map(() => true));
});
