/**
 * Settings while they are being read, whatever form they come in: a list a kind, the findings of what is there twice,
 * and in the end the lists in their order with the places of their values.
 */
import type { FindingCode } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import type {
  Settings,
  SettingsAccount,
  SettingsFiscalYear,
  SettingsJournal,
  SettingsThirdParty,
  SettingsVatCode,
} from '../model/settings.ts';
import { type KeptItems, KeyNumbers, type Scope, SettingsList } from './settings-list.ts';
import {
  type ColumnNames,
  fiscalYearKey,
  type SettingsColumnNames,
  type SettingsKind,
  SettingsPlaces,
} from './settings-places.ts';

/** What an account refers to. */
type References = Pick<SettingsAccount, 'type' | 'vatCode' | 'debitAccount' | 'creditAccount'>;

/** What can be wrong in a third party by itself. */
type BankDetails = Pick<SettingsThirdParty, 'iban' | 'bic'>;

/** What the rules look at, which is all that is kept: there may be hundreds of thousands. */
export type KeptAccount = References & Pick<SettingsAccount, 'number'>;
export type KeptThirdParty = BankDetails & Pick<SettingsThirdParty, 'account'>;

/** What an export says; the company sheet comes beside it, and the number of the company file may too. */
export interface ExportedSettings
  extends Omit<Settings, 'dossier' | 'company' | 'accounts' | 'thirdParties'> {
  /** Null where the export does not say it. */
  readonly dossier: string | null;
  readonly accounts: KeptItems<KeptAccount>;
  readonly thirdParties: KeptItems<KeptThirdParty>;
  readonly places: SettingsPlaces;
  /** It holds no account at all, not even one with a fault, and nothing was told that would say why. */
  readonly lacksAccounts: boolean;
  /** The kinds of which something could not be read, so that one that is not there may be there all the same. */
  readonly incomplete?: ReadonlySet<SettingsKind>;
}

/** What the lists alone give. */
type Finished = Omit<ExportedSettings, 'lacksAccounts'>;

/**
 * Who wants more of accounts and third parties than what is kept: is shown each whole, as it is read. One that is
 * shown again takes the place of the one before it.
 */
export interface SettingsAudience {
  account(account: SettingsAccount): void;
  thirdParty(thirdParty: SettingsThirdParty): void;
}

interface KeyedValues {
  readonly account: References;
  readonly journal: SettingsJournal;
  readonly 'vat-code': SettingsVatCode;
  readonly 'third-party': BankDetails;
}

type DuplicateCode = Extract<FindingCode, `${'ACCOUNT' | 'JOURNAL' | 'VAT_CODE'}_DUPLICATE`>;

/** A third party goes by its account, so that its repetition is the account's. */
const DUPLICATES: Readonly<Record<keyof KeyedValues, DuplicateCode>> = {
  account: 'ACCOUNT_DUPLICATE',
  journal: 'JOURNAL_DUPLICATE',
  'vat-code': 'VAT_CODE_DUPLICATE',
  'third-party': 'ACCOUNT_DUPLICATE',
};

/** The cell of each key. */
const KEY_CELLS = {
  account: 'number',
  journal: 'code',
  'vat-code': 'code',
  'third-party': 'account',
} as const;

export interface KeyedPlace {
  readonly file: string;
  readonly line: number;
  readonly scope: Scope;
}

