/**
 * A drop (dépôt) and what became of it: a batch or a settings export, from the moment that a robot takes it. Values only,
 * in the form in which the register and the archive keep them for years: a name here never changes its meaning.
 */
import type { BatchFacts } from './batch.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { EntryKey } from './entry.ts';

/** A batch of AMI COMPTA (lot), or a settings export of ISACOMPTA (paramétrage). */
export type DropKind = 'batch' | 'settings';

/** `published` and `unchanged` are of settings, `delivered` and `duplicate` of batches. */
export type DropOutcome = 'delivered' | 'refused' | 'duplicate' | 'published' | 'unchanged';

/** A moment as `2026-11-24T10:15:00.000Z`. */
export type Timestamp = string;

/** A figure of a finding in a form that JSON has: a sum beyond what a double holds exactly is a text of whole cents. */
export type KeptFigure = string | number | boolean | null | { readonly cents: string };

/** A finding as it was told in French, in the form of `rapport.json`, and the figures of its code. */
export interface ToldFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly file: string | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  /** From which the sentence is made in other languages; what was kept before they were has none. */
  readonly details?: Readonly<Record<string, KeptFigure>> | undefined;
}

/** What a publication is. */
export interface PublicationFacts {
  readonly payloadKind: 'creation' | 'modification';
  readonly sequence: number;
  readonly settingsHash: string;
  /** As in the payload, as JSON. */
  readonly changes: readonly unknown[];
}

/** One drop and what became of it. */
export interface DropRecord {
  /** Its claim's: `20261124-101500-3f2a9c`. It is also the name of its archive. */
  readonly id: string;
  readonly kind: DropKind;
  readonly outcome: DropOutcome;
  /** As it was dropped: `888_2022-09.zip`. */
  readonly name: string;
  readonly dossier: string | null;
  /** The batch id (`lot`); null for settings, and where it could not be read. */
  readonly batch: string | null;
  /** 0 for what came from a drop folder, then one more each time that it is delivered again. */
  readonly revision: number;
  /** SHA-256 over the sorted paths and hashes of the files, in hexadecimal digits. */
  readonly contentHash: string;
  readonly facts: BatchFacts | null;
  readonly publication: PublicationFacts | null;
  /** Day of the end of the fiscal year, else the latest day in the batch; null where nothing says either. */
  readonly fiscalYearEnd: CalendarDate | null;
  readonly receivedAt: Timestamp;
  /** Null for what is only intended. */
  readonly finishedAt: Timestamp | null;
  /** When ISACOMPTA was seen to have taken the import file away. */
  readonly integratedAt: Timestamp | null;
  readonly findings: readonly ToldFinding[];
  /**
   * What appears where, as paths from the root with `/`: the import file last (`a-integrer/888/….ECR`), a payload
   * (`a-publier/888/….json`), a refusal (`refuses/…`), a duplicate (`doublons/…`).
   */
  readonly places: readonly string[];
  /** `2026/11/20261124-101500-3f2a9c.zip`; null where there is none. */
  readonly archive: string | null;
  /** SHA-256 of the archive's manifest. */
  readonly manifestHash: string | null;
  /** The drop that was run again, or that a duplicate repeats. */
  readonly earlier: string | null;
}

/** A drop with all that the register has of it. */
export interface KeptDrop {
  readonly record: DropRecord;
  /** The entries that it delivered. */
  readonly entries: readonly EntryIdentity[];
  /** The text of the payload that settings published; null otherwise. */
  readonly payload: string | null;
  /** When its archive was purged; null where it was not. */
  readonly purgedAt: Timestamp | null;
}

/** What makes an entry the same as another of its company file. */
export interface EntryIdentity extends EntryKey {
  /** A digest of its movements' amounts and sides, whatever their order. */
  readonly amounts: string;
  /** The sum of its debits, which only tells; missing in what was kept before it was. */
  readonly debit?: bigint | undefined;
}
