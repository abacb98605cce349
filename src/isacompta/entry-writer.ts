/**
 * Writes entries as records of the exchange format: `ECR`, its remark, and a `MVT` for each movement with its analytic
 * assignment and due date. Owns which field says what; what does not fit or has no place is told, never lost in
 * silence.
 */
import { closestText } from '../format/closest-text.ts';
import { type Span, spanOf } from '../format/fixed-width.ts';
import { WRITTEN } from '../format/windows-1252.ts';
import { accountType, isThirdPartyAccount, isVatAccount } from '../model/account.ts';
import { type CalendarDate, formatExchangeDate, formatFrenchDate } from '../model/calendar-date.ts';
import type { Entry, FiscalYear, Movement } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { ADDED_HEADERS, GRID_HEADERS } from '../model/grid.ts';
import { DUE_DATE, ENTRY, MOVEMENT, MOVEMENT_ASSIGNMENT, REMARK_CLOSING, REMARK_OPENING } from './layouts.ts';
import { type LineBuffer, lineTemplate } from './line-buffer.ts';

export interface EntryWriterOptions {
  /** The batch's file, for findings. */
  readonly file: string;
  /** What ISACOMPTA shows as the origin of the entry: 3 characters. */
  readonly emitter: string;
  /** The day of the batch; null where it is only known once every entry was read (see `ImportOutput.complete`). */
  readonly created: CalendarDate | null;
  readonly fiscalYear: FiscalYear | null;
}

const ECR = {
  journal: spanOf(ENTRY, 'journal'),
  date: spanOf(ENTRY, 'date'),
  piece: spanOf(ENTRY, 'piece'),
  label: spanOf(ENTRY, 'label'),
  invoiceDate: spanOf(ENTRY, 'invoiceDate'),
  hasRemark: spanOf(ENTRY, 'hasRemark'),
  documentName: spanOf(ENTRY, 'documentName'),
  documentFolder: spanOf(ENTRY, 'documentFolder'),
  documentType: spanOf(ENTRY, 'documentType'),
  invoice: spanOf(ENTRY, 'invoice'),
};
const MVT = {
  account: spanOf(MOVEMENT, 'account'),
  label: spanOf(MOVEMENT, 'label'),
  debit: spanOf(MOVEMENT, 'debit'),
  credit: spanOf(MOVEMENT, 'credit'),
  number: spanOf(MOVEMENT, 'number'),
  vatCode: spanOf(MOVEMENT, 'vatCode'),
  accountVatCode: spanOf(MOVEMENT, 'accountVatCode'),
  activityCount: spanOf(MOVEMENT, 'activityCount'),
  hasDueDates: spanOf(MOVEMENT, 'hasDueDates'),
  vatRate: spanOf(MOVEMENT, 'vatRate'),
};
const ECHMVT = { amount: spanOf(DUE_DATE, 'amount'), dueDate: spanOf(DUE_DATE, 'dueDate') };
const ACTIVITY = spanOf(MOVEMENT_ASSIGNMENT, 'activity');

const MOVEMENT_LINE = lineTemplate(MOVEMENT, { lettering: '0', modified: '0' });
const DUE_DATE_LINE = lineTemplate(DUE_DATE, { rate: '100.00' });
const ASSIGNMENT_LINE = lineTemplate(MOVEMENT_ASSIGNMENT, { percentage: '100.00' });
const REMARK_OPENING_LINE = lineTemplate(REMARK_OPENING);
const REMARK_CLOSING_LINE = lineTemplate(REMARK_CLOSING);

/** Lines of at most 250 characters. */
const REMARK_LINES = /.{1,250}(?:\s|$)|.{1,250}/g;

/** Pieces that were shortened and are remembered, and how much of each, so that memory is bounded. */
const MOST_SHORTENED_PIECES = 100_000;
const LONGEST_REMEMBERED_PIECE = 80;

export class EntryWriter {
  readonly #lines: LineBuffer;
  readonly #file: string;
  readonly #findings: Findings;
  readonly #documentFolder: string;
  readonly #entryLine: Uint8Array;
  /** The first piece that was shortened to what it now is, by journal, date and that. */
  readonly #shortened = new Map<string, { readonly piece: string; readonly line: number }>();
  /** What the file's header needs to know: how long general accounts are, and whether there are remarks. */
  readonly generalAccountSizes = new Set<number>();
  hasRemarks = false;

