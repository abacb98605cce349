/** `show PATH`: the entries of a batch or an exchange file as the grid, or as JSON. Memory does not grow with them. */

import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { reported } from '../check/messages/report.ts';
import { convertBatch } from '../convert.ts';
import { headOf } from '../format/file-head.ts';
import { fileRange } from '../format/file-range.ts';
import { LineTooLong } from '../format/lines.ts';
import { exchangeRows } from '../isacompta/grid-rows.ts';
import { FILE_HEADER } from '../isacompta/layouts.ts';
import type { BatchFacts } from '../model/batch.ts';
import { formatFrenchDate } from '../model/calendar-date.ts';
import { CentsTotal, formatCentsEnglish, formatCentsFrench, formatCentsPlain } from '../model/cents.ts';
import type { Entry, Movement } from '../model/entry.ts';
import type { Finding } from '../model/finding.ts';
import { countFindings } from '../model/finding-counts.ts';
import { Findings } from '../model/findings.ts';
import type { GridRow } from '../model/grid-row.ts';
import { formatRateFrench } from '../model/rate.ts';
import { findingsText } from './findings-text.ts';
import { Grid } from './grid.ts';
import { kindOf, type PathKind } from './paths.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';

/** Each chunk becomes one text, and V8 takes four times as long for larger ones. */
const EXCHANGE_FILE_BLOCK = 64 * 1_024;

/** Where the standard output is no terminal. */
const USUAL_WIDTH = 100;

export interface ShowOptions {
  readonly dossier?: string;
  readonly journal?: string;
}

export async function show(run: Run, path: string, options: ShowOptions): Promise<ExitCode> {
  const kind = await kindOf(path);
  if (kind === 'settings') throw new UsageFault(({ publication }) => publication.notShown(path));
  const printer = run.json ? new JsonPrinter(run, kind) : new GridPrinter(run);
  const findings =
    kind === 'batch' ? await showBatch(run, path, options, printer) : await showFile(path, printer);
  run.streams.errors.write(findingsText(findings, run.language, run.wording, run.streams.errors));
  printer.finish(findings);
  return countFindings(findings).errors > 0 ? 1 : 0;
}

interface Printer {
  row(row: GridRow, startsEntry: boolean): void;
  finish(findings: readonly Finding[]): void;
}

async function showBatch(
  run: Run,
  path: string,
  options: ShowOptions,
  printer: Printer,
): Promise<readonly Finding[]> {
  const { findings } = await convertBatch({
    path,
    dossier: options.dossier ?? null,
    journal: options.journal ?? null,
    format: 'ecr',
    configuration: run.configuration,
    output: null,
    audience: (entry, documentName) => {
      for (const [index, movement] of entry.movements.entries()) {
        printer.row(gridRow(entry, movement, documentName), index === 0);
      }
    },
  });
  return findings;
}

/** The rows of the file as they stand; `check` is what judges them. Findings where it can't be read at all. */
async function showFile(path: string, printer: Printer): Promise<readonly Finding[]> {
  const findings = new Findings();
  const file = basename(path);
  try {
    const head = await headOf(await open(path));
    if (head.startsWith(FILE_HEADER.key)) {
      await withFile(path, (bytes) =>
        exchangeRows(bytes, (row, startsEntry) => printer.row(row, startsEntry)),
      );
    } else {
      findings.add(
        'EXCHANGE_FILE_UNREADABLE',
        { file, line: 1 },
        { reason: head === '' ? 'empty' : 'no-header' },
      );
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    findings.add('EXCHANGE_FILE_UNREADABLE', { file, line: error.line }, { reason: 'line-too-long' });
  }
  return findings.list();
}

/** The bytes of a file, the next of them being read while the ones before are worked on. */
async function withFile(path: string, read: (bytes: AsyncIterable<Buffer>) => Promise<void>): Promise<void> {
  const handle = await open(path);
  try {
    await read(fileRange(handle, 0, Number.POSITIVE_INFINITY, EXCHANGE_FILE_BLOCK));
  } finally {
    await handle.close();
  }
}

function gridRow(entry: Entry, movement: Movement, document: string): GridRow {
  const { side, amountCents, vatRate } = movement;
  return {
    date: formatFrenchDate(entry.date),
    piece: entry.piece,
    invoice: entry.invoice,
    number: movement.number,
    account: movement.account,
    entryLabel: entry.label,
    label: movement.label,
    vatCode: movement.vatCode,
    rate: vatRate === null ? '' : formatRateFrench(vatRate),
    debitCents: side === 'debit' ? amountCents : null,
    creditCents: side === 'credit' ? amountCents : null,
    document,
    comment: entry.comments.join(' '),
  };
}

/** What both printers count. */
class RowTally {
  readonly debit = new CentsTotal();
  readonly credit = new CentsTotal();
  #entries = 0;
  #movements = 0;
  #documents = 0;

  add({ debitCents, creditCents, document }: GridRow, startsEntry: boolean): void {
    this.#movements += 1;
    if (startsEntry) this.#entries += 1;
    if (startsEntry && document !== '') this.#documents += 1;
    this.debit.add(debitCents ?? 0);
    this.credit.add(creditCents ?? 0);
  }

  get figures(): BatchFacts {
    return {
      entries: this.#entries,
      movements: this.#movements,
      debit: this.debit.value,
      credit: this.credit.value,
      documents: this.#documents,
    };
  }
}

class GridPrinter implements Printer {
  readonly #run: Run;
  readonly #grid: Grid;
  readonly #tally = new RowTally();

  constructor(run: Run) {
    const { streams, language } = run;
    this.#run = run;
    this.#grid = new Grid({
      width: Math.max(USUAL_WIDTH, streams.output.isTTY ? streams.output.columns : USUAL_WIDTH),
      formatCents: language === 'en' ? formatCentsEnglish : formatCentsFrench,
      write: (text) => streams.output.write(text),
    });
  }

  row(row: GridRow, startsEntry: boolean): void {
    this.#tally.add(row, startsEntry);
    this.#grid.row(row);
  }

  finish(): void {
    const { figures } = this.#tally;
    const { wording } = this.#run;
    this.#grid.finish({
      ...figures,
      label: `${wording.total}${wording.colon}${wording.shownFigures(figures)}`,
    });
  }
}

class JsonPrinter implements Printer {
  readonly #run: Run;
  readonly #tally = new RowTally();
  #separator = '';

  constructor(run: Run, kind: PathKind) {
    this.#run = run;
    run.streams.output.write(`{"kind": "${kind}", "movements": [`);
  }

  row(row: GridRow, startsEntry: boolean): void {
    this.#tally.add(row, startsEntry);
    const { debitCents, creditCents, ...texts } = row;
    const debit = debitCents === null ? null : formatCentsPlain(debitCents);
    const credit = creditCents === null ? null : formatCentsPlain(creditCents);
    this.#run.streams.output.write(`${this.#separator}\n${JSON.stringify({ ...texts, debit, credit })}`);
    this.#separator = ',';
  }

  finish(findings: readonly Finding[]): void {
    const { entries, movements, debit, credit } = this.#tally.figures;
    const totals = { entries, movements, debit: formatCentsPlain(debit), credit: formatCentsPlain(credit) };
    const told = findings.map((finding) => reported(finding, this.#run.language));
    this.#run.streams.output.write(
      `\n], "totals": ${JSON.stringify(totals)}, "findings": ${JSON.stringify(told)}}\n`,
    );
  }
}
