/**
 * Reads a settings export that comes as tables: `comptes.csv` and, where they are there, `exercices.csv`,
 * `journaux.csv`, `tva.csv` and `tiers.csv`. Owns which file is which table, and how a row becomes a value.
 */
import type { Readable } from 'node:stream';
import { fieldNamed } from '../format/fixed-width.ts';
import { accountType } from '../model/account.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import type { Findings } from '../model/findings.ts';
import type { Mutable } from '../model/mutable.ts';
import type { RateHundredths } from '../model/rate.ts';
import type {
  SettingsAccount,
  SettingsListName,
  SettingsThirdParty,
  UntoldFields,
} from '../model/settings.ts';
import { ACCOUNT, JOURNAL, VAT_CODE } from './layouts.ts';
import {
  ACCOUNT_COLUMNS,
  FISCAL_YEAR_COLUMNS,
  JOURNAL_COLUMNS,
  type TableColumns,
  THIRD_PARTY_COLUMNS,
  VAT_CODE_COLUMNS,
} from './settings-columns.ts';
import { type ExportedSettings, type SettingsAudience, SettingsDraft } from './settings-draft.ts';
import type { ColumnNames, SettingsColumnNames, SettingsKind } from './settings-places.ts';
import type { TableRow } from './settings-row.ts';
import { readTable } from './settings-table.ts';
import {
  ACCOUNT_TYPE_WORDS,
  JOURNAL_TYPE_WORDS,
  SIDE_WORDS,
  VAT_CODE_TYPE_WORDS,
  YES_NO_WORDS,
} from './settings-words.ts';

/** A file of the export: its name, and its bytes as often as they are asked for. */
export interface TableFile {
  readonly path: string;
  open(): Promise<Readable>;
}

/** The file names, without regard to case. */
export type TableName = 'exercices.csv' | 'comptes.csv' | 'journaux.csv' | 'tva.csv' | 'tiers.csv';

/** The tables that may be missing, and the lists that they hold. */
const OPTIONAL: readonly (readonly [TableName, SettingsListName])[] = [
  ['exercices.csv', 'fiscalYears'],
  ['journaux.csv', 'journals'],
  ['tva.csv', 'vatCodes'],
  ['tiers.csv', 'thirdParties'],
];

/** The table that holds a list. */
export function tableOf(list: SettingsListName | 'accounts'): TableName {
  return OPTIONAL.find(([, held]) => held === list)?.[0] ?? 'comptes.csv';
}

/** What a key may be long: what the columns of the exchange format hold. */
const ACCOUNT_LENGTH = fieldNamed(ACCOUNT, 'number').length;
const JOURNAL_LENGTH = fieldNamed(JOURNAL, 'code').length;
const VAT_CODE_LENGTH = fieldNamed(VAT_CODE, 'code').length;

/** Adds to `findings` what is wrong in the tables. `audience` is shown every account and third party. Rejects with the errors of their sources. */
export async function readSettingsTables(
  files: ReadonlyMap<TableName, TableFile>,
  findings: Findings,
  audience: SettingsAudience | null = null,
): Promise<ExportedSettings> {
  const draft = new SettingsDraft(COLUMN_NAMES, findings, audience);
  /** One whose header has a fault says nothing either, and that is told. */
  const readNames = new Set<TableName>();
  const untold: Mutable<UntoldFields> = {};
  let lacksAccounts = false;
  const read = async <C extends TableColumns>(
    name: TableName,
    kind: SettingsKind,
    columns: C,
    onRow: OnRow<C>,
  ): Promise<readonly (keyof C & string)[]> => {
    const file = files.get(name);
    if (file === undefined) return [];
    const onTableRow = (row: TableRow<C>): void => onRow(row, draft);
    const reading = await readTable(file, columns, findings, onTableRow);
    if (reading === null || reading.hasFaults) draft.miss(kind);
    if (reading === null) return [];
    readNames.add(name);
    if (name === 'comptes.csv') lacksAccounts = reading.isEmpty;
    return reading.missing;
  };
  untold.fiscalYears = await read('exercices.csv', 'fiscal-year', FISCAL_YEAR_COLUMNS, (row) =>
    addFiscalYear(row, draft, findings),
  );
  const missing = await read('comptes.csv', 'account', ACCOUNT_COLUMNS, addAccount);
  draft.renameAccountColumns(accountColumnNames(missing));
  untold.accounts = accountFields(missing);
  untold.journals = await read('journaux.csv', 'journal', JOURNAL_COLUMNS, addJournal);
  untold.vatCodes = await read('tva.csv', 'vat-code', VAT_CODE_COLUMNS, addVatCode);
  untold.thirdParties = await read('tiers.csv', 'third-party', THIRD_PARTY_COLUMNS, addThirdParty);
  const absent = OPTIONAL.filter(([name]) => !readNames.has(name)).map(([, list]) => list);
  const settings = { ...draft.finish(null, null), lacksAccounts, untold };
  return absent.length === 0 ? settings : { ...settings, absent };
}

