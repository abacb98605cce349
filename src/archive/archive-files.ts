/**
 * Where the archives stand: `archives/AAAA/MM/<id>.zip`, by the month in which the drop was received. Owns their names,
 * finds them and removes them; opens none.
 */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Timestamp } from '../model/drop-record.ts';
import { TEMPORARY_ENDING } from '../storage/durable.ts';
import { errorCode } from '../storage/file-system.ts';
import { remove } from '../storage/removal.ts';

const YEAR = /^\d{4}$/;
const MONTH = /^\d{2}$/;
const ARCHIVE = /^[^.].*\.zip$/i;

/** `2026/11/20261124-101500-3f2a9c.zip`. */
export function archiveName(id: string, receivedAt: Timestamp): string {
  const [year, month] = receivedAt.split('-', 2);
  return `${year}/${month}/${id}.zip`;
}

/** The full path of an archive in the folder `archives`. */
export function archivePath(archives: string, archive: string): string {
  return join(archives, ...archive.split('/'));
}

/** The drop's id, as the archive is named after it. */
export function idOfArchive(archive: string): string {
  return basename(archive).replace(/\.zip$/i, '');
}

/** How an archive is called that is not complete, beside the complete ones. */
export function unfinishedName(archive: string): string {
  const end = archive.lastIndexOf('/') + 1;
  return `${archive.slice(0, end)}.${idOfArchive(archive)}${TEMPORARY_ENDING}`;
}

/** Every archive that is there, by name and so by month. Temporary files begin with a dot and are none. */
export function listArchives(archives: string): Promise<string[]> {
  return listArchivesFrom(archives, '');
}

/** Those of a month (`2026/11`) and later ones, so that not all of many years are listed. */
export async function listArchivesFrom(archives: string, firstMonth: string): Promise<string[]> {
  const found: string[] = [];
  for (const year of await names(archives, YEAR)) {
    if (year < firstMonth.slice(0, 4)) continue;
    for (const month of await names(join(archives, year), MONTH)) {
      if (`${year}/${month}` < firstMonth) continue;
      const files = await names(join(archives, year, month), ARCHIVE);
      for (const file of files) found.push(`${year}/${month}/${file}`);
    }
  }
  return found;
}

/** Removes an archive, also a read-only one; one that is gone already is as good. */
export function removeArchive(archives: string, archive: string): Promise<void> {
  return remove(archivePath(archives, archive));
}

/** Sorted by code units; none where there is no such folder. */
async function names(folder: string, pattern: RegExp): Promise<string[]> {
  const all = await readdir(folder).catch((error) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  });
  return all.filter((name) => pattern.test(name)).sort();
}
