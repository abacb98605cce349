/** What is published of an export that does not tell everything, and what is refused of it. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Change } from '../src/ami/differences.ts';
import { messageOf } from '../src/check/messages/report.ts';
import { DEFAULT_CONFIGURATION } from '../src/configuration/values.ts';
import { ACCOUNT, COMPANY_FILE, FISCAL_YEAR, JOURNAL, VAT_CODE } from '../src/isacompta/layouts.ts';
import type { CalendarDate } from '../src/model/calendar-date.ts';
import type { Finding } from '../src/model/finding.ts';
import { type Publication, publishSettings } from '../src/publish.ts';
import { StagedOutput } from '../src/storage/durable.ts';
import { type FileSystem, nodeFileSystem } from '../src/storage/file-system.ts';
import { withPlainSpaces } from './support/program.ts';
import { hashOf, type PayloadDocument, settingsOf } from './support/published.ts';
import { ROWS, type SettingsTables, SHEET, writeSettings } from './support/settings-export.ts';
import { COMPANY_CSV, exchangeFile, recordLine, settingsFolder } from './support/settings-files.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** An export that is published again and again, each time since the payload before. */
class Chain {
  readonly out = join(temporaryFolder(), 'out');
  #since: string | null = null;

  async publish(path: string): Promise<Publication> {
    const publication = await publishSettings({
      path,
      dossier: '888',
      since: this.#since,
      limits: DEFAULT_CONFIGURATION.limits,
      today: 20261124 as CalendarDate,
      output: new StagedOutput(this.out),
    });
    if (publication.file !== null) this.#since = join(this.out, publication.file);
    return publication;
  }

