/**
 * Reads the settings of a native exchange file: company file, fiscal years, accounts with their third parties, VAT
 * codes and journals. Entries, analytic records and remarks are passed over. Short and long lines and either alignment
 * are no fault: real exports have them all.
 *
 * Many exports repeat the settings under each fiscal year. The latest year's values stay, and what only earlier years
 * know is kept. A kind of record that the file does not have at all is a list that it does not tell. Third parties are
 * none of these: they stand under their accounts, so that an account without one has none.
 *
 * A file that was cut among its settings is refused; one that was cut among its entries has all of them above.
 */
import { fieldsByName, KEY_LENGTH, type RecordLayout } from '../format/fixed-width.ts';
import { LineTooLong } from '../format/lines.ts';
import { ACCOUNT_SIZES } from '../model/account.ts';
import type { Findings } from '../model/findings.ts';
import type { SettingsListName } from '../model/settings.ts';
import type { SettingsValue } from '../model/settings-fault.ts';
import { dateOf, flagOf, integerOf, textOf } from './field-values.ts';
import { LastLine } from './last-line.ts';
import {
  ACCOUNT,
  COMPANY_FILE,
  FILE_HEADER,
  FISCAL_YEAR,
  JOURNAL,
  THIRD_PARTY,
  VAT_CODE,
} from './layouts.ts';
import { readRecords } from './reader.ts';
import { type ExchangeRecord, keyText } from './record.ts';
import {
  type ExportedSettings,
  type KeyedPlace,
  type SettingsAudience,
  SettingsDraft,
} from './settings-draft.ts';
import { SettingsEnd } from './settings-end.ts';
import { type Scope, WHOLE_FILE } from './settings-list.ts';
import type { SettingsColumnNames } from './settings-places.ts';
import { RecordValues } from './settings-record.ts';

/**
 * Adds to `findings` what is wrong; null where it is no exchange file, or no text at all. `file` is the name that
 * findings give. `audience` is shown every account and third party.
 */
export async function readNativeSettings(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  file: string,
  findings: Findings,
  audience: SettingsAudience | null = null,
): Promise<ExportedSettings | null> {
  const reading = new NativeReading(file, findings, audience);
  try {
    await readRecords(source, (record) => reading.read(record));
    return reading.finish();
  } catch (error) {
    if (error instanceof LineTooLong)
      findings.add('EXCHANGE_FILE_UNREADABLE', { file, line: error.line }, { reason: 'line-too-long' });
    else if (error instanceof NoExchangeFile)
      findings.add('SETTINGS_UNREADABLE', { file }, { reason: 'no-settings' });
    else throw error;
    return null;
  }
}

/** Ends the reading where the first line shows that the file is something else. */
class NoExchangeFile extends Error {}

const companyFields = fieldsByName(COMPANY_FILE);
const yearFields = fieldsByName(FISCAL_YEAR);
const KEY_FIELDS = {
  account: fieldsByName(ACCOUNT).number,
  journal: fieldsByName(JOURNAL).code,
  'vat-code': fieldsByName(VAT_CODE).code,
} as const;

const accountFields = fieldsByName(ACCOUNT);
const thirdPartyFields = fieldsByName(THIRD_PARTY);

/** A third party stands under its account, and has no number of its own. */
const COLUMN_NAMES: SettingsColumnNames = {
  'fiscal-year': {},
  account: {
    number: accountFields.number.label,
    vatCode: accountFields.vatCode.label,
    debitAccount: accountFields.debitAccount.label,
    creditAccount: accountFields.creditAccount.label,
  },
  journal: { code: fieldsByName(JOURNAL).code.label, counterpart: fieldsByName(JOURNAL).counterpart.label },
  'vat-code': { code: fieldsByName(VAT_CODE).code.label, account: fieldsByName(VAT_CODE).account.label },
  'third-party': {
    account: accountFields.number.label,
    iban: thirdPartyFields.iban.label,
    bic: thirdPartyFields.bic.label,
  },
};

