/** A register made again takes the place of the old one when it is whole, and the old one is kept. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRegister } from '../../src/register/open-register.ts';
import { RegisterRebuilding } from '../../src/register/rebuilding.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, entry, opened, publication } from './records.ts';

const FINISHED_AT = '2026-11-24T10:16:00.000Z';

interface Place {
  readonly folder: string;
  readonly path: string;
  readonly aside: string;
  readonly begin: () => Promise<RegisterRebuilding>;
}

function place(): Place {
  const folder = temporaryFolder();
  const path = join(folder, 'registre.db');
  return {
    folder,
    path,
    aside: join(folder, 'ancien.db'),
    begin: () => RegisterRebuilding.begin(path),
  };
}

test('it holds the same, chain and all', async () => {
  const { path, aside, begin } = place();
  const first = await openRegister(path);
  await delivered(first, delivery('1'), { entries: [entry('P1')] });
  await delivered(first, publication('2', 1), { payload: '{"é":1}' });
  await delivered(first, delivery('3', { outcome: 'refused', receivedAt: '2026-11-24T11:00:00.000Z' }));
  const before = { list: await first.list({ limit: 9 }), archives: await first.archives() };
  await first.close();

  const rebuilding = await begin();
  for (const record of before.list.toSorted((one, other) => one.id.localeCompare(other.id))) {
    const entries = record.id === '1' ? [entry('P1')] : [];
    await rebuilding.restore(record, entries, record.id === '2' ? '{"é":1}' : null);
  }
  await rebuilding.complete(aside);

  const again = await opened(path);
  expect({ list: await again.list({ limit: 9 }), archives: await again.archives() }).toEqual(before);
  expect(await again.lastPublished('888')).toEqual({ drop: '2', sequence: 1, payload: '{"é":1}' });
  expect(await again.deliveredEntries('888', [entry('P1')], { contentHash: 'x' })).toHaveLength(1);
  expect(await again.unfinished()).toEqual([]);
  expect((await (await opened(aside)).list({ limit: 9 })).map(({ id }) => id)).toEqual(['3', '2', '1']);
});

test('what a crash left beside the old one does not get into the new one', async () => {
  const { folder, path, aside, begin } = place();
  writeFileSync(path, 'damaged');
  for (const ending of ['-wal', '-shm']) writeFileSync(path + ending, ending);
  const rebuilding = await begin();
  await rebuilding.restore({ ...delivery('1'), finishedAt: FINISHED_AT }, [], null);
  await rebuilding.complete(aside);
  expect(readdirSync(folder).sort()).toEqual(['ancien.db', 'ancien.db-shm', 'ancien.db-wal', 'registre.db']);
  expect(readFileSync(aside, 'utf8')).toBe('damaged');
  expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('-wal');
  expect(await (await opened(path)).find('1')).not.toBeNull();
});

test('nothing that was set aside before is written over, and the old one stays where that fails', async () => {
  const { path, aside, begin } = place();
  writeFileSync(path, 'old');
  writeFileSync(aside, 'older');
  await expect((await begin()).complete(aside)).rejects.toMatchObject({ code: 'EEXIST' });
  expect([readFileSync(path, 'utf8'), readFileSync(aside, 'utf8')]).toEqual(['old', 'older']);
});

test('given up, it leaves the old one and nothing else', async () => {
  const { folder, path, begin } = place();
  writeFileSync(path, 'old');
  const rebuilding = await begin();
  await rebuilding.restore({ ...delivery('1'), finishedAt: FINISHED_AT }, [], null);
  await rebuilding.discard();
  expect(readdirSync(folder)).toEqual(['registre.db']);
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test('takes what is finished alone', async () => {
  const { folder, aside, begin } = place();
  const rebuilding = await begin();
  expect(() => rebuilding.restore(delivery('1'), [], null)).toThrow(/not finished/);
  expect(await rebuilding.complete(aside)).toEqual([]);
  expect(readdirSync(folder)).toEqual(['registre.db']);
});

test('what the old one left behind does not get into the new one, where the old one itself is gone', async () => {
  const { folder, path, aside, begin } = place();
  const robot = await opened(path);
  await delivered(robot, delivery('1'));
  for (const ending of ['-wal', '-shm']) copyFileSync(path + ending, join(folder, `kept${ending}`));
  await robot.close();
  rmSync(path);
  for (const ending of ['-wal', '-shm']) renameSync(join(folder, `kept${ending}`), path + ending);
  const rebuilding = await begin();
  await rebuilding.restore({ ...delivery('2'), finishedAt: FINISHED_AT }, [], null);
  expect(await rebuilding.complete(aside)).toEqual([`${aside}-wal`, `${aside}-shm`]);
  expect(readdirSync(folder).sort()).toEqual(['ancien.db-shm', 'ancien.db-wal', 'registre.db']);
  const register = await opened(path);
  expect((await register.list({ limit: 9 })).map(({ id }) => id)).toEqual(['2']);
});

test('one that can’t take its place can be given up as well', async () => {
  const { folder, path, aside, begin } = place();
  mkdirSync(path);
  mkdirSync(join(path, 'full'));
  const rebuilding = await begin();
  await expect(rebuilding.complete(aside)).rejects.toThrow();
  await rebuilding.discard();
  expect(readdirSync(folder)).toEqual(['registre.db']);
});
