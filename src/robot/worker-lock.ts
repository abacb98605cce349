/**
 * A lock that its owner loses by dying, however it dies: the operating system's own, held through an empty SQLite
 * database, which is the one way to it that Node has on every system. So whoever finds a folder of claims can tell
 * whether somebody still works on them.
 */
import Database from 'better-sqlite3';

export interface Lock {
  release(): void;
}

/** Null where somebody holds it. Throws what the disk says. */
export function acquireLock(path: string): Lock | null {
  const database = openDatabase(path);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => database.close() };
}

/** A folder that is not there, or can't be looked at, is told by better-sqlite3 in a way of its own. */
function openDatabase(path: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw Object.assign(new Error(`ENOENT: ${error.message}`, { cause: error }), {
      code: 'ENOENT',
      syscall: 'open',
      path,
    });
  }
}