/** What a key is, where there is none. */
const KEY_VALUES: Readonly<Record<keyof typeof KEY_FIELDS, SettingsValue>> = {
  account: 'account',
  journal: 'journal-code',
  'vat-code': 'vat-code',
};

/** The lists that a file may leave out, and their records. */
const OPTIONAL: readonly (readonly [RecordLayout, SettingsListName])[] = [
  [FISCAL_YEAR, 'fiscalYears'],
  [JOURNAL, 'journals'],
  [VAT_CODE, 'vatCodes'],
];

class NativeReading {
  readonly #file: string;
  readonly #findings: Findings;
  readonly #draft: SettingsDraft;
  readonly #values: RecordValues;
  readonly #unknownKeys = new Set<string>();
  readonly #lastLine = new LastLine();
  readonly #end = new SettingsEnd();
  /** Whether what was cut off at the end is told. */
  #isCutTold = false;
  #hasHeader = false;
  /** Whether the accounts were told, or why they are not. */
  #knowsAccounts = false;
  #dossier: string | null = null;
  #accountSize: number | null = null;
  #scope: Scope = WHOLE_FILE;
  /** The account that third parties belong to; null where none was read yet, empty where its line is faulty. */
  #account: string | null = null;
  readonly #readers = new Map<RecordLayout, (record: ExchangeRecord) => void>([
    [COMPANY_FILE, this.#readCompanyFile],
    [FISCAL_YEAR, this.#readFiscalYear],
    [ACCOUNT, this.#readAccount],
    [THIRD_PARTY, this.#readThirdParty],
    [JOURNAL, this.#readJournal],
    [VAT_CODE, this.#readVatCode],
  ]);

  constructor(file: string, findings: Findings, audience: SettingsAudience | null) {
    this.#file = file;
    this.#findings = findings;
    this.#draft = new SettingsDraft(COLUMN_NAMES, findings, audience);
    this.#values = new RecordValues(file, findings);
  }

  read(record: ExchangeRecord): void {
    if (record.kind === 'blank' || record.kind === 'remark-line') return;
    if (!this.#hasHeader) {
      if (record.layout !== FILE_HEADER) throw new NoExchangeFile();
      this.#hasHeader = true;
    }
    if (this.#end.isCutAt(record)) this.#refuseCut(record);
    else if (record.layout === null) this.#tellUnknown(record);
    else this.#readKnown(record.layout, record);
  }

  #readKnown(layout: RecordLayout, record: ExchangeRecord): void {
    const read = this.#readers.get(layout);
    if (read === undefined) return;
    this.#lastLine.see(layout, record.end - record.start, record.ending, record.line);
    read.call(this, record);
  }

  finish(): ExportedSettings {
    if (!this.#hasHeader) throw new NoExchangeFile();
    const cut = this.#isCutTold ? null : this.#lastLine.cut();
    // Many exports cut the blanks off their lines; one that has an ending is whole.
    if (cut?.ending === '') this.#tellCut(cut.number, cut.columns);
    this.#tellRemark();
    const settings = {
      ...this.#draft.finish(this.#dossier, this.#accountSize),
      lacksAccounts: !this.#knowsAccounts,
    };
    const absent = OPTIONAL.filter(([layout]) => !this.#lastLine.hasSeen(layout)).map(([, list]) => list);
    return absent.length === 0 ? settings : { ...settings, absent };
  }

  #readCompanyFile(record: ExchangeRecord): void {
    this.#dossier ??= textOf(record, companyFields.number) || null;
    const size = integerOf(record, companyFields.accountSize);
    if (size !== null && ACCOUNT_SIZES.includes(size)) this.#accountSize = size;
  }

  #readFiscalYear(record: ExchangeRecord): void {
    const start = dateOf(record, yearFields.start);
    const end = dateOf(record, yearFields.end);
    const ordinal = this.#scope.ordinal + 1;
    this.#account = null;
    if (typeof start === 'number' && typeof end === 'number') {
      this.#scope = { ordinal, rank: start };
      this.#draft.addFiscalYear(
        { start, end, open: flagOf(record, yearFields.open) },
        this.#file,
        record.line,
      );
      return;
    }
    this.#scope = { ordinal, rank: 0 };
    const texts = { start: textOf(record, yearFields.start), end: textOf(record, yearFields.end) };
    this.#findings.add('FISCAL_YEAR_INVALID', { file: this.#file, line: record.line }, texts);
  }

  #readAccount(record: ExchangeRecord): void {
    const number = this.#keyOf('account', record);
    this.#account = '';
    this.#knowsAccounts = true;
    if (number === null) return;
    const place = this.#placeOf(record);
    const isAdded = this.#draft.addAccount(number, place, () => this.#values.account(record, number));
    if (isAdded) this.#account = number;
  }

  #readThirdParty(record: ExchangeRecord): void {
    const account = this.#account;
    if (account === null) {
      const place = { file: this.#file, line: record.line, value: keyText(record) };
      this.#findings.add('RECORD_MISPLACED', place, { parent: ACCOUNT.key.trim() });
    } else if (account !== '') {
      const place = this.#placeOf(record);
      this.#draft.addThirdParty(account, place, () => this.#values.thirdParty(record, account));
    }
  }

  #readJournal(record: ExchangeRecord): void {
    const code = this.#keyOf('journal', record);
    if (code === null) return;
    const place = this.#placeOf(record);
    this.#draft.add('journal', code, place, () => this.#values.journal(record, code));
  }

  #readVatCode(record: ExchangeRecord): void {
    const code = this.#keyOf('vat-code', record);
    if (code === null) return;
    const place = this.#placeOf(record);
    this.#draft.add('vat-code', code, place, () => this.#values.vatCode(record, code));
  }

