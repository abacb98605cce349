/**
 * Receives each sound entry of a batch: it is brought in line with the company file's settings where they are known,
 * checked, its documents are looked up, and it is written. Owns what is known only once the first entry is there.
 */
import { Documents } from '../ami/documents.ts';
import type { EntryTally } from '../ami/entry-tally.ts';
import { checkEntry } from '../check/entry.ts';
import { checkAgainstSettings, isNewAuxiliary, KnownSettings } from '../check/entry-settings.ts';
import type { AnnouncedAccount } from '../isacompta/file-header.ts';
import type { Entry, FiscalYear } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import { CsvOutput } from './csv-output.ts';
import { ImportOutput } from './import-output.ts';
import type { Intake } from './intake.ts';
import type { Audience, ConversionRequest } from './request.ts';

/** What one reading of the entries left. */
export interface Reading {
  readonly tally: EntryTally;
  readonly documents: Documents;
  /** Null in a dry run. */
  readonly file: StagedFile | null;
  readonly output: ImportOutput | CsvOutput;
  /** As the batch says it, else the settings; null where neither does. */
  readonly fiscalYear: FiscalYear | null;
  readonly announced: readonly AnnouncedAccount[];
}

export class EntryReception {
  readonly documents: Documents;
  readonly #request: ConversionRequest;
  readonly #intake: Intake;
  readonly #findings: Findings;
  readonly #known: KnownSettings | null;
  readonly #file: StagedFile | null;
  readonly #announced = new Map<string, AnnouncedAccount>();
  #fiscalYear: FiscalYear | null;
  #output: ImportOutput | CsvOutput | null = null;

  constructor(request: ConversionRequest, intake: Intake, findings: Findings) {
    const { limits } = request.configuration;
    this.documents = new Documents(intake.documents, { csvFile: intake.text.file, limits }, findings);
    this.#request = request;
    this.#intake = intake;
    this.#findings = findings;
    this.#known = request.settings ? new KnownSettings(request.settings) : null;
    this.#file = request.output?.stage() ?? null;
    this.#fiscalYear = intake.notice.fiscalYear;
  }

  take(received: Entry, audience: Audience | null): void {
    const { file } = this.#intake.text;
    const entry = this.#known === null ? received : withPaddedAccounts(received, this.#known);
    // Where the batch does not say its fiscal year, it is that of its first entry.
    if (this.#output === null) this.#fiscalYear ??= this.#known?.fiscalYearOf(entry.date) ?? null;
    this.#output ??= this.#begin();
    checkEntry(entry, { file, fiscalYear: this.#fiscalYear }, this.#findings);
    if (this.#known !== null) {
      checkAgainstSettings(entry, this.#known, file, this.#findings);
      this.#announceNew(entry, this.#known);
    }
    const documentName = this.documents.reference(entry);
    this.#output.write(entry, documentName);
    audience?.(entry, documentName);
  }

  finish(tally: EntryTally): Reading {
    return {
      tally,
      documents: this.documents,
      file: this.#file,
      output: this.#output ?? this.#begin(),
      fiscalYear: this.#fiscalYear,
      announced: this.#accountsToAnnounce(tally),
    };
  }

  #begin(): ImportOutput | CsvOutput {
    const { format, configuration } = this.#request;
    const { text, notice } = this.#intake;
    if (format === 'csv') return new CsvOutput(this.#file, text.file, this.#findings);
    const options = {
      file: text.file,
      emitter: configuration.emitter,
      created: notice.issued?.date ?? null,
      fiscalYear: this.#fiscalYear,
    };
    return new ImportOutput(this.#file, options, this.#findings);
  }

  #announceNew(entry: Entry, known: KnownSettings): void {
    for (const { account, line } of entry.movements) {
      if (!isNewAuxiliary(account, known) || this.#announced.has(account)) continue;
      this.#announced.set(account, { number: account, label: entry.label, line });
    }
  }

  /** With settings, the auxiliary accounts that they lack; without, every account that the batch labels. */
  #accountsToAnnounce({ accountLabels }: EntryTally): AnnouncedAccount[] {
    if (this.#known === null) {
      return [...accountLabels].map(([number, { label, line }]) => ({ number, label, line }));
    }
    return [...this.#announced.values()].map((account) => ({
      ...account,
      label: accountLabels.get(account.number)?.label ?? account.label,
    }));
  }
}

function withPaddedAccounts(entry: Entry, known: KnownSettings): Entry {
  if (entry.movements.every(({ account }) => known.padded(account) === account)) return entry;
  const movements = entry.movements.map((movement) => ({
    ...movement,
    account: known.padded(movement.account),
  }));
  return { ...entry, movements };
}
