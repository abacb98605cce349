import { copyFileSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messageOf } from '../../src/check/messages/report.ts';
import { takeInSettings } from '../../src/conversion/settings-intake.ts';
import { looksLikeSettings } from '../../src/conversion/settings-source.ts';
import { ACCOUNT, COMPANY_FILE, VAT_CODE } from '../../src/isacompta/layouts.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/model/limits.ts';
import type { Settings } from '../../src/model/settings.ts';
import { Gathered } from '../support/gathered.ts';
import { withPlainSpaces } from '../support/program.ts';
import { rawZip } from '../support/raw-zip.ts';
import { COMPANY_CSV, exchangeFile, recordLine, settingsFolder, TABLES } from '../support/settings-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NATIVE = readFileSync(join(import.meta.dirname, '..', '..', 'samples', 'exchange', 'export-2025.ECR'));
const COMPANY_JSON = JSON.stringify({
  dénomination: 'EARL',
  'forme juridique': 'EARL',
  siret: '73282932000074',
  ape: '01.24Z',
});

async function take(
  path: string,
  { dossier = null, limits = {} }: { dossier?: string | null; limits?: Partial<Limits> } = {},
): Promise<{ settings: Settings | null; errors: Finding[]; findings: readonly Finding[] }> {
  const findings = new Findings();
  const today = 20250601 as CalendarDate;
  const request = { path, dossier, limits: { ...DEFAULT_LIMITS, ...limits }, today };
  const gathered = new Gathered();
  const taken = await takeInSettings(request, findings, gathered);
  const settings = taken === null ? null : gathered.in(taken);
  const all = findings.list();
  return { settings, errors: all.filter(({ severity }) => severity === 'error'), findings: all };
}

/** A folder with a native export, and these files beside it; the path of the export. */
function nativeBeside(files: Record<string, string | Buffer>, name = 'export.ECR'): string {
  return join(settingsFolder({ [name]: NATIVE, ...files }), name);
}

function zipOf(files: Readonly<Record<string, string | Buffer>>, name: string, under = ''): string {
  const path = join(settingsFolder({}), name);
  const entries = Object.entries(files).map(([file, data]) => ({
    name: `${under}${file}`,
    content: data,
  }));
  writeFileSync(path, rawZip(entries));
  return path;
}

test('a folder of tables', async () => {
  const { settings, errors } = await take(settingsFolder(TABLES));
  expect(errors).toEqual([]);
  expect(settings).toMatchObject({ dossier: '888', company: { name: 'EARL LES VERGERS DU PLESSIS' } });
  expect(settings?.accounts).toHaveLength(4);
  expect(Object.keys(settings ?? {}).sort()).toEqual([
    'accountSize',
    'accounts',
    'company',
    'dossier',
    'fiscalYears',
    'journals',
    'places',
    'thirdParties',
    'untold',
    'vatCodes',
  ]);
});

test('names without regard to case, and no more than what must be there', async () => {
  const folder = settingsFolder({
    'Entreprise.CSV': TABLES['entreprise.csv'],
    'COMPTES.csv': TABLES['comptes.csv'],
  });
  const { settings, errors } = await take(folder);
  expect(errors).toEqual([]);
  expect(settings).toMatchObject({ journals: [], vatCodes: [], thirdParties: [], fiscalYears: [] });
});

test.each(['', '888_export/'])('a zip of tables, at its top or a folder down: "%s"', async (under) => {
  const { settings, errors } = await take(zipOf(TABLES, '417_export.zip', under));
  expect(errors).toEqual([]);
  expect(settings).toMatchObject({ dossier: '417', accounts: { length: 4 } });
});

test.each([
  ['entreprise.csv', COMPANY_CSV],
  ['Entreprise.CSV', Buffer.from(COMPANY_CSV, 'latin1')],
  ['entreprise.json', COMPANY_JSON],
])('a native export with %s beside it', async (name, content) => {
  const { settings, errors } = await take(nativeBeside({ [name]: content }));
  expect(errors).toEqual([]);
  expect(settings).toMatchObject({ dossier: 'VERG25', accountSize: 8, company: { siret: '73282932000074' } });
});

test('a folder and a zip of a native export', async () => {
  const files = { 'export.TXT': NATIVE, 'lisez-moi.txt': 'rien', 'entreprise.json': COMPANY_JSON };
  for (const path of [settingsFolder(files), zipOf(files, 'x.zip')]) {
    const { settings, errors } = await take(path);
    expect(errors).toEqual([]);
    expect(settings).toMatchObject({ dossier: 'VERG25', accounts: { length: 18 } });
  }
});

