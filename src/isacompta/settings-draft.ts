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
import { type Scope, SettingsList } from './settings-list.ts';
import { fiscalYearKey, type SettingsKind, SettingsPlaces } from './settings-places.ts';

/** What an export says; the company sheet comes beside it, and the number of the company file may too. */
export interface ExportedSettings extends Omit<Settings, 'dossier' | 'company'> {
  /** Null where the export does not say it. */
  readonly dossier: string | null;
  readonly places: SettingsPlaces;
}

export interface KeyedValues {
  readonly account: SettingsAccount;
  readonly journal: SettingsJournal;
  readonly 'vat-code': SettingsVatCode;
  readonly 'third-party': SettingsThirdParty;
}

type DuplicateCode = Extract<FindingCode, `${'ACCOUNT' | 'JOURNAL' | 'VAT_CODE'}_DUPLICATE`>;

/** A third party goes by its account, so that its repetition is the account's. */
const DUPLICATES: Readonly<Record<keyof KeyedValues, DuplicateCode>> = {
  account: 'ACCOUNT_DUPLICATE',
  journal: 'JOURNAL_DUPLICATE',
  'vat-code': 'VAT_CODE_DUPLICATE',
  'third-party': 'ACCOUNT_DUPLICATE',
};

export interface KeyedPlace {
  readonly file: string;
  readonly line: number;
  /** The header or label of the key's column. */
  readonly column: string;
  readonly scope: Scope;
}

export class SettingsDraft {
  readonly #findings: Findings;
  readonly #files = new Map<SettingsKind, string>();
  readonly #fiscalYears: SettingsFiscalYear[] = [];
  readonly #fiscalYearLines = new Map<string, number>();
  readonly #lists: { readonly [K in keyof KeyedValues]: SettingsList<KeyedValues[K]> } = {
    account: new SettingsList(),
    journal: new SettingsList(),
    'vat-code': new SettingsList(),
    'third-party': new SettingsList(),
  };

  constructor(findings: Findings) {
    this.#findings = findings;
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
    const { file, line, column, scope } = place;
    this.#files.set(kind, file);
    const outcome = this.#lists[kind].add(key, scope, line, read);
    if (typeof outcome === 'string') return true;
    this.#findings.add(DUPLICATES[kind], { file, line, column, value: key }, outcome);
    return false;
  }

  finish(dossier: string | null, accountSize: number | null): ExportedSettings {
    return {
      dossier,
      accountSize,
      fiscalYears: this.#fiscalYears.sort((a, b) => a.start - b.start || a.end - b.end),
      accounts: this.#lists.account.values(),
      journals: this.#lists.journal.values(),
      vatCodes: this.#lists['vat-code'].values(),
      thirdParties: this.#lists['third-party'].values(),
      places: this.#places(),
    };
  }

  #places(): SettingsPlaces {
    const places = new SettingsPlaces();
    for (const [kind, file] of this.#files) {
      places.set(kind, file, (key) =>
        kind === 'fiscal-year' ? (this.#fiscalYearLines.get(key) ?? null) : this.#lists[kind].lineOf(key),
      );
    }
    return places;
  }
}
