/**
 * The head of an import file: what stands above the first entry. `VER`, `DOS`, `EXO` where the fiscal year is known,
 * and the accounts that the batch announces (`CPT`, and `TIERS` for an auxiliary one).
 */
import { closestForm } from '../format/closest-form.ts';
import { closestText } from '../format/closest-text.ts';
import { ACCOUNT_SIZES, accountType, type CollectiveAccounts } from '../model/account.ts';
import { formatExchangeDate } from '../model/calendar-date.ts';
import type { FiscalYear } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { ADDED_HEADERS, GRID_HEADERS } from '../model/grid.ts';
import { ACCOUNT, COMPANY_FILE, FILE_HEADER, FISCAL_YEAR, THIRD_PARTY } from './layouts.ts';
import { LineBuffer, lineTemplate } from './line-buffer.ts';

/** An account that ISACOMPTA may not know yet. */
export interface AnnouncedAccount {
  readonly number: string;
  readonly label: string;
  /** Line of the batch that names it. */
  readonly line: number;
  /** Of an auxiliary account, where the company file's settings tell them. */
  readonly collectives?: CollectiveAccounts | null;
}

export interface FileHeaderFacts {
  /** The batch's file, for findings. */
  readonly file: string;
  /** `Libellé du fichier`: what tells a reader where the file comes from. */
  readonly label: string;
  readonly dossier: string;
  readonly dossierLabel: string;
  readonly fiscalYear: FiscalYear | null;
  readonly generalAccountSizes: ReadonlySet<number>;
  readonly hasRemarks: boolean;
  readonly accounts: readonly AnnouncedAccount[];
}

/** Of the file, the company file and an account alike. */
const LABEL_WIDTH = 30;

/** What most company files have. */
const USUAL_ACCOUNT_SIZE = 8;

/** Bytes of a header that announces no account: known before the first entry is read. */
export function headerLength(fiscalYear: FiscalYear | null): number {
  const layouts = [FILE_HEADER, COMPANY_FILE, ...(fiscalYear === null ? [] : [FISCAL_YEAR])];
  return layouts.reduce((bytes, { length }) => bytes + length + 2, 0);
}

export function fileHeader(facts: FileHeaderFacts, findings: Findings): Uint8Array {
  const blocks: Uint8Array[] = [];
  const lines = new LineBuffer((block, length) => {
    blocks.push(block.slice(0, length));
    return block;
  });
  const accountSize = accountSizeOf(facts.generalAccountSizes);
  lines.begin(
    lineTemplate(FILE_HEADER, {
      minimumVersion: '0200000',
      formatVersion: '0000',
      label: originLabel(facts.label),
      charset: '1',
    }),
  );
  lines.begin(
    lineTemplate(COMPANY_FILE, {
      number: facts.dossier,
      label: originLabel(facts.dossierLabel),
      updateAccounts: facts.accounts.length > 0 ? '1' : '0',
      transferComments: facts.hasRemarks ? '1' : '0',
      accountSize: String(accountSize).padStart(2, '0'),
      currency: 'EUR',
    }),
  );
  if (facts.fiscalYear !== null) {
    const { start, end } = facts.fiscalYear;
    lines.begin(
      lineTemplate(FISCAL_YEAR, {
        start: formatExchangeDate(start),
        end: formatExchangeDate(end),
        currency: 'EUR',
      }),
    );
  }
  for (const account of facts.accounts) announce(account, accountSize, facts.file, lines, findings);
  lines.flush();
  return Buffer.concat(blocks);
}

/** `CPT`, and for an auxiliary account its collective accounts (else 401... for 401ORANGE) and `TIERS`. */
function announce(
  account: AnnouncedAccount,
  size: number,
  file: string,
  lines: LineBuffer,
  findings: Findings,
): void {
  const { number, line } = account;
  const label = accountLabel(account, file, findings);
  findings.add(
    'ACCOUNT_NEW',
    { file, line, column: GRID_HEADERS.account, value: number },
    { label: account.label },
  );
  if (accountType(number) === 'general') {
    lines.begin(lineTemplate(ACCOUNT, { number, label, type: 'ge', preferredSide: 'in' }));
    return;
  }
  const usual = number.slice(0, 3).padEnd(size, '0');
  const { debit, credit } = account.collectives ?? { debit: usual, credit: usual };
  lines.begin(
    lineTemplate(ACCOUNT, {
      number,
      label,
      type: 'au',
      debitAccount: debit,
      creditAccount: credit,
      preferredSide: 'in',
      letterable: '1',
    }),
  );
  lines.begin(lineTemplate(THIRD_PARTY, { name1: label }));
}

function accountLabel({ label, line }: AnnouncedAccount, file: string, findings: Findings): string {
  const place = { file, line, column: ADDED_HEADERS.accountLabel, value: label };
  const closest = closestText(label, place, findings);
  const kept = closest.slice(0, LABEL_WIDTH);
  if (closest.length > LABEL_WIDTH) findings.add('TEXT_SHORTENED', place, { kept, limit: LABEL_WIDTH });
  return kept;
}

/** A label that only tells a reader where the file comes from: nobody is told what it had to leave out. */
function originLabel(text: string): string {
  return closestForm(text).text.slice(0, LABEL_WIDTH);
}

/** The smallest size that holds every general account of the batch. */
function accountSizeOf(sizes: ReadonlySet<number>): number {
  if (sizes.size === 0) return USUAL_ACCOUNT_SIZE;
  const longest = Math.max(...sizes);
  return ACCOUNT_SIZES.find((size) => size >= longest) ?? 10;
}
