/** `--settings` of `convert` and `check`, on the built program. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvText, purchase, writeBatch } from '../support/batch.ts';
import { codesOf, type Ended, jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { TABLES } from '../support/settings-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Place {
  readonly batch: string;
  readonly settings: string;
  readonly out: string;
}

/** A batch of company file 888 and tables of settings that know what it uses, but its supplier. */
function place({ tables = {}, name = '888_export' }: { tables?: object; name?: string } = {}): Place {
  const folder = temporaryFolder();
  const batch = writeBatch(folder, '888_lot', {
    csv: csvText(purchase('P1', { date: '15/11/2024' })),
  });
  const settings = join(folder, name);
  mkdirSync(settings);
  const files = {
    ...TABLES,
    'comptes.csv': `${TABLES['comptes.csv']}60110000;Semences;général;A5;non;débit;\n`,
    ...tables,
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(settings, file), content);
  return { batch, settings, out: join(folder, 'out') };
}

function convert({ batch, settings, out }: Place, ...options: string[]): Promise<Ended> {
  return runProgram(['convert', batch, '--out', out, '--settings', settings, '--json', ...options]);
}

test('a batch that the settings know is converted, its new auxiliary account announced', async () => {
  const here = place();
  const ended = await convert(here);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(jsonOf(ended)).toMatchObject({ status: 'delivered', findings: [{ code: 'ACCOUNT_NEW', line: 4 }] });
  expect(readdirSync(here.out)).toHaveLength(1);
  const checked = await runProgram(['check', here.batch, '--settings', here.settings]);
  expect(checked.exitCode).toBe(0);
  expect(withPlainSpaces(checked.stdout)).toContain('peut être intégré');
});

test('check and convert refuse alike, and nothing is written', async () => {
  const here = place({ tables: { 'journaux.csv': 'Code;Libellé\nHA;Achats\n' } });
  const ended = await convert(here);
  const checked = await runProgram(['check', here.batch, '--settings', here.settings, '--json']);
  expect([ended.exitCode, checked.exitCode]).toEqual([1, 1]);
  expect(codesOf(jsonOf(ended))).toEqual(['JOURNAL_UNKNOWN', 'ACCOUNT_NEW']);
  expect(codesOf(jsonOf(checked))).toEqual(['JOURNAL_UNKNOWN', 'ACCOUNT_NEW']);
  expect(readdirSync(join(here.out, '..')).sort()).toEqual(['888_export', '888_lot']);
});

describe('settings that are at fault themselves', () => {
  test('are told, and the batch is not looked at', async () => {
    const here = place({ tables: { 'tva.csv': 'Code;Libellé;Compte;Taux\nA5;TVA;44566100;20\n' } });
    for (const ended of [
      await convert(here),
      await runProgram(['check', here.batch, '--settings', here.settings, '--json']),
    ]) {
      expect(ended.exitCode).toBe(1);
      expect(codesOf(jsonOf(ended))).toEqual(['VAT_ACCOUNT_UNKNOWN']);
    }
    expect(jsonOf(await convert(here))).toMatchObject({ status: 'refused', batch: null, dossier: null });
  });

  test('don’t need a company sheet', async () => {
    const here = place({ tables: { 'entreprise.csv': '' } });
    expect((await convert(here)).exitCode).toBe(0);
  });

  test('a path without any is refused', async () => {
    const here = place();
    const ended = await convert({ ...here, settings: here.batch });
    expect(ended.exitCode).toBe(1);
    expect(codesOf(jsonOf(ended))).toEqual(['SETTINGS_UNREADABLE']);
    expect(ended.stderr).toContain('c’est un lot d’AMI COMPTA, pas un export de paramétrage');
  });
});

describe('the company file of tables', () => {
  test('is that of their folder’s name', async () => {
    const ended = await convert(place({ name: '889_export' }));
    expect(ended.exitCode).toBe(1);
    expect(codesOf(jsonOf(ended))).toEqual(['SETTINGS_DOSSIER_MISMATCH']);
    expect(withPlainSpaces(ended.stderr)).toContain(
      'le lot est celui du dossier « 888 », le paramétrage celui du dossier « 889 ».',
    );
  });

  test.each(['export', 'parametrage_2024'])('is not known from a folder called %s', async (name) => {
    expect((await convert(place({ name }))).exitCode).toBe(0);
  });
});

test('--settings has no effect on settings and exchange files, which is told', async () => {
  const { settings: path } = place();
  const ended = await runProgram(['check', path, '--settings', path]);
  expect(ended.exitCode).toBe(0);
  expect(withPlainSpaces(ended.stderr)).toContain('--settings est sans effet : «');
  const exchange = join(import.meta.dirname, '..', '..', 'samples', 'exchange', 'export-2025.ECR');
  const other = await runProgram(['check', exchange, '--settings', path, '--lang', 'en']);
  expect(other.stderr).toContain('--settings has no effect');
});
