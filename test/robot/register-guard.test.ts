/** A register that does not know what was delivered is refused before anything is worked on. */
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Folders } from '../../src/configuration/folders.ts';
import { openRegister } from '../../src/register/open-register.ts';
import { RegisterFile } from '../../src/robot/register-guard.ts';
import { delivered, delivery } from '../register/records.ts';
import { CLAIM_ID, newRoot, openedOffice } from './robot-root.ts';

const KNOWN = '20261124-101500-000001';
const LATER = '20261124-101501-000002';
const MUCH_LATER = '20270102-000000-000003';

function archive({ archives }: Folders, id: string): void {
  const path = join(archives, id.slice(0, 4), id.slice(4, 6), `${id}.zip`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, id);
}

/** A root whose register knows one drop, which is archived. */
async function filled(): Promise<Folders> {
  const folders = newRoot();
  const register = await openRegister(folders.register);
  await delivered(register, delivery(KNOWN));
  await register.close();
  archive(folders, KNOWN);
  return folders;
}

test('one that knows all archives, and older ones that it does not', async () => {
  const folders = await filled();
  archive(folders, '20261124-101459-ffffff');
  archive(folders, '20260101-000000-ffffff');
  writeFileSync(join(folders.archives, '2026', '11', 'copie.zip'), '');
  await expect(openedOffice(folders)).resolves.toBeDefined();
});

test.each([LATER, MUCH_LATER, '20261124-101500-ffffff'])('one that does not know %s', async (id) => {
  const folders = await filled();
  archive(folders, id);
  await expect(openedOffice(folders)).rejects.toMatchObject({ kind: 'outdated', path: folders.register });
});

test('what is claimed still is no delivery that it should know', async () => {
  const folders = await filled();
  archive(folders, LATER);
  mkdirSync(join(folders.claimed, 'robot-0a1b2c3d', LATER), { recursive: true });
  await expect(openedOffice(folders)).resolves.toBeDefined();
});

test('one with tables and nothing in them, beside archives', async () => {
  const folders = newRoot();
  await (await openRegister(folders.register)).close();
  archive(folders, CLAIM_ID);
  await expect(openedOffice(folders)).rejects.toMatchObject({ kind: 'outdated' });
});

test.each(['an empty file', 'a database without tables'])('%s beside archives', async (kind) => {
  const folders = newRoot();
  writeFileSync(folders.register, '');
  if (kind !== 'an empty file') {
    const sqlite = new SqliteDatabase(folders.register);
    sqlite.exec('create table a (b); drop table a');
    sqlite.close();
  }
  archive(folders, CLAIM_ID);
  await expect(openedOffice(folders)).rejects.toMatchObject({ kind: 'empty', path: folders.register });
  rmSync(folders.archives, { recursive: true });
  await expect(openedOffice(folders)).resolves.toBeDefined();
});

test('a file that is removed, replaced, or away with its folder for a while', async () => {
  const folders = newRoot();
  writeFileSync(folders.register, '');
  const file = new RegisterFile(folders.register);
  file.require();
  renameSync(folders.root, `${folders.root}-away`);
  expect(() => file.require()).toThrow(/ENOENT/);
  renameSync(`${folders.root}-away`, folders.root);
  file.require();
  copyFileSync(folders.register, `${folders.register}.copy`);
  renameSync(folders.register, `${folders.register}.old`);
  expect(() => file.require()).toThrow(expect.objectContaining({ kind: 'replaced' }));
  renameSync(`${folders.register}.copy`, folders.register);
  expect(() => file.require()).toThrow(expect.objectContaining({ kind: 'replaced' }));
});
