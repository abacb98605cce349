import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finishPurges, planPurge, purgeArchives } from '../../src/archive/purge.ts';
import { keptUntil, knownFiscalYearEnd } from '../../src/archive/retention.ts';
import { verifyAll } from '../../src/archive/verify-all.ts';
import { type CalendarDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import { dropRecord, LATER, ListedRegister, type SealedDrop, seal } from '../support/archive.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function day(iso: string): CalendarDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

test.each([
  ['2022-12-31', '2032-12-31'],
  ['2022-06-30', '2032-06-30'],
  ['2020-02-29', '2030-02-28'],
  ['2099-12-31', '2099-12-31'],
  [null, '2036-12-31'],
])('of a fiscal year that ends on %s an archive is kept until %s', (end, until) => {
  const record = dropRecord({ fiscalYearEnd: end === null ? null : day(end) });
  expect(keptUntil(record)).toBe(day(until));
});

test.each([
  ['2022-09-30', '2034-09-29'],
  ['2022-01-01', '2033-12-31'],
  ['2022-03-01', '2034-02-28'],
  ['2098-06-30', '2099-12-31'],
])('of an unknown fiscal year with a last entry on %s an archive is kept until %s', (entry, until) => {
  const finding = { code: 'FISCAL_YEAR_UNKNOWN', severity: 'info', file: null, line: null } as const;
  const findings = [{ ...finding, column: null, value: null, message: '' }];
  const record = dropRecord({ fiscalYearEnd: day(entry), findings });
  expect([keptUntil(record), knownFiscalYearEnd(record)]).toEqual([day(until), null]);
});

async function two(): Promise<{
  readonly archives: string;
  readonly old: SealedDrop;
  readonly young: SealedDrop;
  readonly register: ListedRegister;
}> {
  const base = temporaryFolder();
  const old = await seal(base, {
    record: {
      id: '20150301-080000-000001',
      receivedAt: '2015-03-01T08:00:00.000Z',
      fiscalYearEnd: day('2014-12-31'),
    },
  });
  const young = await seal(base, {
    record: {
      id: '20160301-080000-000002',
      receivedAt: '2016-03-01T08:00:00.000Z',
      fiscalYearEnd: day('2015-12-31'),
    },
  });
  return { archives: join(base, 'archives'), old, young, register: new ListedRegister([old, young]) };
}

test('the day after ten years an archive may go, not on the last day; what came later is not asked for', async () => {
  const { register } = await two();
  const plan = async (before: string, today: string): Promise<string[][]> => {
    const { old, young } = await planPurge(register, day(before), day(today));
    return [old, young].map((list) => list.map(({ record }) => record.id.slice(-1)));
  };
  expect(await plan('2015-03-01', '2026-11-24')).toEqual([[], []]);
  expect(await plan('2015-03-02', '2024-12-31')).toEqual([[], ['1']]);
  expect(await plan('2015-03-02', '2025-01-01')).toEqual([['1'], []]);
  expect(await plan('2016-03-02', '2025-12-31')).toEqual([['1'], ['2']]);
  expect(await plan('2016-03-02', '2026-01-01')).toEqual([['1', '2'], []]);
});

test('what is removed is gone, read-only or not, and recorded; the rest is still what it was', async () => {
  const { archives, old, young, register } = await two();
  const plan = await planPurge(register, day('2016-03-02'), day('2025-06-01'));
  await purgeArchives(archives, register, plan.old, () => LATER);
  expect([existsSync(old.path), existsSync(young.path)]).toEqual([false, true]);
  expect(register.links.map(({ purgedAt }) => purgedAt)).toEqual([LATER, null]);
  expect(await verifyAll(archives, register)).toEqual({ verified: 1, faults: [] });
  const again = await planPurge(register, day('2016-03-02'), day('2025-06-01'));
  expect(again.old).toEqual([]);
});

test.each([0, 1, 2, 3])(
  'after a crash at step %i nothing is missed, and the next purge ends it',
  async (steps) => {
    const { archives, old, young, register } = await two();
    const { old: candidates } = await planPurge(register, day('2016-03-02'), day('2027-01-01'));
    let left = steps;
    const step = (): void => {
      left -= 1;
      if (left < 0) throw new Error('crash');
    };
    const crashing = {
      archives: () => register.archives(),
      find: (id: string) => register.find(id),
      purged: async (position: number, at: string) => {
        step();
        await register.purged(position, at);
        step();
      },
    };
    await expect(purgeArchives(archives, crashing, candidates, () => LATER)).rejects.toThrow('crash');
    const { verified, faults } = await verifyAll(archives, register);
    expect(faults).toEqual([]);
    expect(verified).toBe(register.links.filter(({ purgedAt }) => purgedAt === null).length);
    const present = [old, young].filter(({ path }) => existsSync(path)).length;
    const finished = await finishPurges(archives, register);
    expect(finished.length).toBe(present - verified);
    expect([old, young].filter(({ path }) => existsSync(path)).length).toBe(verified);
  },
);
