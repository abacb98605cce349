/**
 * The checks of an entry against the settings of its company file: accounts, journals, VAT codes and rates that
 * ISACOMPTA knows. Values in, findings out.
 */
import { accountType } from '../model/account.ts';
import type { Entry, FiscalYear, Movement } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { GRID_HEADERS } from '../model/grid.ts';
import { formatRateFrench } from '../model/rate.ts';
import type { Settings, SettingsVatCode } from '../model/settings.ts';

/** What of the settings a batch is checked against. */
export type BatchSettings = Pick<
  Settings,
  'accountSize' | 'fiscalYears' | 'accounts' | 'journals' | 'vatCodes'
>;

/** Settings as a batch needs them: looked up by key, a million times. A list that is empty is not judged by. */
export class KnownSettings {
  readonly accountSize: number | null;
  readonly #fiscalYears: readonly FiscalYear[];
  readonly #accounts: ReadonlySet<string>;
  readonly #journals: ReadonlySet<string>;
  readonly #vatCodes: ReadonlyMap<string, SettingsVatCode>;

  constructor(settings: BatchSettings) {
    this.accountSize = settings.accountSize;
    this.#fiscalYears = settings.fiscalYears;
    this.#accounts = new Set(settings.accounts.map(({ number }) => number));
    this.#journals = new Set(settings.journals.map(({ code }) => code));
    this.#vatCodes = new Map(settings.vatCodes.map((vatCode) => [vatCode.code, vatCode]));
  }

  hasAccount(number: string): boolean {
    return this.#accounts.size === 0 || this.#accounts.has(number);
  }

  hasJournal(code: string): boolean {
    return this.#journals.size === 0 || this.#journals.has(code);
  }

  get knowsVatCodes(): boolean {
    return this.#vatCodes.size > 0;
  }

  vatCode(code: string): SettingsVatCode | null {
    return this.#vatCodes.get(code) ?? null;
  }

  /** The fiscal year of a day; where the day is in none, the nearest, which a check then finds it outside of. */
  fiscalYearOf(date: number): FiscalYear | null {
    const holding = this.#fiscalYears.find(({ start, end }) => date >= start && date <= end);
    if (holding !== undefined) return holding;
    const latest = this.#fiscalYears.at(-1) ?? null;
    return this.#fiscalYears.find(({ end }) => end >= date) ?? latest;
  }

  /** A general account as long as the company file's are: `622600` is `62260000` where they have 8 digits. */
  padded(account: string): string {
    if (this.accountSize === null || accountType(account) === 'auxiliary') return account;
    return account.padEnd(this.accountSize, '0');
  }
}

/** Everything that the settings say against an entry, its accounts being padded. */
export function checkAgainstSettings(
  entry: Entry,
  known: KnownSettings,
  file: string,
  findings: Findings,
): void {
  if (!known.hasJournal(entry.journal)) {
    findings.add('JOURNAL_UNKNOWN', { file, line: entry.line, column: 'Journal', value: entry.journal }, {});
  }
  for (const movement of entry.movements) {
    checkAccount(movement, known, file, findings);
    if (movement.vatCode !== '' && known.knowsVatCodes) checkVatCode(movement, known, file, findings);
  }
}

/** A new auxiliary account is no fault: it is announced to ISACOMPTA, and told then. */
export function isNewAuxiliary(account: string, known: KnownSettings): boolean {
  return accountType(account) === 'auxiliary' && !known.hasAccount(account);
}

function checkAccount(
  { account, line }: Movement,
  known: KnownSettings,
  file: string,
  findings: Findings,
): void {
  if (known.hasAccount(account) || accountType(account) === 'auxiliary') return;
  findings.add('ACCOUNT_UNKNOWN', { file, line, column: GRID_HEADERS.account, value: account }, {});
}

function checkVatCode(
  { vatCode, vatRate, line }: Movement,
  known: KnownSettings,
  file: string,
  findings: Findings,
): void {
  const setUp = known.vatCode(vatCode);
  if (setUp === null) {
    const place = { file, line, column: GRID_HEADERS.vatCode, value: vatCode };
    findings.add('VAT_CODE_UNKNOWN', place, { shape: false });
  } else if (vatRate !== null && vatRate !== setUp.rate) {
    const place = { file, line, column: GRID_HEADERS.vatRate, value: formatRateFrench(vatRate) };
    findings.add('VAT_RATE_MISMATCH', place, { vatCode, rate: vatRate, expected: setUp.rate });
  }
}
