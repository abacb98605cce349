/** A drop's record as a row of the register, and back. Whatever goes in comes out the same. */
import type { Insertable, Selectable } from 'kysely';
import type { BatchFacts } from '../model/batch.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { DropRecord, PublicationFacts } from '../model/drop-record.ts';
import type { StagedPlace } from './register.ts';
import type { DropTable } from './schema.ts';

/** `staged` is null for what is finished. */
export function toRow(record: DropRecord, staged: readonly StagedPlace[] | null): Insertable<DropTable> {
  const { facts, publication } = record;
  return {
    id: record.id,
    kind: record.kind,
    outcome: record.outcome,
    name: record.name,
    dossier: record.dossier,
    batch: record.batch,
    revision: record.revision,
    content_hash: record.contentHash,
    entries: facts?.entries ?? null,
    movements: facts?.movements ?? null,
    debit: facts?.debit ?? null,
    credit: facts?.credit ?? null,
    documents: facts?.documents ?? null,
    payload_kind: publication?.payloadKind ?? null,
    sequence: publication?.sequence ?? null,
    settings_hash: publication?.settingsHash ?? null,
    fiscal_year_end: record.fiscalYearEnd,
    received_at: record.receivedAt,
    finished_at: record.finishedAt,
    integrated_at: record.integratedAt,
    archive: record.archive,
    manifest_hash: record.manifestHash,
    earlier: record.earlier,
    places: JSON.stringify(record.places),
    staged: staged === null ? null : JSON.stringify(staged),
    changes: publication === null ? null : JSON.stringify(publication.changes),
    findings: JSON.stringify(record.findings),
  };
}

export function toRecord(row: Selectable<DropTable>): DropRecord {
  return {
    id: row.id,
    kind: row.kind,
    outcome: row.outcome,
    name: row.name,
    dossier: row.dossier,
    batch: row.batch,
    revision: Number(row.revision),
    contentHash: row.content_hash,
    facts: factsOf(row),
    publication: publicationOf(row),
    fiscalYearEnd: row.fiscal_year_end === null ? null : (Number(row.fiscal_year_end) as CalendarDate),
    receivedAt: row.received_at,
    finishedAt: row.finished_at,
    integratedAt: row.integrated_at,
    findings: JSON.parse(row.findings),
    places: JSON.parse(row.places),
    archive: row.archive,
    manifestHash: row.manifest_hash,
    earlier: row.earlier,
  };
}

function factsOf({ entries, movements, debit, credit, documents }: Selectable<DropTable>): BatchFacts | null {
  if (debit === null || credit === null) return null;
  return {
    entries: Number(entries),
    movements: Number(movements),
    debit,
    credit,
    documents: Number(documents),
  };
}

function publicationOf(row: Selectable<DropTable>): PublicationFacts | null {
  if (row.payload_kind === null) return null;
  return {
    payloadKind: row.payload_kind,
    sequence: Number(row.sequence),
    settingsHash: row.settings_hash ?? '',
    changes: JSON.parse(row.changes ?? '[]'),
  };
}
