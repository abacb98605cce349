-- What version 2 added to a register of version 1, as that version made it, and what stood in it: never to be changed.
CREATE TABLE seen_drops (
  drop_number integer primary key references drops (number) on delete cascade,
  seen_at text not null
) strict;
CREATE VIRTUAL TABLE drop_words using fts5 (
  words, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE searched_drops (
  drop_number integer primary key references drops (number) on delete cascade
) strict;
CREATE TABLE search_progress (known integer not null) strict;

insert into search_progress values (1);
insert into seen_drops values (2, '2026-01-03T08:00:00.000Z');
insert into searched_drops values (1);
insert into drop_words (rowid, words) values (1, 'p1 401x montant2781');
insert into kysely_migration values ('version-0002', '2026-01-03T08:00:00.000Z');
pragma user_version = 2;