const COLUMN_NAMES: SettingsColumnNames = {
  'fiscal-year': {},
  account: accountColumnNames([]),
  journal: { code: JOURNAL_COLUMNS.code.header, counterpart: JOURNAL_COLUMNS.counterpart.header },
  'vat-code': { code: VAT_CODE_COLUMNS.code.header, account: VAT_CODE_COLUMNS.account.header },
  'third-party': {
    account: THIRD_PARTY_COLUMNS.account.header,
    iban: THIRD_PARTY_COLUMNS.iban.header,
    bic: THIRD_PARTY_COLUMNS.bic.header,
  },
};

/** Where a side has no column of its own, its collective account stands in that of both, or should. */
function accountColumnNames(missing: readonly (keyof typeof ACCOUNT_COLUMNS)[]): ColumnNames<'account'> {
  const { number, vatCode, debitAccount, creditAccount, collective } = ACCOUNT_COLUMNS;
  return {
    number: number.header,
    vatCode: vatCode.header,
    debitAccount: missing.includes('debitAccount') ? collective.header : debitAccount.header,
    creditAccount: missing.includes('creditAccount') ? collective.header : creditAccount.header,
  };
}

/** The column of one collective account stands for those of both sides. */
function accountFields(missing: readonly (keyof typeof ACCOUNT_COLUMNS)[]): (keyof SettingsAccount)[] {
  const isTold = !missing.includes('collective');
  return missing.flatMap((name) => {
    if (name === 'collective') return [];
    return isTold && (name === 'debitAccount' || name === 'creditAccount') ? [] : [name];
  });
}

type OnRow<C extends TableColumns> = (row: TableRow<C>, draft: SettingsDraft) => void;

/** A year that nothing says to be closed is open. */
function addFiscalYear(
  row: TableRow<typeof FISCAL_YEAR_COLUMNS>,
  draft: SettingsDraft,
  findings: Findings,
): void {
  const start = row.date('start');
  const end = row.date('end');
  const open = row.word('open', YES_NO_WORDS, true);
  if (start !== null && end !== null) {
    draft.addFiscalYear({ start, end, open }, row.file, row.line);
  } else if (row.text('start') === '' || row.text('end') === '') {
    const texts = {
      start: start === null ? '' : formatFrenchDate(start),
      end: end === null ? '' : formatFrenchDate(end),
    };
    findings.add('FISCAL_YEAR_INVALID', { file: row.file, line: row.line }, texts);
  }
}

const addAccount: OnRow<typeof ACCOUNT_COLUMNS> = (row, draft) => {
  const number = row.account('number', ACCOUNT_LENGTH);
  if (number === null) return draft.miss('account');
  draft.addAccount(number, row.place, () => account(row, number));
};

/** A type that is not said shows in the number; one collective account serves both sides. */
function account(row: TableRow<typeof ACCOUNT_COLUMNS>, number: string): SettingsAccount {
  const collective = row.reference('collective');
  return {
    number,
    label: row.plain('label'),
    type: row.word('type', ACCOUNT_TYPE_WORDS, accountType(number)),
    vatCode: row.text('vatCode'),
    letterable: row.word('letterable', YES_NO_WORDS, false),
    side: row.word('side', SIDE_WORDS, 'either'),
    debitAccount: row.reference('debitAccount') || collective,
    creditAccount: row.reference('creditAccount') || collective,
  };
}

const addJournal: OnRow<typeof JOURNAL_COLUMNS> = (row, draft) => {
  const code = row.key('code', JOURNAL_LENGTH, 'journal-code');
  if (code === null) return;
  draft.add('journal', code, row.place, () => ({
    code,
    label: row.plain('label'),
    type: row.word('type', JOURNAL_TYPE_WORDS, null),
    counterpart: row.reference('counterpart'),
  }));
};

const addVatCode: OnRow<typeof VAT_CODE_COLUMNS> = (row, draft) => {
  const code = row.key('code', VAT_CODE_LENGTH, 'vat-code');
  if (code === null) return draft.miss('vat-code');
  draft.add('vat-code', code, row.place, () => ({
    code,
    label: row.plain('label'),
    account: row.reference('account'),
    rate: rate(row),
    type: row.word('type', VAT_CODE_TYPE_WORDS, null),
    validFrom: row.date('validFrom'),
    validTo: row.date('validTo'),
  }));
};

/** Only a code without an account may have no rate: that of an exempt operation. */
function rate(row: TableRow<typeof VAT_CODE_COLUMNS>): RateHundredths {
  if (row.text('rate') !== '' || row.text('account') === '') return row.rate('rate');
  row.tell('rate', 'rate-of-account');
  return 0;
}

const addThirdParty: OnRow<typeof THIRD_PARTY_COLUMNS> = (row, draft) => {
  const number = row.account('account', ACCOUNT_LENGTH);
  if (number === null) return;
  draft.addThirdParty(number, row.place, () => thirdParty(row, number));
};

function thirdParty(row: TableRow<typeof THIRD_PARTY_COLUMNS>, number: string): SettingsThirdParty {
  const country = row.text('country');
  return {
    account: number,
    name: row.plain('name'),
    name2: row.plain('name2'),
    address1: row.plain('address1'),
    address2: row.plain('address2'),
    address3: row.plain('address3'),
    postalCode: row.postalCode('postalCode', country, number),
    city: row.plain('city'),
    country,
    phone: row.phone('phone', country, number),
    siret: row.digits('siret'),
    vatNumber: row.text('vatNumber'),
    iban: row.digits('iban'),
    bic: row.text('bic'),
  };
}
