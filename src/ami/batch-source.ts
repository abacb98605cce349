/**
 * Opens what was dropped as a batch: a folder, a `.zip` of such a folder, or a lone `.csv`. Decides which of the three
 * it is; knows nothing of what the files mean.
 */
import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { headOf, startsAsZip } from '../format/file-head.ts';
import { openPlainly } from '../format/file-range.ts';
import { DropFault, orReport } from '../model/drop-fault.ts';
import type { UnreadableReason } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import type { BatchSource } from './batch-file.ts';
import { diskFile, openFolder } from './folder-source.ts';
import { startsAsPayload } from './payload-head.ts';
import { openZip } from './zip-source.ts';

export type { BatchFile, BatchSource } from './batch-file.ts';

/**
 * Null where the drop can't be read as a batch; the findings say why. A fault of the machine, and a path that does not
 * exist, are thrown as they are. A link is refused even at the path itself, because a drop folder is open to others.
 */
export function openBatch(path: string, limits: Limits, findings: Findings): Promise<BatchSource | null> {
  return orReport(findings, () => openDrop(resolve(path), limits, findings));
}

async function openDrop(path: string, limits: Limits, findings: Findings): Promise<BatchSource | null> {
  const name = basename(path);
  const stats = await lstat(path);
  if (stats.isSymbolicLink())
    throw new DropFault('PATH_UNSAFE', { file: name, value: name }, { fault: 'link' });
  if (stats.isDirectory()) return openFolder(path, limits, findings);
  if (!stats.isFile()) throw unreadable(name, 'special-file');
  if (/\.zip$/i.test(name)) return openZip(path, name.slice(0, -'.zip'.length), limits, findings);
  const head = await headOf(await openPlainly(path));
  if (startsAsZip(head)) return openUnnamedZip(path, name, limits, findings);
  if (/\.csv$/i.test(name)) return openLoneCsv(path, name, stats, limits);
  throw unreadable(name, startsAsPayload(head) ? 'payload' : 'not-a-batch');
}

/** A zip by its content alone. Many documents are such zips (Word, Excel, OpenDocument); a batch has a CSV. */
async function openUnnamedZip(
  path: string,
  name: string,
  limits: Limits,
  findings: Findings,
): Promise<BatchSource | null> {
  const source = await openZip(path, name, limits, findings);
  if (source === null || source.files.some((file) => /\.csv$/i.test(file.path))) return source;
  await source.close();
  throw unreadable(name, 'not-a-batch');
}

function openLoneCsv(path: string, name: string, stats: Stats, limits: Limits): BatchSource {
  if (stats.size > limits.batchMiB * BYTES_PER_MIB) throw unreadable(name, 'too-large', limits.batchMiB);
  const file = diskFile(path, name.normalize('NFC'), stats);
  return { kind: 'csv', name: name.slice(0, -'.csv'.length), files: [file], close: async () => {} };
}

function unreadable(file: string, reason: UnreadableReason, limit?: number): DropFault<'BATCH_UNREADABLE'> {
  return new DropFault('BATCH_UNREADABLE', { file }, limit === undefined ? { reason } : { reason, limit });
}
