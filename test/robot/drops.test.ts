/** What counts as a drop, and when it has changed, on real folders. */
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Folders } from '../../src/configuration/folders.ts';
import { type Drop, isUnchanged, listDrops, readingFault } from '../../src/robot/drops.ts';
import { newRoot } from './robot-root.ts';

const IS_WINDOWS = process.platform === 'win32';

/** Files by their path from the root, made with their folders; a path that ends with `/` is an empty folder. */
function made(folders: Folders, ...paths: readonly string[]): Folders {
  for (const path of paths) {
    const target = join(folders.root, ...path.split('/'));
    mkdirSync(path.endsWith('/') ? target : join(target, '..'), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, 'x');
  }
  return folders;
}

/** Kind and path from the root of what is listed. */
async function listed(folders: Folders): Promise<string[]> {
  return (await listDrops(folders)).map(({ kind, name, from }) => `${kind} ${[...from, name].join('/')}`);
}

async function only(folders: Folders): Promise<Drop> {
  const [drop, ...others] = await listDrops(folders);
  if (drop === undefined || others.length > 0) throw new Error(`${others.length + 1} drops`);
  return drop;
}

describe('the listing', () => {
  test('has both drop folders, and those of company files below the one of AMI COMPTA', async () => {
    const folders = made(
      newRoot(),
      'depot-ami/888_lot/ecritures.csv',
      'depot-ami/888_lot.zip',
      'depot-ami/888_seul.csv',
      'depot-ami/889/lot/ecritures.csv',
      'depot-ami/889/lot.zip',
      'depot-isacompta/888_export/comptes.csv',
    );
    expect(await listed(folders)).toEqual([
      'batch depot-ami/888_lot',
      'batch depot-ami/888_lot.zip',
      'batch depot-ami/888_seul.csv',
      'batch depot-ami/889/lot',
      'batch depot-ami/889/lot.zip',
      'settings depot-isacompta/888_export',
    ]);
  });

  test.each(['ecritures.csv', 'ECRITURES.CSV', 'lot.json', 'documents/facture.pdf'])(
    'takes a folder that is named like a company file and holds %s for a batch',
    async (inner) => {
      expect(await listed(made(newRoot(), `depot-ami/888/${inner}`))).toEqual(['batch depot-ami/888']);
    },
  );

  test('knows company folders of batches alone, and one level of them', async () => {
    const folders = made(newRoot(), 'depot-isacompta/888/comptes.csv', 'depot-ami/888/889/note.csv');
    expect(await listed(folders)).toEqual(['batch depot-ami/888/889', 'settings depot-isacompta/888']);
  });

  test('passes over what others leave beside, and the program’s own notice', async () => {
    const names = [
      'Thumbs.db',
      'desktop.ini',
      '.DS_Store',
      '~$lot.csv',
      'lot.part',
      'lot.TMP',
      'LISEZMOI.txt',
    ];
    const names2 = [
      'lot.zip.crdownload',
      'lot.filepart',
      '@eaDir/index.csv',
      '888/.DS_Store',
      '888/lot.part',
    ];
    const paths = [...names, ...names2].map((name) => `depot-ami/${name}`);
    expect(await listed(made(newRoot(), ...paths))).toEqual([]);
  });

  test('has no empty folder, nor one of such names alone', async () => {
    const folders = made(
      newRoot(),
      'depot-ami/888_lot/documents/',
      'depot-ami/888_autre/lot.part',
      'depot-ami/889/',
    );
    expect(await listed(folders)).toEqual([]);
  });

  test.each([
    ['888.ECR', '888'],
    ['SAUVE.TMP.ECR', 'parametrage'],
    ['LISEZMOI.txt.txt', 'parametrage'],
    ['...ECR', 'parametrage'],
  ])('calls files that lie loose after the native one among them: %s', async (native, name) => {
    const folders = made(newRoot(), `depot-isacompta/${native}`, 'depot-isacompta/entreprise.csv');
    expect(await listed(folders)).toEqual([`settings depot-isacompta/${name}`]);
  });

  test('knows what lies loose for one drop, however much of it is there by now', async () => {
    const folders = made(newRoot(), 'depot-isacompta/entreprise.csv', 'depot-isacompta/888.zip');
    const key = join(folders.isacomptaDrops, '*');
    const [zip, first] = await listDrops(folders);
    expect([zip?.isLoose, first]).toMatchObject([false, { key, isLoose: true, parts: null }]);
    made(folders, 'depot-isacompta/888.ECR');
    expect((await listDrops(folders))[1]).toMatchObject({
      key,
      isLoose: true,
      parts: ['888.ECR', 'entreprise.csv'],
    });
    made(folders, 'depot-isacompta/889.ECR');
    const keys = (await listDrops(folders)).slice(1).map((drop) => drop.key);
    expect(keys).toEqual(
      ['888.ECR', '889.ECR', 'entreprise.csv'].map((name) => join(folders.isacomptaDrops, name)),
    );
  });

  test('is empty where a drop folder, or the root, is gone', async () => {
    const folders = made(newRoot(), 'depot-ami/888_lot.csv');
    rmSync(folders.isacomptaDrops, { recursive: true });
    expect(await listed(folders)).toEqual(['batch depot-ami/888_lot.csv']);
    rmSync(folders.root, { recursive: true });
    expect(await listed(folders)).toEqual([]);
  });

  test('has a link as what it is, and never follows it', async () => {
    const folders = made(newRoot(), 'ailleurs/ecritures.csv');
    symlinkSync(join(folders.root, 'ailleurs'), join(folders.amiDrops, '888_lien'), 'junction');
    symlinkSync(join(folders.root, 'nulle-part'), join(folders.amiDrops, '888_perdu'), 'junction');
    symlinkSync(join(folders.root, 'ailleurs'), join(folders.amiDrops, '888'), 'junction');
    expect(await listed(folders)).toEqual([
      'batch depot-ami/888',
      'batch depot-ami/888_lien',
      'batch depot-ami/888_perdu',
    ]);
    const [drop] = await listDrops(folders);
    if (drop === undefined) throw new Error('None');
    appendFileSync(join(folders.root, 'ailleurs', 'ecritures.csv'), 'more');
    expect(await isUnchanged(drop)).toBe(true);
    expect(await readingFault(drop)).toBeNull();
  });
});

