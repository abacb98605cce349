import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readSeen, type SeenFile } from '../../src/format/seen-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let path: string;
beforeEach(() => {
  path = join(temporaryFolder(), 'x.pdf');
});

async function bytesOf(seen: SeenFile = lstatSync(path)): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const content = readSeen(path, seen, (error) => new Error(`changed ${error?.code ?? ''}`.trim()));
  for await (const bytes of content) chunks.push(bytes);
  return Buffer.concat(chunks);
}

// In one go, and in pieces.
describe.each([0, 20_000, 1_048_576, 3_000_000])('a file of %i bytes', (size) => {
  beforeEach(() => writeFileSync(path, Buffer.alloc(size, 'abcdefg')));

  test('is read whole', async () => {
    expect((await bytesOf()).equals(Buffer.alloc(size, 'abcdefg'))).toBe(true);
  });

  test('is told where it grew, shrank or was written over', async () => {
    const seen = lstatSync(path);
    appendFileSync(path, 'x');
    await expect(bytesOf(seen)).rejects.toThrow('changed');
    if (size > 0) {
      truncateSync(path, size - 1);
      await expect(bytesOf(seen)).rejects.toThrow('changed');
    }
    writeFileSync(path, Buffer.alloc(size, 'b'));
    await expect(bytesOf({ size, mtimeMs: seen.mtimeMs - 1 })).rejects.toThrow('changed');
  });

  test('is told where something else has its name', async () => {
    const seen = lstatSync(path);
    rmSync(path);
    await expect(bytesOf(seen)).rejects.toThrow('changed ENOENT');
    mkdirSync(path);
    await expect(bytesOf(seen)).rejects.toThrow('changed');
    rmSync(path, { recursive: true });
    symlinkSync('/etc/hostname', path);
    await expect(bytesOf(seen)).rejects.toThrow('changed ELOOP');
  });
});