  /** Null where the record has no key, and says nothing that counts. */
  #keyOf(kind: keyof typeof KEY_FIELDS, record: ExchangeRecord): string | null {
    const field = KEY_FIELDS[kind];
    const key = this.#values.key(record, field);
    if (key !== '') return key;
    this.#values.tell(record, field, KEY_VALUES[kind]);
    this.#draft.miss(kind);
    return null;
  }

  /** Half a key would be another key, and what stood below this line would be told as removed. */
  #refuseCut(record: ExchangeRecord): void {
    this.#isCutTold = true;
    this.#missRest();
    const place = { file: this.#file, line: record.line, value: keyText(record) };
    const columns = record.end - record.start;
    this.#findings.add('SETTINGS_UNREADABLE', place, { reason: 'native-cut', columns });
  }

  /** Everything behind it may be lost, and why is told. */
  #missRest(): void {
    this.#knowsAccounts = true;
    for (const kind of Object.keys(KEY_FIELDS) as (keyof typeof KEY_FIELDS)[]) this.#draft.miss(kind);
  }

  #tellRemark(): void {
    const line = this.#end.unclosedRemark;
    if (line === null) return;
    this.#missRest();
    this.#findings.add('REMARK_UNCLOSED', { file: this.#file, line }, {});
  }

  #tellCut(line: number, columns: number): void {
    this.#isCutTold = true;
    this.#findings.add('LAST_LINE_CUT', { file: this.#file, line }, { columns });
  }

  #tellUnknown(record: ExchangeRecord): void {
    const columns = record.end - record.start;
    if (record.ending === '' && columns < KEY_LENGTH) {
      this.#tellCut(record.line, columns);
      return;
    }
    const value = keyText(record);
    if (this.#unknownKeys.has(value)) return;
    // Who has so many unknown keys has no exchange file at all; the findings are full long before.
    if (this.#unknownKeys.size < MOST_UNKNOWN_KEYS) this.#unknownKeys.add(value);
    this.#findings.add('RECORD_UNKNOWN', { file: this.#file, line: record.line, value }, {});
  }

  #placeOf({ line }: ExchangeRecord): KeyedPlace {
    return { file: this.#file, line, scope: this.#scope };
  }
}

const MOST_UNKNOWN_KEYS = 10_000;