  payload(): Record<string, unknown> {
    return JSON.parse(readFileSync(this.#since ?? '', 'utf8'));
  }
}

/** A chain that begins with the usual tables, and what a second export of other tables gives. */
async function second(
  told: Partial<SettingsTables>,
  without: readonly string[] = [],
  first: Partial<SettingsTables> = {},
): Promise<{ publication: Publication; chain: Chain }> {
  const chain = new Chain();
  const path = join(temporaryFolder(), '888_export');
  const creation = await chain.publish(writeSettings(path, first));
  expect(creation.status).toBe('published');
  writeSettings(path, told);
  for (const name of without) rmSync(join(path, name));
  return { publication: await chain.publish(path), chain };
}

function errorsOf({ findings }: Publication): Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

function kindsOf(changes: readonly Change[]): string[] {
  return changes.map(({ kind, key }) => `${kind} ${key}`);
}

const COMPANY_LINE = recordLine(COMPANY_FILE, { number: '888', accountSize: '8' });
const YEAR = recordLine(FISCAL_YEAR, { start: '01012025', end: '31122025', open: '1' });
const ACCOUNTS = [
  recordLine(ACCOUNT, { number: '44566000', label: 'TVA' }, 'left'),
  recordLine(ACCOUNT, { number: '60610000', label: 'EAU', vatCode: 'A5' }, 'left'),
];
const VAT_CODES = [
  recordLine(VAT_CODE, { code: 'A5', label: 'TVA 20', account: '44566000', rate: '20.00' }, 'left'),
];
const JOURNALS = [recordLine(JOURNAL, { code: 'AC', label: 'ACHATS' }, 'left')];

function native(lines: readonly string[]): string {
  const file = exchangeFile([COMPANY_LINE, ...lines]);
  return join(settingsFolder({ 'export.ECR': file, 'entreprise.csv': COMPANY_CSV }), 'export.ECR');
}

test('the kinds of record that a native export does not have stay as they were published', async () => {
  const chain = new Chain();
  expect(await chain.publish(native([YEAR, ...ACCOUNTS, ...VAT_CODES, ...JOURNALS]))).toMatchObject({
    status: 'published',
  });
  const bare = await chain.publish(native(ACCOUNTS));
  expect([bare.status, bare.changes, errorsOf(bare)]).toEqual(['unchanged', [], []]);
  const other = recordLine(JOURNAL, { code: 'VE', label: 'VENTES' }, 'left');
  const told = await chain.publish(native([YEAR, ...ACCOUNTS, ...VAT_CODES, other]));
  expect(kindsOf(told.changes)).toEqual(['journal-added VE', 'journal-removed AC']);
});

test('an export that is cut inside its accounts takes none of them away', async () => {
  const chain = new Chain();
  const path = native([...VAT_CODES, ...JOURNALS, ...ACCOUNTS]);
  expect(await chain.publish(path)).toMatchObject({ status: 'published' });
  const cut = readFileSync(path).subarray(0, -(recordLine(ACCOUNT, {}).length - 10));
  writeFileSync(path, cut);
  const publication = await chain.publish(path);
  expect(publication).toMatchObject({ status: 'refused', changes: [] });
  expect(errorsOf(publication)).toMatchObject([
    { code: 'SETTINGS_UNREADABLE', value: 'CPT', details: { reason: 'native-cut', columns: 12 } },
  ]);
  const whole = native([...VAT_CODES, ...JOURNALS, ...ACCOUNTS]);
  writeFileSync(whole, readFileSync(whole).toString('latin1').trimEnd(), 'latin1');
  expect(await chain.publish(whole)).toMatchObject({ status: 'unchanged' });
});

test('a table that is there and empty is empty: what refers to it is refused', async () => {
  const { publication } = await second({ vatCodes: [] });
  expect(errorsOf(publication)).toMatchObject([
    { code: 'VAT_CODE_UNKNOWN', file: 'comptes.csv', line: 5, value: 'B5' },
  ]);
});

test('a table of nothing but its titles takes everything away, and that is told', async () => {
  const emptied = ({ findings }: Publication): unknown[] =>
    findings
      .filter(({ code }) => code === 'SETTINGS_LIST_EMPTIED')
      .map(({ severity, file, details }) => [severity, file, details]);
  const journals = [...ROWS.journals, 'VE;VENTES'];
  const { publication, chain } = await second({ journals: [], thirdParties: [] }, [], { journals });
  expect(publication.status).toBe('published');
  expect(kindsOf(publication.changes)).toEqual([
    'journal-removed AC',
    'journal-removed VE',
    'third-party-removed 401ORANGE',
  ]);
  expect(emptied(publication)).toEqual([
    ['warning', 'journaux.csv', { list: 'journals', removed: 2 }],
    ['warning', 'tiers.csv', { list: 'thirdParties', removed: 1 }],
  ]);
  const [told] = publication.findings.filter(({ code }) => code === 'SETTINGS_LIST_EMPTIED');
  if (told === undefined) throw new Error('nothing was told');
  expect(messageOf(told, 'fr')).toContain('les 2 journaux publiés auparavant sont tous supprimés');
  const again = writeSettings(join(temporaryFolder(), '888_export'), { journals: [], thirdParties: [] });
  expect(await chain.publish(again)).toMatchObject({ status: 'unchanged' });
  const others = await second({ journals: ['OD;DIVERS'] });
  expect(kindsOf(others.publication.changes)).toEqual(['journal-added OD', 'journal-removed AC']);
  expect([
    ...emptied(others.publication),
    ...emptied((await second({}, ['journaux.csv'])).publication),
  ]).toEqual([]);
});

test('VAT codes that stay are those that accounts may use, and their accounts must be there', async () => {
  const used = await second({ accounts: [...ROWS.accounts, '60610000;EAU;Q9;'] }, ['tva.csv']);
  expect(errorsOf(used.publication)).toMatchObject([
    { code: 'VAT_CODE_UNKNOWN', file: 'comptes.csv', line: 6, value: 'Q9' },
  ]);
  const accounts = ROWS.accounts.filter((account) => !account.startsWith('44566000'));
  expect(errorsOf((await second({ accounts }, ['tva.csv'])).publication)).toMatchObject([
    { code: 'VAT_ACCOUNT_UNKNOWN', file: null, value: '44566000', details: { vatCode: 'B5' } },
  ]);
  const sound = await second({ accounts: [...ROWS.accounts, '60610000;EAU;B5;'] }, ['tva.csv', 'tiers.csv']);
  expect(errorsOf(sound.publication)).toEqual([]);
  expect(kindsOf(sound.publication.changes)).toEqual(['account-added 60610000']);
});

test('default VAT codes of an export without any are told, once, unless they were published', async () => {
  const told = ({ findings }: Publication): unknown[] =>
    findings.filter(({ code }) => code === 'VAT_CODES_ABSENT');
  const path = writeSettings(join(temporaryFolder(), '888_export'), {
    accounts: [...ROWS.accounts, '60610000;EAU;A5;', '60620000;GAZ;A5;'],
  });
  rmSync(join(path, 'tva.csv'));
  const creation = await new Chain().publish(path);
  expect(creation.status).toBe('published');
  expect(told(creation)).toMatchObject([
    {
      severity: 'warning',
      file: 'comptes.csv',
      line: 5,
      column: 'Code TVA',
      value: 'B5',
      details: { accounts: 3, codes: 'B5, A5' },
    },
  ]);
  expect(told(await new Chain().publish(native([YEAR, ...ACCOUNTS])))).toMatchObject([
    { file: 'export.ECR', value: 'A5', details: { accounts: 1 } },
  ]);
  expect(told((await second({}, ['tva.csv'])).publication)).toEqual([]);
});

test('third parties that stay keep their accounts', async () => {
  const accounts = ROWS.accounts.filter((account) => !account.startsWith('401ORANGE'));
  const { publication } = await second({ accounts }, ['tiers.csv']);
  expect(publication.status).toBe('refused');
  expect(errorsOf(publication)).toMatchObject([
    { code: 'ACCOUNT_UNKNOWN', value: '401ORANGE', details: { isKept: true } },
  ]);
});

test('a fiscal year has no day in common with one that stays', async () => {
  const first = { years: ['01/01/2022;31/12/2022', '01/01/2023;31/12/2023'] };
  const { publication } = await second({ years: ['01/07/2022;30/06/2023'] }, [], first);
  expect(errorsOf(publication)).toMatchObject([
    {
      code: 'FISCAL_YEAR_INVALID',
      file: 'exercices.csv',
      line: 2,
      details: { start: '01/07/2022', keptStart: '01/01/2023', keptEnd: '31/12/2023' },
    },
  ]);
  const next = await second({ years: ['01/01/2024;31/12/2024'] }, [], first);
  expect(kindsOf(next.publication.changes)).toEqual(['fiscal-year-added 2024-01-01']);
});

const FILLED = {
  ...SHEET,
  'Code A.P.E.': '10.71C',
  'Tél. fixe': '02 99 12 34 56',
  'R.C.S. Identification juridique': 'RENNES B 732 829 320',
};

test('what of the company sheet only looks different is no change', async () => {
  const sheet = {
    ...FILLED,
    'Code A.P.E.': '1071c',
    'Tél. fixe': '+33 2.99.12.34.56',
    'R.C.S. Identification juridique': 'RENNES B 732829320',
    Régime: 'réel normal',
  };
  const { publication } = await second({ sheet }, [], { sheet: FILLED });
  expect(publication).toMatchObject({ status: 'unchanged', changes: [] });
  const other = await second({ sheet: { ...sheet, 'Tél. fixe': '02 99 12 34 57' } }, [], { sheet: FILLED });
  expect(kindsOf(other.publication.changes)).toEqual(['company-changed phone']);
});

test('an APE code is published in one form', async () => {
  const chain = new Chain();
  await chain.publish(
    writeSettings(join(temporaryFolder(), '888_export'), { sheet: { ...SHEET, 'Code A.P.E.': '1071c' } }),
  );
  expect(chain.payload()).toMatchObject({ company: { activity: { apeCode: '10.71C' } } });
});

test.each(['', 'Forfait'])(
  'a régime that says nothing leaves the liability as it was published: "%s"',
  async (regime) => {
    const { publication } = await second({
      sheet: { ...SHEET, Régime: regime, 'Nom commercial': 'LES PRÉS' },
    });
    expect(kindsOf(publication.changes)).toEqual(['company-changed tradeName']);
    const told = publication.findings.find(({ column }) => column === 'Régime');
    if (told === undefined) throw new Error('not told');
    expect(withPlainSpaces(messageOf(told, 'fr'))).toContain('s’il l’a été auparavant, il reste tel quel');
    expect(messageOf(told, 'en')).toContain('if it was before, it stays as it is');
  },
);

const WHOLE = {
  'entreprise.csv': COMPANY_CSV,
  'exercices.csv': 'Début;Fin;Ouvert\n01/01/2022;31/12/2022;non\n',
  'comptes.csv': [
    'Compte;Libellé;Type;Code TVA;Lettrable;Sens;Compte collectif',
    '40100000;Fournisseurs;collectif;;oui;crédit;',
    '401ORANGE;Orange;auxiliaire;;oui;;40100000',
    '44566000;TVA;général;;non;;',
    '62260000;Honoraires;général;B5;non;débit;',
  ].join('\n'),
  'journaux.csv': 'Code;Libellé;Type;Contrepartie\nBQ;Banque;trésorerie;51200000\n',
  'tva.csv': 'Code;Libellé;Compte;Taux;Type;Début de validité\nB5;TVA;44566000;20;achat;01/01/2014\n',
  'tiers.csv': 'Compte;Nom;Ville;Téléphone;SIRET\n401ORANGE;ORANGE;ISSY;01 02 03 04 05;732 829 320 00074\n',
};

/** What a second export gives, of which some tables are others. */
async function afterWhole(
  files: Readonly<Record<string, string>>,
): Promise<{ publication: Publication; chain: Chain }> {
  const chain = new Chain();
  const first = await chain.publish(settingsFolder(WHOLE));
  expect([first.status, first.findings.filter(({ severity }) => severity === 'error')]).toEqual([
    'published',
    [],
  ]);
  return { publication: await chain.publish(settingsFolder({ ...WHOLE, ...files })), chain };
}

/** The same without the columns that a table may lack. */
const NARROW = {
  'exercices.csv': 'Début;Fin\n01/01/2022;31/12/2022\n',
  'comptes.csv':
    'Compte;Libellé\n40100000;Fournisseurs\n401ORANGE;Orange\n44566000;TVA\n62260000;Honoraires\n',
  'journaux.csv': 'Code;Libellé\nBQ;Banque\n',
  'tva.csv': 'Code;Libellé;Compte;Taux\nB5;TVA;44566000;20\n',
  'tiers.csv': 'Compte;Nom\n401ORANGE;ORANGE\n',
};

test('what a table has no column for stays as it was published', async () => {
  const { publication } = await afterWhole(NARROW);
  expect(publication).toMatchObject({ status: 'unchanged', changes: [] });
  expect(publication.findings.map(({ code }) => code)).not.toContain('COLLECTIVE_ACCOUNT_MISSING');
  for (const [name, content] of Object.entries(NARROW))
    expect([name, (await afterWhole({ [name]: content })).publication.changes]).toEqual([name, []]);
});

test('what it does tell is published, with the rest of the item as it was', async () => {
  const renamed = NARROW['comptes.csv'].replace('Honoraires', 'Conseils');
  const { publication, chain } = await afterWhole({ ...NARROW, 'comptes.csv': `${renamed}62270000;Actes\n` });
  expect(publication.changes).toMatchObject([
    { kind: 'account-added', key: '62270000', after: { vatCode: '', side: 'either' } },
    {
      kind: 'account-changed',
      before: { label: 'Honoraires', vatCode: 'B5', side: 'debit' },
      after: { label: 'Conseils', vatCode: 'B5', side: 'debit' },
    },
  ]);
  const { settingsHash, ...document } = chain.payload();
  expect(settingsHash).toBe(hashOf(settingsOf(document as unknown as PayloadDocument)));
  expect(document).toMatchObject({ fiscalYears: [{ open: false }] });
});

test('a column that is there and empty empties', async () => {
  const comptes = WHOLE['comptes.csv'].replace(';B5;', ';;');
  const { publication } = await afterWhole({ 'comptes.csv': comptes });
  expect(publication.changes).toMatchObject([{ key: '62260000', after: { vatCode: '' } }]);
});

test('a VAT code that an account keeps must still be there', async () => {
  const tva = WHOLE['tva.csv'].replace('\nB5', '\nC5');
  const { publication } = await afterWhole({ 'comptes.csv': NARROW['comptes.csv'], 'tva.csv': tva });
  expect(publication).toMatchObject({ status: 'refused', file: null });
  expect(errorsOf(publication)).toMatchObject([
    { code: 'VAT_CODE_UNKNOWN', file: 'comptes.csv', line: 5, value: 'B5', details: { keptBy: '62260000' } },
  ]);
});

/** What is told of collective accounts. */
function collectives({ findings }: Publication): unknown[] {
  return findings
    .filter(({ code }) => code === 'COLLECTIVE_ACCOUNT_MISSING')
    .map(({ file, line, value, details }) => [file, line, value, details]);
}

test.each(['', ';Compte créditeur', ';Compte débiteur'])(
  'a new auxiliary account keeps no collective account: Compte;Libellé%s',
  async (column) => {
    const cell = column === '' ? '' : ';';
    const rows = NARROW['comptes.csv'].trimEnd().split('\n').slice(1);
    const comptes = [`Compte;Libellé${column}`, ...[...rows, '401NEUF;Neuf'].map((row) => `${row}${cell}`)];
    const { publication } = await afterWhole({ 'comptes.csv': comptes.join('\n') });
    expect(kindsOf(publication.changes)).toContain('account-added 401NEUF');
    expect(collectives(publication)).toContainEqual(['comptes.csv', 6, '', { account: '401NEUF' }]);
  },
);

test('a collective account that an account keeps must still be there', async () => {
  const comptes = NARROW['comptes.csv'].replace('40100000;Fournisseurs\n', '');
  const { publication } = await afterWhole({ 'comptes.csv': comptes });
  expect(kindsOf(publication.changes)).toEqual(['account-removed 40100000']);
  const details = { account: '401ORANGE', isKept: true };
  expect(collectives(publication)).toEqual([['comptes.csv', 2, '40100000', details]]);
});

test('a counterpart that a journal keeps must still be there', async () => {
  const bank = `${WHOLE['comptes.csv']}\n51200000;Banque;général;;oui;;\n`;
  const told = async (journaux: string | null): Promise<unknown[]> => {
    const chain = new Chain();
    await chain.publish(settingsFolder({ ...WHOLE, 'comptes.csv': bank }));
    const { 'journaux.csv': _, ...others } = WHOLE;
    const files = journaux === null ? others : { ...others, 'journaux.csv': journaux };
    const { findings } = await chain.publish(settingsFolder(files));
    return findings
      .filter(({ code }) => code === 'JOURNAL_ACCOUNT_UNKNOWN')
      .map(({ file, line, value, details }) => [file, line, value, details]);
  };
  const kept = { journal: 'BQ', isKept: true };
  expect(await told(NARROW['journaux.csv'])).toEqual([['journaux.csv', 2, '51200000', kept]]);
  expect(await told(null)).toEqual([[null, null, '51200000', kept]]);
  expect(await told(WHOLE['journaux.csv'])).toEqual([['journaux.csv', 2, '51200000', { journal: 'BQ' }]]);
});

test('another spelling of a third party’s phone or SIRET is no change', async () => {
  const told = async (phone: string): Promise<Publication> => {
    const tiers = WHOLE['tiers.csv']
      .replace('01 02 03 04 05', phone)
      .replace('732 829 320 00074', '73282932000074');
    return (await afterWhole({ 'tiers.csv': tiers })).publication;
  };
  for (const phone of ['0102030405', '01.02.03.04.05', '+33 1 02 03 04 05'])
    expect(await told(phone)).toMatchObject({ status: 'unchanged', changes: [] });
  expect((await told('0102030406')).changes).toMatchObject([{ after: { phone: '0102030406' } }]);
});

test('a control character of a label is told, and published as a space', async () => {
  const chain = new Chain();
  const account = recordLine(ACCOUNT, { number: '44566000', label: 'TVA\u0001DÉD\u0081' }, 'left');
  const path = native([YEAR, account, ...JOURNALS]);
  const tables = settingsFolder({
    ...WHOLE,
    'comptes.csv': WHOLE['comptes.csv'].replace(';TVA;', ';TVA\u0001DÉD;'),
    'entreprise.csv': `${COMPANY_CSV}Nom commercial;LES\u0002PRÉS\n`,
  });
  const told = ({ findings }: Publication): unknown[] =>
    findings
      .filter(({ code }) => code === 'CHARACTER_REPLACED')
      .map(({ file, line, column, details }) => [file, line, column, details]);
  const details = { character: '\u0001', by: ' ', isPublished: true };
  expect(told(await chain.publish(path))).toEqual([['export.ECR', 4, 'Libellé', details]]);
  expect(chain.payload()).toMatchObject({ accounts: [{ label: 'TVA DÉD' }] });
  expect(told(await new Chain().publish(tables))).toEqual([
    ['comptes.csv', 4, 'Libellé', details],
    ['entreprise.csv', 6, 'Nom commercial', { ...details, character: '\u0002' }],
  ]);
});

test.each([
  ['Dénomination', 'COMPANY_NAME_MISSING'],
  ['Forme juridique', 'LEGAL_FORM_MISSING'],
  ['Numéro SIRET', 'SIRET_MISSING'],
  ['Code A.P.E.', 'APE_MISSING'],
])('a required text of control characters alone is empty: %s', async (field, code) => {
  const sheet = COMPANY_CSV.replace(new RegExp(`${field};.*`), `${field};\u0001 \u0002`);
  const publication = await new Chain().publish(settingsFolder({ ...WHOLE, 'entreprise.csv': sheet }));
  expect(publication.status).toBe('refused');
  expect(errorsOf(publication)).toMatchObject([{ code, file: 'entreprise.csv' }]);
});

test.each([
  ['7 500,00 euros', '7500.00', false],
  ['8000€', '8000.00', false],
  ['-7 500,00', '-7 500,00', true],
  ['99999999999999999', '99999999999999999', true],
  ['7 500,123', '7 500,123', true],
])('a capital is told where it is published as it is: %s', async (capital, published, isTold) => {
  const chain = new Chain();
  const sheet = { ...SHEET, 'Capital social': capital };
  const { findings } = await chain.publish(writeSettings(join(temporaryFolder(), '888_export'), { sheet }));
  expect(chain.payload()).toMatchObject({ company: { registration: { capital: published } } });
  expect(findings.some(({ code }) => code === 'COMPANY_FIELD_INVALID')).toBe(isTold);
});

/** So many accounts that their lines do not stay in memory. */
const MANY = Array.from({ length: 9_000 }, (_, at) => `9${String(at).padStart(7, '0')};COMPTE ${at};;`);

test('what is too long for memory is published, compared, and leaves nothing else', async () => {
  const accounts = [...ROWS.accounts, ...MANY];
  const renamed = accounts.with(-1, '90008999;AUTRE;;');
  const { publication, chain } = await second({ accounts: renamed }, [], { accounts });
  expect(kindsOf(publication.changes)).toEqual(['account-changed 90008999']);
  expect(chain.payload()).toMatchObject({ accounts: { length: renamed.length } });
  expect(readdirSync(chain.out)).toEqual(['888_0001_creation.json', '888_0002_modification.json']);
});

test('a long export that is refused leaves nothing, and no folder', async () => {
  const chain = new Chain();
  const accounts = [...ROWS.accounts, ...MANY, '60610000;EAU;Q9;'];
  const path = writeSettings(join(temporaryFolder(), '888_export'), { accounts });
  expect((await chain.publish(path)).status).toBe('refused');
  expect(existsSync(chain.out)).toBe(false);
});

test('one that fails on the disk leaves nothing either', async () => {
  const out = join(temporaryFolder(), 'out');
  const full: FileSystem = {
    ...nodeFileSystem,
    write: (descriptor, bytes, offset, length, position) => {
      if (position > 900_000) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return nodeFileSystem.write(descriptor, bytes, offset, length, position);
    },
  };
  const path = writeSettings(join(temporaryFolder(), '888_export'), {
    accounts: [...ROWS.accounts, ...MANY],
  });
  const request = { path, dossier: '888', since: null, limits: DEFAULT_CONFIGURATION.limits };
  const output = new StagedOutput(out, { fileSystem: full });
  await expect(publishSettings({ ...request, today: 20261124 as CalendarDate, output })).rejects.toThrow(
    'full',
  );
  expect(existsSync(out)).toBe(false);
});
