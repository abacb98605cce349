/** Every sample on the built program: what it writes and says, byte for byte, and what must be true of it anyway. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { outcomeFault, produce } from '../scripts/sample-run.ts';
import {
  CASE_GROUPS,
  type CaseSample,
  codeOf,
  type Files,
  findSamples,
  MESSAGES,
  outcomeOf,
  REPORT,
  readExpected,
} from '../scripts/samples.ts';
import { batchFiles, namedDocuments } from './support/batch-files.ts';
import { cents, deliveryOf, parseImportFile, sha256 } from './support/delivered.ts';
import {
  cases,
  ending,
  expectSameFiles,
  faults,
  named,
  reportOf,
  SAMPLES,
  samples,
} from './support/sample-files.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** The errors of a batch that need neither settings nor the register. */
const ERRORS_OF_A_CONVERSION = [
  'BATCH_UNREADABLE',
  'BATCH_EMPTY',
  'COLUMN_MISSING',
  'ROW_MALFORMED',
  'DATE_INVALID',
  'DATE_OUTSIDE_FISCAL_YEAR',
  'AMOUNT_INVALID',
  'AMOUNT_BOTH_SIDES',
  'ENTRY_UNBALANCED',
  'TOTALS_MISMATCH',
  'ACCOUNT_INVALID',
  'JOURNAL_INVALID',
  'VAT_CODE_UNKNOWN',
  'PIECE_MISSING',
  'PIECE_INVALID',
  'DOSSIER_MISSING',
  'DOCUMENT_MISSING',
  'DOCUMENT_EMPTY',
  'DOCUMENT_HASH_MISMATCH',
  'DOCUMENT_TYPE_REFUSED',
  'DOCUMENT_TOO_LARGE',
  'PATH_UNSAFE',
  'ARCHIVE_BOMB',
];

/** The errors of settings, and of a batch that is compared with settings. */
const ERRORS_OF_SETTINGS = [
  'COMPANY_NAME_MISSING',
  'LEGAL_FORM_MISSING',
  'SIRET_MISSING',
  'SIRET_INVALID',
  'SIREN_INVALID',
  'SIREN_SIRET_MISMATCH',
  'APE_MISSING',
  'APE_INVALID',
  'VAT_NUMBER_INVALID',
  'VAT_NUMBER_SIREN_MISMATCH',
  'SETTINGS_UNREADABLE',
  'ACCOUNT_DUPLICATE',
  'JOURNAL_DUPLICATE',
  'VAT_CODE_DUPLICATE',
  'VAT_ACCOUNT_UNKNOWN',
  'FISCAL_YEAR_INVALID',
  'COLUMN_DUPLICATE',
  'DOSSIER_MISSING',
  'RECORD_MISPLACED',
  'EXCHANGE_FILE_UNREADABLE',
  'PATH_UNSAFE',
  'BATCH_UNREADABLE',
  'ACCOUNT_UNKNOWN',
  'JOURNAL_UNKNOWN',
  'VAT_CODE_UNKNOWN',
  'DATE_OUTSIDE_FISCAL_YEAR',
  'SETTINGS_DOSSIER_MISMATCH',
];

const of = (group: CaseSample['group']): CaseSample[] => cases.filter((sample) => sample.group === group);

