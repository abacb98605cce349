/**
 * The tables of the register as Kysely sees them. What they look like in the file is the migrations' matter; what they
 * mean, that of `model/drop-record.ts`.
 */
import type { ColumnType, Generated } from 'kysely';
import type { DropKind, DropOutcome, PublicationFacts } from '../model/drop-record.ts';

/** Every whole number comes back as a bigint, since sums of cents may be larger than a double holds exactly. */
type Whole = ColumnType<bigint, bigint | number, bigint | number>;
type WholeOrNull = ColumnType<bigint | null, bigint | number | null, bigint | number | null>;

export interface DropTable {
  /** In the order in which drops were written down. Binds the other tables in few bytes. */
  readonly number: Generated<bigint>;
  readonly id: string;
  readonly kind: DropKind;
  readonly outcome: DropOutcome;
  readonly name: string;
  readonly dossier: string | null;
  readonly batch: string | null;
  readonly revision: Whole;
  readonly content_hash: string;
  readonly entries: WholeOrNull;
  readonly movements: WholeOrNull;
  /** Whole cents. */
  readonly debit: WholeOrNull;
  readonly credit: WholeOrNull;
  readonly documents: WholeOrNull;
  readonly payload_kind: PublicationFacts['payloadKind'] | null;
  readonly sequence: WholeOrNull;
  readonly settings_hash: string | null;
  readonly fiscal_year_end: WholeOrNull;
  readonly received_at: string;
  /** Null for an intent. */
  readonly finished_at: string | null;
  readonly integrated_at: string | null;
  readonly archive: string | null;
  readonly manifest_hash: string | null;
  readonly earlier: string | null;
  /** JSON: paths from the root. */
  readonly places: string;
  /** JSON: the staged places of an intent; null once it is finished. */
  readonly staged: string | null;
  /** JSON, last because they are long and seldom read: what stands before them is found without them. */
  readonly changes: string | null;
  readonly findings: string;
  /** 1 for what is delivered and not integrated, else null; SQLite works it out. */
  readonly is_pending: ColumnType<bigint | null, never, never>;
  /** The same for what is integrated. */
  readonly is_integrated: ColumnType<bigint | null, never, never>;
}

/** The entries that a batch delivers, in its order. */
export interface DeliveredEntryTable {
  readonly drop_number: Whole;
  readonly ordinal: Whole;
  readonly dossier: string;
  readonly date: Whole;
  readonly piece: string;
  readonly journal: string;
  readonly amounts: string;
  /** Whole cents; null for what was written down before it was kept. */
  readonly debit: WholeOrNull;
}

export interface PayloadTable {
  readonly drop_number: Whole;
  /** The text in UTF-8, deflated. */
  readonly deflated: Uint8Array;
}

export interface ArchiveLinkTable {
  readonly position: Whole;
  readonly drop_number: Whole;
  readonly archive: string;
  readonly manifest_hash: string;
  readonly chain_hash: string;
  readonly purged_at: string | null;
}

/** The drops that a person has seen. */
export interface SeenDropTable {
  readonly drop_number: Whole;
  readonly seen_at: string;
}

/** The drops that are found by their words. */
export interface SearchedDropTable {
  readonly drop_number: Whole;
}

export interface Tables {
  readonly drops: DropTable;
  readonly delivered_entries: DeliveredEntryTable;
  readonly payloads: PayloadTable;
  readonly archive_links: ArchiveLinkTable;
  readonly seen_drops: SeenDropTable;
  readonly searched_drops: SearchedDropTable;
}
