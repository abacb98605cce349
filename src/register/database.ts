/**
 * The register's file as an SQLite database: opened so that what was written is on the disk when a call returns, and so
 * that a reader and a robot don't stand in each other's way. Knows which file may be opened, not what is in its tables.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
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
import { retrying } from '../storage/retry.ts';
import { RegisterFault, toldFault } from './fault.ts';
import { APPLICATION_ID, LATEST_VERSION, migrate } from './migrations.ts';
import type { Tables } from './schema.ts';

/** How long another program's transaction is waited for; the longest of ours takes a second or two. */
const BUSY_MS = 10_000;
const CACHE_KIBIBYTES = 32_768;

/** How many statements are kept prepared. */
const MOST_STATEMENTS = 100;

export interface OpenOptions {
  /** The file must be there, and nothing can be written. */
  readonly readonly?: boolean;
}

/**
 * Opens the register's file, in a folder that is there, and brings it to the version of this program; a file that is
 * missing or empty becomes an empty register. Throws `RegisterFault`, or what the system says of the path.
 */
export async function openDatabase(
  path: string,
  { readonly = false }: OpenOptions = {},
): Promise<Kysely<Tables>> {
  statSync(readonly ? path : dirname(path));
  const sqlite = await connect(path, readonly);
  const database = new Kysely<Tables>({ dialect: new RegisterDialect(sqlite, path) });
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
  await (await openDatabase(path)).destroy();
  return openDatabase(path, { readonly });
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

async function connect(path: string, readonly: boolean): Promise<SqliteDatabase.Database> {
  let sqlite: SqliteDatabase.Database | null = null;
  try {
    sqlite = new SqliteDatabase(path, { readonly, fileMustExist: readonly, timeout: BUSY_MS });
    sqlite.defaultSafeIntegers(true);
    // Before anything that writes: a file that is not ours stays as it is.
    versionOf(sqlite, path);
    // On a file system that can't do it the journal stays a file of its own, which is slower and as safe.
    if (!readonly) await keepWriteAheadLog(sqlite, path);
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
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

  constructor(sqlite: SqliteDatabase.Database, path: string) {
    this.#sqlite = sqlite;
    this.#path = path;
  }

  createDriver(): SqliteDriver {
    return new RegisterDriver(this.#sqlite, this.#path);
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

  constructor(sqlite: SqliteDatabase.Database, path: string) {
    super({ database: new PreparedStatements(sqlite) });
    this.#path = path;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new RegisterConnection(await super.acquireConnection(), this.#path);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Tells what goes wrong in the program's own terms. */
class RegisterConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #path: string;

  constructor(connection: DatabaseConnection, path: string) {
    this.#connection = connection;
    this.#path = path;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.#connection.executeQuery<R>(query);
    } catch (error) {
      throw toldFault(error, this.#path);
    }
  }

  streamQuery<R>(query: CompiledQuery, rows: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, rows);
  }
}
