/** `replay` on the built program, after the robot has worked: out of the archive, with today's settings. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { codesOf, jsonOf, withPlainSpaces } from '../support/program.ts';
import { writeSettings } from '../support/settings-export.ts';
import { Bureau } from './robot-process.ts';

function newBureau(): Bureau {
  const bureau = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => bureau.remove());
  return bureau;
}

async function sweep(bureau: Bureau): Promise<void> {
  const ended = await bureau.run(['watch', '--once']);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(bureau.files('en-cours')).toEqual([]);
}

/** A batch with a document, dropped; company file 888. */
function dropLot(bureau: Bureau, lot = 'LOT-A', rows = purchase('P1', { documents: 'facture.pdf' })): void {
  writeBatch(bureau.path('depot-ami'), '888_lot', {
    csv: csvText(rows),
    notice: { lot },
    documents: { 'facture.pdf': PDF },
  });
}

/** The ids of the drops of company file 888, newest first. */
async function ids(bureau: Bureau): Promise<string[]> {
  const { batches } = jsonOf(await bureau.run(['list', '--json']));
  return (batches as { id: string }[]).map(({ id }) => id);
}

async function expectSoundArchives(bureau: Bureau, count: number): Promise<void> {
  const ended = await bureau.run(['archive', 'verify', '--json']);
  expect(jsonOf(ended)).toEqual({ verified: count, faults: [] });
}

const ACCOUNTS = ['40100000;FOURNISSEURS;;', '44566000;TVA DÉDUCTIBLE;;', '401FOURN;FOURNISSEUR;;40100000'];

function dropSettings(bureau: Bureau, ...accounts: readonly string[]): void {
  writeSettings(bureau.path('depot-isacompta/888_export'), {
    accounts: [...ACCOUNTS, ...accounts],
    vatCodes: ['A5;TVA 20 %;44566000;20,00'],
    thirdParties: [],
  });
}

test('a batch that the settings refused is delivered with those of today', async () => {
  const bureau = newBureau();
  dropSettings(bureau);
  await sweep(bureau);
  expect(bureau.files('a-publier')).toEqual(['888/888_0001_creation.json']);

  dropLot(bureau);
  await sweep(bureau);
  const report = JSON.parse(readFileSync(bureau.path('refuses/888_lot/rapport.json'), 'utf8'));
  expect(JSON.stringify(report)).toContain('ACCOUNT_UNKNOWN');
  const [refused = ''] = await ids(bureau);

  const still = await bureau.run(['replay', refused, '--json']);
  expect(still.exitCode).toBe(1);
  expect(codesOf(jsonOf(still))).toContain('ACCOUNT_UNKNOWN');
  expect(jsonOf(still)).toMatchObject({ status: 'refused', of: refused });
  // Each place is told once.
  expect(withPlainSpaces(still.stderr)).toContain('[ACCOUNT_UNKNOWN] ecritures.csv, ligne 2, colonne');
  expect(still.stderr).not.toMatch(/ecritures\.csv.*ecritures\.csv/);

  dropSettings(bureau, '60110000;ACHATS DE SEMENCES;;');
  await sweep(bureau);
  expect(bureau.files('a-publier')).toEqual(['888/888_0001_creation.json', '888/888_0002_modification.json']);
  const modification = JSON.parse(
    readFileSync(bureau.path('a-publier/888/888_0002_modification.json'), 'utf8'),
  );
  expect(modification.changes).toMatchObject([{ kind: 'account-added', key: '60110000' }]);

  const ended = await bureau.run(['replay', refused, '--json']);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(jsonOf(ended)).toMatchObject({
    of: refused,
    batch: 'LOT-A',
    dossier: '888',
    status: 'delivered',
    revision: 0,
    entries: 1,
    movements: 3,
    debit: '120.00',
    credit: '120.00',
    documents: 1,
  });
  expect(bureau.imports('888')).toHaveLength(1);
  expect(bureau.files('en-cours')).toEqual([]);
  // The drop that was refused is still there to be looked at, and the same settings again say nothing new.
  expect(existsSync(bureau.path('refuses/888_lot/888_lot/ecritures.csv'))).toBe(true);
  dropSettings(bureau, '60110000;ACHATS DE SEMENCES;;');
  await sweep(bureau);
  expect(bureau.files('a-publier')).toHaveLength(2);
  await expectSoundArchives(bureau, 6);
}, 60_000);

