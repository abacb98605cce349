/** When a drop has settled, with a clock of the test's own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Settling } from '../../src/robot/settling.ts';

const drop = (key: string, fingerprint = 'as it was') => ({ key, fingerprint });
const keys = (drops: readonly { readonly key: string }[]): string[] => drops.map(({ key }) => key);

describe('a drop', () => {
  test('has settled once it is unchanged for the time, to the millisecond', () => {
    const settling = new Settling(2);
    expect(settling.look([drop('a')], 1_000)).toEqual([]);
    expect(settling.look([drop('a')], 2_999)).toEqual([]);
    expect(settling.look([drop('a')], 3_000)).toEqual([drop('a')]);
  });

  test('that changes begins anew', () => {
    const settling = new Settling(2);
    settling.look([drop('a', '10 bytes')], 0);
    expect(settling.look([drop('a', '20 bytes')], 2_000)).toEqual([]);
    expect(settling.look([drop('a', '20 bytes')], 3_999)).toEqual([]);
    expect(keys(settling.look([drop('a', '20 bytes')], 4_000))).toEqual(['a']);
  });

  test('that goes and comes again begins anew, though it looks the same', () => {
    const settling = new Settling(2);
    settling.look([drop('a')], 0);
    settling.look([], 1_000);
    expect(settling.look([drop('a')], 2_000)).toEqual([]);
    expect(keys(settling.look([drop('a')], 4_000))).toEqual(['a']);
  });

  test('is given at every look until it is taken away', () => {
    const settling = new Settling(1);
    settling.look([drop('a')], 0);
    expect(keys(settling.look([drop('a')], 1_000))).toEqual(['a']);
    expect(keys(settling.look([drop('a')], 9_000))).toEqual(['a']);
  });

  test('waits for no other', () => {
    const settling = new Settling(1);
    settling.look([drop('a'), drop('b', '1')], 0);
    expect(keys(settling.look([drop('a'), drop('b', '2'), drop('c')], 1_000))).toEqual(['a']);
    expect(keys(settling.look([drop('c'), drop('b', '2'), drop('a')], 2_000))).toEqual(['c', 'b', 'a']);
  });

  test('has settled at the first look where there is no time to wait', () => {
    expect(keys(new Settling(0).look([drop('a')], 0))).toEqual(['a']);
  });
});

/** Looks that follow each other: how much later each is, and what lies there by its key, in one of three states. */
const LOOKS = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 1_500 }),
    seen: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'), { maxKeys: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
);
const SETTLE_MS = 1_000;

test('property: settled is what every look of the last second saw as it is, and one before that', () => {
  fc.assert(
    fc.property(LOOKS, (looks) => {
      const settling = new Settling(SETTLE_MS / 1_000);
      const past: { readonly at: number; readonly seen: Readonly<Record<string, string>> }[] = [];
      let now = 0;
      for (const { after, seen } of looks) {
        now += after;
        past.push({ at: now, seen });
        const listing = Object.entries(seen).map(([key, fingerprint]) => drop(key, fingerprint));
        const expected = listing.filter(({ key, fingerprint }) => {
          const change = past.findLastIndex((look) => look.seen[key] !== fingerprint);
          const since = past[change + 1]?.at ?? Number.NaN;
          return now - since >= SETTLE_MS;
        });
        expect(settling.look(listing, now)).toEqual(expected);
      }
    }),
  );
});

test('property: the next look is worth it exactly when it is said to be', () => {
  fc.assert(
    fc.property(LOOKS, (looks) => {
      const settling = new Settling(SETTLE_MS / 1_000);
      let now = 0;
      let listing: ReturnType<typeof drop>[] = [];
      let settled = 0;
      for (const { after, seen } of looks) {
        now += after;
        listing = Object.entries(seen).map(([key, fingerprint]) => drop(key, fingerprint));
        settled = settling.look(listing, now).length;
      }
      const next = settling.untilNext(now);
      if (next === null) {
        expect(settled).toBe(listing.length);
        return;
      }
      expect(next).toBeGreaterThan(0);
      expect(settling.look(listing, now + next - 1)).toHaveLength(settled);
      expect(settling.look(listing, now + next).length).toBeGreaterThan(settled);
    }),
  );
});
