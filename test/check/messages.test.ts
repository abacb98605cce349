import { expect, test } from 'vitest';
import { ENGLISH } from '../../src/check/messages/en.ts';
import { FRENCH } from '../../src/check/messages/fr.ts';
import { type Language, messageOf, reported, severityName } from '../../src/check/messages/report.ts';
import { retold, sentenceOf, toldFinding } from '../../src/check/messages/told.ts';
import { type CalendarDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import type { ToldFinding } from '../../src/model/drop-record.ts';
import {
  type Finding,
  type FindingCode,
  type FindingDetails,
  finding,
  type Place,
  severityOf,
} from '../../src/model/finding.ts';
import type { SettingsValue } from '../../src/model/settings-fault.ts';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
const NBSP = '\u00a0';

const DAY = day('2022-08-31');
const ENTRY = { journal: 'AC', date: DAY, piece: '0x9f1642' };
const HASH = 'ab'.repeat(32);
const DELIVERED_AT = '2026-11-24T09:15:00.000Z';

/** The compiler sees to it that none is missing. */
const SETTINGS_VALUES = Object.keys({
  account: 0,
  'journal-code': 0,
  'vat-code': 0,
  'account-type': 0,
  side: 0,
  'journal-type': 0,
  'vat-code-type': 0,
  'yes-no': 0,
  date: 0,
  'exchange-date': 0,
  rate: 0,
  'rate-of-account': 0,
  text: 0,
  fields: 0,
  'all-digits': 0,
} satisfies Record<SettingsValue, 0>) as SettingsValue[];

/** Every code, with details that make each of its sentences. */
const SAMPLES: { readonly [C in FindingCode]: readonly FindingDetails[C][] } = {
  BATCH_UNREADABLE: [
    { reason: 'no-csv' },
    { reason: 'no-csv', detail: 'a/b/ecritures.csv' },
    { reason: 'no-csv', detail: 'EXPORT.ECR' },
    { reason: 'no-csv', detail: 'a/b/c/d/e.csv' },
    { reason: 'too-many-files', limit: 1 },
    { reason: 'lot-json', expected: 'count' },
    { reason: 'several-csv', detail: 'a.csv, b.csv' },
    { reason: 'not-a-batch' },
    { reason: 'settings' },
    { reason: 'payload' },
    { reason: 'zip-damaged' },
    { reason: 'zip-encrypted' },
    { reason: 'zip-method' },
    { reason: 'zip-duplicate-name' },
    { reason: 'file-damaged' },
    { reason: 'file-changed' },
    { reason: 'too-many-files', limit: 10_000 },
    { reason: 'too-large', limit: 2_048 },
    { reason: 'notice-too-large', limit: 4 },
    { reason: 'too-many-columns', limit: 256, detail: '257' },
    { reason: 'lot-json' },
    { reason: 'lot-json', detail: 'Unexpected end of JSON input' },
    { reason: 'special-file' },
  ],
  BATCH_EMPTY: [{}],
  DOSSIER_MISSING: [
    { invalid: null },
    { invalid: null, named: '704' },
    { invalid: 'trop-long-9' },
    { invalid: '' },
    { invalid: null, isSettings: true },
    { invalid: 'trop-long-9', isSettings: true },
  ],
  PATH_UNSAFE: [
    { fault: 'climbs' },
    { fault: 'absolute' },
    { fault: 'drive' },
    { fault: 'link' },
    { fault: 'name' },
  ],
  ARCHIVE_BOMB: [
    { measure: 'files', limit: 10_000 },
    { measure: 'size', limit: 2_048 },
    { measure: 'ratio', limit: 200 },
  ],
  TOTALS_MISMATCH: [
    { what: 'entries', announced: 5, counted: 4 },
    { what: 'movements', announced: 1_234_567, counted: 12 },
    { what: 'debit', announced: 30_226n, counted: 30_225n },
    { what: 'credit', announced: 0n, counted: 10n ** 20n },
  ],
  BATCH_ID_REUSED: [{ deliveredAt: DELIVERED_AT }],
  FISCAL_YEAR_UNKNOWN: [{}],
  FISCAL_YEAR_INVALID: [
    { start: '2022-12-31', end: '2022-01-01' },
    { start: '31/12/2022', end: '' },
    { start: '', end: '' },
    { start: '01/07/2022', end: '30/06/2023', keptStart: '01/01/2023', keptEnd: '31/12/2023' },
  ],
  FINDINGS_OMITTED: [{ of: 'AMOUNT_INVALID', shown: 1_000, total: 1_234_567 }],
  COLUMN_MISSING: [{}, { isEvery: true }],
  COLUMN_DUPLICATE: [{}],
  COLUMN_UNKNOWN: [{}, { nearest: 'Journal' }],
  ROW_MALFORMED: [
    { fault: 'cells', expected: 13, found: 12 },
    { fault: 'cells', expected: 13, found: 1 },
    { fault: 'quote' },
    { fault: 'too-long' },
    { fault: 'nul' },
  ],
  DATE_INVALID: [{ form: 'csv' }, { form: 'iso' }, { form: 'exchange' }],
  DATE_OUTSIDE_FISCAL_YEAR: [{ start: day('2022-01-01'), end: day('2022-12-31') }],
  AMOUNT_INVALID: [
    { fault: 'not-a-number' },
    { fault: 'decimals' },
    { fault: 'too-large' },
    { fault: 'not-a-number', rate: true },
    { fault: 'decimals', rate: true },
    { fault: 'too-large', rate: true },
  ],
  AMOUNT_BOTH_SIDES: [{ debit: 2_781, credit: -100 }],
  AMOUNT_NEGATIVE: [
    { cents: 123_456, movedTo: 'debit' },
    { cents: 1, movedTo: 'credit' },
  ],
  AMOUNT_ZERO: [{}],
  ACCOUNT_INVALID: [
    {},
    { hasSpaces: true },
    { isScientific: true },
    { isListed: true },
    { hasSpaces: true, isListed: true },
  ],
  ACCOUNT_UNKNOWN: [{}],
  ACCOUNT_NEW: [{ label: 'ORANGE' }],
  JOURNAL_INVALID: [{}],
  JOURNAL_UNKNOWN: [{}],
  JOURNAL_ACCOUNT_UNUSUAL: [
    { journal: 'AC', kind: 'purchases' },
    { journal: 'VE', kind: 'sales' },
  ],
  VAT_CODE_UNKNOWN: [{ shape: true }, { shape: false }, { shape: false, keptBy: '62260000' }],
  VAT_CODE_IGNORED: [{ account: '401ORANGE' }],
  DUE_DATE_UNUSED: [ENTRY],
  PIECE_MISSING: [{}],
  PIECE_INVALID: [{}],
  INVOICE_INVALID: [{}],
  PIECE_SHORTENED: [{ kept: '0x9f1642' }],
  TEXT_SHORTENED: [{ kept: 'ABC', limit: 30 }],
  CHARACTER_REPLACED: [
    { character: 'Ł', by: 'L' },
    { character: '\u200b', by: '' },
    { character: '\u2009', by: ' ' },
    { character: 'e\u0301', by: 'é' },
    { character: '\u0001', by: ' ', isPublished: true },
  ],
  ENTRY_UNBALANCED: [
    { ...ENTRY, debit: 12_000, credit: 11_999, lastLine: 7 },
    { ...ENTRY, debit: 0n, credit: 10n ** 20n, lastLine: 5 },
  ],
  ENTRY_TOO_LONG: [{ ...ENTRY, measure: 'lines', limit: 100_000 }],
  ENTRY_DUPLICATE: [
    { ...ENTRY, batch: '2022-09-A', deliveredAt: DELIVERED_AT },
    { ...ENTRY, batch: null, deliveredAt: DELIVERED_AT },
  ],
  PIECE_REUSED: [
    { ...ENTRY, batch: '2022-09-A', deliveredAt: DELIVERED_AT, debitBefore: 12_000, debit: 12_500 },
    { ...ENTRY, batch: null, deliveredAt: DELIVERED_AT, debitBefore: 12_000, debit: 12_000n },
    { ...ENTRY, batch: null, deliveredAt: DELIVERED_AT, debitBefore: null, debit: 12_500 },
  ],
  VAT_MISMATCH: [
    {
      ...ENTRY,
      vatCode: 'A5',
      rate: 2_000,
      base: 1_000_000n,
      expected: 200_000n,
      found: 199_997n,
      tolerance: 2n,
    },
  ],
  VAT_RATE_MISMATCH: [{ vatCode: 'A5', rate: 550, expected: 2_000 }],
  DOCUMENT_MISSING: [{ listed: true }, { listed: false }],
  DOCUMENT_EMPTY: [{}],
  DOCUMENT_HASH_MISMATCH: [
    { announced: HASH, found: 'cd'.repeat(32) },
    { announced: 'court', found: HASH },
  ],
  DOCUMENT_TYPE_REFUSED: [{}],
  DOCUMENT_TOO_LARGE: [{ bytes: 52_428_801, limitMiB: 50 }],
  DOCUMENT_UNREFERENCED: [{}],
  DOCUMENT_RENAMED: [{ name: 'P1_facture.pdf' }],
  EXCHANGE_FILE_UNREADABLE: [{ reason: 'no-header' }, { reason: 'empty' }, { reason: 'line-too-long' }],
  RECORD_UNKNOWN: [{}],
  RECORD_MISPLACED: [{ parent: 'ECR' }],
  REMARK_UNCLOSED: [{}],
  LAST_LINE_CUT: [{ columns: 33 }],
  COLUMN_LEFT_OUT: [{}],
  DOSSIER_MISMATCH: [
    { announced: '888' },
    { announced: '888', isInPath: true },
    { announced: '888', isSettings: true },
    { announced: '888', isSettings: true, isInPath: true },
  ],
  ENTRY_INCONSISTENT: [{ piece: 'F1', kept: 'FA-1' }],
  COMPANY_NAME_MISSING: [{}],
  LEGAL_FORM_MISSING: [{}],
  SIRET_MISSING: [{}],
  SIRET_INVALID: [{ fault: 'form' }, { fault: 'key' }],
  SIREN_INVALID: [{ fault: 'form' }, { fault: 'key' }],
  SIREN_SIRET_MISMATCH: [{ siren: '732829320', siret: '55210055400013' }],
  APE_MISSING: [{}],
  APE_INVALID: [{}],
  VAT_NUMBER_INVALID: [{ fault: 'form' }, { fault: 'key' }],
  VAT_NUMBER_SIREN_MISMATCH: [{ siren: '732829320', vatNumber: 'FR83404833048' }],
  COMPANY_FIELD_EMPTY: [{}, { isRegime: true }],
  COMPANY_FIELD_UNKNOWN: [{}],
  COMPANY_FIELD_INVALID: [{ wanted: 'amount' }, { wanted: 'date' }, { wanted: 'email' }],
  POSTAL_CODE_INVALID: [{}, { account: '401ORANGE' }],
  PHONE_INVALID: [{}, { account: '401ORANGE' }],
  INSEE_CODE_INVALID: [{}],
  VAT_REGIME_UNKNOWN: [{}],
  VAT_REGIME_ENDING: [{ end: 20_270_101 as CalendarDate }],
  SETTINGS_DOSSIER_MISMATCH: [{ found: '0900' }],
  SETTINGS_OUTDATED: [
    { receivedAt: '2026-11-24T10:15:00.000Z', laterAt: '2026-11-24T10:15:01.000Z', sequence: 2 },
    { receivedAt: '2026-11-24T10:15:00.000Z', laterAt: '2026-11-24T10:15:01.000Z', sequence: null },
  ],
  SETTINGS_UNREADABLE: [
    { reason: 'no-company-sheet' },
    { reason: 'batch' },
    { reason: 'no-settings' },
    { reason: 'payload' },
    { reason: 'no-account-table' },
    { reason: 'no-accounts' },
    { reason: 'table-alone' },
    { reason: 'several-natives', detail: 'a.ECR, b.ECR' },
    { reason: 'native-empty' },
    { reason: 'native-unicode' },
    { reason: 'native-cut', columns: 12 },
    { reason: 'contradiction', detail: '73282932000074', firstLine: 3 },
    { reason: 'company-json' },
    { reason: 'columns', detail: 'Compte' },
    { reason: 'row' },
    { reason: 'row', cells: 3, expected: 4 },
    ...SETTINGS_VALUES.map((wanted) => ({ reason: 'value', wanted }) as const),
  ],
  EXCHANGE_FILE_SETTINGS: [{ accounts: 1 }, { accounts: 1_234 }],
  SETTINGS_FILE_IGNORED: [
    { used: 'comptes.csv', what: 'settings' },
    { used: 'entreprise.csv', what: 'company-sheet' },
    { what: 'name', nearest: 'journaux.csv', isSpreadsheet: false, isTaken: false },
    { what: 'name', nearest: 'journaux.csv', isSpreadsheet: false, isTaken: true },
    { what: 'name', nearest: 'comptes.csv', isSpreadsheet: true, isTaken: false },
    { what: 'name', nearest: null, isSpreadsheet: false, isTaken: false },
  ],
  SETTINGS_LIST_EMPTIED: [
    { list: 'journals', removed: 4 },
    { list: 'thirdParties', removed: 1 },
    { list: 'vatCodes', removed: 1_234 },
    { list: 'accounts', removed: 2 },
  ],
  ACCOUNT_DUPLICATE: [{ firstLine: 4 }],
  JOURNAL_DUPLICATE: [{ firstLine: 4 }],
  VAT_CODE_DUPLICATE: [{ firstLine: 4 }],
  VAT_ACCOUNT_UNKNOWN: [{ vatCode: 'A5' }],
  JOURNAL_ACCOUNT_UNKNOWN: [{ journal: 'BQ' }, { journal: 'BQ', isKept: true }],
  COLLECTIVE_ACCOUNT_MISSING: [{ account: '401ORANGE' }, { account: '401ORANGE', isKept: true }],
  ACCOUNT_SIZE_MISMATCH: [{ size: 8 }],
  VAT_CODES_ABSENT: [
    { accounts: 1, codes: 'A5' },
    { accounts: 12, codes: 'A5, B5' },
  ],
  VAT_CODE_TYPE_MISMATCH: [
    { vatCode: 'A5', type: 'purchase' },
    { vatCode: 'C5', type: 'sale' },
  ],
  IBAN_INVALID: [{ account: '401ORANGE' }],
  BIC_INVALID: [{ account: '401ORANGE' }],
};

const WHOLE_PLACE: Required<Place> = { file: 'ecritures.csv', line: 5, column: 'Débit', value: '12,5O' };

/** Each sample at a place that says everything. */
const FINDINGS = findingsAt(WHOLE_PLACE);
const NAMED = FINDINGS.map((one): [string, Finding] => [`${one.code} ${shown(one.details)}`, one]);

/** What a batch can be told, with its severity, as it is promised to the outside. */
const ERRORS = [
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
  'ACCOUNT_UNKNOWN',
  'JOURNAL_INVALID',
  'JOURNAL_UNKNOWN',
  'VAT_CODE_UNKNOWN',
  'PIECE_MISSING',
  'DOSSIER_MISSING',
  'DOCUMENT_MISSING',
  'DOCUMENT_EMPTY',
  'DOCUMENT_HASH_MISMATCH',
  'DOCUMENT_TYPE_REFUSED',
  'DOCUMENT_TOO_LARGE',
  'PATH_UNSAFE',
  'ARCHIVE_BOMB',
  'BATCH_ID_REUSED',
  'ENTRY_DUPLICATE',
  'FISCAL_YEAR_INVALID',
] as const;

const WARNINGS = [
  'PIECE_REUSED',
  'VAT_MISMATCH',
  'VAT_RATE_MISMATCH',
  'AMOUNT_NEGATIVE',
  'AMOUNT_ZERO',
  'TEXT_SHORTENED',
  'PIECE_SHORTENED',
  'CHARACTER_REPLACED',
  'DOCUMENT_UNREFERENCED',
  'DOCUMENT_RENAMED',
  'COLUMN_UNKNOWN',
  'ACCOUNT_NEW',
  'JOURNAL_ACCOUNT_UNUSUAL',
  'RECORD_UNKNOWN',
] as const;

test.each([
  ...ERRORS.map((code) => [code, 'error'] as const),
  ...WARNINGS.map((code) => [code, 'warning'] as const),
  ['FISCAL_YEAR_UNKNOWN', 'info'] as const,
])('%s is a finding of severity %s, in both languages', (code, severity) => {
  expect(severityOf(code)).toBe(severity);
  expect(FRENCH.findings[code]).toBeTypeOf('function');
  expect(ENGLISH.findings[code]).toBeTypeOf('function');
});

test('both catalogues have the same codes, and each has its samples here', () => {
  const codes = Object.keys(SAMPLES).sort();
  expect(Object.keys(FRENCH.findings).sort()).toEqual(codes);
  expect(Object.keys(ENGLISH.findings).sort()).toEqual(codes);
});

test.each(NAMED)('%s is a sentence in both languages', (_, one) => {
  for (const language of LANGUAGES) {
    const message = messageOf(one, language);
    expect(message).not.toMatch(/undefined|null|NaN|\[object|function|Infinity/);
    expect(message).not.toMatch(/ {2}|\s$|^\s|\.\.$/);
    expect(message).toMatch(/[.]$/);
  }
  expect(messageOf(one, 'fr')).not.toBe(messageOf(one, 'en'));
});

test.each(NAMED)('%s says where it is', (_, one) => {
  expect(
    messageOf(one, 'fr').startsWith(`ecritures.csv, ligne 5, colonne «${NBSP}Débit${NBSP}»${NBSP}: `),
  ).toBe(true);
  expect(messageOf(one, 'en').startsWith('ecritures.csv, line 5, column “Débit”: ')).toBe(true);
});

test.each(NAMED)('%s stands in French quotation marks with no-break spaces inside', (_, one) => {
  const message = messageOf(one, 'fr');
  for (const [, inside = ''] of message.matchAll(/«([^»]*)»/g)) {
    expect({ message, inside }).toEqual({ message, inside: expect.stringMatching(/^\u00a0[\s\S]*\u00a0$/) });
  }
  expect(message.split('«').length).toBe(message.split('»').length);
  expect(message).not.toMatch(/[“”"]/);
  expect(messageOf(one, 'en')).not.toMatch(/[«»]/);
});

test.each(NAMED)('%s is told the same after years in the register', (_, one) => {
  const kept: ToldFinding = JSON.parse(JSON.stringify(toldFinding(one)));
  expect(kept).toEqual(toldFinding(one));
  for (const language of LANGUAGES)
    expect(sentenceOf(kept, language)).toEqual({ text: messageOf(one, language), language });
  expect(retold(kept, 'en')).toEqual(reported(one, 'en'));
});

test('what was kept without its figures, or by a later version, is told in French', () => {
  const { details: _, ...bare } = toldFinding(finding('PIECE_SHORTENED', {}, { kept: 'x' }));
  for (const kept of [
    bare,
    { ...bare, code: 'OF_A_LATER_VERSION', details: {} },
    { ...bare, code: 'toString' },
  ])
    expect(sentenceOf(kept, 'en')).toEqual({ text: bare.message, language: 'fr' });
});

test.each<[Place, string, string]>([
  [{}, '', ''],
  [{ file: 'lot.json' }, `lot.json${NBSP}: `, 'lot.json: '],
  [{ file: 'a.csv', line: 3 }, `a.csv, ligne 3${NBSP}: `, 'a.csv, line 3: '],
  [{ file: 'a.csv', column: 'D' }, `a.csv, colonne «${NBSP}D${NBSP}»${NBSP}: `, 'a.csv, column “D”: '],
  [{ line: 3 }, `ligne 3${NBSP}: `, 'line 3: '],
  [{ value: 'x' }, '', ''],
])('the place %o stands before the sentence', (place, french, english) => {
  const one: Finding = finding('BATCH_EMPTY', place, {});
  expect(messageOf(one, 'fr')).toBe(
    `${french}aucune écriture sous la ligne de titres. Exportez de nouveau le lot depuis AMI COMPTA.`,
  );
  expect(messageOf(one, 'en')).toBe(
    `${english}no entry below the header. Export the batch from AMI COMPTA again.`,
  );
});

test.each(LANGUAGES)('without a place every sentence holds too (%s)', (language) => {
  for (const one of findingsAt({})) {
    expect(messageOf(one, language)).not.toMatch(/undefined|null|NaN|\[object/);
    expect(messageOf(one, language).length).toBeGreaterThan(10);
  }
});

test('figures are those that an accountant reads', () => {
  const french = (code: FindingCode): string => {
    const one = FINDINGS.find((candidate) => candidate.code === code);
    return one === undefined ? '' : messageOf(one, 'fr').replaceAll(NBSP, ' ');
  };
  expect(french('ENTRY_UNBALANCED')).toContain(
    'l’écriture du 31/08/2022, journal AC, pièce « 0x9f1642 » (lignes 5 à 7) n’est pas équilibrée : débit 120,00, crédit 119,99, écart 0,01',
  );
  expect(french('VAT_MISMATCH')).toContain(
    'TVA A5 à 20,00 % : base 10 000,00, TVA attendue 2 000,00, TVA trouvée 1 999,97, écart 0,03 (tolérance 0,02)',
  );
  expect(french('DATE_OUTSIDE_FISCAL_YEAR')).toContain('du 01/01/2022 au 31/12/2022');
  expect(french('DOCUMENT_TOO_LARGE')).toContain('50,0 Mio, la limite est de 50 Mio');
  expect(french('FINDINGS_OMITTED')).toContain('1 233 567');
});

test('the same figures in English', () => {
  const english = FINDINGS.filter(({ code }) => code === 'ENTRY_UNBALANCED').map((one) =>
    messageOf(one, 'en'),
  );
  expect(english[0]).toContain('debit 120.00, credit 119.99, gap 0.01');
  expect(english[1]).toContain('credit 1,000,000,000,000,000,000.00');
  expect(english[0]).toContain('the entry of 2022-08-31');
});

test.each([
  ['one line', 5, 'ligne 5', 'line 5'],
  ['several', 7, 'lignes 5 à 7', 'lines 5 to 7'],
])('an entry on %s', (_, lastLine, french, english) => {
  const one: Finding = finding('ENTRY_UNBALANCED', WHOLE_PLACE, { ...ENTRY, debit: 1, credit: 2, lastLine });
  expect(messageOf(one, 'fr')).toContain(`(${french})`);
  expect(messageOf(one, 'en')).toContain(`(${english})`);
});

test('a very long value is cut, between characters: much in the report, more in the message', () => {
  const value = '💶'.repeat(500);
  const report = reported(finding('ACCOUNT_INVALID', { value }, {}), 'fr');
  expect(report.value?.length).toBe(200);
  expect(report.value?.isWellFormed()).toBe(true);
  expect(report.message).toContain(`«${NBSP}${'💶'.repeat(79)}…${NBSP}»`);
});

/** What a drop may hold to move a terminal's cursor, break a line of a report, or turn the reading around. */
const HOSTILE = 'a\u001b[2J\r\nb\u0000\u0007\u202e\u2066c';

test('no value, file or column brings a control character into a message', () => {
  for (const part of ['value', 'file', 'column'] as const) {
    const leaks = findingsAt({ ...WHOLE_PLACE, [part]: HOSTILE }).filter(isUnsafe);
    expect({ part, leaks: [...new Set(leaks.map(({ code }) => code))] }).toEqual({ part, leaks: [] });
  }
});

const HOSTILE_DETAILS: readonly Finding[] = [
  finding('BATCH_UNREADABLE', {}, { reason: 'several-csv', detail: HOSTILE }),
  finding('BATCH_UNREADABLE', {}, { reason: 'lot-json', detail: HOSTILE }),
  finding('DOSSIER_MISSING', {}, { invalid: HOSTILE }),
  finding('FISCAL_YEAR_INVALID', {}, { start: HOSTILE, end: HOSTILE }),
  finding('ACCOUNT_NEW', {}, { label: HOSTILE }),
  finding('DUE_DATE_UNUSED', {}, { ...ENTRY, piece: HOSTILE }),
  finding('PIECE_SHORTENED', {}, { kept: HOSTILE }),
  finding('TEXT_SHORTENED', {}, { kept: HOSTILE, limit: 30 }),
  finding('ENTRY_UNBALANCED', {}, { ...ENTRY, piece: HOSTILE, debit: 1, credit: 2, lastLine: 3 }),
  finding('ENTRY_TOO_LONG', {}, { ...ENTRY, piece: HOSTILE, measure: 'lines', limit: 10 }),
  finding('ENTRY_DUPLICATE', {}, { ...ENTRY, piece: HOSTILE, batch: HOSTILE, deliveredAt: DELIVERED_AT }),
  finding(
    'PIECE_REUSED',
    {},
    { ...ENTRY, piece: HOSTILE, batch: HOSTILE, deliveredAt: DELIVERED_AT, debitBefore: null, debit: 1 },
  ),
  finding('DOCUMENT_RENAMED', {}, { name: HOSTILE }),
];

test('nor do the details', () => {
  expect(HOSTILE_DETAILS.filter(isUnsafe).map(({ code }) => code)).toEqual([]);
});

test('no message is of any length that a drop likes', () => {
  const long = 'x'.repeat(100_000);
  const samples: readonly Finding[] = [
    finding('COLUMN_UNKNOWN', { file: 'a.csv', line: 1, column: long }, {}),
    finding(
      'ENTRY_DUPLICATE',
      { file: 'a.csv', value: long },
      { ...ENTRY, piece: long, batch: long, deliveredAt: DELIVERED_AT },
    ),
    finding('ACCOUNT_NEW', { value: long }, { label: long }),
    finding('BATCH_UNREADABLE', { file: 'a' }, { reason: 'several-csv', detail: long }),
    finding('DOSSIER_MISSING', {}, { invalid: long }),
  ];
  const lengths = samples.filter((one) => messageOf(one, 'fr').length > 2_000).map(({ code }) => code);
  expect(lengths).toEqual([]);
});

test('a piece that comes again with other amounts is told with both', () => {
  const details = { ...ENTRY, batch: 'L1', deliveredAt: DELIVERED_AT, debitBefore: 12_000n, debit: 12_500n };
  const one = finding('PIECE_REUSED', {}, details) as Finding;
  expect(messageOf(one, 'fr')).toContain('120,00 au débit alors, 125,00 maintenant');
  expect(messageOf(one, 'en')).toContain('120.00 debit then, 125.00 now');
  const same = finding('PIECE_REUSED', {}, { ...details, debit: 12_000n }) as Finding;
  expect(messageOf(same, 'fr')).toContain('répartis autrement');
});

test('an entry that was delivered before is told with its batch and the moment, on the clock of the machine', () => {
  const moment = new Date(2026, 10, 24, 9, 5).toISOString();
  const one = finding('ENTRY_DUPLICATE', {}, { ...ENTRY, batch: 'L1', deliveredAt: moment }) as Finding;
  expect(messageOf(one, 'fr')).toContain(
    `a déjà été livrée le 24/11/2026 à 09:05 avec le lot «${NBSP}L1${NBSP}»`,
  );
  expect(messageOf(one, 'en')).toContain('delivered before, on 2026-11-24 at 09:05, in batch “L1”');
  const other = finding('BATCH_ID_REUSED', { value: 'L1' }, { deliveredAt: moment }) as Finding;
  expect(messageOf(other, 'fr')).toContain('a déjà été livré le 24/11/2026 à 09:05, avec un autre contenu');
  expect(messageOf(other, 'en')).toContain('with other content, on 2026-11-24 at 09:05');
});

test('a report has the finding and its sentence', () => {
  const one: Finding = finding('AMOUNT_INVALID', WHOLE_PLACE, { fault: 'decimals' });
  for (const language of LANGUAGES) {
    expect(reported(one, language)).toEqual({
      code: 'AMOUNT_INVALID',
      severity: 'error',
      ...WHOLE_PLACE,
      message: messageOf(one, language),
    });
  }
  expect(JSON.parse(JSON.stringify(reported(finding('BATCH_EMPTY', {}, {}), 'fr')))).toMatchObject({
    file: null,
    line: null,
    column: null,
    value: null,
  });
});

test('severities have their names', () => {
  const names = (language: Language): string[] =>
    (['error', 'warning', 'info'] as const).map((severity) => severityName(severity, language));
  expect(names('fr')).toEqual(['erreur', 'avertissement', 'information']);
  expect(names('en')).toEqual(['error', 'warning', 'information']);
});

function isUnsafe(one: Finding): boolean {
  return LANGUAGES.some((language) => /[\p{Cc}\p{Cf}]/u.test(messageOf(one, language)));
}

function findingsAt(place: Place): Finding[] {
  return (Object.keys(SAMPLES) as FindingCode[]).flatMap((code) => findingsOf(code, place));
}

function findingsOf<C extends FindingCode>(code: C, place: Place): Finding[] {
  return SAMPLES[code].map((details) => finding(code, place, details) as Finding);
}

/** For the title of a test; a bigint has no JSON. */
function shown(details: object): string {
  return JSON.stringify(details, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

function day(iso: string): CalendarDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

test.each([
  ['csv', '31/02/2022', 'n’existe pas au calendrier'],
  ['csv', '2022-02-30', 'n’existe pas au calendrier'],
  ['csv', '31/08/1822', 'doit être de 1900 à 2099'],
  ['csv', '2122-08-31', 'doit être de 1900 à 2099'],
  ['csv', '31/08/22', 'jj/mm/aaaa ou aaaa-mm-jj'],
  ['iso', '01/01/2022', 'Écrivez-la aaaa-mm-jj'],
  ['iso', '2022-01-01T10:15:00', 'Écrivez-la aaaa-mm-jj'],
  ['iso', '2022-02-30T10:15:00', 'n’existe pas au calendrier'],
  ['iso', '1822-02-28T10:15:00Z', 'doit être de 1900 à 2099'],
] as const)('what is wrong with the %s date %s', (form, value, told) => {
  const sentence = messageOf(finding('DATE_INVALID', { value }, { form }) as Finding, 'fr');
  expect(sentence.replaceAll(NBSP, ' ')).toContain(told);
});

test('one is one, and a rate has a remedy', () => {
  const told = (found: Finding): string => messageOf(found, 'fr').replaceAll(NBSP, ' ');
  const row = { fault: 'cells', expected: 13, found: 1 } as const;
  expect(told(finding('ROW_MALFORMED', {}, row) as Finding)).toContain(
    'la ligne a 1 cellule, la ligne de titres en a 13',
  );
  const files = { reason: 'too-many-files', limit: 1 } as const;
  expect(told(finding('BATCH_UNREADABLE', {}, files) as Finding)).toMatch(
    /^plus de 1 fichier \(limits\.files\)\. Partagez/,
  );
  const rate = { fault: 'decimals', rate: true } as const;
  expect(told(finding('AMOUNT_INVALID', { value: '5,555' }, rate) as Finding)).toContain('Arrondissez');
  const field = { reason: 'lot-json', expected: 'count' } as const;
  expect(told(finding('BATCH_UNREADABLE', { value: 'quatre' }, field) as Finding)).toContain(
    'Écrivez un nombre entier',
  );
  const place = { file: 'lot.json', column: 'exercise' };
  expect(told(finding('COLUMN_UNKNOWN', place, { nearest: 'exercice' }) as Finding)).toBe(
    'lot.json, champ « exercise » : champ inconnu, ignoré. Vouliez-vous dire « exercice » ? Sinon, vérifiez que rien d’utile ne s’y trouve.',
  );
  const drive = finding('PATH_UNSAFE', { value: 'a:b.pdf' }, { fault: 'drive' }) as Finding;
  expect(told(drive)).toContain('« a:b.pdf » contient le signe « : », qui n’est pas permis');
});

/** What Excel makes of a value, the finding that it leads to, and what its messages say. */
test.each<[FindingCode, object, string, string, string]>([
  ['SIRET_INVALID', { fault: 'form' }, '7,3E+13', 'abrégé par Excel', 'Excel abbreviated'],
  ['SIREN_INVALID', { fault: 'form' }, '7.33E+08', 'abrégé par Excel', 'Excel abbreviated'],
  ['VAT_CODE_UNKNOWN', { shape: false }, '1E+03', 'abrégé par Excel', 'Excel abbreviated'],
  [
    'SETTINGS_UNREADABLE',
    { reason: 'value', wanted: 'journal-code' },
    '1E+03',
    'abrégé par Excel',
    'Excel abbreviated',
  ],
  [
    'SETTINGS_UNREADABLE',
    { reason: 'value', wanted: 'date' },
    '45292',
    'date qu’Excel a remplacée',
    'day that Excel replaced',
  ],
  [
    'COMPANY_FIELD_INVALID',
    { wanted: 'date' },
    '40252',
    'date qu’Excel a remplacée',
    'day that Excel replaced',
  ],
  ['PHONE_INVALID', {}, '254000011', 'n’a que 9 chiffres', 'only 9 digits: Excel'],
  ['PHONE_INVALID', {}, '3,36E+11', 'abrégé par Excel', 'Excel abbreviated'],
  ['POSTAL_CODE_INVALID', {}, '1000', 'Excel en a sans doute retiré le zéro', 'took the zero'],
  ['INSEE_CODE_INVALID', {}, '1004', 'Excel en a sans doute retiré le zéro', 'took the zero'],
])('%s %j of %s names Excel, and the format to choose', (code, details, value, french, english) => {
  const one = finding(code, { file: 'tiers.csv', line: 2, value }, details as never) as Finding;
  expect(messageOf(one, 'fr')).toContain(french);
  expect(messageOf(one, 'fr')).toContain('au format Texte');
  expect(messageOf(one, 'en')).toContain(english);
  expect(messageOf(one, 'en')).toContain('the format Text');
});

test('what Excel did not rewrite is told as before', () => {
  const told = (code: FindingCode, details: object, value: string): string =>
    messageOf(finding(code, { value }, details as never) as Finding, 'fr');
  expect(told('SIRET_INVALID', { fault: 'form' }, '7328293200007')).not.toContain('Excel');
  expect(told('POSTAL_CODE_INVALID', {}, '350000')).not.toContain('Excel');
  expect(told('SETTINGS_UNREADABLE', { reason: 'value', wanted: 'date' }, '31/02/2024')).not.toContain(
    'Excel',
  );
  expect(told('SETTINGS_UNREADABLE', { reason: 'value', wanted: 'account' }, '45292')).not.toContain('Excel');
});
