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
  const database = new Database(path, { timeout: 0 });
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
