import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBatch } from '../../src/ami/batch-source.ts';
import { DropFault } from '../../src/model/drop-fault.ts';
import { Findings } from '../../src/model/findings.ts';
import { DEFAULT_LIMITS } from '../../src/model/limits.ts';
import { contentOf, faultOf, fileOf, openOk, openRefused } from '../support/batch-reading.ts';
import { openFiles } from '../support/open-files.ts';
import { type RawEntry, type RawZipOptions, rawZip, unicodePathField } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CSV: RawEntry = { name: 'ecritures.csv', content: 'Date;D\n', method: 8 };
const MIB = 1024 * 1024;

function zipFile(entries: readonly RawEntry[], options?: RawZipOptions, name = '888_lot.ZIP'): string {
  return bytesFile(rawZip(entries, options), name);
}

function bytesFile(bytes: Buffer, name = '888_lot.ZIP'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const pathsOf = async (path: string) => (await openOk(path)).files.map((file) => file.path);

function isHeldOpen(path: string): boolean {
  return openFiles().includes(path);
}

test('the files of a zip, sorted, stored or deflated, each as often as asked', async () => {
  const path = zipFile([
    CSV,
    { name: 'documents/' },
    { name: 'documents/b.pdf', content: '%PDF-b' },
    { name: 'a' },
  ]);
  const source = await openOk(path);
  expect(source).toMatchObject({ kind: 'zip', name: '888_lot' });
  expect(source.files.map((file) => [file.path, file.size])).toEqual([
    ['a', 0],
    ['documents/b.pdf', 6],
    ['ecritures.csv', 7],
  ]);
  for (const _ of [1, 2]) {
    expect(String(await contentOf(source, 'ecritures.csv'))).toBe('Date;D\n');
    expect(String(await contentOf(source, 'documents/b.pdf'))).toBe('%PDF-b');
    expect(await contentOf(source, 'a')).toHaveLength(0);
  }
  await source.close();
  await source.close();
  expect(isHeldOpen(path)).toBe(false);
});

test('several files at a time', async () => {
  const contents = Array.from({ length: 20 }, (_, index) =>
    Buffer.alloc(200_000 + index, `facture ${index} `),
  );
  const source = await openOk(
    zipFile(
      contents.map((content, index) => ({ name: `${index}.pdf`, content, method: index % 2 === 0 ? 8 : 0 })),
    ),
  );
  const read = await Promise.all(contents.map((_, index) => contentOf(source, `${index}.pdf`)));
  expect(read.every((bytes, index) => bytes.equals(contents[index] ?? Buffer.alloc(0)))).toBe(true);
  await source.close();
});

test('a folder around everything is no part of the paths', async () => {
  const inside = [
    { name: 'lot/ecritures.csv' },
    { name: 'lot/documents/a.pdf' },
    { name: '__MACOSX/lot/._a' },
  ];
  expect(await pathsOf(zipFile([{ name: 'lot/' }, ...inside]))).toEqual(['documents/a.pdf', 'ecritures.csv']);
  expect(await pathsOf(zipFile([...inside, { name: 'a.csv' }]))).toContain('lot/ecritures.csv');
  expect(await pathsOf(zipFile([...inside, { name: 'lots/a.csv' }]))).toContain('lot/ecritures.csv');
});

test('technical files are passed over, whatever they are', async () => {
  expect(
    await pathsOf(
      zipFile([
        CSV,
        { name: '__MACOSX/../../a' },
        { name: 'Thumbs.db', flags: 1 },
        { name: '._x', method: 99 },
      ]),
    ),
  ).toEqual(['ecritures.csv']);
});

test('names: UTF-8 flagged or not, in an extra field, code page 850, backslashes', async () => {
  const raw = Buffer.from('?t?.pdf');
  const entries = [
    { name: 'documents/é1.pdf', flags: 0x800 },
    { name: 'documents/é2.pdf' },
    { name: raw, extra: unicodePathField(raw, 'documents/é3.pdf') },
    { name: Buffer.from([...Buffer.from('documents\\'), 0x82, ...Buffer.from('4.pdf')]) },
    { name: 'documents/e\u03015.pdf' },
    { name: 'changed.pdf', extra: unicodePathField(raw, 'documents/é6.pdf') },
  ];
  expect(await pathsOf(zipFile(entries))).toEqual([
    'changed.pdf',
    ...[1, 2, 3, 4, 5].map((index) => `documents/é${index}.pdf`),
  ]);
});

test.each([
  ['../../etc/passwd', 'climbs'],
  ['documents\\..\\..\\a.pdf', 'climbs'],
  ['/etc/passwd', 'absolute'],
  ['C:\\Windows\\a.pdf', 'absolute'],
  ['\\\\server\\share\\a.pdf', 'absolute'],
  ['../', 'climbs'],
  ['', 'name'],
])('the name %j is refused', async (name, fault) => {
  expect(await openRefused(zipFile([CSV, { name }]))).toMatchObject([
    { code: 'PATH_UNSAFE', severity: 'error', file: '888_lot.ZIP', value: name, details: { fault } },
  ]);
});

test('a name with control characters is refused, and shown', async () => {
  expect(await openRefused(zipFile([CSV, { name: 'a\0.pdf' }, { name: 'b\u001b[2J.pdf' }]))).toMatchObject([
    { code: 'PATH_UNSAFE', value: 'a␀.pdf', details: { fault: 'name' } },
    { code: 'PATH_UNSAFE', value: 'b␛[2J.pdf', details: { fault: 'name' } },
  ]);
});

test('a climbing name in the extra field is seen', async () => {
  const raw = Buffer.from('a.pdf');
  expect(await openRefused(zipFile([{ name: raw, extra: unicodePathField(raw, '../a.pdf') }]))).toMatchObject(
    [{ code: 'PATH_UNSAFE', value: '../a.pdf' }],
  );
});

test('a link is refused; what Unix calls a pipe is bytes here', async () => {
  expect(
    await openRefused(zipFile([CSV, { name: 'a.pdf', content: '/etc/passwd', mode: 0o120777 }])),
  ).toMatchObject([{ code: 'PATH_UNSAFE', value: 'a.pdf', details: { fault: 'link' } }]);
  expect(await pathsOf(zipFile([{ name: 'a.pdf', mode: 0o010644 }]))).toEqual(['a.pdf']);
  expect(
    await pathsOf(
      zipFile([
        { ...CSV, mode: 0o100644 },
        { name: 'd', mode: 0o040755 },
      ]),
    ),
  ).toEqual(['ecritures.csv']);
});

test.each<[string, RawEntry, object]>([
  ['encrypted', { name: 'a.pdf', flags: 1 }, { reason: 'zip-encrypted' }],
  ['strongly encrypted', { name: 'a.pdf', flags: 0x41 }, { reason: 'zip-encrypted' }],
  ['encrypted by another method', { name: 'a.pdf', flags: 1, method: 99 }, { reason: 'zip-encrypted' }],
  ['packed by another method', { name: 'a.pdf', method: 12 }, { reason: 'zip-method', detail: '12' }],
  ['twice there', { name: 'ECRITURES.csv' }, { reason: 'zip-duplicate-name' }],
  ['twice there, spelt otherwise', { name: '.\\ecritures.csv' }, { reason: 'zip-duplicate-name' }],
  [
    'on top of another',
    { name: 'a.pdf', sharesDataOf: 0, method: 8 },
    { reason: 'zip-damaged', detail: 'overlap' },
  ],
])('an entry that is %s', async (_, entry, details) => {
  const path = zipFile([CSV, entry]);
  expect(await openRefused(path)).toMatchObject([{ code: 'BATCH_UNREADABLE', details }]);
  expect(isHeldOpen(path)).toBe(false);
});

test.each<[string, RawEntry]>([
  ['a wrong checksum', { name: 'a', content: 'facture', crc32: 1 }],
  ['a wrong checksum of nothing', { name: 'a', crc32: 1 }],
  ['a wrong checksum, deflated', { name: 'a', content: 'facture', crc32: 1, method: 8 }],
  ['too large a size', { name: 'a', content: 'facture', size: 8 }],
  ['too large a size, deflated', { name: 'a', content: 'facture', size: 8, method: 8 }],
  ['too small a size', { name: 'a', content: 'facture', size: 6 }],
  ['too small a size, deflated', { name: 'a', content: 'facture', size: 6, method: 8 }],
  ['no size at all', { name: 'a', content: 'facture', size: 0, packedSize: 0, method: 8 }],
  ['too small a packed size', { name: 'a', content: 'facture', packedSize: 5, method: 8 }],
  ['data beyond the end', { name: 'a', content: 'facture', packedSize: 5_000_000, method: 8 }],
])('an entry with %s is damaged', async (_, entry) => {
  const path = zipFile([CSV, entry]);
  const source = await openOk(path);
  expect(await faultOf(source, 'a')).toMatchObject({
    code: 'BATCH_UNREADABLE',
    place: { file: 'a' },
    details: { reason: 'zip-damaged' },
  });
  expect(String(await contentOf(source, 'ecritures.csv'))).toBe('Date;D\n');
  await source.close();
  expect(isHeldOpen(path)).toBe(false);
});

test('data that is not deflated, or a local header that is none, is damaged', async () => {
  const bytes = rawZip([{ name: 'a', content: 'facture'.repeat(9), method: 8 }, CSV]);
  const garbled = Buffer.from(bytes).fill(0xff, 31, 36);
  expect(await faultOf(await openOk(bytesFile(garbled)), 'a')).toMatchObject({
    details: { detail: 'deflate' },
  });
  const headless = Buffer.from(bytes).fill(0, 0, 4);
  expect(await faultOf(await openOk(bytesFile(headless)), 'a')).toMatchObject({
    details: { reason: 'zip-damaged' },
  });
});

test.each<[string, Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['no zip', Buffer.from('Date;D\n')],
  ['cut', rawZip([CSV]).subarray(0, -5)],
  ['cut at its beginning', rawZip([CSV]).subarray(9)],
  ['followed by something', Buffer.concat([rawZip([CSV]), Buffer.from('x')])],
  ['announcing more than there is', rawZip([CSV], { count: 2 })],
  ['announcing less than there is', rawZip([CSV, { name: 'a.pdf' }], { count: 1 })],
  ['announcing nothing', rawZip([CSV], { count: 0 })],
])('a zip that is %s is damaged', async (_, bytes) => {
  const path = bytesFile(bytes);
  expect(await openRefused(path)).toMatchObject([
    { code: 'BATCH_UNREADABLE', file: '888_lot.ZIP', details: { reason: 'zip-damaged' } },
  ]);
  expect(isHeldOpen(path)).toBe(false);
});

