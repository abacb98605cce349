/**
 * Receives each sound entry of a batch: it is brought in line with the company file's settings where they are known,
 * checked, its documents are looked up, and it is written. Owns what is known only once the first entry is there.
 */
import { COLUMNS } from '../ami/columns.ts';
import { Documents } from '../ami/documents.ts';
import type { EntryTally } from '../ami/entry-tally.ts';
import { checkEntry } from '../check/entry.ts';
import {
  checkAgainstSettings,
  isNewAuxiliary,
  isOtherCompanyFile,
  KnownSettings,
} from '../check/entry-settings.ts';
import type { AnnouncedAccount } from '../isacompta/file-header.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { DocumentReferences, Entry, EntryKey, FiscalYear } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import { CsvOutput } from './csv-output.ts';
import { type SeenEntry, seenEntry } from './delivered-before.ts';
import type { EntryOutput } from './entry-output.ts';
import { ImportOutput } from './import-output.ts';
import type { Intake } from './intake.ts';
import type { Audience, ConversionRequest } from './request.ts';
import { UnsoundEntries } from './unsound-entries.ts';

/** What one reading of the entries left. */
export interface Reading {
  readonly tally: EntryTally;
  readonly documents: Documents;
  readonly output: EntryOutput;
  /** As the batch says it, else the settings; null where neither does. */
  readonly fiscalYear: FiscalYear | null;
  readonly announced: readonly AnnouncedAccount[];
  /** Null where entries at fault are not told apart. */
  readonly unsound: UnsoundEntries | null;
  /** What is compared with earlier deliveries; empty where they are not known. */
  readonly seen: readonly SeenEntry[];
}

export class EntryReception {
  readonly documents: Documents;
  readonly #request: ConversionRequest;
  readonly #intake: Intake;
  readonly #findings: Findings;
  readonly #known: KnownSettings | null;
  readonly #file: StagedFile | null;
  readonly #announced = new Map<string, AnnouncedAccount>();
  readonly #unsound: UnsoundEntries | null;
  readonly #seen: SeenEntry[] | null;
  #fiscalYear: FiscalYear | null;
  #output: EntryOutput | null = null;

  /** Throws a `DropFault` where the settings are those of another company file. */
  constructor(request: ConversionRequest, intake: Intake, findings: Findings) {
    const { limits } = request.configuration;
    this.documents = new Documents(intake.documents, { csvFile: intake.text.file, limits }, findings);
    this.#request = request;
    this.#intake = intake;
    this.#findings = findings;
    this.#known = knownSettings(request, intake);
    this.#file = request.output?.stage() ?? null;
    this.#fiscalYear = intake.notice.fiscalYear;
    this.#unsound = request.mendingFolder ? new UnsoundEntries() : null;
    this.#seen = request.delivered ? [] : null;
    if (this.#unsound !== null) this.documents.expectHashes(intake.notice.documents);
  }

  take(received: Entry, audience: Audience | null): void {
    const { file } = this.#intake.text;
    const { errors } = this.#findings;
    const entry = this.#known === null ? received : withPaddedAccounts(received, this.#known);
    // Where the batch does not say its fiscal year, it is that of its first entry.
    if (this.#output === null) this.#fiscalYear ??= this.#known?.fiscalYearOf(entry.date) ?? null;
    this.#output ??= this.#begin();
    checkEntry(entry, { file, fiscalYear: this.#fiscalYear }, this.#findings);
    if (this.#known !== null) {
      checkAgainstSettings(entry, this.#known, { file, fiscalYear: this.#fiscalYear }, this.#findings);
      this.#announceNew(entry, this.#known);
    }
    const documentName = this.documents.reference(entry);
    this.#output.write(entry, documentName);
    audience?.(entry, documentName);
    this.#seen?.push(seenEntry(entry));
    if (this.#unsound === null) return;
    if (this.#findings.errors > errors || this.documents.namesFaulty(entry)) this.#unsound.add(entry);
  }

  /** An entry that can't be checked; its documents are looked for all the same. */
  takeUnsound(entry: EntryKey & DocumentReferences): void {
    this.documents.reference(entry);
    this.#unsound?.add(entry);
  }

  finish(tally: EntryTally): Reading {
    const announced = this.#accountsToAnnounce(tally);
    if (this.#request.format === 'ecr') this.#tellOtherLabels(announced, tally);
    return {
      tally,
      documents: this.documents,
      output: this.#output ?? this.#begin(),
      fiscalYear: this.#fiscalYear,
      announced,
      unsound: this.#unsound,
      seen: this.#seen ?? [],
    };
  }

  #begin(): EntryOutput {
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
      this.#announced.set(account, {
        number: account,
        label: entry.label,
        line,
        collectives: known.collectivesOf(account),
      });
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

  /** An account that is announced has one label. */
  #tellOtherLabels(announced: readonly AnnouncedAccount[], tally: EntryTally): void {
    for (const { number } of announced) {
      const kept = tally.accountLabels.get(number);
      const other = tally.otherLabels.get(number);
      if (kept === undefined || other === undefined || other.label === kept.label) continue;
      const { file } = this.#intake.text;
      const place = { file, line: other.line, column: COLUMNS.accountLabel.header, value: other.label };
      const details = { account: number, kept: kept.label, keptLine: kept.line };
      this.#findings.add('ENTRY_INCONSISTENT', place, details);
    }
  }
}

/** By the settings of another company file every account would be judged wrongly, some of them as sound. */
function knownSettings({ settings }: ConversionRequest, { dossier }: Intake): KnownSettings | null {
  if (!settings) return null;
  if (settings.dossier !== null && dossier !== null && isOtherCompanyFile(settings.dossier, dossier)) {
    throw new DropFault('SETTINGS_DOSSIER_MISMATCH', { value: dossier }, { found: settings.dossier });
  }
  return new KnownSettings(settings);
}

function withPaddedAccounts(entry: Entry, known: KnownSettings): Entry {
  if (entry.movements.every(({ account }) => known.padded(account) === account)) return entry;
  const movements = entry.movements.map((movement) => ({
    ...movement,
    account: known.padded(movement.account),
  }));
  return { ...entry, movements };
}
