/**
 * Finds the files of a settings export: in a folder or a `.zip`, or a native exchange file with the company sheet beside
 * it. Owns which file is which; reads none of them.
 */
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ENTRIES_NAME, NOTICE_NAME, SETTINGS_NAMES } from '../ami/batch-contents.ts';
import type { BatchFile } from '../ami/batch-file.ts';
import { openBatch } from '../ami/batch-source.ts';
import { diskFile } from '../ami/folder-source.ts';
import { FILE_HEADER } from '../isacompta/layouts.ts';
import type { TableName } from '../isacompta/settings-tables.ts';
import { DropFault, orReport } from '../model/drop-fault.ts';
import { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, DEFAULT_LIMITS, type Limits } from '../model/limits.ts';

export type SettingsFile = BatchFile;

export interface CompanyFile {
  readonly file: SettingsFile;
  readonly form: 'csv' | 'json';
}

/** The files of an export. Where there are tables, they are the settings; else the native file is. */
export interface SettingsSource {
  /** The last part of its path. */
  readonly name: string;
  readonly native: SettingsFile | null;
  readonly tables: ReadonlyMap<TableName, SettingsFile>;
  readonly company: CompanyFile | null;
  /** A batch of AMI COMPTA, which was taken for an export. */
  readonly isBatch: boolean;
  close(): Promise<void>;
}

/**
 * Null where the files can't be reached; the findings say why. A fault of the machine, and a path that does not exist,
 * are thrown as they are.
 */
export function openSettings(
  path: string,
  limits: Limits,
  findings: Findings,
): Promise<SettingsSource | null> {
  const location = resolve(path);
  return orReport(findings, async () =>
    (await isPlainFile(location)) ? openNative(location, limits) : openFiles(location, limits, findings),
  );
}

/**
 * Whether the path holds a settings export, for a command that takes batches and exchange files too. An exchange file
 * is one where a company sheet lies beside it. Throws where nothing stands at the path.
 */
export async function looksLikeSettings(path: string): Promise<boolean> {
  const location = resolve(path);
  if ((await lstat(location)).isDirectory()) return isSettings(await readdir(location));
  if (!(await isPlainFile(location))) return isSettingsZip(location);
  if (!(await startsAs(location, FILE_HEADER.key))) return false;
  const names = await readdir(dirname(location));
  return names.some((name) => COMPANY_NAMES.includes(name.toLowerCase()));
}

const TABLES: ReadonlySet<string> = new Set<TableName>([
  'exercices.csv',
  'comptes.csv',
  'journaux.csv',
  'tva.csv',
  'tiers.csv',
]);
const COMPANY_NAMES = ['entreprise.csv', 'entreprise.json'];
const NATIVE_NAME = /\.(?:ecr|isa|txt)$/i;

/** A batch may have any documents, but only a batch has entries. */
function isSettings(names: readonly string[]): boolean {
  const folded = new Set(names.map((name) => name.toLowerCase()));
  if (folded.has(ENTRIES_NAME)) return false;
  return SETTINGS_NAMES.some((name) => folded.has(name));
}

async function isSettingsZip(location: string): Promise<boolean> {
  if ((await lstat(location)).isSymbolicLink()) return false;
  const source = await openBatch(location, DEFAULT_LIMITS, new Findings());
  if (source === null) return false;
  await source.close();
  return isSettings(source.files.map((file) => file.path));
}

/** A file that is no zip. */
async function isPlainFile(location: string): Promise<boolean> {
  const stats = await lstat(location);
  return stats.isFile() && !/\.zip$/i.test(location) && !(await startsAs(location, ZIP_SIGNATURE));
}

const ZIP_SIGNATURE = 'PK\u0003\u0004';

async function startsAs(location: string, signature: string): Promise<boolean> {
  return opensWith(diskFile(location, basename(location), await lstat(location)), signature);
}

async function opensWith(file: SettingsFile, signature: string): Promise<boolean> {
  let head = '';
  for await (const chunk of (await file.open()) as AsyncIterable<Buffer>) {
    head += chunk.toString('latin1', 0, signature.length);
    if (head.length >= signature.length) break;
  }
  return head.startsWith(signature);
}

async function openNative(location: string, limits: Limits): Promise<SettingsSource> {
  const name = basename(location);
  const native = diskFile(location, name.normalize('NFC'), await lstat(location));
  if (native.size > limits.batchMiB * BYTES_PER_MIB) {
    throw new DropFault('BATCH_UNREADABLE', { file: name }, { reason: 'too-large', limit: limits.batchMiB });
  }
  const company = await companyBeside(location);
  const isTable = TABLES.has(name.toLowerCase() as TableName);
  const isBatch =
    company === null && !isTable && /\.csv$/i.test(name) && !(await opensWith(native, FILE_HEADER.key));
  return { name, native, tables: new Map(), company, isBatch, close: async () => {} };
}

/** The company sheet in the folder of an exchange file. */
async function companyBeside(location: string): Promise<CompanyFile | null> {
  const folder = dirname(location);
  const names = await readdir(folder);
  for (const wanted of COMPANY_NAMES) {
    const name = names.find((candidate) => candidate.toLowerCase() === wanted);
    if (name === undefined) continue;
    const stats = await lstat(join(folder, name));
    if (stats.isSymbolicLink())
      throw new DropFault('PATH_UNSAFE', { file: name, value: name }, { fault: 'link' });
    if (stats.isFile()) return companyFile(diskFile(join(folder, name), name, stats));
  }
  return null;
}

/** A folder or a zip; what is neither is told by `openBatch`. */
async function openFiles(
  location: string,
  limits: Limits,
  findings: Findings,
): Promise<SettingsSource | null> {
  const source = await openBatch(location, limits, findings);
  if (source === null) return null;
  try {
    const byName = filesByName(source.files);
    const tables = new Map(
      [...byName].filter((named): named is [TableName, SettingsFile] => TABLES.has(named[0])),
    );
    const company = COMPANY_NAMES.map((name) => byName.get(name)).find((file) => file !== undefined);
    return {
      name: basename(location),
      native: tables.has('comptes.csv') ? null : await nativeAmong(source.files),
      tables,
      company: company === undefined ? null : companyFile(company),
      isBatch: !isSettings([...byName.keys()]) && (byName.has(ENTRIES_NAME) || byName.has(NOTICE_NAME)),
      close: () => source.close(),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Some systems have names that differ by case alone; nobody can say which of the two is meant. */
function filesByName(files: readonly SettingsFile[]): Map<string, SettingsFile> {
  const byName = new Map<string, SettingsFile>();
  for (const file of files) {
    const folded = file.path.toLowerCase();
    if (byName.has(folded))
      throw new DropFault('BATCH_UNREADABLE', { file: file.path }, { reason: 'zip-duplicate-name' });
    byName.set(folded, file);
  }
  return byName;
}

/** The exchange file of a folder; null where there is none, or nobody can say which of several is meant. */
async function nativeAmong(files: readonly SettingsFile[]): Promise<SettingsFile | null> {
  const natives: SettingsFile[] = [];
  for (const file of files) {
    const mayBe = NATIVE_NAME.test(file.path) && !file.path.includes('/');
    if (mayBe && (await opensWith(file, FILE_HEADER.key))) natives.push(file);
  }
  return natives.length === 1 ? (natives[0] ?? null) : null;
}

function companyFile(file: SettingsFile): CompanyFile {
  return { file, form: /\.json$/i.test(file.path) ? 'json' : 'csv' };
}
