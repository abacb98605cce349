/**
 * How SQLite answers the register's queries: through the index that is meant for each, without reading a whole table
 * and without sorting what it read, so that a register of a million drops answers as one of a hundred does.
 */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { CompiledQuery, Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, RegisterDialect } from '../../src/register/database.ts';
import type { Register } from '../../src/register/register.ts';
import type { Tables } from '../../src/register/schema.ts';
import { SqliteRegister } from '../../src/register/sqlite-register.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, entry, intentOf, publication } from './records.ts';

/** A register that tells the plans of everything that it was asked. */
async function watched(): Promise<{
  register: Register;
  plansOf(action: () => Promise<unknown>): Promise<string[]>;
}> {
  const path = join(temporaryFolder(), 'registre.db');
  await (await openDatabase(path)).destroy();
  const queries: CompiledQuery[] = [];
  const sqlite = new SqliteDatabase(path);
  sqlite.defaultSafeIntegers(true);
  const database = new Kysely<Tables>({
    dialect: new RegisterDialect(sqlite, path),
    log: ({ query }) => {
      queries.push(query);
    },
  });
  onTestFinished(() => database.destroy());
  const plan = async ({ sql, parameters }: CompiledQuery): Promise<string> => {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await database.executeQuery<{ readonly detail: string }>(explain);
    return rows.map(({ detail }) => detail).join('; ');
  };
  const plansOf = async (action: () => Promise<unknown>): Promise<string[]> => {
    queries.length = 0;
    await action();
    const asked = queries.filter(({ sql }) => /^\s*(?:select|with|update|delete)/.test(sql));
    return Promise.all(asked.map(plan));
  };
  return { register: new SqliteRegister(database), plansOf };
}

/**
 * Reading a table from end to end, or sorting. A table of the query's own making may be read, and of the links the last
 * is where the reading begins and ends.
 */
const SLOW =
  /SCAN (?!(?:asked|line|known|archive_links|1 CONSTANT ROW)\b)\w+(?! USING)(?:;|$)|USE TEMP B-TREE/;

const LATER = '2026-11-25T08:00:00.000Z';
const DOSSIER = { dossier: '888' };