test('the number of the company file: asked for, else announced, else by the name', async () => {
  expect(
    (await take(nativeBeside({ 'entreprise.csv': COMPANY_CSV }), { dossier: '12' })).settings,
  ).toMatchObject({
    dossier: '12',
  });
  const nameless = settingsFolder(TABLES, 'export');
  expect(await take(nameless)).toMatchObject({
    settings: null,
    errors: [{ code: 'DOSSIER_MISSING', details: { invalid: null } }],
  });
  expect(await take(nameless, { dossier: 'a/b' })).toMatchObject({
    settings: null,
    errors: [{ code: 'DOSSIER_MISSING', details: { invalid: 'a/b' } }],
  });
});

test('without a company sheet', async () => {
  const reason = { code: 'SETTINGS_UNREADABLE', details: { reason: 'no-company-sheet' } };
  expect(await take(nativeBeside({}))).toMatchObject({
    settings: null,
    errors: [{ ...reason, file: 'export.ECR' }],
  });
  const { 'entreprise.csv': _, ...tables } = TABLES;
  expect(await take(settingsFolder(tables))).toMatchObject({ settings: null, errors: [reason] });
});

const VAT_HEADER = 'Code;Libellé;Compte;Taux\n';
const WITHOUT_ACCOUNTS = exchangeFile([recordLine(COMPANY_FILE, { number: '888' })]);

test.each<[string, Record<string, string | Buffer>, string, string]>([
  ['no accounts at all', { 'journaux.csv': TABLES['journaux.csv'] }, 'no-account-table', '888_export'],
  ['a company sheet alone', {}, 'no-settings', '888_export'],
  ['an empty table of accounts', { 'comptes.csv': 'Compte;Libellé\n' }, 'no-accounts', 'comptes.csv'],
  ['two native exports', { 'a.ECR': NATIVE, 'b.ECR': NATIVE }, 'several-natives', '888_export'],
  ['a native export without accounts', { 'a.ECR': WITHOUT_ACCOUNTS }, 'no-accounts', 'a.ECR'],
  ['an empty native export', { 'a.ECR': '' }, 'native-empty', 'a.ECR'],
  ['blanks', { 'a.ECR': '\r\n\r\n' }, 'native-empty', 'a.ECR'],
  ['UTF-16 of little-endian', { 'a.ECR': utf16(NATIVE, '\ufeff') }, 'native-unicode', 'a.ECR'],
  ['UTF-16 of big-endian', { 'a.ECR': utf16(NATIVE, '\ufeff').swap16() }, 'native-unicode', 'a.ECR'],
  ['UTF-16 without a mark', { 'a.TXT': utf16(NATIVE, '') }, 'native-unicode', 'a.TXT'],
  ['UTF-8 with a mark', { 'a.ECR': `\ufeff${NATIVE.toString('latin1')}` }, 'native-unicode', 'a.ECR'],
  ['another text', { 'a.ECR': 'Bonjour' }, 'no-settings', 'a.ECR'],
])('%s', async (_name, files, reason, file) => {
  const folder = settingsFolder({ 'entreprise.csv': COMPANY_CSV, ...files });
  const told = [{ code: 'SETTINGS_UNREADABLE', file, details: { reason } }];
  expect((await take(folder)).errors).toMatchObject(told);
  const [native] = Object.keys(files);
  if (native?.startsWith('a.') && reason !== 'several-natives')
    expect((await take(join(folder, native))).errors).toMatchObject(told);
});

test('another fault does not keep it from being told that there are no accounts', async () => {
  const { errors } = await take(
    settingsFolder({
      ...TABLES,
      'comptes.csv': 'Compte;Libellé\n',
      'tva.csv': 'Code;Libellé;Compte;Taux\nA5;TVA;44566000;vingt\n',
      'tiers.csv': 'Compte;Nom\n',
    }),
  );
  expect(errors).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', file: 'comptes.csv', details: { reason: 'no-accounts' } },
    { code: 'SETTINGS_UNREADABLE', file: 'tva.csv', value: 'vingt' },
  ]);
});

