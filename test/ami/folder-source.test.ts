import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentOf, faultOf, fileOf, openOk, openRefused } from '../support/batch-reading.ts';
import { openFiles } from '../support/open-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isWindows = process.platform === 'win32';

/** A batch of an entries file and two documents. */
function batchFolder(): string {
  const folder = join(temporaryFolder(), '888_lot.zip');
  mkdirSync(join(folder, 'documents'), { recursive: true });
  writeFileSync(join(folder, 'ecritures.csv'), 'Date;D\n');
  writeFileSync(join(folder, 'documents', 'b.pdf'), '%PDF-b');
  writeFileSync(join(folder, 'documents', 'a.pdf'), '');
  return folder;
}

function openFilesBelow(folder: string): number {
  return openFiles().filter((path) => path.startsWith(folder)).length;
}

test('the files of a folder, sorted, whatever it is called', async () => {
  const source = await openOk(batchFolder());
  expect(source.kind).toBe('folder');
  expect(source.name).toBe('888_lot.zip');
  expect(source.files.map(({ path, size }) => [path, size])).toEqual([
    ['documents/a.pdf', 0],
    ['documents/b.pdf', 6],
    ['ecritures.csv', 7],
  ]);
  expect(String(await contentOf(source, 'ecritures.csv'))).toBe('Date;D\n');
  expect(String(await contentOf(source, 'ecritures.csv'))).toBe('Date;D\n');
  expect(await contentOf(source, 'documents/a.pdf')).toHaveLength(0);
  await source.close();
});

test('a large file comes whole', async () => {
  const folder = batchFolder();
  const large = Buffer.alloc(1_000_001, 'facture');
  writeFileSync(join(folder, 'large.pdf'), large);
  expect((await contentOf(await openOk(folder), 'large.pdf')).equals(large)).toBe(true);
});

test('technical files are passed over', async () => {
  const folder = batchFolder();
  mkdirSync(join(folder, '__MACOSX'));
  for (const name of ['Thumbs.db', '.DS_Store', '__MACOSX/x.csv', 'documents/c.pdf.part', '~$a.csv']) {
    writeFileSync(join(folder, name), 'x');
  }
  expect((await openOk(folder)).files).toHaveLength(3);
});

test('an accent is composed, and the file still found', async () => {
  const folder = batchFolder();
  writeFileSync(join(folder, 'documents', 'e\u0301te\u0301.pdf'), 'x');
  expect(String(await contentOf(await openOk(folder), 'documents/été.pdf'))).toBe('x');
});

test.skipIf(isWindows)('links are refused, all of them told, and none followed', async () => {
  const folder = batchFolder();
  symlinkSync('/etc/passwd', join(folder, 'documents', 'c.pdf'));
  symlinkSync('..', join(folder, 'loop'));
  symlinkSync('nowhere', join(folder, 'broken.csv'));
  expect(await openRefused(folder)).toMatchObject([
    { code: 'PATH_UNSAFE', file: 'broken.csv', value: 'broken.csv', details: { fault: 'link' } },
    { code: 'PATH_UNSAFE', file: 'documents/c.pdf', details: { fault: 'link' } },
    { code: 'PATH_UNSAFE', file: 'loop', details: { fault: 'link' } },
  ]);
});

test('a folder link (a junction on Windows) is refused', async () => {
  const folder = batchFolder();
  symlinkSync(temporaryFolder(), join(folder, 'pieces'), 'junction');
  expect(await openRefused(folder)).toMatchObject([{ code: 'PATH_UNSAFE', details: { fault: 'link' } }]);
});

test.skipIf(isWindows)('a link at the path itself is refused', async () => {
  const link = join(temporaryFolder(), 'lot');
  symlinkSync(batchFolder(), link);
  expect(await openRefused(link)).toMatchObject([{ code: 'PATH_UNSAFE', value: 'lot' }]);
  expect(await openRefused(`${link}/`)).toMatchObject([{ code: 'PATH_UNSAFE', value: 'lot' }]);
});

test.skipIf(isWindows)('a pipe is refused without waiting for it', async () => {
  const folder = batchFolder();
  execFileSync('mkfifo', [join(folder, 'documents', 'c.pdf')]);
  const finding = { code: 'BATCH_UNREADABLE', details: { reason: 'special-file' } };
  expect(await openRefused(folder)).toMatchObject([{ ...finding, file: 'documents/c.pdf' }]);
  expect(await openRefused(join(folder, 'documents', 'c.pdf'))).toMatchObject([
    { ...finding, file: 'c.pdf' },
  ]);
  expect(await openRefused('/dev/zero')).toMatchObject([finding]);
});

test.skipIf(isWindows)('names that mean something else elsewhere are refused', async () => {
  const folder = batchFolder();
  for (const name of ['a\\b.pdf', 'C:a.pdf', 'a\nb.pdf']) writeFileSync(join(folder, name), 'x');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x82, 0x2e, 0x70])]), 'x');
  const findings = await openRefused(folder);
  expect(findings.map(({ value }) => value)).toEqual(['C:a.pdf', 'a\\b.pdf', 'a␊b.pdf', '\uFFFD.p']);
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['PATH_UNSAFE']));
});

