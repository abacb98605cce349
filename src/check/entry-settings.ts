/**
 * The checks of an entry against the settings of its company file: accounts, journals, VAT codes and rates that
 * ISACOMPTA knows. Values in, findings out.
 */
import { ACCOUNT_SIZES, accountType, type CollectiveAccounts } from '../model/account.ts';
import { type CalendarDate, formatFrenchDate } from '../model/calendar-date.ts';
import { type Entry, type FiscalYear, isWithin, type Movement } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { ADDED_HEADERS, GRID_HEADERS } from '../model/grid.ts';
import { formatRateFrench } from '../model/rate.ts';
import type { Settings, SettingsAccount, SettingsVatCode } from '../model/settings.ts';

/** What of the settings a batch is checked against. */
export interface BatchSettings
  extends Pick<Settings, 'accountSize' | 'fiscalYears' | 'journals' | 'vatCodes'> {
  readonly accounts: Iterable<Pick<SettingsAccount, 'number' | 'debitAccount' | 'creditAccount'>>;
  /** Number of the company file that they are of; null where they don't say it. */
  readonly dossier: string | null;
}

/**
 * Whether the settings are those of another company file than the batch. ISACOMPTA fills a number up with zeros in some
 * exports, and Windows knows no case in names: `00000417` and `417` are one, `ora` and `ORA` too.
 */
export function isOtherCompanyFile(settings: string, batch: string): boolean {
  const bare = (dossier: string): string => dossier.replace(/^0+(?=.)/, '').toUpperCase();
  return bare(settings) !== bare(batch);
}

/** Settings as a batch needs them: looked up by key, a million times. A list that is empty is not judged by. */
export class KnownSettings {
  readonly accountSize: number | null;
  readonly #fiscalYears: readonly FiscalYear[];
  readonly #accounts: ReadonlySet<string>;
  readonly #journals: ReadonlySet<string>;
  readonly #vatCodes: ReadonlyMap<string, SettingsVatCode>;
  readonly #settings: BatchSettings;
  #collectives: ReadonlyMap<string, CollectiveAccounts> | null = null;

  constructor(settings: BatchSettings) {
    this.#settings = settings;
    this.#fiscalYears = settings.fiscalYears;
    this.#accounts = new Set(Array.from(settings.accounts, ({ number }) => number));
    this.accountSize = settings.accountSize ?? commonSize(this.#accounts);
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

  /**
   * The collective accounts of an auxiliary account that is new: those that most of its kind have, which begin with the
   * same three digits. Null where it is the first of its kind.
   */
  collectivesOf(account: string): CollectiveAccounts | null {
    this.#collectives ??= usualCollectives(this.#settings.accounts);
    return this.#collectives.get(kindOf(account)) ?? null;
  }

  vatCode(code: string): SettingsVatCode | null {
    return this.#vatCodes.get(code) ?? null;
  }

  /** The fiscal year of a day; where the day is in none, the nearest, which a check then finds it outside of. */
  fiscalYearOf(date: CalendarDate): FiscalYear | null {
    const holding = this.#fiscalYears.find((year) => isWithin(date, year));
    if (holding !== undefined) return holding;
    const latest = this.#fiscalYears.at(-1) ?? null;
    return this.#fiscalYears.find(({ end }) => end >= date) ?? latest;
  }

  /**
   * A general account as long as the company file's are: `622600` is `62260000` where they have 8 digits. One that the
   * company file has as it is stays so, whatever its length.
   */
  padded(account: string): string {
    if (this.accountSize === null || accountType(account) === 'auxiliary') return account;
    return this.#accounts.has(account) ? account : account.padEnd(this.accountSize, '0');
  }
}

/** What an auxiliary account begins with: `401` for suppliers, `411` for customers. */
function kindOf(account: string): string {
  return account.slice(0, 3);
}

function usualCollectives(accounts: BatchSettings['accounts']): ReadonlyMap<string, CollectiveAccounts> {
  const usual = new Map<string, { readonly collectives: CollectiveAccounts; readonly times: number }>();
  const times = new Map<string, number>();
  for (const { number, debitAccount, creditAccount } of accounts) {
    if (accountType(number) !== 'auxiliary' || (debitAccount === '' && creditAccount === '')) continue;
    const collectives = { debit: debitAccount || creditAccount, credit: creditAccount || debitAccount };
    const kind = kindOf(number);
    const key = [kind, collectives.debit, collectives.credit].join(' ');
    const more = (times.get(key) ?? 0) + 1;
    times.set(key, more);
    if (more > (usual.get(kind)?.times ?? 0)) usual.set(kind, { collectives, times: more });
  }
  return new Map([...usual].map(([kind, { collectives }]) => [kind, collectives]));
}

/** Tables of a settings export don't say the size of the accounts; where all general ones have the same, it shows. */
function commonSize(accounts: Iterable<string>): number | null {
  const general = Array.from(accounts).filter((number) => accountType(number) === 'general');
  const sizes = new Set(general.map((number) => number.length));
  const [size = 0] = sizes;
  return sizes.size === 1 && ACCOUNT_SIZES.includes(size) ? size : null;
}

export interface SettingsContext {
  /** The batch's CSV, for findings. */
  readonly file: string;
  /** That of the batch; null where nothing says it. A day outside of it is told elsewhere. */
  readonly fiscalYear: FiscalYear | null;
}

/** Everything that the settings say against an entry, its accounts being padded. */
export function checkAgainstSettings(
  entry: Entry,
  known: KnownSettings,
  { file, fiscalYear }: SettingsContext,
  findings: Findings,
): void {
  checkDate(entry, known, { file, fiscalYear }, findings);
  if (!known.hasJournal(entry.journal)) {
    findings.add(
      'JOURNAL_UNKNOWN',
      { file, line: entry.line, column: ADDED_HEADERS.journal, value: entry.journal },
      {},
    );
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

/** A batch may announce a fiscal year that its company file does not have: then only the settings show the fault. */
function checkDate(
  { date, line }: Entry,
  known: KnownSettings,
  { file, fiscalYear }: SettingsContext,
  findings: Findings,
): void {
  if (fiscalYear !== null && !isWithin(date, fiscalYear)) return;
  const nearest = known.fiscalYearOf(date);
  if (nearest === null || isWithin(date, nearest)) return;
  const place = { file, line, column: GRID_HEADERS.date, value: formatFrenchDate(date) };
  findings.add('DATE_OUTSIDE_FISCAL_YEAR', place, { start: nearest.start, end: nearest.end });
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
