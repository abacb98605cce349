import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kindOf } from '../../src/commands/paths.ts';
import { rawZip } from '../support/raw-zip.ts';
import { COMPANY_CSV, settingsFolder, TABLES } from '../support/settings-files.ts';

const NATIVE = readFileSync(join(import.meta.dirname, '..', '..', 'samples', 'exchange', 'export-2025.ECR'));

function zipped(files: Readonly<Record<string, string>>, name: string): string {
  const path = join(settingsFolder({}), name);
  writeFileSync(path, rawZip(Object.entries(files).map(([file, content]) => ({ name: file, content }))));
  return path;
}

function alone(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  return join(settingsFolder(files), name);
}

const BATCH = { 'ecritures.csv': 'Date\n' };

test.each([
  ['a folder of tables', () => settingsFolder(TABLES), 'settings'],
  ['a zip of tables', () => zipped(TABLES, 'export.zip'), 'settings'],
  ['a zip of tables by its content', () => zipped(TABLES, 'export'), 'settings'],
  ['a zip of a batch by its content', () => zipped(BATCH, '888_lot'), 'batch'],
  ['an empty zip by its content', () => alone('888', { '888': rawZip([]) }), 'batch'],
  ['a folder of a batch', () => settingsFolder(BATCH), 'batch'],
  ['a lone CSV', () => alone('888.csv', { '888.csv': 'Date\n' }), 'batch'],
  ['an export', () => alone('a.TXT', { 'a.TXT': NATIVE, 'entreprise.csv': COMPANY_CSV }), 'settings'],
  ['an exchange file', () => alone('a.TXT', { 'a.TXT': NATIVE }), 'exchange-file'],
  ['an exchange file by its name', () => alone('a.ECR', { 'a.ECR': '' }), 'exchange-file'],
])('%s', async (_, path, kind) => {
  expect(await kindOf(path())).toBe(kind);
});
