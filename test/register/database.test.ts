/** Which files are opened as a register, what they look like, and what is said of the others. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, RegisterDialect } from '../../src/register/database.ts';
import { LATEST_VERSION, migrate } from '../../src/register/migrations.ts';
import { openRegister } from '../../src/register/open-register.ts';
import type { Register } from '../../src/register/register.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { delivered, delivery, entry, intentOf, opened } from './records.ts';

const VERSION_1 = join(import.meta.dirname, 'version-1.sql');
/** What it adds to a register of version 1. */
const VERSION_2 = join(import.meta.dirname, 'version-2.sql');
const VERSION_3 = join(import.meta.dirname, 'version-3.sql');

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The statements that made the tables and indices of a file, without Kysely's own. */
function schemaOf(path: string): string[] {
  const sqlite = new SqliteDatabase(path, { readonly: true });
  try {
    return sqlite
      .prepare(
        "select sql from sqlite_schema where sql is not null and tbl_name not like 'kysely%' order by rowid",
      )
      .pluck()
      .all()
      .map((statement) => String(statement).replace(/\s+/g, ' '));
  } finally {
    sqlite.close();
  }
}

function withSqlite(path: string, action: (sqlite: SqliteDatabase.Database) => void): void {
  const sqlite = new SqliteDatabase(path);
  try {
    action(sqlite);
  } finally {
    sqlite.close();
  }
}

/** A register with one drop, closed. */
async function closedRegister(): Promise<string> {
  const path = join(temporaryFolder(), 'registre.db');
  const register = await openRegister(path);
  const entries = Array.from({ length: 2_000 }, (_, index) => entry(`P${index}`));
  await delivered(register, delivery('1'), { entries });
  await register.close();
  return path;
}

describe('a new register', () => {
  test.each(['a file that is missing', 'an empty file'])('is made of %s', async (kind) => {
    const path = join(temporaryFolder(), 'registre.db');
    if (kind === 'an empty file') writeFileSync(path, '');
    await delivered(await opened(path), delivery('1'));
    withSqlite(path, (sqlite) => {
      expect(sqlite.pragma('user_version', { simple: true })).toBe(LATEST_VERSION);
      expect(sqlite.pragma('application_id', { simple: true })).toBe(0x414d4949);
      expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    });
  });

  test('has the tables that its version has had from the first', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'version-1.db');
    withSqlite(path, (sqlite) => {
      for (const version of [VERSION_1, VERSION_2, VERSION_3]) sqlite.exec(readFileSync(version, 'utf8'));
    });
    expect(LATEST_VERSION, 'freeze the schema of the new version beside version-3.sql').toBe(3);
    expect(schemaOf(await closedRegister())).toEqual(schemaOf(path));
  });

  test('is not made by who only reads, nor where its folder is missing', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'registre.db');
    await expect(openRegister(path, { readonly: true })).rejects.toMatchObject({ code: 'ENOENT', path });
    expect(existsSync(path)).toBe(false);
    await expect(openRegister(join(folder, 'away', 'registre.db'))).rejects.toMatchObject({
      code: 'ENOENT',
      path: join(folder, 'away'),
    });
  });
});

describe('a register of an earlier version', () => {
  test('is read, what stands in it untouched', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    withSqlite(path, (sqlite) => sqlite.exec(readFileSync(VERSION_1, 'utf8')));
    const register = await opened(path);
    expect(await register.find('20260101-080000-aaaaaa')).toMatchObject({
      outcome: 'delivered',
      dossier: '888',
      facts: { entries: 4, debit: 9_007_199_254_740_993n },
      places: ['a-integrer/888/888_20251231_000000_lot.ECR'],
      findings: [{ code: 'ACCOUNT_NEW' }],
    });
    expect(await register.archives()).toHaveLength(1);
    expect((await register.pending('888')).map(({ id }) => id)).toEqual(['20260101-080000-aaaaaa']);
    expect((await register.lastPublished('888'))?.payload).toBe('{"dossier":"888"}');
  });

  test('of version 2 is read, with what was seen and what is found by its words', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    withSqlite(path, (sqlite) => {
      for (const version of [VERSION_1, VERSION_2]) sqlite.exec(readFileSync(version, 'utf8'));
    });
    const register = await opened(path);
    expect([...(await register.seen(['20260102-080000-bbbbbb', '20260101-080000-aaaaaa']))]).toEqual([
      ['20260102-080000-bbbbbb', '2026-01-03T08:00:00.000Z'],
    ]);
    const found = await register.search([{ word: '401x', isBeginning: false }], { limit: 5 });
    expect(found.map(({ id }) => id)).toEqual(['20260101-080000-aaaaaa']);
    expect((await register.wordless(5)).map(({ id }) => id)).toEqual(['20260102-080000-bbbbbb']);
  });

  test('gets what each later version brings, in order, and all of a version or nothing', async () => {
    const path = join(temporaryFolder(), 'some.db');
    const database = new Kysely<{ readonly things: { readonly name: string; readonly size: number } }>({
      dialect: new RegisterDialect(new SqliteDatabase(path), path),
    });
    onTestFinished(() => database.destroy());
    const first = ['create table things (name text)', "insert into things values ('kept')"];
    const second = ['alter table things add column size integer not null default 7'];
    await migrate(database, [first]);
    await migrate(database, [first, second]);
    expect(await database.selectFrom('things').selectAll().execute()).toEqual([{ name: 'kept', size: 7 }]);
    await expect(migrate(database, [first, second, ['delete from things', 'nonsense']])).rejects.toThrow(
      /nonsense/,
    );
    expect(await database.selectFrom('things').selectAll().execute()).toHaveLength(1);
    withSqlite(path, (sqlite) => expect(sqlite.pragma('user_version', { simple: true })).toBe(2));
  });
});