export class SettingsDraft {
  readonly #findings: Findings;
  readonly #audience: SettingsAudience | null;
  readonly #columns: { -readonly [K in SettingsKind]: ColumnNames<K> };
  readonly #files = new Map<SettingsKind, string>();
  readonly #incomplete = new Set<SettingsKind>();
  readonly #fiscalYears: SettingsFiscalYear[] = [];
  readonly #fiscalYearLines = new Map<string, number>();
  readonly #accountNumbers = new KeyNumbers();
  readonly #lists: { readonly [K in keyof KeyedValues]: SettingsList<KeyedValues[K]> } = {
    account: new SettingsList(this.#accountNumbers),
    journal: new SettingsList(),
    'vat-code': new SettingsList(),
    'third-party': new SettingsList(this.#accountNumbers),
  };
  /** Most accounts refer to the same as the one before them; one object then serves them all. */
  #references: References = { type: 'general', vatCode: '', debitAccount: '', creditAccount: '' };

  constructor(columns: SettingsColumnNames, findings: Findings, audience: SettingsAudience | null) {
    this.#columns = { ...columns };
    this.#findings = findings;
    this.#audience = audience;
  }

  /** Some item of the kind could not be read. */
  miss(kind: SettingsKind): void {
    this.#incomplete.add(kind);
  }

  /** The file calls the columns of accounts otherwise than was said at first. */
  renameAccountColumns(columns: ColumnNames<'account'>): void {
    this.#columns.account = columns;
  }

  addAccount(number: string, place: KeyedPlace, read: () => SettingsAccount): boolean {
    return this.add('account', number, place, () => {
      const account = read();
      this.#audience?.account(account);
      if (!refersAlike(account, this.#references)) this.#references = referencesOf(account);
      return this.#references;
    });
  }

  addThirdParty(account: string, place: KeyedPlace, read: () => SettingsThirdParty): void {
    this.add('third-party', account, place, () => {
      const thirdParty = read();
      this.#audience?.thirdParty(thirdParty);
      const { iban, bic } = thirdParty;
      return iban === '' && bic === '' ? NO_BANK : { iban, bic };
    });
  }

  addFiscalYear(year: SettingsFiscalYear, file: string, line: number): void {
    this.#files.set('fiscal-year', file);
    this.#fiscalYears.push(year);
    this.#fiscalYearLines.set(fiscalYearKey(year), line);
  }

  /** Adds a value, or tells that its key is there already; `read` is called only where its value is kept. */
  add<K extends keyof KeyedValues>(
    kind: K,
    key: string,
    place: KeyedPlace,
    read: () => KeyedValues[K],
  ): boolean {
    const { file, line, scope } = place;
    this.#files.set(kind, file);
    const firstLine = this.#lists[kind].add(key, scope, line, read);
    if (firstLine === null) return true;
    const columns: Readonly<Record<string, string>> = this.#columns[kind];
    const column = columns[KEY_CELLS[kind]] ?? null;
    this.#findings.add(DUPLICATES[kind], { file, line, column, value: key }, { firstLine });
    return false;
  }

  finish(dossier: string | null, accountSize: number | null): Finished {
    return {
      dossier,
      accountSize,
      fiscalYears: this.#fiscalYears.sort((a, b) => a.start - b.start || a.end - b.end),
      accounts: keptItems(this.#lists.account, (number, references) => ({ number, ...references })),
      journals: this.#lists.journal.valuesByKey(),
      vatCodes: this.#lists['vat-code'].valuesByKey(),
      thirdParties: keptItems(this.#lists['third-party'], (account, bank) => ({ account, ...bank })),
      places: this.#places(),
      ...(this.#incomplete.size === 0 ? {} : { incomplete: this.#incomplete }),
    };
  }

  #places(): SettingsPlaces {
    const places = new SettingsPlaces();
    for (const [kind, file] of this.#files) {
      const lineOf = (key: string): number | null =>
        kind === 'fiscal-year' ? (this.#fiscalYearLines.get(key) ?? null) : this.#lists[kind].lineOf(key);
      places.set(kind, file, lineOf, this.#columns[kind]);
    }
    return places;
  }
}

const NO_BANK: BankDetails = { iban: '', bic: '' };

function referencesOf({ type, vatCode, debitAccount, creditAccount }: SettingsAccount): References {
  return { type, vatCode, debitAccount, creditAccount };
}

function refersAlike(one: References, other: References): boolean {
  return (
    one.type === other.type &&
    one.vatCode === other.vatCode &&
    one.debitAccount === other.debitAccount &&
    one.creditAccount === other.creditAccount
  );
}

/** A list whose items are put together when they are asked for. */
function keptItems<T, Item>(list: SettingsList<T>, item: (key: string, value: T) => Item): KeptItems<Item> {
  return {
    get size() {
      return list.size;
    },
    has: (key) => list.has(key),
    *[Symbol.iterator]() {
      for (const [key, value] of list.entries()) yield item(key, value);
    },
  };
}