test('a zip without entries has no files', async () => {
  expect(await pathsOf(zipFile([]))).toEqual([]);
});

test('announced totals beyond the limits are refused before anything is unpacked', async () => {
  const three = [CSV, { name: 'a.pdf' }, { name: 'b.pdf' }];
  const bomb = (measure: string, limit: number) => [{ code: 'ARCHIVE_BOMB', details: { measure, limit } }];
  expect(await openRefused(zipFile(three), { files: 2 })).toMatchObject(bomb('files', 2));
  expect(await openRefused(zipFile([], { count: 60_000 }))).toMatchObject(bomb('files', 10_000));
  const half = { content: Buffer.alloc(600 * 1024) };
  expect(
    await openRefused(
      zipFile([
        { name: 'a', ...half },
        { name: 'b', ...half },
      ]),
      { batchMiB: 1 },
    ),
  ).toMatchObject(bomb('size', 1));
  expect(await openRefused(zipFile([{ name: 'a', size: 9 * MIB, content: 'x', method: 8 }]))).toMatchObject(
    bomb('ratio', 200),
  );
});

test('a file that unpacks to far more than it announces', async () => {
  const zeros = { content: Buffer.alloc(32 * MIB), method: 8 };
  const source = await openOk(zipFile([CSV, { name: 'a.pdf', size: 10, ...zeros }]));
  expect(await faultOf(source, 'a.pdf')).toMatchObject({
    code: 'ARCHIVE_BOMB',
    place: { file: 'a.pdf' },
    details: { measure: 'ratio', limit: 200 },
  });
  await source.close();
  const small = await openOk(zipFile([{ name: 'a.pdf', size: 10, ...zeros }]), { batchMiB: 4 });
  expect(await faultOf(small, 'a.pdf')).toMatchObject({ details: { measure: 'size', limit: 4 } });
});

