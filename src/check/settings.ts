/**
 * The rules for the settings of a company file as a whole: what refers to something that is not there, and what can't
 * be right by itself. Values in, findings out; the company sheet has rules of its own.
 */
import type { ExportedSettings, KeptAccount, KeptThirdParty } from '../isacompta/settings-draft.ts';
import { fiscalYearKey, type SettingsPlaces } from '../isacompta/settings-places.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import type { Findings } from '../model/findings.ts';
import type { SettingsFiscalYear, SettingsJournal, SettingsVatCode } from '../model/settings.ts';
import { isBic, isIban } from './identifiers.ts';

/** What the rules look at. */
export type CheckedSettings = Omit<ExportedSettings, 'dossier' | 'places' | 'lacksAccounts'>;

/**
 * Adds to `findings` what is wrong; `places` says where each value stands. `isPublished`: what the settings do not tell of
 * an account stays as it was published before.
 */
export function checkSettings(
  settings: CheckedSettings,
  places: SettingsPlaces,
  findings: Findings,
  isPublished = false,
): void {
  const check = new SettingsCheck(settings, places, findings, isPublished);
  check.fiscalYears();
  for (const account of settings.accounts) check.account(account);
  for (const vatCode of settings.vatCodes) check.vatCode(vatCode);
  for (const thirdParty of settings.thirdParties) check.thirdParty(thirdParty);
}

/** Adds the counterparts of journals that are not there; of no matter to a batch, whose lines name their accounts. */
export function checkCounterparts(
  settings: CheckedSettings,
  places: SettingsPlaces,
  findings: Findings,
): void {
  const check = new SettingsCheck(settings, places, findings, false);
  for (const journal of settings.journals) check.journal(journal);
}

/**
 * Adds that accounts have VAT codes where the export has none, nor anything was published before that would have them:
 * once, since it is one table that is missing.
 */
export function checkAbsentVatCodes(
  { accounts, absent = [], incomplete }: Pick<CheckedSettings, 'accounts' | 'absent' | 'incomplete'>,
  places: SettingsPlaces,
  findings: Findings,
): void {
  if (!absent.includes('vatCodes') || incomplete?.has('vat-code') === true) return;
  const codes = new Set<string>();
  let first: KeptAccount | null = null;
  let count = 0;
  for (const account of accounts) {
    if (account.vatCode === '') continue;
    first ??= account;
    count += 1;
    if (codes.size < MOST_CODES_NAMED) codes.add(account.vatCode);
    else if (!codes.has(account.vatCode)) codes.add('…');
  }
  if (first === null) return;
  const place = { ...places.ofCell('account', first.number, 'vatCode'), value: first.vatCode };
  findings.add('VAT_CODES_ABSENT', place, { accounts: count, codes: [...codes].join(', ') });
}

const MOST_CODES_NAMED = 20;

const COLLECTIVE_FIELDS = ['debitAccount', 'creditAccount'] as const;

/** 24 months in a date of the form 20250131: two years more in its first four digits. */
const TWENTY_FOUR_MONTHS = 20_000;

/** VAT to be adjusted or due within the Union stands on these, for purchases and sales alike. */
const EITHER_VAT_ACCOUNT = /^445[28]/;

class SettingsCheck {
  readonly #settings: CheckedSettings;
  readonly #places: SettingsPlaces;
  readonly #findings: Findings;
  /** Null where the export does not have them, or not all could be read: nothing can be said then. */
  readonly #vatCodes: ReadonlySet<string> | null;
  /** Whether all accounts could be read. Else none is said to be missing: why it may be is told already. */
  readonly #knowsAccounts: boolean;
  /** Collective accounts that are there: nearly all auxiliary ones have one of a few. */
  readonly #collectives = new Set<string>();

  /** Whether an account without a collective account may keep one that was published: see `checkKeptAccounts`. */
  readonly #mayKeepCollective: boolean;

  constructor(settings: CheckedSettings, places: SettingsPlaces, findings: Findings, isPublished: boolean) {
    this.#settings = settings;
    this.#places = places;
    this.#findings = findings;
    const untold = settings.untold?.accounts ?? [];
    this.#mayKeepCollective = isPublished && COLLECTIVE_FIELDS.some((field) => untold.includes(field));
    this.#knowsAccounts = settings.accounts.size > 0 && settings.incomplete?.has('account') !== true;
    const isUnknown =
      settings.absent?.includes('vatCodes') === true || settings.incomplete?.has('vat-code') === true;
    this.#vatCodes = isUnknown ? null : new Set(settings.vatCodes.map(({ code }) => code));
  }