test.each([
  ['Compte;Libellé\n4;x;y\n', { reason: 'row' }],
  ['Compte;Libellé\n;x\n', { reason: 'value' }],
  ['Compte\n40100000\n', { reason: 'columns' }],
])('where accounts could not be read, that alone is told: %j', async (content, details) => {
  const { errors } = await take(
    settingsFolder({ 'entreprise.csv': COMPANY_CSV, 'comptes.csv': content }, '888_export'),
  );
  expect(errors).toMatchObject([{ file: 'comptes.csv', details }]);
});

test.each<[string, Partial<Record<keyof typeof TABLES, string>>, string]>([
  ['separator in tva.csv', { 'tva.csv': `${VAT_HEADER}A5;TVA 20 %;44566000;20;00\n` }, 'tva.csv 2 row'],
  ['quote in tva.csv', { 'tva.csv': `${VAT_HEADER}"A5;TVA 20 %;44566000;20\n` }, 'tva.csv 2 row'],
  ['code in tva.csv', { 'tva.csv': `${VAT_HEADER}A500;TVA 20 %;44566000;20\n` }, 'tva.csv 2 value'],
  ['header of tva.csv', { 'tva.csv': 'Code;Libellé;Taux\nA5;TVA 20 %;20\n' }, 'tva.csv 1 columns'],
  [
    'separator in comptes.csv',
    { 'comptes.csv': TABLES['comptes.csv'].replace('40100000;F', '40100000;;F') },
    'comptes.csv 2 row',
  ],
  [
    'account in comptes.csv',
    { 'comptes.csv': TABLES['comptes.csv'].replace('44566000;', '44 566;') },
    'comptes.csv 4',
  ],
])('what could not be read is told, not everything that refers to it: a %s', async (_name, files, told) => {
  const { findings, errors } = await take(settingsFolder({ ...TABLES, 'journaux.csv': '', ...files }));
  expect(
    errors.map(
      ({ file, line, details }) => [file, line, Object.values(details)[0]].join(' ').split(' true')[0],
    ),
  ).toEqual([told, 'journaux.csv 1 columns', 'journaux.csv 1 columns'].sort());
  const consequences = ['COLLECTIVE_ACCOUNT_MISSING', 'VAT_CODES_ABSENT'];
  expect(findings.filter(({ code }) => consequences.includes(code))).toEqual([]);
});

function utf16(latin1: Buffer, mark: string): Buffer {
  return Buffer.from(`${mark}${latin1.toString('latin1')}`, 'utf16le');
}

test.each(['comptes.csv', 'entreprise.csv', 'TVA.csv'])('%s without its folder', async (name) => {
  const content = TABLES[name.toLowerCase() as keyof typeof TABLES];
  const details = { reason: 'table-alone' };
  for (const beside of [{}, { 'entreprise.csv': COMPANY_CSV }]) {
    const path = join(settingsFolder({ ...beside, [name]: content }), name);
    expect((await take(path)).errors).toMatchObject([{ code: 'SETTINGS_UNREADABLE', file: name, details }]);
  }
});

test('a payload of ours', async () => {
  const payload = '{\n  "accounts": [\n    {}\n  ]\n}\n';
  const path = join(settingsFolder({ '888_0001_creation.json': payload }), '888_0001_creation.json');
  const details = { reason: 'payload' };
  expect((await take(path)).errors).toMatchObject([{ code: 'SETTINGS_UNREADABLE', details }]);
});

test('what an export says twice, and which of the two is read', async () => {
  const ignored = async (path: string): Promise<unknown[]> =>
    (await take(path)).findings
      .filter(({ code }) => code === 'SETTINGS_FILE_IGNORED')
      .map(({ severity, file, details }) => [severity, file, details]);
  const company = ['warning', 'entreprise.json', { used: 'entreprise.csv', what: 'company-sheet' }];
  const settings = { used: 'comptes.csv', what: 'settings' };
  expect(
    await ignored(settingsFolder({ ...TABLES, 'entreprise.json': COMPANY_JSON, 'old.ECR': NATIVE })),
  ).toEqual([company, ['warning', 'old.ECR', settings]]);
  const sheets = { 'entreprise.csv': COMPANY_CSV, 'entreprise.json': COMPANY_JSON };
  expect(await ignored(nativeBeside(sheets))).toEqual([company]);
  const { 'comptes.csv': _, ...others } = TABLES;
  const used = { used: 'export.ECR', what: 'settings' };
  expect(await ignored(settingsFolder({ ...others, 'export.ECR': NATIVE }))).toEqual([
    ['warning', 'exercices.csv', used],
    ['warning', 'journaux.csv', used],
    ['warning', 'tiers.csv', used],
    ['warning', 'tva.csv', used],
  ]);
});

