import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StagedOutput } from '../../src/storage/durable.ts';
import { type FileSystem, nodeFileSystem } from '../../src/storage/file-system.ts';
import type { StagedFile } from '../../src/storage/staged-file.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'durable-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

type Call = keyof FileSystem;

/** The real file system, in which the calls of one kind with these numbers (the first is 1) fail. */
function faulty(call: Call, code: string, fails: (count: number) => boolean): FileSystem {
  let count = 0;
  const original = nodeFileSystem[call] as (...parameters: unknown[]) => unknown;
  const replaced = (...parameters: unknown[]): unknown => {
    count += 1;
    if (fails(count)) throw Object.assign(new Error(code), { code });
    return original(...parameters);
  };
  return { ...nodeFileSystem, [call]: replaced };
}

const output = (folder: string, fileSystem?: FileSystem): StagedOutput =>
  new StagedOutput(folder, {
    ...(fileSystem === undefined ? {} : { fileSystem }),
    retry: { platform: 'win32', pause: async () => undefined },
  });

function stageText(target: StagedOutput, text: string): StagedFile {
  const staged = target.stage();
  staged.write(Buffer.from(text));
  return staged;
}

/** Stages a zip and an import file and publishes them in this order. */
function publishPair(target: StagedOutput): Promise<void> {
  const zip = stageText(target, 'zip');
  const ecr = stageText(target, 'ecr');
  return target.publish([
    { staged: zip, finalName: 'lot.zip' },
    { staged: ecr, finalName: 'lot.ECR' },
  ]);
}

test('files appear together under their names, in a folder made for them', async () => {
  const folder = join(base, 'a', 'b');
  const target = output(folder);
  expect(existsSync(join(base, 'a'))).toBe(false);
  await publishPair(target);
  await target.discard();
  target.discardSync();
  expect(readdirSync(folder).sort()).toEqual(['lot.ECR', 'lot.zip']);
  expect(readFileSync(join(folder, 'lot.zip'), 'utf8')).toBe('zip');
});

test('before they are published they have temporary names', () => {
  const target = output(base);
  stageText(target, 'x');
  expect(readdirSync(base)).toEqual([expect.stringMatching(/^\.[0-9a-f]{16}\.part$/)]);
  target.discardSync();
  expect(readdirSync(base)).toEqual([]);
});

test('a stream writes into a staged file, and what is written in parts is written whole', async () => {
  const slow: FileSystem = {
    ...nodeFileSystem,
    write: (descriptor, bytes, offset, length, position) =>
      nodeFileSystem.write(descriptor, bytes, offset, Math.min(length, 3), position),
  };
  const target = output(base, slow);
  const staged = target.stage();
  await pipeline([Buffer.from('0123456789'), Buffer.from('abc')], staged.asStream());
  expect(staged.bytes).toBe(13);
  await target.publish([{ staged, finalName: 'x.zip' }]);
  expect(readFileSync(join(base, 'x.zip'), 'utf8')).toBe('0123456789abc');
});

test('what was written can be read again and written over, before it is published', async () => {
  const target = output(base);
  const staged = stageText(target, '0123456789');
  staged.writeAt(Buffer.from('ab'), 1);
  staged.write(Buffer.from('X'));
  const block = Buffer.alloc(6, '.');
  expect(staged.readAt(block, 1, 0)).toBe(5);
  expect(block.toString()).toBe('.0ab34');
  expect(staged.readAt(block, 0, staged.bytes)).toBe(0);
  await target.publish([{ staged, finalName: 'x' }]);
  expect(readFileSync(join(base, 'x'), 'utf8')).toBe('0ab3456789X');
});

test('what was staged and not published is removed, the rest stays', async () => {
  const target = output(join(base, 'a'));
  const kept = stageText(target, 'kept');
  stageText(target, 'left');
  await target.publish([{ staged: kept, finalName: 'kept' }]);
  await target.discard();
  expect(readdirSync(join(base, 'a'))).toEqual(['kept']);
});

test('discarding takes away the folders that were made, and no others', async () => {
  mkdirSync(join(base, 'old'));
  const target = output(join(base, 'old', 'a', 'b'));
  stageText(target, 'x');
  await target.discard();
  expect(readdirSync(base)).toEqual(['old']);
  expect(readdirSync(join(base, 'old'))).toEqual([]);
});

