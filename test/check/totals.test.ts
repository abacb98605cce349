import { expect, test } from 'vitest';
import { type CountedTotals, checkTotals } from '../../src/check/totals.ts';
import type { AnnouncedTotals } from '../../src/model/batch.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

const NOTHING: AnnouncedTotals = { entries: null, movements: null, debit: null, credit: null };
const COUNTED: CountedTotals = {
  entries: 4,
  movements: 12,
  debit: 30_226n,
  credit: 30_226n,
  rowsComplete: true,
  keysComplete: true,
  amountsComplete: true,
};

test('what is announced as it was counted, and what is not announced, is no finding', () => {
  expect(check(NOTHING)).toEqual([]);
  expect(check({ entries: 4, movements: 12, debit: 30_226n, credit: 30_226n })).toEqual([]);
});

test.each<[Partial<AnnouncedTotals>, string, string, object]>([
  [{ entries: 5 }, 'totaux.ecritures', '5', { what: 'entries', announced: 5, counted: 4 }],
  [{ entries: 0 }, 'totaux.ecritures', '0', { what: 'entries', announced: 0, counted: 4 }],
  [{ movements: 11 }, 'totaux.mouvements', '11', { what: 'movements', announced: 11, counted: 12 }],
  [{ debit: 30_225n }, 'totaux.debit', '302.25', { what: 'debit', announced: 30_225n, counted: 30_226n }],
  [{ debit: 0n }, 'totaux.debit', '0.00', { what: 'debit', announced: 0n, counted: 30_226n }],
  [
    { credit: -30_226n },
    'totaux.credit',
    '-302.26',
    { what: 'credit', announced: -30_226n, counted: 30_226n },
  ],
  [
    { credit: 10n ** 20n },
    'totaux.credit',
    '1000000000000000000.00',
    { what: 'credit', announced: 10n ** 20n, counted: 30_226n },
  ],
])('%o is not what was counted', (announced, column, value, details) => {
  expect(check({ ...NOTHING, ...announced })).toMatchObject([
    { code: 'TOTALS_MISMATCH', severity: 'error', file: 'lot.json', column, value, details },
  ]);
});

test('every figure that is wrong is told', () => {
  const announced = { entries: 1, movements: 1, debit: 1n, credit: 1n };
  expect(check(announced).map(({ column }) => column)).toEqual([
    'totaux.ecritures',
    'totaux.mouvements',
    'totaux.debit',
    'totaux.credit',
  ]);
});

test('a cent is told in sums beyond the exact integers', () => {
  const debit = 2n ** 60n;
  expect(check({ ...NOTHING, debit }, { ...COUNTED, debit })).toEqual([]);
  expect(check({ ...NOTHING, debit: debit + 1n }, { ...COUNTED, debit })).toHaveLength(1);
});

test('a figure that faults left incomplete is not compared, the others are', () => {
  const announced = { entries: 1, movements: 1, debit: 1n, credit: 1n };
  const columns = (counted: Partial<CountedTotals>): (string | null)[] =>
    check(announced, { ...COUNTED, ...counted }).map(({ column }) => column);
  expect(columns({ amountsComplete: false })).toEqual(['totaux.ecritures', 'totaux.mouvements']);
  expect(columns({ keysComplete: false })).not.toContain('totaux.ecritures');
  expect(columns({ keysComplete: false })).toEqual(expect.arrayContaining(['totaux.debit', 'totaux.credit']));
});

function check(announced: AnnouncedTotals, counted: CountedTotals = COUNTED): Finding[] {
  const findings = new Findings();
  checkTotals(announced, counted, 'lot.json', findings);
  return findings.list();
}
