/**
 * What a batch is called: its id, and the name that its files get. The same batch has the same names on any machine
 * and any day, so nothing here asks the clock.
 */
import { createHash } from 'node:crypto';
import { closestForm } from '../format/closest-form.ts';
import { safeFileName } from '../format/windows-names.ts';
import type { Moment } from '../model/batch.ts';
import { ENTRIES_NAME } from './batch-contents.ts';
import type { BatchFile } from './batch-file.ts';

/** Longer ids are cut in file names, because a path on Windows has 260 characters. */
const LONGEST_ID_IN_NAME = 60;

export interface HashedFile {
  readonly file: Pick<BatchFile, 'path'>;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * What a batch holds, whatever it is called and however it is packed: the SHA-256, in hexadecimal digits, over one line
 * a file, `<path> NUL <sha256 of the file> LF`, sorted by path. A lone CSV counts as `ecritures.csv`.
 */
export function contentHash(files: readonly HashedFile[], isLoneCsv: boolean): string {
  const lines = files.map(({ file, sha256 }) => `${isLoneCsv ? ENTRIES_NAME : file.path}\0${sha256}\n`);
  return createHash('sha256').update(lines.sort().join(''), 'utf8').digest('hex');
}

/** The id of a batch that brings none: the first 8 hexadecimal digits of its content's hash. */
export function contentId(hash: string): string {
  return hash.slice(0, 8);
}

/** `<dossier>_<AAAAMMJJ>_<HHMMSS>_<batch id>`, and `-r1` where it is delivered again; without ending. */
export function outputName(dossier: string, moment: Moment, batchId: string, revision: number): string {
  const suffix = revision === 0 ? '' : `-r${revision}`;
  return `${dossier}_${moment.date}_${moment.time}_${idInName(batchId)}${suffix}`;
}

/** An id that had to be changed gets its hash behind it: two ids must not become one name. */
function idInName(batchId: string): string {
  const safe = safeFileName(closestForm(batchId).text.replace(/\s+/g, '-'));
  if (safe === batchId && safe.length <= LONGEST_ID_IN_NAME) return safe;
  const hash = createHash('sha256').update(batchId, 'utf8').digest('hex').slice(0, 8);
  return `${safe.slice(0, LONGEST_ID_IN_NAME - 9)}-${hash}`;
}