const QUESTIONS: Readonly<Record<string, readonly [(register: Register) => Promise<unknown>, string]>> = {
  'the list': [(register) => register.list({ limit: 50 }), 'drops_by_time'],
  'the list of batches': [(register) => register.list({ kind: 'batch', limit: 50 }), 'drops_by_time'],
  'the list of days': [
    (register) => register.list({ from: '2026-11-01', to: '2026-11-30', limit: 50 }),
    'drops_by_time',
  ],
  'the list of a company file': [(register) => register.list({ ...DOSSIER, limit: 50 }), 'drops_by_dossier'],
  'the list of a company file and days': [
    (register) => register.list({ ...DOSSIER, from: '2026-11-01', limit: 50 }),
    'drops_by_dossier',
  ],
  'the next page of a company file': [
    (register) => register.list({ ...DOSSIER, before: '1', limit: 50 }),
    'drops_by_dossier',
  ],
  'the list of a text in a company file': [
    (register) => register.list({ ...DOSSIER, text: 'x', limit: 50 }),
    'drops_by_dossier',
  ],
  'what was refused': [(register) => register.list({ outcome: 'refused', limit: 50 }), 'drops_by_outcome'],
  'what was refused of a company file': [
    (register) => register.list({ ...DOSSIER, outcome: 'refused', limit: 50 }),
    'drops_by_dossier_and_outcome',
  ],
  'the list of what is pending': [(register) => register.list({ isPending: true, limit: 50 }), 'pending'],
  'the list of what is pending of a company file': [
    (register) => register.list({ ...DOSSIER, kind: 'batch', isPending: true, limit: 50 }),
    'pending_by_dossier',
  ],
  'the list of what is integrated': [
    (register) => register.list({ isIntegrated: true, limit: 50 }),
    'integrated',
  ],
  'the list of what is integrated of a company file': [
    (register) => register.list({ ...DOSSIER, kind: 'batch', isIntegrated: true, limit: 50 }),
    'integrated_by_dossier',
  ],
  'what is pending': [(register) => register.pending(), 'pending'],
  'what is pending of a company file': [(register) => register.pending('888'), 'pending_by_dossier'],
  'what was published': [(register) => register.publications(), 'drops_by_outcome'],
  'what was published of a company file': [
    (register) => register.publications('888'),
    'drops_by_dossier_and_outcome',
  ],
  'what was published last': [(register) => register.lastPublished('888'), 'publications_by_sequence'],
  'settings that came behind others': [
    (register) =>
      register.laterSettings('888', { id: '1', receivedAt: '2026-11-24T10:00:00.000Z', until: LATER }),
    'drops_by_dossier',
  ],
  'what is unfinished': [(register) => register.unfinished(), 'unfinished'],
  'a drop': [(register) => register.find('1'), 'sqlite_autoindex_drops_1'],
  'a content': [(register) => register.deliveryOfContent('888', 'content-1'), 'deliveries_by_content'],
  'a batch id': [(register) => register.deliveryOfBatch('888', 'lot-1'), 'deliveries_by_batch'],
  'delivered pieces': [
    (register) =>
      register.deliveredEntries('888', [entry('P1')], { contentHash: 'x', withOtherAmounts: true }),
    'entries_by_piece',
  ],
  'delivered entries': [
    (register) => register.deliveredEntries('888', [entry('P1')], { contentHash: 'x' }),
    'entries_by_piece',
  ],
  'the intent of a batch that is run again': [
    (register) =>
      register.intend(
        intentOf(delivery('again', { contentHash: 'content-1', batch: 'lot-1', revision: 1, earlier: '1' }), {
          entries: [entry('P1')],
        }),
      ),
    'deliveries_by_content',
  ],
  'the intent of a publication': [
    (register) => register.intend(intentOf(publication('published', 2))),
    'publications_by_sequence',
  ],
  'the end of an intent': [(register) => register.finish('intended', LATER), 'sqlite_autoindex_drops_1'],
  'an intent that is taken back': [(register) => register.abandon('intended'), 'sqlite_autoindex_drops_1'],
  'what nobody has seen': [(register) => register.list({ isUnseen: true, limit: 50 }), 'drops_by_outcome'],
  'how much nobody has seen': [(register) => register.unseen(100), 'drops_by_outcome'],
  'what was seen': [(register) => register.seen(['1', '2']), 'sqlite_autoindex_drops_1'],
  'the company files': [(register) => register.dossiers(), 'drops_by_dossier'],
  'what is back': [(register) => register.returned('1'), 'sqlite_autoindex_drops_1'],
  'an import file': [
    (register) => register.deliveryAt('a-integrer/888/888_20220930_120000_lot-1.ECR'),
    'deliveries_by_batch',
  ],
  'an import file whose batch id was changed': [
    (register) => register.deliveryAt('a-integrer/888/888_20220930_120000_lot-0a1b2c3d.ECR'),
    'drops_by_dossier_and_outcome',
  ],
  'what was integrated': [(register) => register.integrated('1', LATER), 'sqlite_autoindex_drops_1'],
};

test.each(Object.entries(QUESTIONS))('%s', async (_, [ask, index]) => {
  const { register, plansOf } = await watched();
  await delivered(register, delivery('1'), { entries: [entry('P1')] });
  await delivered(register, publication('2', 1), { payload: '{}' });
  await register.intend(intentOf(delivery('intended')));
  const plans = await plansOf(() => ask(register));
  expect(plans).not.toEqual([]);
  expect(plans.filter((plan) => SLOW.test(plan))).toEqual([]);
  expect(
    plans.some((plan) => new RegExp(`INDEX ${index}\\b`).test(plan)),
    plans.join('\n'),
  ).toBe(true);
});
