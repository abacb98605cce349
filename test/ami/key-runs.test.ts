/** The order of keys is that of sorting them, however they come. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergedRuns } from '../../src/ami/key-runs.ts';

/** The numbers of the keys by key, of several that are alike the last. */
function sorted(keys: readonly string[]): number[] {
  return [...new Map(keys.map((key, at) => [key, at]))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, at]) => at);
}

function runsOf(keys: readonly string[]): number[] {
  return keys.flatMap((key, at) => (at === 0 || key <= (keys[at - 1] ?? '') ? [at] : []));
}

function merged(keys: readonly string[]): number[] {
  return mergedRuns(keys, runsOf(keys)).flatMap(({ first, beyond }) =>
    Array.from({ length: beyond - first }, (_, at) => first + at),
  );
}

const key = fc.integer({ min: 0, max: 60 }).map((number) => String(number).padStart(2, '0'));
const run = fc.uniqueArray(key, { maxLength: 40 }).map((keys) => keys.sort());

test('runs that are merged are their keys in order, the last of each', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
      const keys = runs.flat();
      expect(merged(keys)).toEqual(sorted(keys));
    }),
  );
});

test('so are keys in no order', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 })), (keys) => {
      expect(merged(keys)).toEqual(sorted(keys));
    }),
  );
});

test('what stays in a row is one stretch', () => {
  const keys = Array.from({ length: 1_000 }, (_, at) => String(at).padStart(4, '0'));
  const later = ['0100', '0700', '0999'];
  expect(mergedRuns([...keys, ...later], [0, 1_000])).toEqual([
    { first: 0, beyond: 100 },
    { first: 1_000, beyond: 1_001 },
    { first: 101, beyond: 700 },
    { first: 1_001, beyond: 1_002 },
    { first: 701, beyond: 999 },
    { first: 1_002, beyond: 1_003 },
  ]);
  expect(mergedRuns([...keys, ...keys], [0, 1_000])).toEqual([{ first: 1_000, beyond: 2_000 }]);
});