test('the total counts every file once, however often it is read', async () => {
  const entry = (name: string) => ({ name, content: Buffer.alloc(400 * 1024), method: 8 });
  const liar = { ...entry('c'), content: Buffer.alloc(700 * 1024), size: 1 };
  const source = await openOk(zipFile([entry('a'), liar, CSV]), { batchMiB: 1 });
  for (const _ of [1, 2, 3, 4]) expect(await contentOf(source, 'a')).toHaveLength(400 * 1024);
  expect(await faultOf(source, 'c')).toMatchObject({ code: 'ARCHIVE_BOMB', details: { measure: 'size' } });
});

test('what is repetitive but small is no bomb', async () => {
  const source = await openOk(zipFile([{ name: 'a', content: Buffer.alloc(7 * MIB), method: 8 }]));
  expect(await contentOf(source, 'a')).toHaveLength(7 * MIB);
});

test('a reader that leaves early, and one that is still there at the end, hold nothing open', async () => {
  const content = Buffer.from(Array.from({ length: 2 * MIB }, (_, index) => (index * index) % 251));
  const path = zipFile([
    { name: 'a', content, method: 8 },
    { name: 'b', content },
  ]);
  const source = await openOk(path);
  const unfinished: Readable[] = [];
  for (const name of ['a', 'b']) {
    for await (const _ of await fileOf(source, name).open()) break;
    (await fileOf(source, name).open()).destroy();
    (await fileOf(source, name).open()).on('error', () => {}).destroy(new Error('enough'));
    const late = await fileOf(source, name).open();
    late.once('data', () => late.pause());
    unfinished.push(late);
    await new Promise((done) => setTimeout(done, 20));
  }
  await source.close();
  expect(unfinished.map((stream) => stream.destroyed)).toEqual([true, true]);
  expect(isHeldOpen(path)).toBe(false);
  await expect(contentOf(source, 'a')).rejects.toThrow('after its archive was closed');
});

