/** Files that are dropped onto the page: where they go, what they may be called, and what is left where they don't. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { foldersOf } from '../../src/configuration/folders.ts';
import * as laying from '../../src/web/laying.ts';
import { filesBelow, newRoot } from '../robot/robot-root.ts';
import { rawZip } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type OpenedPage, PlainBrowser, testPage, type UploadedPart } from './opened-page.ts';

const CSV = 'Date;Compte\r\n31/08/2022;401X\r\n';
const ZIP = rawZip([{ name: 'lot/ecritures.csv', content: Buffer.from(CSV) }]);

async function browserOn(changes = {}): Promise<{ root: string; browser: PlainBrowser; opened: OpenedPage }> {
  const { root } = newRoot();
  const opened = await testPage(root, changes);
  const browser = new PlainBrowser(opened);
  await browser.get('/depot');
  return { root, browser, opened };
}

const file = (filename: string, content: string | Buffer = CSV): UploadedPart => ({
  name: 'fichiers',
  filename,
  content,
});
/** A file of a folder that is sent whole. */
const inFolder = (path: string, content: string | Buffer = CSV): UploadedPart => ({
  name: 'arborescence',
  filename: path,
  content,
});
const field = (name: string, content: string): UploadedPart => ({ name, content });

/** What lies in the drop folders, with the names that the page makes up as `page-…`. */
const dropped = (root: string): string[] =>
  [
    ...filesBelow(join(root, 'depot-ami')).map((path) => `ami/${path}`),
    ...filesBelow(join(root, 'depot-isacompta')).map((path) => `isacompta/${path}`),
  ]
    .map((path) => path.replace(/page-\d{8}-\d{6}-[0-9a-f]{4}/g, 'page-…'))
    .sort();

/** What is left of an upload beside the drop folders; the lock is the page's own. */
const left = (root: string): string[] =>
  filesBelow(join(root, 'en-cours')).filter((path) => !/\/verrou(?:-journal)?$/.test(path));

describe('a lot', () => {
  test('lies in the drop folder as it was sent, one for each zip or CSV', async () => {
    const { root, browser } = await browserOn();
    const answer = await browser.upload([
      field('nature', 'lot'),
      field('dossier', ''),
      file('888_sept.zip', ZIP),
      file('999_août.csv'),
    ]);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().text).toContain('888_sept.zip, 999_août.csv');
    expect(dropped(root)).toEqual(['ami/888_sept.zip', 'ami/999_août.csv']);
    expect(readFileSync(join(root, 'depot-ami', '888_sept.zip')).equals(ZIP)).toBe(true);
    expect(left(root)).toEqual([]);
  });

  test('of a company file lies in its folder, under no name that would make that a lot', async () => {
    const { root, browser } = await browserOn();
    await browser.upload([field('dossier', '888'), file('ecritures.csv'), file('autre.zip', ZIP)]);
    expect(dropped(root)).toEqual(['ami/888/autre.zip', 'ami/888/page-….csv']);
  });

  test('of several files is one folder, its documents in their place', async () => {
    const { root, browser } = await browserOn();
    await browser.upload([file('ecritures.csv'), file('lot.json', '{}'), file('facture.pdf', '%PDF-')]);
    expect(dropped(root)).toEqual([
      'ami/page-…/documents/facture.pdf',
      'ami/page-…/ecritures.csv',
      'ami/page-…/lot.json',
    ]);
  });

  test('never takes the place of what is there', async () => {
    const { root, browser } = await browserOn();
    writeFileSync(join(root, 'depot-ami', '888_sept.zip'), 'first');
    await browser.upload([file('888_sept.zip', ZIP)]);
    expect(dropped(root)).toEqual(['ami/888_sept-page-….zip', 'ami/888_sept.zip']);
    expect(readFileSync(join(root, 'depot-ami', '888_sept.zip'), 'utf8')).toBe('first');
  });
});

