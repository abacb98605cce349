import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseManifest } from '../../src/archive/manifest.ts';
import { ArchiveExistsError, sealArchive } from '../../src/archive/seal.ts';
import { unsealArchive } from '../../src/archive/unseal.ts';
import { verifyArchive } from '../../src/archive/verify-archive.ts';
import { nodeFileSystem } from '../../src/storage/file-system.ts';
import { DROP_FILES, dropRecord, seal, writeFiles } from '../support/archive.ts';
import { parseZip } from '../support/parse-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const IS_WINDOWS = process.platform === 'win32';

test('the drop as it came, the outputs, the report, the register’s part and a manifest of them all', async () => {
  const { archive, manifestHash, path } = await seal(temporaryFolder());
  expect(archive).toBe('2026/11/20261124-101500-3f2a9c.zip');
  const members = new Map(parseZip(readFileSync(path)).map(({ name, content }) => [name, content]));
  expect([...members.keys()]).toEqual([
    'depot/888_2022-09/documents/.caché',
    'depot/888_2022-09/documents/été.pdf',
    'depot/888_2022-09/ecritures.csv',
    'depot/888_2022-09/~$facture.docx',
    'sorties/lot.ECR',
    'sorties/lot.zip',
    'rapport.json',
    'registre.json',
    'manifeste.json',
  ]);
  for (const [name, content] of Object.entries(DROP_FILES)) {
    expect(members.get(`depot/888_2022-09/${name}`)).toEqual(Buffer.from(content));
  }
  const text = members.get('manifeste.json') ?? Buffer.alloc(0);
  expect(sha256(text)).toBe(manifestHash);
  const manifest = parseManifest(text.toString());
  expect(manifest).toMatchObject({ version: 1, id: '20261124-101500-3f2a9c', folders: [], skipped: [] });
  members.delete('manifeste.json');
  expect(manifest?.files).toEqual(
    [...members].map(([name, content]) => ({ path: name, bytes: content.length, sha256: sha256(content) })),
  );
});

test('other programs read it, and find its seal', async () => {
  const base = temporaryFolder();
  const large = Buffer.alloc(5 * 1024 * 1024, 'facture');
  mkdirSync(join(base, 'en-cours/20261124-101500-3f2a9c/888_2022-09/vide/profond'), { recursive: true });
  const { path } = await seal(base, { files: { ...DROP_FILES, 'grand.pdf': large } });
  expect(outputOf('unzip', ['-t', path]) ?? 'No errors detected').toContain('No errors detected');
  const python = 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),len(z.namelist()))';
  expect(outputOf('python3', ['-c', python, path]) ?? 'None 11').toContain('None 11');
  const bytes = readFileSync(path);
  expect(bytes.subarray(-64).toString()).toBe(sha256(bytes.subarray(0, -64)));
});

test('the same drop and record give the same bytes', async () => {
  const [one, other] = [await seal(temporaryFolder()), await seal(temporaryFolder())];
  expect(readFileSync(one.path).equals(readFileSync(other.path))).toBe(true);
});

test('it is read-only, alone in its folder, and written once', async () => {
  const base = temporaryFolder();
  const { path } = await seal(base);
  expect(statSync(path).mode & 0o222).toBe(0);
  expect(readdirSync(join(path, '..'))).toEqual(['20261124-101500-3f2a9c.zip']);
  const before = readFileSync(path);
  await expect(seal(base, { files: { 'autre.csv': 'x' } })).rejects.toThrow(ArchiveExistsError);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(join(path, '..'))).toEqual(['20261124-101500-3f2a9c.zip']);
});

test('empty folders are kept, and a lone file is a drop', async () => {
  const base = temporaryFolder();
  mkdirSync(join(base, 'en-cours/20261124-101500-3f2a9c/888_2022-09/vide/profond'), { recursive: true });
  const { path, record, archive, manifestHash } = await seal(base);
  const folder = parseZip(readFileSync(path)).find(({ name }) => name.endsWith('/'));
  expect(folder).toMatchObject({ name: 'depot/888_2022-09/vide/profond/', mode: 0o040755 });
  expect(await verifyArchive({ path, archive, id: record.id, manifestHash })).toEqual([]);

  const lone = join(writeFiles(temporaryFolder(), { '888_lot.csv': 'Date' }), '888_lot.csv');
  const sealed = await sealArchive(
    { record: dropRecord({ name: '888_lot.csv' }), entries: [], dropPath: lone, outputs: [], report: '{}' },
    join(temporaryFolder(), 'archives'),
  );
  expect(sealed.archive).toBe('2026/11/20261124-101500-3f2a9c.zip');
});