test('a batch that was delivered is only delivered again where that is asked for, under a new name each time', async () => {
  const bureau = newBureau();
  dropLot(bureau);
  await sweep(bureau);
  const [first = ''] = bureau.imports('888');
  const content = readFileSync(bureau.path(`a-integrer/888/${first}`));

  const refused = await bureau.run(['replay', 'LOT-A']);
  expect(refused.exitCode).toBe(1);
  expect(withPlainSpaces(refused.stderr)).toContain('a déjà été livré');
  expect(refused.stderr).toContain('--again');
  expect(jsonOf(await bureau.run(['replay', 'LOT-A', '--json']))).toMatchObject({ status: 'duplicate' });
  expect(bureau.imports('888')).toEqual([first]);

  // ISACOMPTA has taken the first one; its name is not used again all the same.
  for (const name of bureau.files('a-integrer')) rmSync(bureau.path(`a-integrer/${name}`));
  for (const revision of [1, 2]) {
    const ended = await bureau.run(['replay', 'LOT-A', '--again', '--json']);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(jsonOf(ended)).toMatchObject({ status: 'delivered', revision });
  }
  const again = bureau.imports('888');
  expect(again).toHaveLength(2);
  expect(new Set([first, ...again]).size).toBe(3);
  for (const name of again) {
    expect(existsSync(bureau.path(`a-integrer/888/${name.replace(/ECR$/, 'zip')}`))).toBe(true);
    expect(readFileSync(bureau.path(`a-integrer/888/${name}`))).toEqual(content);
  }
  // Dropped once more, it is a duplicate as before.
  dropLot(bureau);
  await sweep(bureau);
  expect(bureau.files('doublons')).toContain('888_lot.txt');
  await expectSoundArchives(bureau, 4);
});

test('a batch id that two company files have asks for the id of the drop', async () => {
  const bureau = newBureau();
  for (const dossier of ['888', '889']) {
    const csv = csvText(purchase(`P${dossier}`));
    writeBatch(bureau.path('depot-ami'), `${dossier}_lot`, { csv, notice: { lot: 'LOT-A' } });
  }
  await sweep(bureau);
  const ended = await bureau.run(['replay', 'LOT-A', '--again']);
  expect(ended.exitCode).toBe(2);
  for (const id of await ids(bureau)) expect(ended.stderr).toContain(id);
  expect(bureau.imports('888').length + bureau.imports('889').length).toBe(2);
});

test('an empty file in place of the register tells that, or is left as it is where nothing was received', async () => {
  const bureau = newBureau();
  writeFileSync(bureau.path('registre.db'), '');
  expect((await bureau.run(['replay', 'LOT-A'])).exitCode).toBe(2);
  expect(readFileSync(bureau.path('registre.db'), 'utf8')).toBe('');
  mkdirSync(bureau.path('archives/2026/11'), { recursive: true });
  writeFileSync(bureau.path('archives/2026/11/20261124-101500-3f2a9c.zip'), '');
  for (const command of [['replay', 'LOT-A'], ['list'], ['pending'], ['history']]) {
    const ended = await bureau.run([...command, '--json']);
    expect([ended.exitCode, jsonOf(ended)], command[0]).toMatchObject([
      3,
      { error: { code: 'REGISTER_LOST' } },
    ]);
  }
  expect(readFileSync(bureau.path('registre.db'), 'utf8')).toBe('');
});

test('what is not known, or was never received, is wrong usage', async () => {
  const bureau = newBureau();
  const before = await bureau.run(['replay', 'LOT-A', '--json']);
  expect([before.exitCode, jsonOf(before)]).toMatchObject([2, { error: { code: 'USAGE' } }]);
  expect(existsSync(bureau.path('registre.db'))).toBe(false);
  dropLot(bureau);
  await sweep(bureau);
  const ended = await bureau.run(['replay', 'LOT-B']);
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain('LOT-B');
});

test('an archive that was changed is told, and nothing is delivered or left', async () => {
  const bureau = newBureau();
  dropLot(bureau, 'LOT-A', purchase('P1').slice(0, 2));
  await sweep(bureau);
  const [id = ''] = await ids(bureau);
  const [archive = ''] = bureau.files('archives');
  const path = bureau.path(`archives/${archive}`);
  chmodSync(path, 0o644);
  const bytes = readFileSync(path);
  bytes.write('x', bytes.indexOf('ecritures.csv') + 200);
  writeFileSync(path, bytes);
  const ended = await bureau.run(['replay', id]);
  expect(ended.exitCode, ended.stderr).toBe(1);
  expect(ended.stderr).toContain('ecritures.csv');
  expect(withPlainSpaces(ended.stderr)).toContain(`${archive} : `);
  expect(ended.stderr).toContain('a changé depuis l’archivage');
  expect(bureau.files('en-cours')).toEqual([]);
  expect(bureau.files('a-integrer')).toEqual([]);
});

test('an archive that was purged is told with the day, and none asks to put it back', async () => {
  const bureau = newBureau();
  dropLot(bureau);
  await sweep(bureau);
  const [id = ''] = await ids(bureau);
  const purge = await bureau.run(['archive', 'purge', '--before', '2090-01-01', '--force']);
  expect(purge.exitCode, purge.stderr).toBe(0);
  const ended = await bureau.run(['replay', id, '--again']);
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain(`L’archive du dépôt ${id} a été supprimée le `);
  expect(bureau.files('en-cours')).toEqual([]);
});
