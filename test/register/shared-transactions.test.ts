import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/register/database.ts';
import type { Tables } from '../../src/register/schema.ts';
import { SharedTransactions } from '../../src/register/shared-transactions.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let database: Kysely<Tables>;
let other: Kysely<Tables>;
beforeEach(async () => {
  const path = join(temporaryFolder(), 'registre.db');
  database = await openDatabase(path);
  other = await openDatabase(path);
  // The numbers below are of no drops.
  await sql`pragma foreign_keys = off`.execute(database);
});
afterEach(async () => {
  await database.destroy();
  await other.destroy();
});

/** Marks a number as searched, and gives how many numbers the transaction then sees. */
const marking = (number: number) => async (transaction: Kysely<Tables>) => {
  await transaction.insertInto('searched_drops').values({ drop_number: number }).execute();
  return countIn(transaction);
};

async function countIn(asked: Kysely<Tables>): Promise<number> {
  return (await asked.selectFrom('searched_drops').selectAll().execute()).length;
}

test('what is asked for at once sees what came before it, and is there for others when its promise is kept', async () => {
  const shared = new SharedTransactions(database);
  const counts = await Promise.all([1, 2, 3].map((number) => shared.run(marking(number))));
  expect(counts).toEqual([1, 2, 3]);
  expect(await countIn(other)).toBe(3);
});

test('one that fails fails alone', async () => {
  const shared = new SharedTransactions(database);
  const works = [1, 1, 2].map((number) => shared.run(marking(number)));
  const results = await Promise.allSettled(works);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await countIn(other)).toBe(2);
});

test('they are one transaction: one who looks on sees all of them at once', async () => {
  const shared = new SharedTransactions(database);
  const seen: number[] = [];
  const looking = (number: number) => async (transaction: Kysely<Tables>) => {
    await marking(number)(transaction);
    seen.push(await countIn(other));
  };
  await Promise.all([1, 2].map((number) => shared.run(looking(number))));
  expect(seen).toEqual([0, 0]);
});