describe('the samples are whole', () => {
  test('each case has its input and its case.json', () => {
    expect(faults).toEqual([]);
    for (const group of CASE_GROUPS) expect(of(group)).not.toEqual([]);
  });

  test('README.md names each case with its input and its title', () => {
    const readme = readFileSync(join(SAMPLES, 'README.md'), 'utf8');
    for (const { id, folder } of cases) {
      const { title } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as { title: string };
      expect(readme, id).toContain(`(${id})`);
      expect(readme, id).toContain(title.replace(/ Mêmes écritures que les autres cas de ce dossier\.$/, ''));
    }
  });

  test.each([
    ['no case.json', 'case.json', (folder: string) => rmSync(join(folder, 'case.json'))],
    ['a key that nobody reads', 'unknown', (folder: string) => rewriteCase(folder, { argument: ['--json'] })],
    ['another command', 'command', (folder: string) => rewriteCase(folder, { command: 'watch' })],
    ['a file that is not there', 'rien.ECR', (folder: string) => rewriteCase(folder, { file: 'rien.ECR' })],
    ['settings that are not there', 'settings', (folder: string) => rewriteCase(folder, { settings: 'x/y' })],
    ['a payload before it, as a batch', 'since', (folder: string) => rewriteCase(folder, { since: 'x/y' })],
    [
      'itself before it',
      'since',
      (folder: string) => rewriteCase(folder, { command: 'publish', since: 'accepted/sans-lot' }),
    ],
    ['no input', 'input/', (folder: string) => rmSync(join(folder, 'input'), { recursive: true })],
    ['two inputs', 'input/', (folder: string) => mkdirSync(join(folder, 'input', 'autre'))],
    ['a stray file', 'sortie.txt', (folder: string) => writeFileSync(join(folder, 'sortie.txt'), '')],
  ])('a case with %s is a fault', (_name, told, spoil) => {
    const root = temporaryFolder();
    const folder = join(root, 'accepted', 'sans-lot');
    cpSync(join(SAMPLES, 'accepted', 'sans-lot'), folder, { recursive: true });
    expect(findSamples(root)).toMatchObject({ samples: [{ id: 'accepted/sans-lot' }], faults: [] });
    spoil(folder);
    const found = findSamples(root);
    expect(found.samples).toEqual([]);
    expect(found.faults).toEqual([expect.stringContaining(told)]);
  });
});

describe('the built program gives what is expected', () => {
  test('a program that does not do what the folder says is told', async () => {
    const work = temporaryFolder();
    const program = join(work, 'program.js');
    const [refused, accepted] = [...of('refused').slice(0, 1), ...of('accepted').slice(0, 1)];
    if (refused === undefined || accepted === undefined) throw new Error('no samples');
    const faultOf = async (sample: CaseSample, code: string): Promise<string | null> => {
      writeFileSync(program, code);
      return outcomeFault(sample, await produce(sample, { program, work, cwd: work }));
    };
    expect(await faultOf(refused, 'throw new Error("broken")')).toMatch(/no JSON[\s\S]*broken/);
    expect(await faultOf(refused, '')).toBe('ended with 0 instead of 1\n');
    expect(await faultOf(accepted, 'process.exitCode = 3')).toBe('ended with 3 instead of 0\n');
    expect(await faultOf(accepted, `console.log('{"status":"delivered"}')`)).toBe('wrote nothing');
    const [unchanged] = ending('unchanged');
    if (unchanged === undefined) throw new Error('no samples');
    expect(await faultOf(unchanged, `console.log('{"status":"published"}')`)).toBe('reports "published"\n');
  });

  test.each(samples.map((sample) => [sample.id, sample] as const))('%s', async (_id, sample) => {
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    const runs = [produce(sample, { program: PROGRAM, work: here, cwd: here })];
    // What is delivered depends on no place, no clock and no language of the machine.
    if (outcomeOf(sample) === 'delivered' || outcomeOf(sample) === 'published') {
      const env = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
      runs.push(produce(sample, { program: PROGRAM, work: there, cwd: sample.folder, env }));
    }
    for (const produced of await Promise.all(runs)) {
      expect(outcomeFault(sample, produced)).toBeNull();
      expectSameFiles(produced.files, readExpected(sample));
    }
  });

  test('over the files of a run before', async () => {
    const work = temporaryFolder();
    for (const sample of of('accepted').filter(({ name }) => name === 'grille' || name === 'bundle')) {
      const place = { program: PROGRAM, work: join(work, sample.name), cwd: work };
      await produce(sample, place);
      expectSameFiles((await produce(sample, place)).files, readExpected(sample));
    }
  });

  test('the same import file from every encoding of one batch', () => {
    const [first, ...others] = of('encodings').map((sample) => importFiles(readExpected(sample)));
    expect(first?.size).toBe(1);
    for (const other of others) expectSameFiles(other, first ?? new Map());
  });
});

