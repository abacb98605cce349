import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restoration } from '../../src/archive/rebuild.ts';
import type { DropRecord, KeptDrop } from '../../src/model/drop-record.ts';
import { ENTRIES, type SealedDrop, seal } from '../support/archive.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function restoredFrom(archives: string): Promise<{
  readonly drops: KeptDrop[];
  readonly unusable: [string, string[]][];
}> {
  const { drops, unusable, count } = await restoration(archives);
  const all: KeptDrop[] = [];
  for await (const drop of drops()) all.push(drop);
  expect(count).toBe(all.length);
  return {
    drops: all,
    unusable: unusable.map(({ archive, faults }) => [archive, faults.map(({ kind }) => kind)]),
  };
}

function finished({ record, archive, manifestHash }: SealedDrop): DropRecord {
  return { ...record, archive, manifestHash, finishedAt: record.finishedAt ?? record.receivedAt };
}

test('records, entries and payloads come back whole, in the order of receipt', async () => {
  const base = temporaryFolder();
  const last = await seal(base, { record: { id: '20261124-101500-000001' } });
  const settings = await seal(base, {
    record: {
      id: '20261124-101400-000009',
      receivedAt: '2026-11-24T10:14:00.000Z',
      finishedAt: '2026-11-24T10:14:09.000Z',
      kind: 'settings',
      outcome: 'published',
      batch: null,
      facts: null,
      publication: {
        payloadKind: 'creation',
        sequence: 1,
        settingsHash: 'ab',
        changes: [{ kind: 'x', n: 1 }],
      },
      places: ['a-publier/888/888_0001_creation.json'],
      fiscalYearEnd: null,
    },
    outputs: { '888_0001_creation.json': '{"été":1}' },
  });
  const large = 2n ** 62n + 1n;
  const refused = await seal(base, {
    record: {
      id: '20251231-235959-000005',
      receivedAt: '2025-12-31T23:59:59.000Z',
      outcome: 'refused',
      facts: { entries: 1, movements: 2, debit: large, credit: -large, documents: 0 },
      findings: [
        {
          code: 'DATE_INVALID',
          severity: 'error',
          file: 'a.csv',
          line: 2,
          column: 'Date',
          value: '31/02',
          message: '«',
          details: { form: 'csv', rate: true, limit: 3, batch: null, debit: { cents: '-9007199254740993' } },
        },
      ],
      places: ['refuses/888_2022-09'],
    },
  });
  const { drops, unusable } = await restoredFrom(join(base, 'archives'));
  expect(unusable).toEqual([]);
  expect(drops.map(({ record }) => record)).toEqual([refused, settings, last].map(finished));
  expect(drops.map(({ payload }) => payload)).toEqual([null, '{"été":1}', null]);
  expect(drops.map(({ entries }) => entries)).toEqual([ENTRIES, ENTRIES, ENTRIES]);
});

test('archives that can’t be used are told and left out', async () => {
  const base = temporaryFolder();
  const archives = join(base, 'archives');
  const sealed: SealedDrop[] = [];
  for (const id of ['000001', '000002', '000003', '000004']) {
    sealed.push(await seal(base, { record: { id: `20261124-101500-${id}` } }));
  }
  const [damaged, renamed, moved] = sealed.map(({ path }) => path);
  chmodSync(damaged ?? '', 0o644);
  writeFileSync(damaged ?? '', readFileSync(damaged ?? '').subarray(0, -1));
  renameSync(renamed ?? '', join(archives, '2026', '11', 'autre.zip'));
  mkdirSync(join(archives, '2025', '01'), { recursive: true });
  copyFileSync(moved ?? '', join(archives, '2025', '01', '20261124-101500-000003.zip'));
  rmSync(moved ?? '');
  const { drops, unusable } = await restoredFrom(archives);
  expect(drops.map(({ record }) => record.id)).toEqual(['20261124-101500-000004']);
  expect(unusable).toEqual([
    ['2025/01/20261124-101500-000003.zip', ['exchanged']],
    ['2026/11/20261124-101500-000001.zip', ['damaged']],
    ['2026/11/autre.zip', ['exchanged']],
  ]);
});

test('no archives, no drops', async () => {
  expect(await restoredFrom(join(temporaryFolder(), 'archives'))).toEqual({ drops: [], unusable: [] });
});
