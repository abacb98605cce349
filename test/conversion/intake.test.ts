/** What is known of a batch before its first entry is read: its id, its company file, its separator. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Intake, takeIn } from '../../src/conversion/intake.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { DEFAULT_LIMITS } from '../../src/model/limits.ts';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { rawZip } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CSV = csvText(purchase('P1'));

describe('the id of a batch that brings none', () => {
  test('is the same for a folder, whatever its name, and its zip, at its top or one folder down', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: CSV, documents: { 'a.pdf': PDF } });
    const first = await idOf(path);
    expect(first).toMatch(/^[0-9a-f]{8}$/);
    renameSync(path, join(folder, '999_autre'));
    expect(await idOf(join(folder, '999_autre'))).toBe(first);
    for (const prefix of ['', 'lot/']) {
      const zip = join(folder, `1_${prefix.length}.zip`);
      const entries = [
        { name: `${prefix}documents/a.pdf`, content: PDF },
        { name: `${prefix}ecritures.csv`, content: CSV, method: 8 },
      ];
      writeFileSync(zip, rawZip(entries));
      expect(await idOf(zip)).toBe(first);
    }
  });

  test('of a lone CSV does not depend on its name', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '1_a.csv'), CSV);
    writeFileSync(join(folder, '2_b.csv'), CSV);
    expect(await idOf(join(folder, '1_a.csv'))).toBe(await idOf(join(folder, '2_b.csv')));
  });

  test('changes with any byte of any file, and with a name', async () => {
    const folder = temporaryFolder();
    const ids = await Promise.all(
      [
        { csv: CSV, documents: { 'a.pdf': PDF } },
        { csv: `${CSV} `, documents: { 'a.pdf': PDF } },
        { csv: CSV, documents: { 'b.pdf': PDF } },
        { csv: CSV, documents: { 'a.pdf': Buffer.concat([PDF, PDF]) } },
        { csv: CSV },
        { csv: CSV, notice: {} },
      ].map((files, index) => idOf(writeBatch(folder, `888_${index}`, files))),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is not changed by what a system leaves beside the files', async () => {
    const folder = temporaryFolder();
    const path = writeBatch(folder, '888_lot', { csv: CSV });
    const before = await idOf(path);
    mkdirSync(join(path, '__MACOSX'));
    for (const name of ['Thumbs.db', '.DS_Store', join('__MACOSX', 'x'), 'copie.part'])
      writeFileSync(join(path, name), 'x');
    expect(await idOf(path)).toBe(before);
  });

  test('gives way to lot.json', async () => {
    const folder = temporaryFolder();
    expect(await idOf(writeBatch(folder, '888_lot', { csv: CSV, notice: { lot: '2022-09-A' } }))).toBe(
      '2022-09-A',
    );
  });
});

test.each([
  [';', '\r\n'],
  [',', '\n'],
  ['\t', '\r'],
] as const)('the separator %j and the line ends %j are found out', async (delimiter, lineEnd) => {
  const folder = temporaryFolder();
  const csv = csvText(purchase('P1'), { delimiter, lineEnd });
  const { intake } = await takenIn(writeBatch(folder, '888_lot', { csv }));
  expect(intake?.text.shape).toMatchObject({ delimiter, lineBreak: lineEnd });
});

test('the file is called ecritures.csv, or is the only CSV', async () => {
  const folder = temporaryFolder();
  const path = writeBatch(folder, '888_lot', { csv: CSV });
  renameSync(join(path, 'ecritures.csv'), join(path, 'Export.CSV'));
  expect((await takenIn(path)).intake?.text.file).toBe('Export.CSV');
  writeFileSync(join(path, 'autre.csv'), CSV);
  const { intake, findings } = await takenIn(path);
  expect(intake).toBe(null);
  expect(findings).toMatchObject([{ code: 'BATCH_UNREADABLE', details: { reason: 'several-csv' } }]);
  writeFileSync(join(path, 'ECRITURES.csv'), CSV);
  expect((await takenIn(path)).intake?.text.file).toBe('ECRITURES.csv');
});

test('a folder without a CSV is no batch', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '888_vide'));
  const { intake, findings } = await takenIn(join(folder, '888_vide'));
  expect(intake).toBe(null);
  expect(findings).toMatchObject([{ code: 'BATCH_UNREADABLE', details: { reason: 'no-csv' } }]);
});

test('progress is told in bytes of the whole', async () => {
  const folder = temporaryFolder();
  const told: [number, number][] = [];
  const path = writeBatch(folder, '888_lot', { csv: CSV });
  const findings = new Findings();
  const intake = await takeIn(
    { path, dossier: null, limits: DEFAULT_LIMITS, onProgress: (bytes, of) => told.push([bytes, of]) },
    findings,
  );
  for await (const chunk of (await intake?.text.open()) ?? []) expect(chunk.length).toBeGreaterThan(0);
  await intake?.source.close();
  expect(told.at(-1)).toEqual([Buffer.byteLength(CSV), Buffer.byteLength(CSV)]);
});

async function idOf(path: string): Promise<string | undefined> {
  return (await takenIn(path)).intake?.batchId;
}

async function takenIn(path: string): Promise<{ intake: Intake | null; findings: Finding[] }> {
  const findings = new Findings();
  const intake = await takeIn({ path, dossier: null, limits: DEFAULT_LIMITS, onProgress: null }, findings);
  await intake?.source.close();
  return { intake, findings: findings.list() };
}

test.each([
  [
    'tables',
    { 'entreprise.csv': 'champ;valeur', 'comptes.csv': 'Compte;Libellé', 'exercices.csv': 'Début;Fin' },
  ],
  ['a native export and its company sheet', { 'export.ECR': 'VER', 'entreprise.json': '{}' }],
])('%s are settings, which go elsewhere', async (_name, files) => {
  const path = join(temporaryFolder(), '888_export');
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  const { intake, findings } = await takenIn(path);
  expect(intake).toBe(null);
  expect(findings).toMatchObject([{ code: 'BATCH_UNREADABLE', details: { reason: 'settings' } }]);
});

test.each([
  ['704', { invalid: null, named: '704' }],
  ['mars', { invalid: null }],
  ['2026-septembre', { invalid: null }],
])('a batch that is called %s does not say its company file', async (name, details) => {
  const path = writeBatch(temporaryFolder(), name, { csv: CSV });
  const { findings } = await takenIn(path);
  expect(findings.filter(({ code }) => code === 'DOSSIER_MISSING').map((each) => each.details)).toEqual([
    details,
  ]);
});