test('what looks like a part of an export and has another name', async () => {
  const ignored = async (path: string): Promise<unknown[]> =>
    (await take(path)).findings
      .filter(({ code }) => code === 'SETTINGS_FILE_IGNORED')
      .map(({ severity, file, details }) => [severity, file, details]);
  const told = (nearest: string | null, isSpreadsheet = false, isTaken = false) => ({
    what: 'name',
    nearest,
    isSpreadsheet,
    isTaken,
  });
  const { 'journaux.csv': journals, 'tva.csv': _vat, ...others } = TABLES;
  const files = {
    ...others,
    'journaux (1).csv': journals,
    'Journal.csv': journals,
    'Comptes.xlsx': 'PK',
    'TVA 2025.ods': 'PK',
    'budget.xlsx': 'PK',
    'comptes.txt': 'x',
    'notes.csv': 'a;b',
    'lisez-moi.txt': 'x',
    'facture.pdf': '%PDF',
  };
  const misnamed = [
    ['warning', 'Comptes.xlsx', told('comptes.csv', true, true)],
    ['warning', 'Journal.csv', told('journaux.csv')],
    ['warning', 'TVA 2025.ods', told('tva.csv', true)],
    ['warning', 'comptes.txt', told('comptes.csv', false, true)],
    ['warning', 'journaux (1).csv', told('journaux.csv')],
    ['warning', 'notes.csv', told(null)],
  ];
  expect(await ignored(settingsFolder(files))).toEqual(misnamed);
  expect(await ignored(zipOf(files, '888_x.zip', 'export/'))).toEqual(misnamed);
  // Beside an exchange file, the company sheet alone is looked for.
  const beside = { 'entreprise.xls': 'x', 'fiche entreprise.json': '{}', 'mars.csv': 'Date' };
  const sheets = [
    ['warning', 'entreprise.xls', told('entreprise.csv', true)],
    ['warning', 'fiche entreprise.json', told('entreprise.json')],
  ];
  expect(await ignored(nativeBeside(beside, 'entreprise.TXT'))).toEqual(sheets);
  expect(await ignored(join(nativeBeside(beside), '..'))).toEqual(sheets);
  // Where the table that everything hangs on is missing, its file says why.
  const spreadsheet = settingsFolder({ 'entreprise.csv': COMPANY_CSV, 'plan des comptes.xls': 'x' });
  expect(await ignored(spreadsheet)).toEqual([
    ['warning', 'plan des comptes.xls', told('comptes.csv', true)],
  ]);
  expect((await take(spreadsheet)).errors).toMatchObject([{ details: { reason: 'no-settings' } }]);
});

test('the company file that was asked for wins over the one that the export says, which is told', async () => {
  const path = nativeBeside({ 'entreprise.csv': COMPANY_CSV });
  const told = async (dossier: string | null): Promise<unknown[]> =>
    (await take(path, { dossier })).findings.filter(({ code }) => code === 'DOSSIER_MISMATCH');
  expect(await told('12')).toMatchObject([
    {
      severity: 'warning',
      file: 'export.ECR',
      value: '12',
      details: { announced: 'VERG25', isSettings: true },
    },
  ]);
  expect(await told('VERG25')).toEqual([]);
  expect(await told(null)).toEqual([]);
});

test('the company file that was asked for wins over the one in the name of tables, which is told', async () => {
  const path = join(temporaryFolder(), '0742_t');
  renameSync(settingsFolder(TABLES), path);
  const told = async (dossier: string | null): Promise<unknown[]> =>
    (await take(path, { dossier })).findings.filter(({ code }) => code === 'DOSSIER_MISMATCH');
  expect(await told('0999')).toMatchObject([
    {
      severity: 'warning',
      file: '0742_t',
      value: '0999',
      details: { announced: '0742', isSettings: true, isInPath: true },
    },
  ]);
  expect(await told('0742')).toEqual([]);
  expect(await told(null)).toEqual([]);
});

test.each([
  ['a folder', { 'ecritures.csv': 'Date;Compte', 'lot.json': '{}' }, ''],
  ['a folder whose entries have another name', { 'mars.csv': 'Date;Compte', 'lot.json': '{}' }, ''],
  ['a lone CSV', { '888_mars.csv': 'Date;Compte' }, '888_mars.csv'],
])('%s is a batch, which goes elsewhere', async (_name, files, inner) => {
  expect(await take(join(settingsFolder(files), inner))).toMatchObject({
    settings: null,
    errors: [{ code: 'SETTINGS_UNREADABLE', details: { reason: 'batch' } }],
  });
});