  constructor(lines: LineBuffer, options: EntryWriterOptions, findings: Findings) {
    this.#lines = lines;
    this.#file = options.file;
    this.#findings = findings;
    this.#documentFolder = options.fiscalYear === null ? '' : documentFolderOf(options.fiscalYear);
    const created = options.created === null ? '' : formatExchangeDate(options.created);
    this.#entryLine = lineTemplate(ENTRY, {
      emitter: options.emitter,
      locked: '0',
      created,
      modified: created,
      currency: 'EUR',
      type: 'mi',
    });
  }

  /** Writes an entry; `documentName` is the name of its linked document in the zip, empty where it has none. */
  write(entry: Entry, documentName: string): void {
    this.#writeHeader(entry, documentName);
    if (entry.comments.length > 0) this.#writeRemark(entry);
    const dueDate = entryDueDate(entry);
    let dueDates = 0;
    for (const movement of entry.movements) {
      const isThirdParty = isThirdPartyAccount(movement.account);
      const due = isThirdParty ? (movement.dueDate ?? dueDate) : null;
      if (due !== null) dueDates += 1;
      this.#writeMovement(movement, isThirdParty, due !== null);
      if (movement.analyticCode !== '') this.#writeAssignment(movement);
      if (due !== null) this.#writeDueDate(movement, due);
    }
    if (dueDate === null) return;
    if (dueDates === 0) this.#tellUnusedDueDate(entry);
    else if (entry.movements.some((each) => (each.dueDate ?? dueDate) !== dueDate)) {
      this.#tellDroppedDueDate(entry, dueDate);
    }
  }

  #writeHeader(entry: Entry, documentName: string): void {
    const { line } = entry;
    this.#lines.begin(this.#entryLine);
    this.#lines.text(ECR.journal, entry.journal);
    this.#lines.date(ECR.date, entry.date);
    const kept = this.#text(ECR.piece, entry.piece, line, GRID_HEADERS.piece);
    if (kept !== null) this.#tellShortenedPiece(entry, kept);
    this.#text(ECR.label, entry.label, line, GRID_HEADERS.entryLabel);
    if (entry.invoiceDate !== null) this.#lines.date(ECR.invoiceDate, entry.invoiceDate);
    if (entry.comments.length > 0) this.#lines.digit(ECR.hasRemark, 1);
    this.#text(ECR.invoice, entry.invoice, line, GRID_HEADERS.invoice);
    if (documentName === '') return;
    this.#lines.text(ECR.documentName, documentName);
    this.#lines.text(ECR.documentFolder, this.#documentFolder);
    if (entry.invoice !== '') this.#lines.text(ECR.documentType, 'fa');
  }

  #writeMovement(movement: Movement, isThirdParty: boolean, hasDueDate: boolean): void {
    const { line, account, vatCode, vatRate } = movement;
    this.#lines.begin(MOVEMENT_LINE);
    this.#lines.text(MVT.account, account);
    if (accountType(account) === 'general') this.generalAccountSizes.add(account.length);
    this.#text(MVT.label, movement.label, line, GRID_HEADERS.label);
    this.#lines.cents(movement.side === 'debit' ? MVT.debit : MVT.credit, movement.amountCents);
    if (movement.number !== '') this.#text(MVT.number, movement.number, line, GRID_HEADERS.number);
    if (movement.analyticCode !== '') this.#lines.text(MVT.activityCount, '1');
    if (hasDueDate) this.#lines.digit(MVT.hasDueDates, 1);
    if (isThirdParty) {
      if (vatCode !== '') this.#tellIgnoredVatCode(movement);
      return;
    }
    if (vatCode !== '') this.#lines.text(isVatAccount(account) ? MVT.accountVatCode : MVT.vatCode, vatCode);
    if (vatRate !== null) this.#lines.rate(MVT.vatRate, vatRate);
  }

  #writeAssignment({ analyticCode, line }: Movement): void {
    this.#lines.begin(ASSIGNMENT_LINE);
    this.#text(ACTIVITY, analyticCode, line, ADDED_HEADERS.analyticCode);
  }

  #writeDueDate({ amountCents }: Movement, dueDate: CalendarDate): void {
    this.#lines.begin(DUE_DATE_LINE);
    this.#lines.cents(ECHMVT.amount, amountCents);
    this.#lines.date(ECHMVT.dueDate, dueDate);
  }

  /** The comments, a free line each; one that would end the remark is moved by a space. */
  #writeRemark(entry: Entry): void {
    this.hasRemarks = true;
    this.#lines.begin(REMARK_OPENING_LINE);
    const place = { file: this.#file, line: entry.line, column: GRID_HEADERS.comment };
    for (const comment of entry.comments) {
      for (const text of comment.split(/\r\n|\r|\n/)) {
        for (const free of wrapped(closestText(text, place, this.#findings))) {
          this.#lines.freeLine(free.startsWith(REMARK_CLOSING.key) ? ` ${free}` : free);
        }
      }
    }
    this.#lines.begin(REMARK_CLOSING_LINE);
  }

  /**
   * Writes a text; where it does not fit or a character has no place, its closest form, and a finding. Gives what was
   * kept of a text that does not fit, else null.
   */
  #text(span: Span, text: string, line: number, column: string): string | null {
    if (this.#lines.text(span, text) === WRITTEN) return null;
    const place = { file: this.#file, line, column, value: text };
    const closest = closestText(text, place, this.#findings);
    const kept = closest.slice(0, span.width);
    this.#lines.blank(span);
    this.#lines.text(span, kept);
    if (closest.length <= span.width) return null;
    if (span !== ECR.piece) this.#findings.add('TEXT_SHORTENED', place, { kept, limit: span.width });
    return kept;
  }

  /** Tells too where an earlier piece became the same: the two can't be told apart by their numbers any more. */
  #tellShortenedPiece({ journal, date, piece, line }: Entry, kept: string): void {
    const key = `${journal}\0${date}\0${kept}`;
    const same = this.#shortened.get(key);
    const place = { file: this.#file, line, column: GRID_HEADERS.piece, value: piece };
    const details = same === undefined ? { kept } : { kept, same: same.piece, sameLine: same.line };
    this.#findings.add('PIECE_SHORTENED', place, details);
    if (same !== undefined || this.#shortened.size >= MOST_SHORTENED_PIECES) return;
    this.#shortened.set(key, { piece: beginningOf(piece), line });
  }

  #tellIgnoredVatCode({ line, account, vatCode }: Movement): void {
    const place = { file: this.#file, line, column: GRID_HEADERS.vatCode, value: vatCode };
    this.#findings.add('VAT_CODE_IGNORED', place, { account });
  }

  /** A due date that no third party took: the first of an entry of which others were taken. */
  #tellDroppedDueDate({ piece, movements }: Entry, dueDate: CalendarDate): void {
    const thirdParties = movements.filter(({ account }) => isThirdPartyAccount(account));
    const taken = new Set(thirdParties.map((each) => each.dueDate ?? dueDate));
    const dropped = movements.find((each) => each.dueDate !== null && !taken.has(each.dueDate));
    const kept = movements.find((each) => each.dueDate !== null && taken.has(each.dueDate));
    if (!dropped?.dueDate || !kept?.dueDate) return;
    const value = formatFrenchDate(dropped.dueDate);
    const place = { file: this.#file, line: dropped.line, column: 'Échéance', value };
    const details = { piece, kept: formatFrenchDate(kept.dueDate), dueLine: kept.line };
    this.#findings.add('ENTRY_INCONSISTENT', place, details);
  }

  #tellUnusedDueDate(entry: Entry): void {
    const { journal, date, piece } = entry;
    const movement = entry.movements.find((candidate) => candidate.dueDate !== null);
    const place = { file: this.#file, line: movement?.line ?? null, column: ADDED_HEADERS.dueDate };
    this.#findings.add('DUE_DATE_UNUSED', place, { journal, date, piece });
  }
}

/** As much of a piece as a message shows, in a text of its own: a part of a text keeps the whole of it in memory. */
function beginningOf(piece: string): string {
  if (piece.length <= LONGEST_REMEMBERED_PIECE) return piece;
  return Buffer.from(piece.slice(0, LONGEST_REMEMBERED_PIECE), 'utf16le').toString('utf16le');
}

/** A comment in lines that every reader takes, cut between words where there are any; none for a blank one. */
function wrapped(text: string): string[] {
  return (
    text
      .match(REMARK_LINES)
      ?.map((line) => line.trimEnd())
      .filter((line) => line !== '') ?? []
  );
}

/** The due date of the entry's third parties that don't bring their own: the first that any line names. */
function entryDueDate(entry: Entry): CalendarDate | null {
  for (const movement of entry.movements) if (movement.dueDate !== null) return movement.dueDate;
  return null;
}

/** The folder of ISACOMPTA's document store: year and month of the fiscal year's end, `2212`. */
function documentFolderOf({ end }: FiscalYear): string {
  return String(end).slice(2, 6);
}