test('what comes under one name at the same moment lies there, each of it', async () => {
  const { root, browser } = await browserOn();
  const sent = Array.from({ length: 12 }, (_, at) => String(at));
  const answers = await Promise.all(
    sent.flatMap((content) => [
      browser.upload([file('888_sept.csv', content)]),
      browser.upload([inFolder('888_oct/ecritures.csv', content)]),
    ]),
  );
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  const contents = (name: string) =>
    filesBelow(join(root, 'depot-ami'))
      .filter((path) => path.startsWith(name))
      .map((path) => readFileSync(join(root, 'depot-ami', path), 'utf8'));
  expect(contents('888_sept').sort()).toEqual([...sent].sort());
  expect(contents('888_oct').sort()).toEqual([...sent].sort());
  expect(left(root)).toEqual([]);
});

describe('a folder', () => {
  test('lies there as it was sent, under its name, without what a system left in it', async () => {
    const { root, browser } = await browserOn();
    const answer = await browser.upload([
      inFolder('888_sept/ecritures.csv'),
      inFolder('888_sept/documents/août/facture 1.pdf', '%PDF-'),
      inFolder('888_sept/lot.json', '{}'),
      inFolder('888_sept/documents/.DS_Store'),
      inFolder('888_sept/Thumbs.db'),
      inFolder('888_sept/documents/~$facture.docx'),
    ]);
    expect([answer.statusCode, answer.json().text]).toEqual([200, expect.stringContaining(': 888_sept.')]);
    expect(dropped(root)).toEqual([
      'ami/888_sept/documents/août/facture 1.pdf',
      'ami/888_sept/ecritures.csv',
      'ami/888_sept/lot.json',
    ]);
    expect(left(root)).toEqual([]);
  });

  test('is a drop of its own beside others, and takes the place of none', async () => {
    const { root, browser } = await browserOn();
    mkdirSync(join(root, 'depot-ami', '888', '888_sept'), { recursive: true });
    await browser.upload([
      field('dossier', '888'),
      inFolder('888_sept/ecritures.csv'),
      inFolder('888_oct/ecritures.csv'),
      file('888_nov.zip', ZIP),
    ]);
    expect(dropped(root)).toEqual([
      'ami/888/888_nov.zip',
      'ami/888/888_oct/ecritures.csv',
      'ami/888/888_sept-page-…/ecritures.csv',
      'ami/888/888_sept/',
    ]);
  });

  test('that is only the inside of a batch is one batch', async () => {
    const { root, browser } = await browserOn();
    await browser.upload([
      inFolder('documents/facture.pdf', '%PDF-'),
      inFolder('ecritures.csv'),
      inFolder('lot.json', '{}'),
    ]);
    expect(dropped(root)).toEqual([
      'ami/page-…/documents/facture.pdf',
      'ami/page-…/ecritures.csv',
      'ami/page-…/lot.json',
    ]);
  });

  test('of settings is one export, told whose it is', async () => {
    const { root, browser } = await browserOn();
    const settings = field('nature', 'parametrage');
    await browser.upload([settings, field('dossier', '0742'), inFolder('export/comptes.csv')]);
    await browser.upload([settings, field('dossier', '0742'), inFolder('0742_mars/comptes.csv')]);
    expect(dropped(root)).toEqual(['isacompta/0742_export/comptes.csv', 'isacompta/0742_mars/comptes.csv']);
  });
});

test('settings are one export, apart from what lies loose there', async () => {
  const { root, browser } = await browserOn();
  const settings = field('nature', 'parametrage');
  await browser.upload([settings, field('dossier', '0742'), file('comptes.csv'), file('entreprise.csv')]);
  await browser.upload([settings, file('BOULANG.ECR'), file('entreprise.csv')]);
  await browser.upload([settings, file('0742_export.zip', ZIP)]);
  expect(dropped(root)).toEqual([
    'isacompta/0742_export.zip',
    'isacompta/0742_page-…/comptes.csv',
    'isacompta/0742_page-…/entreprise.csv',
    'isacompta/page-…/BOULANG.ECR',
    'isacompta/page-…/entreprise.csv',
  ]);
});