test('a file that is something else', async () => {
  const path = join(settingsFolder({ 'entreprise.csv': COMPANY_CSV, 'lettre.txt': 'Bonjour' }), 'lettre.txt');
  expect(await take(path)).toMatchObject({
    settings: null,
    errors: [{ code: 'SETTINGS_UNREADABLE', file: 'lettre.txt', details: { reason: 'no-settings' } }],
  });
});

test('a column has one name, that of the file', async () => {
  const line = (values: Parameters<typeof recordLine<typeof ACCOUNT>>[1]) => recordLine(ACCOUNT, values);
  const lines = [
    recordLine(COMPANY_FILE, { number: '888', accountSize: '8' }),
    line({ number: '40100000', label: 'x', vatCode: 'Z1' }),
    line({ number: '401A', label: 'x', type: 'au', creditAccount: '40900000' }),
    line({ number: '401B', label: 'x', type: 'au', debitAccount: '40800000', creditAccount: '40800000' }),
    line({ number: '606', label: 'x' }),
    line({ number: '606', label: 'x' }),
    recordLine(VAT_CODE, { code: 'A5', label: 'x', account: '44566000', rate: '20' }),
  ];
  const exchange = { 'entreprise.csv': COMPANY_CSV, 'export.ECR': exchangeFile(lines) };
  const columns = async (path: string): Promise<unknown[]> =>
    (await take(path)).findings
      .filter(({ file }) => file !== 'entreprise.csv')
      .map(({ code, column }) => `${code} ${column}`);
  expect(await columns(settingsFolder(exchange))).toEqual([
    'VAT_CODE_UNKNOWN Code TVA associé',
    'COLLECTIVE_ACCOUNT_MISSING Compte associé créditeur',
    'COLLECTIVE_ACCOUNT_MISSING Compte associé débiteur',
    'ACCOUNT_SIZE_MISMATCH Numéro de compte',
    'ACCOUNT_DUPLICATE Numéro de compte',
    'VAT_ACCOUNT_UNKNOWN Compte de TVA',
  ]);
  const tables = (header: string): string =>
    settingsFolder({
      'entreprise.csv': COMPANY_CSV,
      'comptes.csv': `Compte;Libellé;${header};Code TVA\n401A;x;40900000;\n401A;x;;\n606;x;;Z1\n`,
      'tva.csv': 'Code;Libellé;Compte;Taux\nA5;x;44566000;20\n',
      'tiers.csv': 'Compte;Nom;IBAN\n401Z;x;FR\n',
    });
  for (const header of ['Compte collectif', 'Compte débiteur', 'Compte créditeur'])
    expect(await columns(tables(header))).toEqual([
      `COLLECTIVE_ACCOUNT_MISSING ${header}`,
      'ACCOUNT_DUPLICATE Compte',
      'VAT_CODE_UNKNOWN Code TVA',
      'ACCOUNT_UNKNOWN Compte',
      'IBAN_INVALID IBAN',
      'VAT_ACCOUNT_UNKNOWN Compte',
    ]);
});

test('all faults are gathered: in the tables, the sheet and the whole', async () => {
  const { errors } = await take(
    settingsFolder({
      ...TABLES,
      'entreprise.csv': COMPANY_CSV.replace('73282932000074', '73282932000075'),
      'tva.csv': 'Code;Libellé;Compte;Taux\nA5;TVA;44566100;20\nA5;TVA;44566000;20\n',
    }),
  );
  expect(errors.map(({ code, file, line }) => [code, file, line])).toEqual([
    ['SIRET_INVALID', 'entreprise.csv', 4],
    ['VAT_ACCOUNT_UNKNOWN', 'tva.csv', 2],
    ['VAT_CODE_DUPLICATE', 'tva.csv', 3],
  ]);
});

test('a company sheet that is no JSON is one fault, not many', async () => {
  const { settings, errors } = await take(nativeBeside({ 'entreprise.json': '{' }));
  expect(settings).toBeNull();
  expect(errors).toMatchObject([{ code: 'SETTINGS_UNREADABLE', details: { reason: 'company-json' } }]);
});

