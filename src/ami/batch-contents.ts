/**
 * Which file of a batch is what: the entries, `lot.json`, the documents. Owns the names; reads nothing.
 */
import type { Findings } from '../model/findings.ts';
import type { BatchFile, BatchSource } from './batch-file.ts';

export interface BatchContents {
  readonly entries: BatchFile;
  readonly notice: BatchFile | null;
  /** What stands in `documents/`. */
  readonly documents: readonly BatchFile[];
  /** Everything else. */
  readonly others: readonly BatchFile[];
}

export const ENTRIES_NAME = 'ecritures.csv';
export const NOTICE_NAME = 'lot.json';
export const DOCUMENTS_FOLDER = 'documents/';
/** Any of these makes a settings export of what has no entries. */
const SETTINGS_NAMES: readonly string[] = ['entreprise.csv', 'entreprise.json', 'comptes.csv'];

/** Sorts the files of a batch, names without regard to case; null where there are no entries to read (a finding). */
export function batchContents(source: BatchSource, findings: Findings): BatchContents | null {
  if (holdSettings(source.files.map(({ path }) => path))) {
    findings.add('BATCH_UNREADABLE', { file: source.name }, { reason: 'settings' });
    return null;
  }
  const entries = source.kind === 'csv' ? source.files[0] : entriesFile(source, findings);
  if (entries === undefined) return null;
  const notice = source.files.find(({ path }) => path.toLowerCase() === NOTICE_NAME) ?? null;
  const documents: BatchFile[] = [];
  const others: BatchFile[] = [];
  for (const file of source.files) {
    if (file === entries || file === notice) continue;
    (file.path.toLowerCase().startsWith(DOCUMENTS_FOLDER) ? documents : others).push(file);
  }
  return { entries, notice, documents, others };
}

/** Whether files of these names are a settings export: a batch may have any documents, but only a batch has entries. */
export function holdSettings(names: readonly string[]): boolean {
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return !folded.has(ENTRIES_NAME) && SETTINGS_NAMES.some((name) => folded.has(name));
}

/** `ecritures.csv`, or the only CSV at the top of the batch. */
function entriesFile({ files, name }: BatchSource, findings: Findings): BatchFile | undefined {
  const candidates = files.filter(({ path }) => /^[^/]+\.csv$/i.test(path));
  const named = candidates.find(({ path }) => path.toLowerCase() === ENTRIES_NAME);
  if (named !== undefined) return named;
  if (candidates.length === 0) {
    const deeper = files.filter(({ path }) => /\.csv$/i.test(path)).map(({ path }) => path);
    const exchange = files.find(({ path }) => /^[^/]+\.(?:ecr|isa)$/i.test(path))?.path ?? '';
    const detail =
      deeper.find((path) => path.toLowerCase().endsWith(`/${ENTRIES_NAME}`)) ?? deeper[0] ?? exchange;
    findings.add('BATCH_UNREADABLE', { file: name }, { reason: 'no-csv', detail });
  }
  if (candidates.length > 1) {
    const detail = candidates.map(({ path }) => path).join(', ');
    findings.add('BATCH_UNREADABLE', { file: name }, { reason: 'several-csv', detail });
    return undefined;
  }
  return candidates[0];
}