describe('what is not opened, and stays as it is', () => {
  test('a register of a later version', async () => {
    const path = await closedRegister();
    withSqlite(path, (sqlite) => sqlite.pragma(`user_version = ${LATEST_VERSION + 1}`));
    const before = hashOf(path);
    for (const readonly of [true, false]) {
      await expect(openRegister(path, { readonly })).rejects.toMatchObject({
        name: 'RegisterFault',
        kind: 'newer',
        path,
      });
    }
    expect(hashOf(path)).toBe(before);
  });

  test('the database of another program', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    withSqlite(path, (sqlite) => sqlite.exec('create table theirs (name text)'));
    const before = hashOf(path);
    await expect(openRegister(path)).rejects.toMatchObject({ kind: 'foreign', path });
    expect(hashOf(path)).toBe(before);
  });

  test('a file that is no database', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    writeFileSync(path, 'Ceci n’est pas une base.'.repeat(500));
    const before = hashOf(path);
    await expect(openRegister(path)).rejects.toMatchObject({ name: 'RegisterFault', kind: 'damaged', path });
    expect(hashOf(path)).toBe(before);
  });

  test('a folder', async () => {
    const path = join(temporaryFolder(), 'registre.db');
    mkdirSync(path);
    await expect(openRegister(path)).rejects.toMatchObject({ code: 'EACCES', path });
  });
});

test('damage that only shows in use is told as such', async () => {
  const path = await closedRegister();
  truncateSync(path, 4096 * 12);
  await expect(
    (async () => {
      const register = await opened(path);
      await register.deliveredEntries('888', [entry('P1')], { contentHash: 'other' });
      await register.find('1');
    })(),
  ).rejects.toMatchObject({ name: 'RegisterFault', kind: 'damaged', path });
});

test('what is written is on the disk when the call returns', async () => {
  const database = await openDatabase(join(temporaryFolder(), 'registre.db'));
  onTestFinished(() => database.destroy());
  const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(database)).rows;
  // FULL: https://sqlite.org/pragma.html#pragma_synchronous
  expect(await pragma('synchronous')).toEqual([{ synchronous: 2n }]);
  expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1n }]);
});

describe('another program that holds the file', () => {
  async function held(busyMs?: number): Promise<{ register: Register; other: SqliteDatabase.Database }> {
    const path = join(temporaryFolder(), 'registre.db');
    const register = await openRegister(path, busyMs === undefined ? {} : { busyMs });
    onTestFinished(() => register.close());
    await delivered(register, delivery('1'));
    const other = new SqliteDatabase(path);
    onTestFinished(() => {
      other.close();
    });
    other.exec('begin immediate');
    return { register, other };
  }

  test('is waited for, and this program goes on meanwhile', async () => {
    const { register, other } = await held();
    const written = register.integrated('1', '2026-11-25T08:00:00.000Z');
    const shared = register.intend(intentOf(delivery('2')));
    let longest = 0;
    for (let last = performance.now(), until = last + 600; last < until; ) {
      await delay(5);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    // What SQLite would wait for by itself is one long pause.
    expect(longest).toBeLessThan(400);
    other.exec('rollback');
    await written;
    expect(await shared).toBeNull();
    expect((await register.find('1'))?.integratedAt).not.toBeNull();
  });

  test('is told, once it was waited for as long as that', async () => {
    const { register } = await held(200);
    const start = performance.now();
    await expect(register.returned('1')).rejects.toMatchObject({ code: 'EBUSY', syscall: 'sqlite' });
    expect(performance.now() - start).toBeGreaterThanOrEqual(200);
  });
});