test('an archive that is cut while it is read is damaged', async () => {
  const content = Buffer.from(Array.from({ length: MIB }, (_, index) => (index * index) % 251));
  const path = zipFile([{ name: 'a', content }]);
  const source = await openOk(path);
  truncateSync(path, MIB / 2);
  expect(await faultOf(source, 'a')).toMatchObject({ details: { reason: 'zip-damaged', detail: 'size' } });
  await source.close();
});

test('a zip is known by its content where its name does not tell', async () => {
  for (const name of ['lot', 'lot.bin', 'lot.csv']) {
    expect(await openOk(zipFile([CSV], {}, name))).toMatchObject({ kind: 'zip', name });
  }
  const workbook = zipFile([{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }], {}, 'lot.xlsx');
  expect(await openRefused(workbook)).toMatchObject([{ details: { reason: 'not-a-batch' } }]);
  expect(isHeldOpen(workbook)).toBe(false);
});

test('what a real archiver writes, with its data descriptors', async () => {
  const path = join(temporaryFolder(), 'lot.zip');
  try {
    execFileSync('zip', ['-q', path, '-'], {
      input: Buffer.alloc(100_000, 'facture'),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch {
    return;
  }
  expect(await contentOf(await openOk(path), '-')).toHaveLength(100_000);
});

test('thousands of entries open fast', async () => {
  const entries = Array.from({ length: 10_000 }, (_, index) => ({
    name: `documents/${index}.pdf`,
    content: 'x',
  }));
  const path = zipFile(entries);
  const start = performance.now();
  const source = await openOk(path);
  expect(source.files).toHaveLength(10_000);
  expect(performance.now() - start).toBeLessThan(3_000);
  await source.close();
});

test('whatever bytes are changed, it is read, or refused, and nothing else', async () => {
  const sound = rawZip([
    { ...CSV, content: 'Date;D\n'.repeat(20) },
    { name: 'documents/a.pdf', content: '%PDF-' },
  ]);
  const path = bytesFile(sound);
  const change = fc.record({ at: fc.nat(sound.length - 1), value: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = Buffer.from(sound);
      for (const { at, value } of changes) bytes[at] = value;
      writeFileSync(path, bytes);
      await readEverything(path);
    }),
    { numRuns: 400 },
  );
  expect(isHeldOpen(path)).toBe(false);
});

async function readEverything(path: string): Promise<void> {
  const findings = new Findings();
  const source = await openBatch(path, DEFAULT_LIMITS, findings);
  expect(source === null).toBe(findings.hasErrors);
  for (const file of source?.files ?? []) {
    const fault = await contentOf(source as NonNullable<typeof source>, file.path).catch(
      (error: unknown) => error,
    );
    if (!Buffer.isBuffer(fault)) expect(fault).toBeInstanceOf(DropFault);
  }
  await source?.close();
}