describe('nothing is dropped', () => {
  const refusals: readonly (readonly [string, readonly UploadedPart[], string])[] = [
    ['without a file', [field('dossier', '888')], 'Aucun fichier'],
    ['of a form without a choice', [{ name: 'fichiers', filename: '', content: '' }], 'Aucun fichier'],
    ['of what is too large', [file('a.zip', Buffer.alloc(3_000_000))], 'trop gros'],
    [
      'of several that are too large together',
      [file('a.csv', Buffer.alloc(1_500_000)), file('b.csv', Buffer.alloc(1_500_000))],
      'trop gros',
    ],
    ['of too many files', ['a', 'b', 'c', 'd'].map((name) => file(`${name}.csv`)), 'trop de fichiers'],
    ...['zzz', '', 'Lot'].map((nature): [string, UploadedPart[], string] => [
      `of what is neither a batch nor settings (“${nature}”)`,
      [field('nature', nature), file('888_a.csv')],
      'doit être un lot d’AMI COMPTA ou un paramétrage d’ISACOMPTA',
    ]),
    ['for what is no company file', [field('dossier', '../888'), file('a.csv')], 'n’en est pas un'],
    [
      'of a name that is too long for a disk, nor what stands before it',
      [file('888_premier.csv'), file(`889_${'é'.repeat(180)}.csv`)],
      'trop long',
    ],
    ['of a folder with such a name', [inFolder(`L/${'é'.repeat(110)}/a.csv`)], 'trop long'],
    ['under a name that reads as another', [file('facture\u202evsc.exe.csv')], 'Renommez-le'],
    ['of a folder with such a name in it', [inFolder('L/\u2066a.csv')], 'Renommez-le'],
    ['of names that are the same', [file('a.csv'), file('A.CSV')], 'même nom'],
    ['of paths that are the same', [inFolder('L/a.csv'), inFolder('l/A.CSV')], 'même nom'],
    ['of a file that is also a folder', [inFolder('L/a'), inFolder('L/a/b.csv')], 'même nom'],
    [
      'of a document that would lie where another does',
      [file('a.pdf'), inFolder('documents/a.pdf')],
      'même nom',
    ],
    ['of a folder of what a system left', [inFolder('L/Thumbs.db')], 'Aucun fichier'],
    ['of a folder with too many files', ['a', 'b', 'c', 'd'].map((name) => inFolder(`L/${name}`)), 'trop de'],
    [
      'of a folder with one bad name, not the others either',
      [inFolder('L/ecritures.csv'), inFolder('L/documents/NUL.pdf')],
      'Le nom «\u00a0NUL.pdf\u00a0» n’est pas accepté par Windows',
    ],
    ...[
      'L/../../a.csv',
      '../a.csv',
      '/etc/a.csv',
      'C:\\L\\a.csv',
      'C:/L/a.csv',
      '\\\\serveur\\a.csv',
      'L/.. /a.csv',
      'L/CON/a.csv',
      'L/.git/config',
      'L./a.csv',
      'L/a:b',
      'LISEZMOI.txt/a.csv',
      `${'L/'.repeat(40)}a.csv`,
    ].map((path): [string, UploadedPart[], string] => [
      `of a folder under the path ${path}`,
      [inFolder(path)],
      'Renommez-le',
    ]),
    ...[
      'LISEZMOI.txt',
      '.caché.csv',
      'CON.csv',
      'a.csv.part',
      '~$a.csv',
      'Thumbs.db',
      'fin .',
      'a:b.csv',
    ].map((name): [string, UploadedPart[], string] => [
      `under the name ${name}`,
      [file(name)],
      'Renommez-le',
    ]),
  ];

  test.each(refusals)('%s', async (_, parts, sentence) => {
    const { root, browser } = await browserOn({ limits: { documentMiB: 1, batchMiB: 2, files: 3 } });
    const answer = await browser.upload(parts);
    expect([answer.statusCode, answer.json().text]).toEqual([400, expect.stringContaining(sentence)]);
    expect([dropped(root), left(root)]).toEqual([[], []]);
  });

  test('without the token of the page, nor from elsewhere', async () => {
    const { root, browser } = await browserOn();
    expect((await browser.upload([file('a.csv')], { token: '' })).statusCode).toBe(403);
    expect(
      (await browser.upload([file('a.csv')], { headers: { origin: 'http://evil.example' } })).statusCode,
    ).toBe(403);
    expect([dropped(root), left(root)]).toEqual([[], []]);
  });

  test('outside the drop folder, whatever a file is called', async () => {
    const { root, browser } = await browserOn();
    const before = readdirSync(root).sort();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', '/', '\\', 'a', 'C:', '%2e%2e', '\u202e', 'é', 'registre.db'), {
          maxLength: 6,
        }),
        fc.boolean(),
        async (pieces, isInFolder) => {
          await browser.upload([(isInFolder ? inFolder : file)(`${pieces.join('')}.csv`)]);
        },
      ),
      { numRuns: 100, verbose: 1 },
    );
    expect(readdirSync(root).sort()).toEqual(before);
    expect(readdirSync(join(root, '..')).filter((name) => name.endsWith('.csv'))).toEqual([]);
    expect(left(root)).toEqual([]);
  });
});