test.skipIf(process.platform !== 'linux')('two names that are one once composed are refused', async () => {
  const folder = batchFolder();
  writeFileSync(join(folder, '\u00e9.pdf'), 'x');
  writeFileSync(join(folder, 'e\u0301.pdf'), 'y');
  expect(await openRefused(folder)).toMatchObject([{ code: 'PATH_UNSAFE', details: { fault: 'name' } }]);
});

test('too many files, too many bytes, too deep', async () => {
  const folder = batchFolder();
  expect(await openRefused(folder, { files: 2 })).toMatchObject([
    { code: 'BATCH_UNREADABLE', file: '888_lot.zip', details: { reason: 'too-many-files', limit: 2 } },
  ]);
  expect((await openOk(folder, { files: 3 })).files).toHaveLength(3);
  writeFileSync(join(folder, 'large.pdf'), Buffer.alloc(1024 * 1024));
  expect(await openRefused(folder, { batchMiB: 1 })).toMatchObject([
    { code: 'BATCH_UNREADABLE', details: { reason: 'too-large', limit: 1 } },
  ]);
  mkdirSync(join(folder, ...Array.from({ length: 40 }, () => 'x')), { recursive: true });
  expect(await openRefused(folder)).toMatchObject([{ code: 'PATH_UNSAFE', details: { fault: 'name' } }]);
});

test('folders without files end too', async () => {
  const folder = batchFolder();
  for (let index = 0; index < 20; index += 1) mkdirSync(join(folder, `empty${index}`));
  expect(await openRefused(folder, { files: 3 })).toMatchObject([{ details: { reason: 'too-many-files' } }]);
});

test.each([
  ['shrank', (path: string) => truncateSync(path, 3)],
  ['grew', (path: string) => appendFileSync(path, 'x')],
  ['was removed', (path: string) => rmSync(path)],
  ['became a folder', replaceByFolder],
])('a file that %s since it was listed', async (_, change) => {
  const folder = batchFolder();
  const source = await openOk(folder);
  change(join(folder, 'documents', 'b.pdf'));
  expect(await faultOf(source, 'documents/b.pdf')).toMatchObject({
    code: 'BATCH_UNREADABLE',
    place: { file: 'documents/b.pdf' },
    details: { reason: 'file-changed' },
  });
  expect(openFilesBelow(folder)).toBe(0);
});

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

test.skipIf(isWindows)(
  'a file that gave way to a link or a pipe is neither followed nor waited for',
  async () => {
    const folder = batchFolder();
    const source = await openOk(folder);
    const path = join(folder, 'documents', 'b.pdf');
    rmSync(path);
    symlinkSync('/etc/passwd', path);
    expect(await faultOf(source, 'documents/b.pdf')).toMatchObject({
      code: 'PATH_UNSAFE',
      details: { fault: 'link' },
    });
    rmSync(path);
    execFileSync('mkfifo', [path]);
    expect(await faultOf(source, 'documents/b.pdf')).toMatchObject({ details: { reason: 'file-changed' } });
  },
);

test('a reader that leaves early, or never begins, leaves no file open', async () => {
  const folder = batchFolder();
  writeFileSync(join(folder, 'large.pdf'), Buffer.alloc(1_000_000));
  const source = await openOk(folder);
  for await (const _ of await fileOf(source, 'large.pdf').open()) break;
  const unread = await fileOf(source, 'large.pdf').open();
  unread.destroy();
  await new Promise((done) => setTimeout(done, 50));
  expect(openFilesBelow(folder)).toBe(0);
});

test('a path that does not exist is no fault of the drop', async () => {
  await expect(openOk(join(temporaryFolder(), 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a lone CSV', async () => {
  const path = join(temporaryFolder(), '888_Août.CSV');
  writeFileSync(path, 'Date;D\n');
  const source = await openOk(path);
  expect(source).toMatchObject({ kind: 'csv', name: '888_Août', files: [{ path: '888_Août.CSV', size: 7 }] });
  expect(String(await contentOf(source, '888_Août.CSV'))).toBe('Date;D\n');
  truncateSync(path, 0);
  expect(await faultOf(source, '888_Août.CSV')).toMatchObject({ details: { reason: 'file-changed' } });
  writeFileSync(path, Buffer.alloc(1024 * 1024 + 1));
  expect(await openRefused(path, { batchMiB: 1 })).toMatchObject([
    { details: { reason: 'too-large', limit: 1 } },
  ]);
});

test.each(['lot.txt', 'lot', 'lot.pdf', 'csv'])('%s is no batch', async (name) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, 'Date;D\n');
  expect(await openRefused(path)).toMatchObject([
    { code: 'BATCH_UNREADABLE', file: name, details: { reason: 'not-a-batch' } },
  ]);
});

test('a payload of ours is told as what it is', async () => {
  const path = join(temporaryFolder(), '888_0001_creation.json');
  writeFileSync(path, '{\n  "accounts": [\n  ]\n}\n');
  expect(await openRefused(path)).toMatchObject([{ details: { reason: 'payload' } }]);
});
