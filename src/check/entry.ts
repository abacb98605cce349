/**
 * The checks of one entry: debit against credit, VAT against its base, accounts against the journal, dates against
 * the fiscal year. Values in, findings out; nothing is read and nothing is changed.
 */
import { isThirdPartyAccount, isVatAccount } from '../model/account.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import { CentsTotal, gap } from '../model/cents.ts';
import { type Entry, type EntryKey, type FiscalYear, isWithin, type Movement } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { GRID_HEADERS } from '../model/grid.ts';
import { usualKind } from '../model/journal.ts';
import { formatRateFrench, type RateHundredths, vatOf } from '../model/rate.ts';

/** How far the VAT of a base line may be from its rate: each line is rounded by itself, twice where it was split. */
const TOLERANCE_CENTS_PER_BASE_LINE = 2n;

export interface EntryContext {
  readonly file: string;
  readonly fiscalYear: FiscalYear | null;
}

/** Everything that can be said of an entry whose lines were all readable. */
export function checkEntry(entry: Entry, context: EntryContext, findings: Findings): void {
  checkBalance(entry, context, findings);
  checkFiscalYear(entry, context, findings);
  checkVat(entry, context, findings);
  checkJournalAccounts(entry, context, findings);
}

function checkBalance(entry: Entry, { file }: EntryContext, findings: Findings): void {
  const debits = new CentsTotal();
  const credits = new CentsTotal();
  let lastLine = 0;
  for (const movement of entry.movements) {
    (movement.side === 'debit' ? debits : credits).add(movement.amountCents);
    if (movement.line > lastLine) lastLine = movement.line;
  }
  const debit = debits.value;
  const credit = credits.value;
  if (debit === credit) return;
  findings.add(
    'ENTRY_UNBALANCED',
    { file, line: entry.line, column: null, value: entry.piece },
    { ...keyOf(entry), debit, credit, lastLine },
  );
}

function checkFiscalYear(entry: Entry, { file, fiscalYear }: EntryContext, findings: Findings): void {
  if (fiscalYear === null || isWithin(entry.date, fiscalYear)) return;
  findings.add(
    'DATE_OUTSIDE_FISCAL_YEAR',
    { file, line: entry.line, column: GRID_HEADERS.date, value: formatFrenchDate(entry.date) },
    { start: fiscalYear.start, end: fiscalYear.end },
  );
}

/** The base lines and the VAT lines of one code and rate in an entry. Sums are debit minus credit, in whole cents. */
interface VatGroup {
  readonly code: string;
  rate: RateHundredths | null;
  line: number;
  baseLines: bigint;
  base: bigint;
  vat: bigint;
  vatDebit: bigint;
  vatCredit: bigint;
}

function checkVat(entry: Entry, { file }: EntryContext, findings: Findings): void {
  for (const group of vatGroups(entry)) {
    if (group.rate === null) continue;
    const expected = vatOf(group.base, group.rate);
    const tolerance = TOLERANCE_CENTS_PER_BASE_LINE * group.baseLines;
    // Figures are told from the base's own side, so that VAT on the other side shows as negative.
    const sign = group.base < 0n ? -1n : 1n;
    const found = isReverseCharge(group) ? group.vatDebit : group.vat * sign;
    if (gap(found, expected * sign) <= tolerance) continue;
    findings.add(
      'VAT_MISMATCH',
      {
        file,
        line: group.line,
        column: GRID_HEADERS.vatCode,
        value: `${group.code} ${formatRateFrench(group.rate)}`,
      },
      {
        ...keyOf(entry),
        vatCode: group.code,
        rate: group.rate,
        base: group.base * sign,
        expected: expected * sign,
        found,
        tolerance,
      },
    );
  }
}

/** Reverse charge (autoliquidation): the same tax is owed and deducted, so that the two sides leave nothing. */
function isReverseCharge(group: VatGroup): boolean {
  return group.vatDebit !== 0n && group.vatDebit === group.vatCredit;
}

function vatGroups(entry: Entry): VatGroup[] {
  const groups: VatGroup[] = [];
  for (const movement of entry.movements) {
    if (movement.vatCode === '' || isThirdPartyAccount(movement.account)) continue;
    const group = groupFor(groups, movement);
    const cents = BigInt(movement.amountCents);
    const signed = movement.side === 'debit' ? cents : -cents;
    if (isVatAccount(movement.account)) {
      group.line = movement.line;
      group.vat += signed;
      if (movement.side === 'debit') group.vatDebit += cents;
      else group.vatCredit += cents;
    } else {
      group.baseLines += 1n;
      group.base += signed;
    }
  }
  return groups;
}

/** A line without a rate belongs to its code's group, whichever line brings the rate. */
function groupFor(groups: VatGroup[], { vatCode, vatRate, line }: Movement): VatGroup {
  for (const group of groups) {
    if (group.code !== vatCode) continue;
    if (group.rate === null || vatRate === null || group.rate === vatRate) {
      group.rate ??= vatRate;
      return group;
    }
  }
  const group = {
    code: vatCode,
    rate: vatRate,
    line,
    baseLines: 0n,
    base: 0n,
    vat: 0n,
    vatDebit: 0n,
    vatCredit: 0n,
  };
  groups.push(group);
  return group;
}

/** Customers and products in a purchases journal, suppliers and purchases in a sales journal: possible, seldom meant. */
function checkJournalAccounts(entry: Entry, { file }: EntryContext, findings: Findings): void {
  const kind = usualKind(entry.journal);
  if (kind === null) return;
  const unusual = kind === 'purchases' ? /^(?:41|70[1-8])/ : /^(?:40|60[1-8])/;
  for (const { account, line } of entry.movements) {
    if (!unusual.test(account)) continue;
    findings.add(
      'JOURNAL_ACCOUNT_UNUSUAL',
      { file, line, column: GRID_HEADERS.account, value: account },
      { journal: entry.journal, kind },
    );
  }
}

function keyOf({ journal, date, piece }: Entry): EntryKey {
  return { journal, date, piece };
}