test('what was dropped before the machine refused the rest is told by its name', async () => {
  const { root, browser, opened } = await browserOn();
  vi.spyOn(laying, 'layFolder').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  onTestFinished(() => void vi.restoreAllMocks());
  const answer = await browser.upload([file('888_a.csv'), inFolder('888_b/ecritures.csv')]);
  expect(answer.statusCode).toBe(500);
  expect(answer.json().text).toMatch(/partie seulement.*: 888_a\.csv\./);
  expect(dropped(root)).toEqual(['ami/888_a.csv']);
  expect([left(root), opened.faults]).toEqual([[], [expect.objectContaining({ code: 'ENOSPC' })]]);
});

test.each([
  ['multipart/form-data', 400, 'pas pu être comprise'],
  ['text/plain', 406, 'pas pu être comprise'],
  ['application/x-neverheard', 415, 'pas pu être comprise'],
])('what is sent as %s is no upload, and no fault of the program', async (type, status, sentence) => {
  const { browser, opened } = await browserOn();
  const answer = await browser.upload([file('a.csv')], { headers: { 'content-type': type } });
  expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(sentence)]);
  expect(opened.faults).toEqual([]);
});

test('whatever kept an upload from its end is told as a sentence', async () => {
  const { browser } = await browserOn();
  const refused = await browser.upload([file('a.csv')], { token: '' });
  expect([refused.statusCode, refused.json().text]).toEqual([403, expect.stringContaining('Rechargez-la')]);
  vi.spyOn(laying, 'layFile').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  onTestFinished(() => void vi.restoreAllMocks());
  const full = await browser.upload([file('a.csv')]);
  expect([full.statusCode, full.json().text]).toEqual([500, expect.stringContaining('plein')]);
});

test('a form without a script gets its answer as a page', async () => {
  const { browser } = await browserOn();
  const headers = { accept: 'text/html' };
  const good = await browser.upload([file('888_a.csv')], { headers });
  expect(good.statusCode).toBe(200);
  expect(good.body).toMatch(/class="notice notice-good">Déposé.*888_a\.csv/);
  const bad = await browser.upload([], { headers });
  expect(bad.statusCode).toBe(400);
  expect(bad.body).toContain('Aucun fichier');
});

test('what a crash left of an upload is gone at the next start', async () => {
  const root = temporaryFolder();
  const { claimed } = foldersOf({ root, database: null });
  for (const name of ['depot-ami', 'depot-isacompta']) mkdirSync(join(root, name));
  const abandoned = join(claimed, 'page-00000000');
  mkdirSync(abandoned, { recursive: true });
  writeFileSync(join(abandoned, 'half.part'), 'x');
  mkdirSync(join(claimed, 'robot-00000000'));
  const first = await testPage(root);
  const own = readdirSync(claimed).filter((name) => name.startsWith('page-'));
  await testPage(root);
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(join(claimed, 'robot-00000000'))).toBe(true);
  // Another page's folder is its own as long as that lives.
  expect(existsSync(join(claimed, own[0] ?? ''))).toBe(true);
  expect(first.faults).toEqual([]);
});
