/**
 * The register's file as an SQLite database: opened so that what was written is on the disk when a call returns, and so
 * that a reader and a robot don't stand in each other's way. Knows which file may be opened, not what is in its tables.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  type SqliteDatabase as PreparingDatabase,
  type QueryResult,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { errorCode } from '../storage/file-system.ts';
import { retrying } from '../storage/retry.ts';
import { RegisterFault, toldFault } from './fault.ts';
import { APPLICATION_ID, LATEST_VERSION, migrate } from './migrations.ts';
import type { Tables } from './schema.ts';

/** How long another program's transaction is waited for; the longest of ours takes a second or two. */
const BUSY_MS = 10_000;
/** How long SQLite itself waits, and then we: it lets nothing else of this program happen meanwhile. */
const BLOCKED_MS = 20;
const PAUSE_MS = 20;
const CACHE_KIBIBYTES = 32_768;

/** How many statements are kept prepared. */
const MOST_STATEMENTS = 100;

export interface OpenOptions {
  /** The file must be there, and nothing can be written. */
  readonly readonly?: boolean;
  /** How long another program's transaction is waited for, in milliseconds; ten seconds unless told. */
  readonly busyMs?: number;
}

/**
 * Opens the register's file, in a folder that is there, and brings it to the version of this program; a file that is
 * missing or empty becomes an empty register. Throws `RegisterFault`, or what the system says of the path.
 */
export async function openDatabase(
  path: string,
  { readonly = false, busyMs = BUSY_MS }: OpenOptions = {},
): Promise<Kysely<Tables>> {
  statSync(readonly ? path : dirname(path));
  const sqlite = await connect(path, readonly, busyMs);
  const database = new Kysely<Tables>({ dialect: new RegisterDialect(sqlite, path, busyMs) });
  try {
    if (versionOf(sqlite, path) === LATEST_VERSION) return database;
    if (!readonly) {
      await migrate(database);
      return database;
    }
  } catch (error) {
    await database.destroy();
    throw toldFault(error, path);
  }
  await database.destroy();
  await (await openDatabase(path, { busyMs })).destroy();
  return openDatabase(path, { readonly, busyMs });
}

/** Whether a file that is there has no tables yet, so that opening it would make a new register of it. */
export function isWithoutTables(path: string): boolean {
  let sqlite: SqliteDatabase.Database | null = null;
  try {
    sqlite = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    return versionOf(sqlite, path) === 0;
  } catch (error) {
    throw toldFault(error, path);
  } finally {
    sqlite?.close();
  }
}

async function connect(path: string, readonly: boolean, busyMs: number): Promise<SqliteDatabase.Database> {
  let sqlite: SqliteDatabase.Database | null = null;
  try {
    sqlite = new SqliteDatabase(path, { readonly, fileMustExist: readonly, timeout: busyMs });
    sqlite.defaultSafeIntegers(true);
    // Before anything that writes: a file that is not ours stays as it is.
    versionOf(sqlite, path);
    // On a file system that can't do it the journal stays a file of its own, which is slower and as safe.
    if (!readonly) await keepWriteAheadLog(sqlite, path);
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    sqlite.pragma(`busy_timeout = ${Math.min(busyMs, BLOCKED_MS)}`);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    throw toldFault(error, path);
  }
}

/** SQLite does not wait for another program that changes the journal of a new file at the same moment. */
async function keepWriteAheadLog(sqlite: SqliteDatabase.Database, path: string): Promise<void> {
  await retrying(() => {
    try {
      sqlite.pragma('journal_mode = WAL');
    } catch (error) {
      throw toldFault(error, path);
    }
  });
}

/**
 * The version of the file, 0 for one without tables. Throws `RegisterFault` for what is no register that we can read.
 * One transaction, since another program may be making the tables at this moment.
 */
function versionOf(sqlite: SqliteDatabase.Database, path: string): number {
  const { application, version, tables } = sqlite.transaction(() => ({
    application: Number(sqlite.pragma('application_id', { simple: true })),
    version: Number(sqlite.pragma('user_version', { simple: true })),
    // Kysely's own tables are there from the moment before the first migration.
    tables: sqlite.prepare("select 1 from sqlite_schema where tbl_name not like 'kysely%'").all().length,
  }))();
  const isNew = application === 0 && version === 0 && tables === 0;
  if (application !== APPLICATION_ID && !isNew) throw new RegisterFault('foreign', path);
  if (version > LATEST_VERSION) throw new RegisterFault('newer', path);
  return version;
}

/** SQLite as Kysely sees it; `path` is the file's, for what is said of faults. */
export class RegisterDialect implements Dialect {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #path: string;
  readonly #busyMs: number;

  constructor(sqlite: SqliteDatabase.Database, path: string, busyMs: number = BUSY_MS) {
    this.#sqlite = sqlite;
    this.#path = path;
    this.#busyMs = busyMs;
  }

  createDriver(): SqliteDriver {
    return new RegisterDriver(this.#sqlite, this.#path, this.#busyMs);
  }

  createAdapter(): SqliteAdapter {
    return new RegisterAdapter();
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createIntrospector(database: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(database);
  }
}

/** Has Kysely run a migration in a transaction, which it otherwise does not do on SQLite. */
class RegisterAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): true {
    return true;
  }
}

/** Prepares a statement once: what is asked for with every drop is always the same few. */
class PreparedStatements implements PreparingDatabase {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #statements = new Map<string, SqliteDatabase.Statement<unknown[]>>();

  constructor(sqlite: SqliteDatabase.Database) {
    this.#sqlite = sqlite;
  }

  prepare(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare<unknown[]>(text);
    // A search has other statements every time.
    if (this.#statements.size === MOST_STATEMENTS) this.#statements.clear();
    this.#statements.set(text, statement);
    return statement;
  }

  close(): void {
    this.#sqlite.close();
  }
}

/**
 * Takes the right to write at the beginning of every transaction: what is read in it then stays true until it ends,
 * whatever another program does meanwhile.
 */
class RegisterDriver extends SqliteDriver {
  readonly #path: string;
  readonly #busyMs: number;

  constructor(sqlite: SqliteDatabase.Database, path: string, busyMs: number) {
    super({ database: new PreparedStatements(sqlite) });
    this.#path = path;
    this.#busyMs = busyMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new RegisterConnection(await super.acquireConnection(), this.#path, this.#busyMs);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/**
 * Waits for other programs without holding up this one, and tells what goes wrong in the program's own terms. A statement
 * that was refused because another holds the file did nothing, and none but the first of a transaction is.
 */
class RegisterConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #path: string;
  readonly #busyMs: number;

  constructor(connection: DatabaseConnection, path: string, busyMs: number) {
    this.#connection = connection;
    this.#path = path;
    this.#busyMs = busyMs;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const until = performance.now() + this.#busyMs;
    for (;;) {
      try {
        return await this.#connection.executeQuery<R>(query);
      } catch (error) {
        const told = toldFault(error, this.#path);
        if (errorCode(told) !== 'EBUSY' || performance.now() >= until) throw told;
      }
      await delay(PAUSE_MS);
    }
  }

  streamQuery<R>(query: CompiledQuery, rows: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, rows);
  }
}
