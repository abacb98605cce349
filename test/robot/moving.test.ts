/** Moving within the root, on real files. */
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exists, move, moveDurably, PlaceTaken } from '../../src/robot/moving.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test.each([
  ['move', move],
  ['moveDurably', moveDurably],
])('%s gives a file or a folder another place, with what is in it', async (_, moving) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'file'), 'content');
  await moving(join(folder, 'a'), join(folder, 'b'));
  await moving(join(folder, 'b', 'file'), join(folder, 'file'));
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('content');
  expect(existsSync(join(folder, 'a'))).toBe(false);
});

test.each([
  ['a file', (path: string) => writeFileSync(path, 'theirs')],
  ['an empty folder', (path: string) => mkdirSync(path)],
  ['a link that leads nowhere', (path: string) => symlinkSync(`${path}-perdu`, path)],
])('nothing takes the place of %s', async (_, make) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mine'), 'mine');
  make(join(folder, 'theirs'));
  const before = lstatSync(join(folder, 'theirs')).ino;
  await expect(move(join(folder, 'mine'), join(folder, 'theirs'))).rejects.toBeInstanceOf(PlaceTaken);
  await expect(moveDurably(join(folder, 'mine'), join(folder, 'theirs'))).rejects.toMatchObject({
    code: 'EEXIST',
    path: join(folder, 'theirs'),
  });
  expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine');
  expect(lstatSync(join(folder, 'theirs')).ino).toBe(before);
});

test('what is not there is told as the system tells it', async () => {
  const folder = temporaryFolder();
  await expect(move(join(folder, 'none'), join(folder, 'a'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('there is something where a name is, and nothing below a file', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'none'), join(folder, 'link'));
  const found = ['file', 'link', 'none', 'file/below'].map((name) => exists(join(folder, name)));
  expect(await Promise.all(found)).toEqual([true, true, false, false]);
});
