/** Who says which company file a batch belongs to, and which journal a line: the first that says anything wins. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BatchRow, csvText, purchase, writeBatch } from '../support/batch.ts';
import { codesOf, jsonOf, runProgram } from '../support/program.ts';
import { linesOf, onlyLine, type SlicedLine, sliceImportFile } from '../support/slice-import-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the company file', () => {
  test.each([
    { asked: '111', announced: '222', dropFolder: '333', name: '444_lot', expected: '111' },
    { asked: null, announced: '222', dropFolder: '333', name: '444_lot', expected: '222' },
    { asked: null, announced: null, dropFolder: '333', name: '444_lot', expected: '333' },
    { asked: null, announced: null, dropFolder: null, name: '444_lot', expected: '444' },
    { asked: null, announced: '', dropFolder: null, name: '444_lot', expected: '444' },
  ])('$expected', async ({ asked, announced, dropFolder, name, expected }) => {
    const folder = temporaryFolder();
    const parent = dropFolder === null ? folder : join(folder, 'depot-ami', dropFolder);
    mkdirSync(parent, { recursive: true });
    const notice = announced === null ? {} : { notice: { dossier: announced } };
    const path = writeBatch(parent, name, { csv: csvText(purchase('P1')), ...notice });
    const lines = await converted(folder, path, asked === null ? [] : ['--dossier', asked]);
    expect(onlyLine(lines, 'DOS').field('number').trimEnd()).toBe(expected);
  });

  test.each([
    { asked: '111', announced: '222', name: '444_lot', told: ['222'] },
    { asked: '111', announced: null, name: '444_lot', told: ['444'] },
    { asked: '111', announced: '111', name: '444_lot', told: [] },
    { asked: '444', announced: null, name: '444_lot', told: [] },
    { asked: '111', announced: null, name: 'lot_444', told: [] },
    { asked: null, announced: '222', name: '444_lot', told: [] },
  ])('--dossier $asked over lot.json $announced and $name is told of $told', async (given) => {
    const { asked, announced, name, told } = given;
    const folder = temporaryFolder();
    const notice = announced === null ? {} : { notice: { dossier: announced } };
    const path = writeBatch(folder, name, { csv: csvText(purchase('P1')), ...notice });
    const args = ['check', path, '--json', ...(asked === null ? [] : ['--dossier', asked])];
    const ended = await runProgram(args);
    expect(ended.exitCode).toBe(0);
    const { findings } = jsonOf(ended) as { findings: { code: string; severity: string; message: string }[] };
    const mismatches = findings.filter(({ code }) => code === 'DOSSIER_MISMATCH');
    expect(mismatches).toHaveLength(told.length);
    for (const [place, { severity, message }] of mismatches.entries()) {
      expect(severity).toBe('warning');
      expect(message).toContain(told[place]);
    }
  });

  test('a lone CSV in the drop folder itself is named by what stands before its first _', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'depot-ami'));
    const path = join(folder, 'depot-ami', '0615_mars_2.csv');
    writeFileSync(path, csvText(purchase('P1')));
    expect(
      onlyLine(await converted(folder, path, []), 'DOS')
        .field('number')
        .trimEnd(),
    ).toBe('0615');
  });

  test('nobody says it, or says something impossible: refused', async () => {
    const folder = temporaryFolder();
    for (const name of ['lot', 'trop-long-pour-un-dossier_lot', '_lot']) {
      const path = writeBatch(folder, name, { csv: csvText(purchase('P1')) });
      const ended = await runProgram(['convert', path, '--out', join(folder, 'out'), '--json']);
      expect(ended.exitCode).toBe(1);
      expect(codesOf(jsonOf(ended))).toContain('DOSSIER_MISSING');
    }
    expect(readdirSync(folder)).not.toContain('out');
  });
});

describe('the journal', () => {
  const everybody = {
    line: { journal: 'L1' },
    asked: ['--journal', 'A1'],
    notice: { journal: 'N1' },
    configuration: { defaultJournal: 'D1', companyFiles: { '888': { journal: 'C1' } } },
  };

  test.each([
    { said: everybody, expected: 'L1' },
    { said: { ...everybody, line: {} }, expected: 'A1' },
    { said: { ...everybody, line: {}, asked: [] }, expected: 'N1' },
    { said: { ...everybody, line: {}, asked: [], notice: {} }, expected: 'C1' },
    {
      said: {
        line: {},
        asked: [],
        notice: {},
        configuration: { defaultJournal: 'D1', companyFiles: { '9': {} } },
      },
      expected: 'D1',
    },
    { said: { line: {}, asked: [], notice: {}, configuration: {} }, expected: 'AC' },
  ])('$expected', async ({ said, expected }) => {
    const folder = temporaryFolder();
    const line: BatchRow = said.line;
    const path = writeBatch(folder, '888_lot', { csv: csvText(purchase('P1', line)), notice: said.notice });
    const config = join(folder, 'c.json');
    writeFileSync(config, JSON.stringify(said.configuration));
    const lines = await converted(folder, path, [...said.asked, '--config', config]);
    expect(onlyLine(lines, 'ECR').field('journal')).toBe(expected);
  });

  test('lines of one entry may name it or leave it out; another journal is another entry', async () => {
    const folder = temporaryFolder();
    const [first = {}, ...others] = purchase('P1');
    const rows = [{ ...first, journal: 'AC' }, ...others, ...purchase('P1', { journal: 'HA' })];
    const path = writeBatch(folder, '888_lot', { csv: csvText(rows) });
    const lines = await converted(folder, path, []);
    expect(linesOf(lines, 'ECR').map((line) => line.field('journal'))).toEqual(['AC', 'HA']);
  });
});

async function converted(folder: string, path: string, options: readonly string[]): Promise<SlicedLine[]> {
  const out = join(folder, 'out');
  const ended = await runProgram(['convert', path, '--out', out, ...options], { cwd: folder });
  if (ended.exitCode !== 0) throw new Error(ended.stderr);
  return sliceImportFile(
    readFileSync(join(out, readdirSync(out).find((name) => name.endsWith('.ECR')) ?? '')),
  );
}
