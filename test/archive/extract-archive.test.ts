import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractDrop } from '../../src/archive/extract-archive.ts';
import { diskName, memberPart } from '../../src/archive/member-name.ts';
import { type ExpectedArchive, verifyArchive } from '../../src/archive/verify-archive.ts';
import { DROP_FILES, type SealedDrop, seal, writeFiles } from '../support/archive.ts';
import { rawZip } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const IS_WINDOWS = process.platform === 'win32';

function expected({ path, archive, record, manifestHash }: SealedDrop): ExpectedArchive {
  return { path, archive, id: record.id, manifestHash };
}

/** Every path below a folder with its bytes, null for a folder. */
function treeOf(folder: string): [string, string | null][] {
  const slash = Buffer.from('/');
  const walk = (path: Buffer, told: string): [string, string | null][] => {
    if (!statSync(path).isDirectory()) return [[told, readFileSync(path).toString('latin1')]];
    const below = readdirSync(path, { encoding: 'buffer' }).flatMap((name) =>
      walk(Buffer.concat([path, slash, name]), `${told}/${name.toString('latin1')}`),
    );
    return [[told, null], ...below];
  };
  return walk(Buffer.from(folder), '').sort(([one], [other]) => (one < other ? -1 : 1));
}

test('the drop comes back as it came, under its name, in a folder that is made', async () => {
  const base = temporaryFolder();
  const drop = join(base, 'en-cours/20261124-101500-3f2a9c/888_2022-09');
  mkdirSync(join(drop, 'vide', 'profond'), { recursive: true });
  const long = `${'très-'.repeat(20)}long/`.repeat(4);
  const sealed = await seal(base, {
    files: { ...DROP_FILES, [`${long}pièce.pdf`]: 'x', 'grand.pdf': Buffer.alloc(5_000_000, 'été') },
  });
  const target = join(base, 'neuf', 'sorti');
  const extracted = await extractDrop(expected(sealed), target);
  expect(extracted).toMatchObject({ files: 6, skipped: [] });
  expect(treeOf(join(target, '888_2022-09'))).toEqual(treeOf(drop));
  expect(readdirSync(join(base, 'neuf'))).toEqual(['sorti']);
});

test.skipIf(IS_WINDOWS)('names of any bytes come back; what was not archived is told', async () => {
  const base = temporaryFolder();
  const drop = join(base, 'en-cours/20261124-101500-3f2a9c/888_2022-09');
  mkdirSync(drop, { recursive: true });
  for (const name of ['a\\b', 'l\n2', '%25', '%', '%2f', 'C:x', 'NUL.pdf', 'fin.', 'e\u0301'])
    writeFileSync(join(drop, name), name);
  const raw = Buffer.concat([Buffer.from(`${drop}/`), Buffer.from([0xff, 0x5c, 0xe9])]);
  mkdirSync(raw);
  writeFileSync(Buffer.concat([raw, Buffer.from('/x')]), 'in');
  const sealed = await seal(base, { files: {} });
  await extractDrop(expected(sealed), join(base, 'sorti'));
  expect(treeOf(join(base, 'sorti', '888_2022-09'))).toEqual(treeOf(drop));

  const other = temporaryFolder();
  const linked = writeFiles(join(other, 'en-cours/20261124-101500-3f2a9c/888_2022-09'), DROP_FILES);
  symlinkSync('/etc/hostname', join(linked, 'lien'));
  const { skipped } = await extractDrop(expected(await seal(other)), join(other, 'sorti'));
  expect(skipped).toEqual([{ path: 'depot/888_2022-09/lien', kind: 'link' }]);
});

test('whatever the bytes of a name, its spelling is plain text and gives them back', () => {
  const name = fc.uint8Array({ minLength: 1, maxLength: 20 });
  const alike = fc.string({ unit: fc.constantFrom('%', '2', '5', 'C', 'F', '\\', 'é'), minLength: 1 });
  fc.assert(
    fc.property(
      fc.oneof(
        name,
        alike.map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        const part = memberPart(Buffer.from(bytes));
        expect(part).not.toMatch(/[\\\p{Cc}\p{Cs}]/u);
        expect([...diskName(part)]).toEqual([...bytes]);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('nothing is written over, nor beside', async () => {
  const base = temporaryFolder();
  const sealed = await seal(base);
  const target = join(base, 'sorti');
  mkdirSync(target);
  await expect(extractDrop(expected(sealed), target)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readdirSync(target)).toEqual([]);
  expect(readdirSync(base).sort()).toEqual(['archives', 'en-cours', 'sorti', 'sorties']);
});

test('nothing comes out of an archive that is not what was sealed', async () => {
  const base = temporaryFolder();
  const sealed = await seal(base);
  const bytes = readFileSync(sealed.path);
  chmodSync(sealed.path, 0o644);
  bytes[bytes.indexOf('401ORANGE')] = 0x35;
  writeFileSync(sealed.path, bytes);
  const target = join(base, 'sorti');
  await expect(extractDrop(expected(sealed), target)).rejects.toMatchObject({
    name: 'ArchiveError',
    faults: [{ kind: 'member-changed', member: 'depot/888_2022-09/ecritures.csv' }],
  });
  expect(existsSync(target)).toBe(false);
});

test.skipIf(IS_WINDOWS).each(['NUL.pdf', 'fin.', 'a?b', 'a\\b'])(
  'the name %j can’t be had on Windows: it is told, and nothing is written',
  async (name) => {
    const base = temporaryFolder();
    const sealed = await seal(base, { files: { 'a.csv': 'x', [name]: 'y' } });
    const refused = extractDrop(expected(sealed), join(base, 'sorti'), 'win32');
    await expect(refused).rejects.toMatchObject({ faults: [{ kind: 'member-unsafe' }] });
    expect(readdirSync(base).sort()).toEqual(['archives', 'en-cours', 'sorties']);
  },
);

test.each(['depot/../x', 'depot/a/%2E%2E/x', 'depot/a%2Fb', 'depot/a%00', 'depot//x', 'depot/.'])(
  'the member %j leads nowhere',
  async (member) => {
    const base = temporaryFolder();
    const file = { path: member, bytes: 1, sha256: sha256('x') };
    const manifest = { version: 1, id: 'x', files: [file], folders: [], skipped: [] };
    const zip = rawZip([
      { name: member, content: 'x' },
      { name: 'manifeste.json', content: JSON.stringify(manifest) },
    ]);
    zip.writeUInt16LE(64, zip.length - 2);
    const path = join(base, 'x.zip');
    writeFileSync(path, Buffer.concat([zip, Buffer.from(sha256(zip))]));
    const whole = { path, archive: 'x.zip', id: 'x', manifestHash: null };
    expect(await verifyArchive(whole)).toEqual([]);
    await expect(extractDrop(whole, join(base, 'sorti'))).rejects.toMatchObject({
      faults: [{ kind: 'member-unsafe', member }],
    });
    expect(readdirSync(base)).toEqual(['x.zip']);
  },
);

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
