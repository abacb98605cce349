-- A register of version 1 as that version made it, with a batch and a publication: never to be changed.
pragma application_id = 1095584073;

create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
insert into kysely_migration values ('version-0001', '2026-01-01T08:00:00.000Z');
insert into kysely_migration_lock values ('migration_lock', 0);

CREATE TABLE drops (
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
) strict;
CREATE TABLE delivered_entries (
  drop_number integer not null references drops (number) on delete cascade,
  ordinal integer not null,
  dossier text not null,
  date integer not null,
  piece text not null,
  journal text not null,
  amounts text not null,
  primary key (drop_number, ordinal)
) strict, without rowid;
CREATE TABLE payloads (
  drop_number integer primary key references drops (number) on delete cascade,
  deflated blob not null
) strict;
CREATE TABLE archive_links (
  position integer primary key,
  drop_number integer not null unique references drops (number),
  archive text not null,
  manifest_hash text not null,
  chain_hash text not null,
  purged_at text
) strict;
CREATE INDEX drops_by_time on drops (received_at, id);
CREATE INDEX drops_by_dossier on drops (dossier, received_at, id);
CREATE INDEX drops_by_outcome on drops (outcome, received_at, id);
CREATE INDEX drops_by_dossier_and_outcome on drops (dossier, outcome, received_at, id);
CREATE INDEX deliveries_by_content on drops (content_hash, received_at, id) where outcome = 'delivered';
CREATE INDEX deliveries_by_batch on drops (dossier, batch, received_at, id) where outcome = 'delivered';
CREATE INDEX entries_by_piece on delivered_entries (dossier, date, piece, journal);
CREATE INDEX unfinished on drops (received_at, id) where finished_at is null;
CREATE INDEX pending on drops (is_pending, received_at, id) where is_pending = 1;
CREATE INDEX pending_by_dossier on drops (is_pending, dossier, received_at, id) where is_pending = 1;
CREATE INDEX publications_by_sequence on drops (dossier, sequence, number) where outcome = 'published';

insert into drops values (
  1, '20260101-080000-aaaaaa', 'batch', 'delivered', '888_2025-12.zip', '888', 'lot', 0, 'content',
  4, 12, 9007199254740993, 9007199254740993, 4, null, null, null, 20251231,
  '2026-01-01T08:00:00.000Z', '2026-01-01T08:00:01.000Z', null,
  '2026/01/20260101-080000-aaaaaa.zip', 'manifest', null,
  '["a-integrer/888/888_20251231_000000_lot.ECR"]', null, null,
  '[{"code":"ACCOUNT_NEW","severity":"warning","file":"ecritures.csv","line":2,"column":"Compte","value":"401X","message":"…"}]'
);
insert into delivered_entries values (1, 0, '888', 20251231, 'P1', 'AC', 'amounts');
insert into archive_links values (1, 1, '2026/01/20260101-080000-aaaaaa.zip', 'manifest', 'chain', null);
insert into drops values (
  2, '20260102-080000-bbbbbb', 'settings', 'published', '888_export', '888', null, 0, 'export',
  null, null, null, null, null, 'creation', 1, 'settings', null,
  '2026-01-02T08:00:00.000Z', '2026-01-02T08:00:01.000Z', null, null, null, null,
  '["a-publier/888/888_0001_creation.json"]', null, '[]', '[]'
);
insert into payloads values (2, x'789cab564ac92f2ece4c2d52b252b2b0b050aa050034cf055c');
pragma user_version = 1;