test.skipIf(IS_WINDOWS)('links and special files are named, never followed', async () => {
  const base = temporaryFolder();
  const drop = writeFiles(join(base, 'en-cours/20261124-101500-3f2a9c/888_2022-09'), DROP_FILES);
  const secret = join(writeFiles(base, { 'secret.txt': 'SECRET' }), 'secret.txt');
  symlinkSync(secret, join(drop, 'lien.csv'));
  symlinkSync(base, join(drop, 'documents', 'dossier'));
  execFileSync('mkfifo', [join(drop, 'tube')]);
  const { path } = await seal(base);
  const members = parseZip(readFileSync(path));
  const manifest = parseManifest(members.at(-1)?.content.toString() ?? '');
  expect(manifest?.skipped).toEqual([
    { path: 'depot/888_2022-09/documents/dossier', kind: 'link' },
    { path: 'depot/888_2022-09/lien.csv', kind: 'link' },
    { path: 'depot/888_2022-09/tube', kind: 'pipe' },
  ]);
  expect(members.filter(({ name }) => /lien|dossier|tube/.test(name))).toEqual([]);
  expect(readFileSync(path).includes('SECRET')).toBe(false);
});

test.each([
  ['grows', (file: string) => appendFileSync(file, 'x')],
  ['shrinks', (file: string) => truncateSync(file, 1)],
  ['is written again', (file: string) => utimesSync(file, 1, 1)],
])('a file that %s while it is archived is a fault, and nothing is left', async (_, change) => {
  const base = temporaryFolder();
  const drop = writeFiles(join(base, '888_lot'), { 'a.csv': 'a'.repeat(300_000), 'b.csv': 'b'.repeat(50) });
  // The whole drop was looked at before the first byte of it is written.
  const fileSystem = {
    ...nodeFileSystem,
    write: (...call: Parameters<typeof nodeFileSystem.write>) => {
      change(join(drop, 'b.csv'));
      return nodeFileSystem.write(...call);
    },
  };
  const contents = { record: dropRecord(), entries: [], dropPath: drop, outputs: [], report: '{}' };
  await expect(sealArchive(contents, join(base, 'archives'), { fileSystem })).rejects.toMatchObject({
    code: 'BATCH_UNREADABLE',
    place: { file: 'depot/888_2022-09/b.csv' },
    details: { reason: 'file-changed' },
  });
  expect(existsSync(join(base, 'archives'))).toBe(false);
});

test('one that no register knows is taken back, whole or not', async () => {
  const base = temporaryFolder();
  const { archive, path } = await seal(base);
  writeFileSync(join(path, '..', '.20261124-101500-3f2a9c.part'), 'PK');
  await unsealArchive(join(base, 'archives'), archive);
  expect(readdirSync(join(path, '..'))).toEqual([]);
  await unsealArchive(join(base, 'archives'), archive);
  expect((await seal(base)).archive).toBe(archive);
});

test('a full disk is told, and nothing is left', async () => {
  const base = temporaryFolder();
  const drop = writeFiles(join(base, '888_lot'), DROP_FILES);
  const fileSystem = {
    ...nodeFileSystem,
    sync: () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    },
  };
  const contents = { record: dropRecord(), entries: [], dropPath: drop, outputs: [], report: '{}' };
  await expect(sealArchive(contents, join(base, 'archives'), { fileSystem })).rejects.toMatchObject({
    code: 'ENOSPC',
  });
  expect(readdirSync(base)).toEqual(['888_lot']);
});

test.skipIf(IS_WINDOWS)('names that no other system could have are spelt, and come back', async () => {
  const base = temporaryFolder();
  const drop = join(base, 'en-cours/20261124-101500-3f2a9c/888_2022-09');
  mkdirSync(drop, { recursive: true });
  const names = ['a\\b.csv', 'ligne\n2.csv', '100%25.csv', '50 % off.csv', 'C:x.csv', 'e\u0301te\u0301.csv'];
  for (const name of names) writeFileSync(join(drop, name), name);
  writeFileSync(Buffer.concat([Buffer.from(`${drop}/`), Buffer.from([0x65, 0xe9, 0x2e])]), 'latin-1');
  const { path, archive, record, manifestHash } = await seal(base, { files: {} });
  const members = parseZip(readFileSync(path))
    .map(({ name }) => name.replace('depot/888_2022-09/', ''))
    .slice(0, 7);
  expect(members.sort()).toEqual(
    [
      '100%2525.csv',
      '50 % off.csv',
      'C:x.csv',
      'a%5Cb.csv',
      'e%E9.',
      'e\u0301te\u0301.csv',
      'ligne%0A2.csv',
    ].sort(),
  );
  expect(await verifyArchive({ path, archive, id: record.id, manifestHash })).toEqual([]);
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Null where the program is not there. */
function outputOf(program: string, options: string[]): string | null {
  try {
    return execFileSync(program, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
