/**
 * What the register's file looks like, version by version. A migration that was released is history: it never changes,
 * since files that it made are on the disks of users. A change of the schema is a new migration at the end.
 */
import { type Kysely, type Migration, Migrator, sql } from 'kysely';

/** `AMII`, by which a file is known as a register (https://sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x41_4d_49_49;

type Statements = readonly string[];

const VERSION_1: Statements = [
  `pragma application_id = ${APPLICATION_ID}`,
  `create table drops (
    number integer primary key,
    id text not null unique,
    kind text not null check (kind in ('batch', 'settings')),
    outcome text not null check (outcome in ('delivered', 'refused', 'duplicate', 'published', 'unchanged')),
    name text not null,
    dossier text,
    batch text,
    revision integer not null,
    content_hash text not null,
    entries integer,
    movements integer,
    debit integer,
    credit integer,
    documents integer,
    payload_kind text,
    sequence integer,
    settings_hash text,
    fiscal_year_end integer,
    received_at text not null,
    finished_at text,
    integrated_at text,
    archive text,
    manifest_hash text,
    earlier text,
    places text not null,
    staged text,
    changes text,
    findings text not null,
    is_pending integer generated always as (
      case when outcome = 'delivered' and finished_at is not null and integrated_at is null then 1 end
    ) virtual
  ) strict`,
  `create table delivered_entries (
    drop_number integer not null references drops (number) on delete cascade,
    ordinal integer not null,
    dossier text not null,
    date integer not null,
    piece text not null,
    journal text not null,
    amounts text not null,
    primary key (drop_number, ordinal)
  ) strict, without rowid`,
  `create table payloads (
    drop_number integer primary key references drops (number) on delete cascade,
    deflated blob not null
  ) strict`,
  `create table archive_links (
    position integer primary key,
    drop_number integer not null unique references drops (number),
    archive text not null,
    manifest_hash text not null,
    chain_hash text not null,
    purged_at text
  ) strict`,

  // The list, newest first, with what it is mostly asked for.
  'create index drops_by_time on drops (received_at, id)',
  'create index drops_by_dossier on drops (dossier, received_at, id)',
  'create index drops_by_outcome on drops (outcome, received_at, id)',
  'create index drops_by_dossier_and_outcome on drops (dossier, outcome, received_at, id)',

  // What was delivered before.
  `create index deliveries_by_content on drops (content_hash, received_at, id) where outcome = 'delivered'`,
  `create index deliveries_by_batch on drops (dossier, batch, received_at, id) where outcome = 'delivered'`,
  'create index entries_by_piece on delivered_entries (dossier, date, piece, journal)',

  // Few of many, so that these stay small. What is pending is a column of its own, since SQLite would otherwise go
  // through all that was ever delivered.
  'create index unfinished on drops (received_at, id) where finished_at is null',
  'create index pending on drops (is_pending, received_at, id) where is_pending = 1',
  'create index pending_by_dossier on drops (is_pending, dossier, received_at, id) where is_pending = 1',
  `create index publications_by_sequence on drops (dossier, sequence, number) where outcome = 'published'`,
];

/** What the page needs: the refusals that a person has seen, and the words by which drops are found. */
const VERSION_2: Statements = [
  `create table seen_drops (
    drop_number integer primary key references drops (number) on delete cascade,
    seen_at text not null
  ) strict`,
  // The words themselves are in the archives; here is only which drop has them.
  `create virtual table drop_words using fts5 (
    words, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 2'
  )`,
  `create table searched_drops (
    drop_number integer primary key references drops (number) on delete cascade
  ) strict`,
  'create table search_progress (known integer not null) strict',
  'insert into search_progress values (0)',
];

/** What is told of an entry whose piece comes again with other amounts, and the batches that ISACOMPTA has taken. */
const VERSION_3: Statements = [
  'alter table delivered_entries add column debit integer',
  `alter table drops add column is_integrated integer generated always as (
    case when integrated_at is not null then 1 end
  ) virtual`,
  'create index integrated on drops (is_integrated, received_at, id) where is_integrated = 1',
  'create index integrated_by_dossier on drops (is_integrated, dossier, received_at, id) where is_integrated = 1',
];

/** Each brings a file from the version before it to its own, the first from nothing to 1. */
const VERSIONS: readonly Statements[] = [VERSION_1, VERSION_2, VERSION_3];

/** The version of the file that this program reads and writes (`PRAGMA user_version`). */
export const LATEST_VERSION = VERSIONS.length;

/** Brings a file to the latest version. Another program that does so at the same time is waited for. */
export async function migrate<T>(
  database: Kysely<T>,
  versions: readonly Statements[] = VERSIONS,
): Promise<void> {
  const migrations = Object.fromEntries(
    versions.map((statements, index) => [nameOf(index + 1), migration(index + 1, statements)]),
  );
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Kysely runs migrations in the order of their names. */
function nameOf(version: number): string {
  return `version-${String(version).padStart(4, '0')}`;
}

/** Its statements and the version that they make, in the one transaction in which Kysely runs them. */
function migration(version: number, statements: Statements): Migration {
  return {
    up: async (database) => {
      for (const statement of [...statements, `pragma user_version = ${version}`]) {
        await sql.raw(statement).execute(database);
      }
    },
  };
}