  /** A year has twelve months, a first or last one may have up to 24; two years have no day in common. */
  fiscalYears(): void {
    let before: SettingsFiscalYear | null = null;
    for (const year of this.#settings.fiscalYears) {
      const overlaps = before !== null && year.start <= before.end;
      if (year.end < year.start || year.end >= year.start + TWENTY_FOUR_MONTHS || overlaps) {
        const place = this.#places.of('fiscal-year', fiscalYearKey(year));
        const texts = { start: formatFrenchDate(year.start), end: formatFrenchDate(year.end) };
        this.#findings.add('FISCAL_YEAR_INVALID', place, texts);
      }
      if (before === null || year.end > before.end) before = year;
    }
  }

  account(account: KeptAccount): void {
    const { number, type, vatCode } = account;
    const size = this.#settings.accountSize;
    if (size !== null && type !== 'auxiliary' && number.length !== size) {
      const place = { ...this.#places.ofCell('account', number, 'number'), value: number };
      this.#findings.add('ACCOUNT_SIZE_MISMATCH', place, { size });
    }
    if (vatCode !== '' && this.#vatCodes !== null && !this.#vatCodes.has(vatCode)) {
      const place = { ...this.#places.ofCell('account', number, 'vatCode'), value: vatCode };
      this.#findings.add('VAT_CODE_UNKNOWN', place, { shape: false });
    }
    if (type === 'auxiliary') this.#checkCollective(account);
  }

  /** One finding for an account that has none, and one for each that is not there. */
  #checkCollective({ number, debitAccount, creditAccount }: KeptAccount): void {
    const isOne = debitAccount === creditAccount;
    if (isOne && this.#collectives.has(debitAccount)) return;
    if (isOne && debitAccount === '') {
      if (!this.#mayKeepCollective) this.#tellCollective(number, 'debitAccount', '');
    } else if (isOne) {
      if (this.#lacks(debitAccount)) this.#tellCollective(number, 'debitAccount', debitAccount);
      else this.#collectives.add(debitAccount);
    } else {
      if (this.#lacks(debitAccount)) this.#tellCollective(number, 'debitAccount', debitAccount);
      if (this.#lacks(creditAccount)) this.#tellCollective(number, 'creditAccount', creditAccount);
    }
  }

  #tellCollective(number: string, cell: 'debitAccount' | 'creditAccount', value: string): void {
    const place = { ...this.#places.ofCell('account', number, cell), value };
    this.#findings.add('COLLECTIVE_ACCOUNT_MISSING', place, { account: number });
  }

  vatCode({ code, account, type }: SettingsVatCode): void {
    if (account === '') return;
    const place = { ...this.#places.ofCell('vat-code', code, 'account'), value: account };
    if (this.#lacks(account)) this.#findings.add('VAT_ACCOUNT_UNKNOWN', place, { vatCode: code });
    if (type === null || EITHER_VAT_ACCOUNT.test(account)) return;
    const side = type === 'sale' ? 'sale' : 'purchase';
    if (account.startsWith(side === 'sale' ? '4457' : '4456')) return;
    this.#findings.add('VAT_CODE_TYPE_MISMATCH', place, { vatCode: code, type: side });
  }

  /** A warning, as for collective accounts: nothing is entered in a journal of a bank before its account is there. */
  journal({ code, counterpart }: SettingsJournal): void {
    if (!this.#lacks(counterpart)) return;
    const place = { ...this.#places.ofCell('journal', code, 'counterpart'), value: counterpart };
    this.#findings.add('JOURNAL_ACCOUNT_UNKNOWN', place, { journal: code });
  }

  thirdParty({ account, iban, bic }: KeptThirdParty): void {
    if (this.#lacks(account)) {
      const place = { ...this.#places.ofCell('third-party', account, 'account'), value: account };
      this.#findings.add('ACCOUNT_UNKNOWN', place, {});
    }
    if (iban !== '' && !isIban(iban)) {
      const place = { ...this.#places.ofCell('third-party', account, 'iban'), value: iban };
      this.#findings.add('IBAN_INVALID', place, { account });
    }
    if (bic !== '' && !isBic(bic)) {
      const place = { ...this.#places.ofCell('third-party', account, 'bic'), value: bic };
      this.#findings.add('BIC_INVALID', place, { account });
    }
  }

  #lacks(account: string): boolean {
    return account !== '' && this.#knowsAccounts && !this.#settings.accounts.has(account);
  }
}
