/** A batch is integrated when its import file is no longer there, and not when its folders can't be looked at. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { importPlaceOf, noticeIntegrated, requireWaitingFolders } from '../../src/register/integration.ts';
import type { Register } from '../../src/register/register.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, opened } from './records.ts';

const AT = '2026-11-25T08:00:00.000Z';

interface Place {
  readonly root: string;
  readonly register: Register;
  /** Looks, and gives the ids of what was taken. */
  readonly look: () => Promise<string[]>;
}

/** Three delivered batches of two company files, with their import files. */
async function place(): Promise<Place> {
  const root = temporaryFolder();
  const register = await opened(join(root, 'registre.db'));
  for (const [id, dossier] of [
    ['1', '888'],
    ['2', '888'],
    ['3', '1024'],
  ] as const) {
    const file = `a-integrer/${dossier}/${dossier}_${id}.ECR`;
    mkdirSync(join(root, 'a-integrer', dossier), { recursive: true });
    writeFileSync(join(root, ...file.split('/')), 'VER');
    const places = [file.replace('.ECR', '.zip'), file];
    await delivered(register, delivery(id, { dossier, places }), {}, new Date().toISOString());
  }
  const look = async () => [
    ...(await noticeIntegrated(register, await register.list({ limit: 9 }), { root, at: AT })),
  ];
  return { root, register, look };
}

/** The clocks of file systems are a few milliseconds late. */
function settled(): Promise<unknown> {
  return delay(50);
}

test('what ISACOMPTA took is noted with its time, once', async () => {
  const { root, register, look } = await place();
  expect(await look()).toEqual([]);
  rmSync(join(root, 'a-integrer', '888', '888_1.ECR'));
  expect(await look()).toEqual(['1']);
  expect(await look()).toEqual([]);
  expect((await register.find('1'))?.integratedAt).toBe(AT);
  expect((await register.pending()).map(({ id }) => id)).toEqual(['2', '3']);
});

test('the documents alone do not tell', async () => {
  const { root, look } = await place();
  rmSync(join(root, 'a-integrer', '888', '888_1.zip'), { force: true });
  expect(await look()).toEqual([]);
});

test('a file whose name has another case is still there', async () => {
  const { root, look } = await place();
  const folder = join(root, 'a-integrer', '888');
  renameSync(join(folder, '888_1.ECR'), join(folder, '888_1.ecr'));
  expect(await look()).toEqual([]);
});

test('the folder of a company file that was taken whole', async () => {
  const { root, look } = await place();
  rmSync(join(root, 'a-integrer', '888'), { recursive: true });
  expect((await look()).sort()).toEqual(['1', '2']);
});

test('folders that are away have taken nothing', async () => {
  const { root, register, look } = await place();
  renameSync(join(root, 'a-integrer'), join(root, 'away'));
  await expect(look()).rejects.toMatchObject({ code: 'ENOENT', path: join(root, 'a-integrer') });
  expect(await register.pending()).toHaveLength(3);
});

test('a folder that was made anew in the place of the one that was delivered into has taken nothing', async () => {
  const { root, register, look } = await place();
  renameSync(join(root, 'a-integrer'), join(root, 'away'));
  await settled();
  mkdirSync(join(root, 'a-integrer'));
  await expect(look()).rejects.toMatchObject({ name: 'FolderMissing', dossier: expect.any(String) });
  expect(await register.pending()).toHaveLength(3);
  // Made anew too, by somebody who says that nothing waits in them.
  mkdirSync(join(root, 'a-integrer', '888'));
  await expect(look()).rejects.toMatchObject({ path: join(root, 'a-integrer', '1024'), dossier: '1024' });
  mkdirSync(join(root, 'a-integrer', '1024'));
  expect((await look()).sort()).toEqual(['1', '2', '3']);
});

test('what a register has from its archives may have been taken long before the folder was made', async () => {
  const { root, register } = await place();
  const receivedAt = '2025-01-02T10:15:00.000Z';
  await delivered(register, delivery('4', { receivedAt, places: ['a-integrer/999/x.ECR'] }), {}, receivedAt);
  await requireWaitingFolders(register, root);
  const drops = [(await register.find('4')) ?? delivery('4')];
  expect([...(await noticeIntegrated(register, drops, { root, at: AT }))]).toEqual(['4']);
});

test('nothing is delivered into it before what waited is back', async () => {
  const { root, register } = await place();
  const required = () => requireWaitingFolders(register, root);
  await required();
  renameSync(join(root, 'a-integrer'), join(root, 'away'));
  await settled();
  mkdirSync(join(root, 'a-integrer'));
  await expect(required()).rejects.toMatchObject({ name: 'FolderMissing', dossier: expect.any(String) });
  for (const name of ['888', '1024']) renameSync(join(root, 'away', name), join(root, 'a-integrer', name));
  await required();
});

test('the import file is the last of the places for ISACOMPTA', () => {
  expect(importPlaceOf(delivery('1'))).toBe('a-integrer/888/888_1.ECR');
  const split = ['a-integrer/888/888_1.zip', 'a-integrer/888/888_1.ECR', 'refuses/888_1/a-corriger'];
  expect(importPlaceOf(delivery('1', { places: split }))).toBe('a-integrer/888/888_1.ECR');
  expect(() => importPlaceOf(delivery('1', { places: [] }))).toThrow(/nowhere/);
});
