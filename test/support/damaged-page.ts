/** A register that a disk has damaged in one place. */
import { closeSync, openSync, writeSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';

const PAGE_BYTES = 4_096;

/** Overwrites the last of the pages that a table's rows stand in. Nobody may have the register open. */
export function damageLastPage(path: string, table: string): void {
  const sqlite = new SqliteDatabase(path);
  // What is still in the log goes into the file, and no page of it is read from there.
  sqlite.pragma('journal_mode = DELETE');
  const page = sqlite
    .prepare("select max(pageno) from dbstat where name = ? and pagetype = 'leaf'")
    .pluck()
    .get(table);
  sqlite.close();
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, (Number(page) - 1) * PAGE_BYTES);
  closeSync(descriptor);
}