describe('a drop has changed', () => {
  const PATH = 'depot-ami/888_lot/documents/facture.pdf';

  test.each([
    ['a file grows', (file: string) => appendFileSync(file, 'y')],
    ['a file is written again', (file: string) => utimesSync(file, 0, 1_700_000_000)],
    ['a file comes', (file: string) => writeFileSync(`${file}.pdf`, '')],
    ['a file goes', (file: string) => rmSync(file)],
    ['a file has another name', (file: string) => renameSync(file, `${file}.pdf`)],
    ['the drop is gone', (file: string) => rmSync(join(file, '..', '..'), { recursive: true })],
  ])('when %s', async (_, change) => {
    const folders = made(newRoot(), PATH, 'depot-ami/888_lot/ecritures.csv');
    const drop = await only(folders);
    expect(await isUnchanged(drop)).toBe(true);
    change(join(folders.root, ...PATH.split('/')));
    expect(await isUnchanged(drop)).toBe(false);
  });

  test('but not when something of no matter comes beside it', async () => {
    const folders = made(newRoot(), PATH);
    const drop = await only(folders);
    made(folders, 'depot-ami/888_lot/documents/Thumbs.db', 'depot-ami/888_lot/~$ecritures.csv');
    expect(await isUnchanged(drop)).toBe(true);
  });

  test('also when a file of the same size and time took the place of another', async () => {
    const folders = made(newRoot(), PATH);
    const file = join(folders.root, ...PATH.split('/'));
    utimesSync(file, 1_700_000_000, 1_700_000_000);
    const drop = await only(folders);
    writeFileSync(`${file}.neu`, 'z');
    utimesSync(`${file}.neu`, 1_700_000_000, 1_700_000_000);
    renameSync(`${file}.neu`, file);
    expect(await isUnchanged(drop)).toBe(false);
  });
});

test.skipIf(IS_WINDOWS)('a drop that went away can’t be read, and is no error', async () => {
  const folders = made(newRoot(), 'depot-ami/888_lot/ecritures.csv');
  const drop = await only(folders);
  expect(await readingFault(drop)).toBeNull();
  rmSync(drop.key, { recursive: true });
  expect(await readingFault(drop)).toMatchObject({ code: 'ENOENT' });
});