test('a folder that somebody else put something in stays', () => {
  const target = output(join(base, 'a', 'b'));
  stageText(target, 'x');
  writeFileSync(join(base, 'a', 'other'), '');
  target.discardSync();
  expect(readdirSync(join(base, 'a'))).toEqual(['other']);
});

test('two outputs of the same token do not write into one file', () => {
  const options = { token: () => 'same' };
  const first = new StagedOutput(base, options);
  stageText(first, 'first');
  const second = new StagedOutput(base, options);
  expect(() => second.stage()).toThrow('EEXIST');
  second.discardSync();
  expect(readFileSync(join(base, '.same.part'), 'utf8')).toBe('first');
  first.discardSync();
});

test('a name with a folder in it is our mistake', async () => {
  const target = output(join(base, 'a'));
  const staged = stageText(target, 'x');
  await expect(target.publish([{ staged, finalName: '../x' }])).rejects.toThrow('Not a name');
  expect(readdirSync(base)).toEqual([]);
});

test('a rename that is refused twice succeeds in the end', async () => {
  await publishPair(
    output(
      base,
      faulty('rename', 'EACCES', (count) => count <= 2),
    ),
  );
  expect(readdirSync(base).sort()).toEqual(['lot.ECR', 'lot.zip']);
});

test.each([
  ['no room', 'write', 'ENOSPC', (count: number) => count === 2],
  ['a file that the disk refuses', 'sync', 'EIO', (count: number) => count === 1],
  ['a second file that the disk refuses', 'sync', 'EIO', (count: number) => count === 2],
  ['names that the disk refuses', 'sync', 'EIO', (count: number) => count === 3],
  ['a first name that stays in use', 'rename', 'EBUSY', () => true],
  ['a second name that stays in use', 'rename', 'EBUSY', (count: number) => count >= 2],
  ['a fault at closing', 'close', 'EIO', (count: number) => count === 1],
  ['a second temporary file refused', 'open', 'EMFILE', (count: number) => count === 2],
  ['a folder refused', 'makeFolder', 'EACCES', () => true],
] as const)('%s leaves nothing behind, and says so', async (_, call, code, fails) => {
  const target = output(join(base, 'a', 'b'), faulty(call, code, fails));
  const attempt = async (): Promise<void> => {
    try {
      await publishPair(target);
    } finally {
      await target.discard();
    }
  };
  await expect(attempt()).rejects.toMatchObject({ code });
  expect(readdirSync(base)).toEqual([]);
});

test('a file that replaced an older one stays where a later one fails; the others go', async () => {
  writeFileSync(join(base, 'lot.zip'), 'older');
  const target = output(
    base,
    faulty('rename', 'EBUSY', (count) => count >= 2),
  );
  await expect(publishPair(target)).rejects.toThrow('EBUSY');
  expect(readdirSync(base)).toEqual(['lot.zip']);
  expect(readFileSync(join(base, 'lot.zip'), 'utf8')).toBe('zip');
});

test.each(['EPERM', 'EISDIR', 'EINVAL'])(
  'a platform that can not sync a folder (%s) is no fault',
  async (code) => {
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      open: (path, flags) => {
        if (flags === 'r') throw Object.assign(new Error(code), { code });
        return nodeFileSystem.open(path, flags);
      },
    };
    await publishPair(output(base, fileSystem));
    expect(readdirSync(base).sort()).toEqual(['lot.ECR', 'lot.zip']);
  },
);

test('a file is on the disk before it has its name, and a name before the next', async () => {
  const calls: string[] = [];
  const recording: FileSystem = {
    ...nodeFileSystem,
    sync: (descriptor) => {
      calls.push('sync');
      return nodeFileSystem.sync(descriptor);
    },
    rename: (from, to) => {
      calls.push('rename');
      nodeFileSystem.rename(from, to);
    },
  };
  await publishPair(output(base, recording));
  expect(calls).toEqual(['sync', 'sync', 'rename', 'sync', 'rename', 'sync']);
});
