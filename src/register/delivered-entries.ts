/**
 * The entries that batches delivered. A batch has up to hundreds of thousands of them, so they go in and are looked up
 * many at a time: SQLite reads them out of a JSON text.
 */
import { type Kysely, sql } from 'kysely';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { EntryIdentity } from '../model/drop-record.ts';
import type { DeliveredEntry, DeliveredQuestion } from './register.ts';
import type { Tables } from './schema.ts';

/** As many as go into one statement: enough to be quick, and a text of a few mebibytes. */
const ENTRIES_AT_ONCE = 25_000;

/** That a drop delivered one of the entries that were asked for. */
export interface EntryDelivery {
  readonly entry: EntryIdentity;
  readonly dropNumber: bigint;
  readonly isSame: boolean;
  /** The sum of its debits then; null where it was not kept. */
  readonly debit: bigint | null;
}

/** Writes the entries of a drop, in their order. */
export async function insertEntries(
  database: Kysely<Tables>,
  dropNumber: bigint,
  dossier: string,
  entries: readonly EntryIdentity[],
): Promise<void> {
  for (let first = 0; first < entries.length; first += ENTRIES_AT_ONCE) {
    await sql`
      insert into delivered_entries (drop_number, ordinal, dossier, journal, date, piece, amounts, debit)
      select ${dropNumber}, ${first} + key, ${dossier}, value ->> 0, value ->> 1, value ->> 2, value ->> 3,
        cast(value ->> 4 as integer)
      from json_each(${textOf(entries.slice(first, first + ENTRIES_AT_ONCE))})
    `.execute(database);
  }
}

/** The entries of a drop, in their order. */
export async function entriesOf(database: Kysely<Tables>, dropNumber: bigint): Promise<EntryIdentity[]> {
  const rows = await database
    .selectFrom('delivered_entries')
    .select(['journal', 'date', 'piece', 'amounts', 'debit'])
    .where('drop_number', '=', dropNumber)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ date, debit, ...row }) => ({
    ...row,
    date: Number(date) as CalendarDate,
    ...(debit === null ? {} : { debit }),
  }));
}

/**
 * Every delivery, finished or intended, of the entries by another content than this; an entry that several batches
 * delivered comes several times. With other amounts it is delivered too where that is asked for.
 */
export async function deliveriesOfEntries(
  database: Kysely<Tables>,
  dossier: string,
  entries: readonly EntryIdentity[],
  { contentHash, withOtherAmounts }: DeliveredQuestion,
): Promise<EntryDelivery[]> {
  const ofSameAmounts = withOtherAmounts === true ? sql`` : sql`and entry.amounts = asked.value ->> 3`;
  const deliveries: EntryDelivery[] = [];
  for (let first = 0; first < entries.length; first += ENTRIES_AT_ONCE) {
    const chunk = entries.slice(first, first + ENTRIES_AT_ONCE);
    // `cross join` has SQLite go through the text and look each entry up, and never the other way round.
    const { rows } = await sql<DeliveryRow>`
      select asked.key as asked, drops.number, entry.amounts, entry.debit
      from json_each(${textOf(chunk)}) as asked
      cross join delivered_entries as entry
        on entry.dossier = ${dossier} and entry.date = asked.value ->> 1 and entry.piece = asked.value ->> 2
        and entry.journal = asked.value ->> 0 ${ofSameAmounts}
      cross join drops on drops.number = entry.drop_number
      where drops.outcome = 'delivered' and drops.content_hash <> ${contentHash}
    `.execute(database);
    for (const { asked, number, amounts, debit } of rows) {
      const entry = chunk[Number(asked)];
      if (entry === undefined) throw new Error(`No entry ${asked} among ${chunk.length}`);
      deliveries.push({ entry, dropNumber: number, isSame: amounts === entry.amounts, debit });
    }
  }
  return deliveries;
}

interface DeliveryRow {
  readonly asked: bigint;
  readonly number: bigint;
  readonly amounts: string;
  readonly debit: bigint | null;
}

/** Of each entry the delivery that was written down last, one of the same amounts before all others. */
export async function latestOfEach(
  database: Kysely<Tables>,
  deliveries: readonly EntryDelivery[],
): Promise<DeliveredEntry[]> {
  const latest = new Map<EntryIdentity, EntryDelivery>();
  for (const delivery of deliveries) {
    const known = latest.get(delivery.entry);
    if (known === undefined || isRather(delivery, known)) latest.set(delivery.entry, delivery);
  }
  const drops = new Map<bigint, Delivering>();
  for (const number of new Set(Array.from(latest.values(), ({ dropNumber }) => dropNumber)))
    drops.set(number, await deliveringDrop(database, number));
  return Array.from(latest.values(), ({ entry, dropNumber, isSame, debit }) => {
    const drop = drops.get(dropNumber);
    if (drop === undefined) throw new Error(`No drop of number ${dropNumber}`);
    const { journal, date, piece, amounts } = entry;
    return { journal, date, piece, amounts, ...drop, ...(isSame ? {} : { otherAmounts: { debit } }) };
  });
}

function isRather(one: EntryDelivery, other: EntryDelivery): boolean {
  return one.isSame === other.isSame ? one.dropNumber > other.dropNumber : one.isSame;
}

type Delivering = Omit<DeliveredEntry, keyof EntryIdentity>;

/** An intent is told by when it was received, since it is not delivered yet. */
async function deliveringDrop(database: Kysely<Tables>, number: bigint): Promise<Delivering> {
  const { id, batch, received_at, finished_at } = await database
    .selectFrom('drops')
    .select(['id', 'batch', 'received_at', 'finished_at'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return { drop: id, batch, deliveredAt: finished_at ?? received_at };
}

function textOf(entries: readonly EntryIdentity[]): string {
  return JSON.stringify(
    entries.map(({ journal, date, piece, amounts, debit }) => [
      journal,
      date,
      piece,
      amounts,
      debit?.toString() ?? null,
    ]),
  );
}
