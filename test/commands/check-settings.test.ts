/** `check` on an exchange file of settings whose company sheet is missing: the built program on real files. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ACCOUNT, COMPANY_FILE } from '../../src/isacompta/layouts.ts';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { COMPANY_CSV, exchangeFile, recordLine, settingsFolder } from '../support/settings-files.ts';

const COMPANY = recordLine(COMPANY_FILE, { number: '888', accountSize: '8' });
const ACCOUNTS = ['44566000', '60610000'].map((number) =>
  recordLine(ACCOUNT, { number, label: 'x' }, 'left'),
);

function exported(lines: readonly string[]): string {
  return join(settingsFolder({ 'EXPORT.ECR': exchangeFile([COMPANY, ...lines]) }), 'EXPORT.ECR');
}

test('an exchange file of settings alone is told as one, with what to put beside it', async () => {
  const path = exported(ACCOUNTS);
  const ended = await runProgram(['check', path]);
  expect([ended.exitCode, withPlainSpaces(ended.stdout).split('\n')[0]]).toEqual([
    0,
    'EXPORT.ECR : paramétrage sans fiche entreprise',
  ]);
  expect(withPlainSpaces(ended.stderr)).toContain(
    'un export de paramétrage (2 comptes), sans aucune écriture',
  );
  expect(jsonOf(await runProgram(['check', path, '--json', '--lang', 'en']))).toMatchObject({
    kind: 'exchange-file',
    findings: [
      {
        code: 'EXCHANGE_FILE_SETTINGS',
        severity: 'info',
        message: expect.stringContaining('entreprise.csv'),
      },
    ],
  });
  writeFileSync(join(dirname(path), 'entreprise.csv'), COMPANY_CSV);
  expect(jsonOf(await runProgram(['check', path, '--json']))).toMatchObject({ kind: 'settings' });
});

test('one that holds neither entries nor settings has nothing to be told', async () => {
  expect(jsonOf(await runProgram(['check', exported([]), '--json']))).toEqual({
    kind: 'exchange-file',
    findings: [],
  });
});

test('the folder of an exchange file without a company sheet says which file is in it', async () => {
  const ended = await runProgram(['check', dirname(exported(ACCOUNTS))]);
  expect(ended.exitCode).toBe(1);
  const told = withPlainSpaces(ended.stderr);
  expect(told).toContain('mais un fichier d’échange d’ISACOMPTA, EXPORT.ECR');
  expect(told).toContain('ajoutez à côté de lui la fiche entreprise');
});
