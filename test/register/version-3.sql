-- What version 3 added to a register of version 2, as that version made it: never to be changed.
alter table delivered_entries add column debit integer;

insert into kysely_migration values ('version-0003', '2026-01-04T08:00:00.000Z');
pragma user_version = 3;
