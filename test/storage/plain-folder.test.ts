import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../../src/storage/file-system.ts';
import { PlainFolder } from '../../src/storage/plain-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('files and the folders above them are there with their content', async () => {
  const path = join(temporaryFolder(), 'a', 'b');
  const folder = new PlainFolder(path);
  await folder.write('x.txt', [Buffer.from('un'), Buffer.from('deux')]);
  await folder.write('documents/sous/y.pdf', slowly('trois'));
  await folder.finish();
  expect(readFileSync(join(path, 'x.txt'), 'utf8')).toBe('undeux');
  expect(readFileSync(join(path, 'documents', 'sous', 'y.pdf'), 'utf8')).toBe('trois');
});

test('a file is on the disk when it is written, and every folder when all is finished', async () => {
  const path = join(temporaryFolder(), 'a');
  const opened = new Map<number, string>();
  const synced: string[] = [];
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    open: (file, flags) => {
      const descriptor = nodeFileSystem.open(file, flags);
      opened.set(descriptor, file);
      return descriptor;
    },
    sync: async (descriptor) => {
      await nodeFileSystem.sync(descriptor);
      synced.push(opened.get(descriptor) ?? '');
    },
  };
  const folder = new PlainFolder(path, fileSystem);
  await folder.write('x.txt', [Buffer.from('un')]);
  expect(synced).toEqual([join(path, 'x.txt')]);
  await folder.write('documents/y.pdf', [Buffer.from('deux')]);
  await folder.finish();
  expect(synced).toEqual(
    expect.arrayContaining([
      join(path, 'documents', 'y.pdf'),
      join(path, 'documents'),
      path,
      join(path, '..'),
    ]),
  );
});

test('a source that fails is told, its file is closed, and discarding leaves nothing', async () => {
  const parent = temporaryFolder();
  const closed: number[] = [];
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    close: (descriptor) => {
      nodeFileSystem.close(descriptor);
      closed.push(descriptor);
    },
  };
  const folder = new PlainFolder(join(parent, 'a'), fileSystem);
  await folder.write('documents/x.txt', [Buffer.from('un')]);
  await expect(folder.write('y.txt', failing())).rejects.toThrow('EIO');
  expect(closed).toHaveLength(2);
  await folder.discard();
  expect(readdirSync(parent)).toEqual([]);
});

test('a folder that was there is neither written into nor discarded', async () => {
  const path = join(temporaryFolder(), 'a');
  mkdirSync(path);
  const folder = new PlainFolder(path);
  await expect(folder.write('x.txt', [Buffer.from('un')])).rejects.toThrow(path);
  await folder.discard();
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(path)).toEqual([]);
});

async function* slowly(text: string): AsyncGenerator<Buffer> {
  for (const character of text) yield Buffer.from(character);
}

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('un');
  throw new Error('EIO');
}