test('more than a drop may hold', async () => {
  const large = nativeBeside({ 'entreprise.csv': COMPANY_CSV }, 'large.ECR');
  writeFileSync(large, Buffer.alloc(1024 * 1024 + 1));
  expect(await take(large, { limits: { batchMiB: 1 } })).toMatchObject({
    settings: null,
    errors: [{ code: 'BATCH_UNREADABLE', details: { reason: 'too-large' } }],
  });
  const sheet = nativeBeside({ 'entreprise.csv': Buffer.alloc(5 * 1024 * 1024) });
  expect((await take(sheet)).errors).toMatchObject([{ code: 'BATCH_UNREADABLE', file: 'entreprise.csv' }]);
});

test.skipIf(process.platform === 'win32')('links are not followed', async () => {
  const path = nativeBeside({ 'fiche.csv': COMPANY_CSV });
  symlinkSync('fiche.csv', join(path, '..', 'entreprise.csv'));
  const unsafe = { code: 'PATH_UNSAFE', details: { fault: 'link' } };
  expect(await take(path)).toMatchObject({ settings: null, errors: [{ ...unsafe, file: 'entreprise.csv' }] });
  const link = join(settingsFolder({ 'entreprise.csv': COMPANY_CSV }), 'lien.ECR');
  symlinkSync(path, link);
  expect(await take(link)).toMatchObject({ settings: null, errors: [unsafe] });
});

test.skipIf(process.platform !== 'linux')('two tables whose names differ by case alone', async () => {
  const { errors } = await take(settingsFolder({ ...TABLES, 'Comptes.csv': TABLES['comptes.csv'] }));
  expect(errors).toMatchObject([{ code: 'BATCH_UNREADABLE', details: { reason: 'zip-duplicate-name' } }]);
});

test('a path that does not exist is no fault of the export', async () => {
  await expect(take(join(settingsFolder({}), 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what looks like settings', async () => {
  const zipped = zipOf(TABLES, 'x.zip', 'export/');
  const unnamed = join(settingsFolder({}), 'export');
  copyFileSync(zipped, unnamed);
  const paths = [
    settingsFolder(TABLES),
    settingsFolder({ 'COMPTES.CSV': '' }),
    settingsFolder({ 'entreprise.json': '{}', 'export.ECR': NATIVE }),
    zipped,
    unnamed,
    nativeBeside({ 'Entreprise.json': '{}' }),
    nativeBeside({ 'entreprise.csv': '' }, 'export.TXT'),
  ];
  for (const path of paths) expect([path, await looksLikeSettings(path)]).toEqual([path, true]);
});

test('what does not', async () => {
  const files = { 'entreprise.csv': COMPANY_CSV, 'ecritures.csv': 'Date\n', '888_lot.csv': 'Date\n' };
  const batch = settingsFolder(files);
  const damaged = join(settingsFolder({ 'x.zip': 'no zip' }), 'x.zip');
  const paths = [
    batch,
    join(batch, '888_lot.csv'),
    zipOf(files, 'x.zip'),
    damaged,
    nativeBeside({}),
    settingsFolder({}),
  ];
  for (const path of paths) expect([path, await looksLikeSettings(path)]).toEqual([path, false]);
});

test('a byte that stands for no character is told with its file, line and column', async () => {
  const damaged = (text: string): Buffer =>
    Buffer.from(Buffer.from(text).map((byte) => (byte === 0x23 ? 0xe9 : byte)));
  const { findings } = await take(
    settingsFolder({
      ...TABLES,
      'entreprise.csv': damaged(`${TABLES['entreprise.csv']}Nom commercial;CAF# ÉLÉGANT\n`),
      'comptes.csv': damaged(TABLES['comptes.csv'].replace('Fournisseurs', 'Fournisseurs # é è à')),
    }),
  );
  const told = findings.filter(({ code }) => code === 'CHARACTER_REPLACED');
  expect(told.map(({ file, column, value }) => [file, column, value])).toEqual([
    ['comptes.csv', 'Libellé', 'Fournisseurs \ufffd é è à'],
    ['entreprise.csv', 'Nom commercial', 'CAF\ufffd ÉLÉGANT'],
  ]);
  expect(told[0]?.line).toBe(2);
  const [first] = told;
  if (first === undefined) throw new Error('not told');
  expect(withPlainSpaces(messageOf(first, 'fr'))).toContain('il est publié tel quel. Corrigez ce texte');
  expect(messageOf(first, 'en')).toContain('it is published as it is. Correct this text');
});