describe('a refused drop', () => {
  test.each(named(ending('refused')))(
    '%s has the error that its folder names, and no other',
    (_id, sample) => {
      const files = readExpected(sample);
      const { status, files: written, file = null, findings } = reportOf(files);
      const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      expect([...new Set(errors)]).toEqual([codeOf(sample.name)]);
      expect({ status, file }).toEqual({ status: 'refused', file: null });
      if (sample.command === 'convert') expect(written).toEqual({ import: null, documents: null });
      expect([...files.keys()].sort()).toEqual([MESSAGES, REPORT]);
    },
  );

  test('has a case for every error that a conversion or settings can have', () => {
    const shownBy = (group: CaseSample['group']): Set<string | null> =>
      new Set(of(group).map(({ name }) => codeOf(name)));
    const [conversions, settings] = [shownBy('refused'), shownBy('settings')];
    expect(ERRORS_OF_A_CONVERSION.filter((code) => !conversions.has(code))).toEqual([]);
    expect(ERRORS_OF_SETTINGS.filter((code) => !settings.has(code))).toEqual([]);
  });
});

describe('an accepted batch', () => {
  const delivered = named(ending('delivered'));

  test.each(delivered)('%s is delivered as its report says', (_id, sample) => {
    const files = readExpected(sample);
    const report = reportOf(files);
    expect(report.status).toBe('delivered');
    const names = new Set([report.files.import, report.files.documents].filter((name) => name !== null));
    expect([...files.keys()].filter((name) => name !== REPORT && name !== MESSAGES)).toEqual(
      [...names].sort(),
    );
    const { entries, documents } = deliveryOf(files);
    expect({
      entries: entries.length,
      movements: entries.reduce((sum, { movements }) => sum + movements, 0),
      debit: entries.reduce((sum, { debitCents }) => sum + debitCents, 0n),
      credit: entries.reduce((sum, { creditCents }) => sum + creditCents, 0n),
      documents: documents.size,
    }).toEqual({
      entries: report.entries,
      movements: report.movements,
      debit: cents(report.debit),
      credit: cents(report.credit),
      documents: report.documents,
    });
  });

  test.each(delivered)('%s has whole lines and entries that balance', (_id, sample) => {
    expect(deliveryOf(readExpected(sample)).faults).toEqual([]);
  });

  test.each(delivered)('%s brings the documents of the batch, each to its entry', (_id, sample) => {
    const { entries, documents } = deliveryOf(readExpected(sample));
    const batch = batchFiles(join(sample.folder, sample.input));
    const named = namedDocuments(batch);
    const hashes = [...documents.values()].map(sha256);
    expect(hashes.sort()).toEqual([...new Set([...named.values()].flat())].sort());
    for (const { piece, documentName } of entries) {
      const wanted = [...named].filter(([whole]) => whole.slice(0, 8) === piece).flatMap(([, all]) => all);
      const document = documents.get(documentName);
      expect(document === undefined ? [] : [sha256(document)], piece).toEqual(wanted.slice(0, 1));
    }
  });

  test('without anything to tell is what the reference grid gives', () => {
    const sample = of('accepted').find(({ name }) => name === 'grille');
    expect(sample && reportOf(readExpected(sample)).findings).toEqual([]);
  });

  test('that is cut, lopsided or badly encoded would be seen', () => {
    const [sample] = of('encodings');
    const [[, sound] = []] = sample === undefined ? [] : importFiles(readExpected(sample));
    const text = sound?.toString('latin1') ?? '';
    const faultsOf = (spoilt: string): string[] => parseImportFile(Buffer.from(spoilt, 'latin1')).faults;
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text.slice(0, -1))).toEqual(['the last line has no line ending', expect.anything()]);
    expect(faultsOf(text.replace('EUR  ', 'EUR '))).toEqual([expect.stringContaining('instead of 47')]);
    expect(faultsOf(text.replace('1452.00', '1452.01'))).toEqual([expect.stringContaining('145201 cents')]);
    expect(faultsOf(text.replace('Auberge', 'Auberg\u0081'))).toEqual([expect.stringContaining('control')]);
    expect(faultsOf(text.replaceAll('RMQFIN', 'RMQFIM'))).toContain('a remark is not closed');
  });
});

function rewriteCase(folder: string, change: object): void {
  const path = join(folder, 'case.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
}

function importFiles(files: Files): Map<string, Buffer> {
  return new Map([...files].filter(([name]) => name.endsWith('.ECR')));
}
