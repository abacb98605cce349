/**
 * A dropped zip as a batch: which of its entries are files of the batch, and under which paths. What an archive can be
 * made to do to its reader is refused here; the unpacking itself is the zip reader's.
 */
import { basename } from 'node:path';
import { bomb, exceedsRatio, InflationGuard, MAX_RATIO } from '../format/inflation-guard.ts';
import { innerPath, visibleName } from '../format/inner-path.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { isMethodRead, type ZipEntry, ZipReader } from '../format/zip-reader.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { PathFault, UnreadableReason } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import { type BatchFile, type BatchSource, sortByPath, VISITS_PER_FILE } from './batch-file.ts';

/** Opens an archive as the batch `name`. Null where names were refused; other faults are thrown as DropFault. */
export async function openZip(
  location: string,
  name: string,
  limits: Limits,
  findings: Findings,
): Promise<BatchSource | null> {
  const archive = basename(location);
  const reader = await ZipReader.open(location, archive);
  let source: BatchSource | null = null;
  try {
    const listed = await listFiles(reader, archive, limits, findings);
    if (listed !== null) source = zipSource(reader, name, listed, limits);
    return source;
  } finally {
    if (source === null) await reader.close();
  }
}

interface ListedFile {
  readonly path: string;
  readonly entry: ZipEntry;
}

/** All the refused names are gathered; any other fault ends the listing at once. */
async function listFiles(
  reader: ZipReader,
  archive: string,
  limits: Limits,
  findings: Findings,
): Promise<ListedFile[] | null> {
  const maxVisits = limits.files * VISITS_PER_FILE;
  if (reader.announcedCount > maxVisits) throw bomb(archive, 'files', limits.files);
  const files: ListedFile[] = [];
  let isUnsafe = false;
  for await (const entry of reader.entries()) {
    if (isTechnicalFile(entry.name)) continue;
    const path = safePath(entry);
    if ('fault' in path) {
      findings.add('PATH_UNSAFE', { file: archive, value: visibleName(entry.name) }, path);
      isUnsafe = true;
    } else if (entry.kind !== 'folder') {
      refuseUnreadable(entry, path.path);
      files.push({ path: path.path, entry });
      if (files.length > limits.files) throw bomb(archive, 'files', limits.files);
    }
  }
  if (isUnsafe) return null;
  refuseTotal(files, archive, limits);
  refuseDuplicates(files);
  refuseOverlaps(files, archive);
  return withoutSharedFolder(files);
}

function zipSource(
  reader: ZipReader,
  name: string,
  listed: readonly ListedFile[],
  limits: Limits,
): BatchSource {
  const guard = new InflationGuard(limits);
  const files = listed.map(
    ({ path, entry }): BatchFile => ({
      path,
      size: entry.size,
      open: async () => reader.read(entry, path, guard),
      read: () => reader.read(entry, path, guard),
      pass: () => reader.read(entry, path, guard),
    }),
  );
  return { kind: 'zip', name, files: sortByPath(files), close: () => reader.close() };
}

function safePath(entry: ZipEntry): { readonly path: string } | { readonly fault: PathFault } {
  const path = innerPath(entry.name);
  return entry.kind === 'link' && 'path' in path ? { fault: 'link' } : path;
}

function refuseUnreadable(entry: ZipEntry, path: string): void {
  if (entry.isEncrypted) throw unreadable(path, 'zip-encrypted');
  if (!isMethodRead(entry.method)) throw unreadable(path, 'zip-method', String(entry.method));
  if (exceedsRatio(entry.size, entry.packedSize)) throw bomb(path, 'ratio', MAX_RATIO);
}

function refuseTotal(files: readonly ListedFile[], archive: string, limits: Limits): void {
  const total = files.reduce((sum, { entry }) => sum + entry.size, 0);
  if (total > limits.batchMiB * BYTES_PER_MIB) throw bomb(archive, 'size', limits.batchMiB);
}

/** Windows and macOS take two names that differ by case for one, and would keep one of the two files. */
function refuseDuplicates(files: readonly ListedFile[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const folded = path.toLowerCase();
    if (seen.has(folded)) throw unreadable(path, 'zip-duplicate-name');
    seen.add(folded);
  }
}

/** Entries that share their bytes make an archive of any size out of a few kilobytes; no archiver writes such. */
function refuseOverlaps(files: readonly ListedFile[], archive: string): void {
  const inOrder = files.map(({ entry }) => entry).sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.offset < end) throw unreadable(archive, 'zip-damaged', 'overlap');
    end = entry.offset + entry.leastLength;
  }
}

/** A zip of a folder holds that folder: where everything lies in one, its name is no part of the paths. */
function withoutSharedFolder(files: ListedFile[]): ListedFile[] {
  const first = files[0]?.path.split('/', 1)[0];
  if (first === undefined) return files;
  const prefix = `${first}/`;
  if (!files.every(({ path }) => path.startsWith(prefix))) return files;
  return files.map(({ path, entry }) => ({ path: path.slice(prefix.length), entry }));
}

function unreadable(file: string, reason: UnreadableReason, detail?: string): DropFault<'BATCH_UNREADABLE'> {
  return new DropFault('BATCH_UNREADABLE', { file }, detail === undefined ? { reason } : { reason, detail });
}
