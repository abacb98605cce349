/** A batch that was noted as integrated waits again where its import file is back: the folder is the truth. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { outputName } from '../../src/ami/batch-id.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { noticeIntegrated, noticeReturned } from '../../src/register/integration.ts';
import type { Register } from '../../src/register/register.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, opened } from './records.ts';

const AT = '2026-11-25T08:00:00.000Z';

interface Place {
  readonly root: string;
  readonly register: Register;
  readonly taken: () => Promise<string[]>;
  readonly back: () => Promise<string[]>;
}

async function place(...batches: readonly Partial<DropRecord>[]): Promise<Place> {
  const root = temporaryFolder();
  const register = await opened(join(root, 'registre.db'));
  for (const [index, changes] of batches.entries()) {
    const { batch = 'lot', revision = 0 } = changes;
    const name = outputName('888', { date: 20220930 as CalendarDate, time: '120000' }, batch ?? '', revision);
    const places = changes.places ?? [`a-integrer/888/${name}.zip`, `a-integrer/888/${name}.ECR`];
    for (const each of places) {
      mkdirSync(dirname(join(root, each)), { recursive: true });
      writeFileSync(join(root, each), '');
    }
    await delivered(
      register,
      delivery(String(index + 1), { ...changes, places }),
      {},
      new Date().toISOString(),
    );
  }
  return {
    root,
    register,
    taken: async () => [...(await noticeIntegrated(register, await register.pending(), { root, at: AT }))],
    back: async () => (await noticeReturned(register, root)).map(({ id }) => id),
  };
}

const DELIVERED_AGAIN: Partial<DropRecord> = { batch: 'lot-r2', revision: 1, earlier: '1', contentHash: 'c' };

test.each<[string, Partial<DropRecord>]>([
  ['an ordinary id', { batch: 'lot-7' }],
  ['an id that ends like a digest', { batch: 'lot-0a1b2c3d' }],
  ['an id that can’t stand in a file name', { batch: 'été 2022/09 : œuvre' }],
  ['a long id', { batch: 'x'.repeat(90) }],
  ['an id that ends like what was delivered again', { batch: 'lot-r1' }],
  ['a batch that was delivered again', { batch: 'lot-r1', revision: 3 }],
])('%s', async (_, changes) => {
  const { root, register, taken, back } = await place({ batch: 'other' }, changes);
  renameSync(join(root, 'a-integrer', '888'), join(root, 'away'));
  expect((await taken()).sort()).toEqual(['1', '2']);
  expect(await back()).toEqual([]);
  renameSync(join(root, 'away'), join(root, 'a-integrer', '888'));
  expect((await back()).sort()).toEqual(['1', '2']);
  expect((await register.pending()).map(({ id, integratedAt }) => [id, integratedAt])).toEqual([
    ['1', null],
    ['2', null],
  ]);
  expect(await back()).toEqual([]);
  expect(await taken()).toEqual([]);
});

test('one that was delivered again does not bring its first delivery back', async () => {
  const { root, taken, back } = await place({ batch: 'lot-r2', contentHash: 'c' }, DELIVERED_AGAIN);
  const folder = join(root, 'a-integrer', '888');
  const [again] = readdirSync(folder).filter((name) => name.endsWith('-r1.ECR'));
  renameSync(folder, join(root, 'away'));
  await taken();
  mkdirSync(folder);
  renameSync(join(root, 'away', again ?? ''), join(folder, again ?? ''));
  expect(await back()).toEqual(['2']);
});

test('the documents alone bring nothing back, an import file in a zip does', async () => {
  const bundle = 'a-integrer/888/888_20220930_120000_lot-2.zip';
  const { root, taken, back } = await place({ batch: 'lot-1' }, { batch: 'lot-2', places: [bundle] });
  const folder = join(root, 'a-integrer', '888');
  renameSync(folder, join(root, 'away'));
  await taken();
  renameSync(join(root, 'away'), folder);
  rmSync(join(folder, '888_20220930_120000_lot-1.ECR'));
  expect(await back()).toEqual(['2']);
});

test('files of nobody, and no folder at all', async () => {
  const { root, back } = await place();
  expect(await back()).toEqual([]);
  mkdirSync(join(root, 'a-integrer', '888'), { recursive: true });
  for (const name of ['888_20220930_120000_x.ECR', 'autre.ecr', '.cache.zip', 'LISEZMOI.txt'])
    writeFileSync(join(root, 'a-integrer', '888', name), '');
  expect(await back()).toEqual([]);
});

test('nothing is noted where a folder can’t be looked at', async () => {
  const { root, register, taken } = await place(
    { batch: 'lot-1' },
    { batch: 'lot-2', dossier: '999', places: ['a-integrer/999/x.ECR'] },
  );
  rmSync(join(root, 'a-integrer', '888'), { recursive: true });
  rmSync(join(root, 'a-integrer', '999'), { recursive: true });
  writeFileSync(join(root, 'a-integrer', '999'), 'in the way');
  await expect(taken()).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(await register.pending()).toHaveLength(2);
});
