-- What version 3 added to a register of version 2, as that version made it: never to be changed.
alter table delivered_entries add column debit integer;
alter table drops add column is_integrated integer generated always as (
    case when integrated_at is not null then 1 end
  ) virtual;
create index integrated on drops (is_integrated, received_at, id) where is_integrated = 1;
create index integrated_by_dossier on drops (is_integrated, dossier, received_at, id) where is_integrated = 1;

insert into kysely_migration values ('version-0003', '2026-01-04T08:00:00.000Z');
pragma user_version = 3;
