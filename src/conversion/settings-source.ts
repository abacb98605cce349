/**
 * Finds the files of a settings export: in a folder or a `.zip`, or a native exchange file with the company sheet beside
 * it. Owns which file is which; reads none of them.
 */
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ENTRIES_NAME, holdSettings, NOTICE_NAME } from '../ami/batch-contents.ts';
import type { BatchFile } from '../ami/batch-file.ts';
import { openBatch } from '../ami/batch-source.ts';
import { diskFile } from '../ami/folder-source.ts';
import { headOf, startsAsZip } from '../format/file-head.ts';
import { openPlainly } from '../format/file-range.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { FILE_HEADER } from '../isacompta/layouts.ts';
import type { TableName } from '../isacompta/settings-tables.ts';
import { DropFault, orReport } from '../model/drop-fault.ts';
import { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, DEFAULT_LIMITS, type Limits } from '../model/limits.ts';
import type { PlainFault, SettingsUnreadable } from '../model/settings-fault.ts';
import { type MisnamedFile, misnamedFiles } from './misnamed-files.ts';
import { type Native, type NativeForm, nativeFiles, nativeForm } from './native-file.ts';

export type SettingsFile = BatchFile;

export interface CompanyFile {
  readonly file: SettingsFile;
  readonly form: 'csv' | 'json';
  /** A sheet in the other form beside it, which is not read. */
  readonly ignored: string | null;
}

/** Why there are no settings in an export. */
export interface SourceFault {
  readonly file: string;
  readonly details: SettingsUnreadable;
}

/** The files of an export. Where there are tables, they are the settings; else the native file is. */
export interface SettingsSource {
  /** The last part of its path. */
  readonly name: string;
  readonly native: SettingsFile | null;
  readonly tables: ReadonlyMap<TableName, SettingsFile>;
  readonly company: CompanyFile | null;
  /** What else says settings, and is not read. */
  readonly ignored: readonly string[];
  /** What looks like a part of it, and is not read because of its name. */
  readonly misnamed: readonly MisnamedFile[];
  /** Null where there is something to read. */
  readonly fault: SourceFault | null;
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
  if ((await lstat(location)).isDirectory()) return holdSettings(await readdir(location));
  if (!(await isPlainFile(location))) return isSettingsZip(location);
  if (!(await headOf(await openPlainly(location))).startsWith(FILE_HEADER.key)) return false;
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

async function isSettingsZip(location: string): Promise<boolean> {
  if ((await lstat(location)).isSymbolicLink()) return false;
  const source = await openBatch(location, DEFAULT_LIMITS, new Findings());
  if (source === null) return false;
  await source.close();
  return holdSettings(source.files.map((file) => file.path));
}

/** A file that is no zip. */
async function isPlainFile(location: string): Promise<boolean> {
  const stats = await lstat(location);
  if (!stats.isFile() || /\.zip$/i.test(location)) return false;
  return !startsAsZip(await headOf(await openPlainly(location)));
}

async function openNative(location: string, limits: Limits): Promise<SettingsSource> {
  const name = basename(location);
  const native = diskFile(location, name.normalize('NFC'), await lstat(location));
  if (native.size > limits.batchMiB * BYTES_PER_MIB) {
    throw new DropFault('BATCH_UNREADABLE', { file: name }, { reason: 'too-large', limit: limits.batchMiB });
  }
  const isPart = TABLES.has(name.toLowerCase()) || COMPANY_NAMES.includes(name.toLowerCase());
  const names = isPart ? [] : (await readdir(dirname(location))).filter((each) => each !== name);
  const company = await companyBeside(dirname(location), names);
  const form = await nativeForm(native);
  const isBatch = company === null && !isPart && /\.csv$/i.test(name) && form !== 'exchange-file';
  const other = isPart ? told(name, 'table-alone') : isBatch ? told(name, 'batch') : null;
  const fault = other ?? nativeFault(native, form);
  const misnamed = company === null && fault === null ? misnamedSheets(names) : [];
  return { name, native, tables: new Map(), company, ignored: [], misnamed, fault, close: async () => {} };
}

/** What kept an exchange file from being one; null where it is one, or where its reading tells. */
function nativeFault({ path }: SettingsFile, form: NativeForm): SourceFault | null {
  if (form === 'payload') return told(path, form);
  if (form !== 'empty' && form !== 'unicode') return null;
  return told(path, `native-${form}`);
}

function told(file: string, reason: PlainFault): SourceFault {
  return { file, details: { reason } };
}

/** The company sheet in the folder of an exchange file. */
async function companyBeside(folder: string, names: readonly string[]): Promise<CompanyFile | null> {
  const files: SettingsFile[] = [];
  for (const wanted of COMPANY_NAMES) {
    const name = names.find((candidate) => candidate.toLowerCase() === wanted);
    if (name === undefined) continue;
    const stats = await lstat(join(folder, name));
    if (stats.isSymbolicLink())
      throw new DropFault('PATH_UNSAFE', { file: name, value: name }, { fault: 'link' });
    if (stats.isFile()) files.push(diskFile(join(folder, name), name, stats));
  }
  return companyFile(files);
}

/** Beside an exchange file there may be anything: only what might be its company sheet is of interest. */
function misnamedSheets(paths: readonly string[], present: ReadonlySet<string> = new Set()): MisnamedFile[] {
  const names = { known: COMPANY_NAMES, present };
  return misnamedFiles(
    paths.filter((path) => !isTechnicalFile(path)),
    names,
  ).filter(({ nearest }) => nearest !== null);
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
    const companies = COMPANY_NAMES.map((name) => byName.get(name)).filter((file) => file !== undefined);
    const name = basename(location);
    const isBatch =
      !holdSettings([...byName.keys()]) && (byName.has(ENTRIES_NAME) || byName.has(NOTICE_NAME));
    const found = isBatch
      ? { native: null, ignored: [], fault: told(name, 'batch') }
      : chosen(name, tables, await nativeFiles(source.files));
    const others = source.files.filter((file) => file !== found.native);
    const paths = isBatch ? [] : others.map(({ path }) => path);
    const present = new Set(byName.keys());
    const known = [...TABLES, ...COMPANY_NAMES];
    return {
      name,
      ...found,
      misnamed:
        found.native === null ? misnamedFiles(paths, { known, present }) : misnamedSheets(paths, present),
      tables,
      company: companyFile(companies),
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

/** Which file of a folder says the settings: the table of accounts before an exchange file, of which there is one. */
function chosen(
  name: string,
  tables: ReadonlyMap<TableName, SettingsFile>,
  natives: readonly Native[],
): Pick<SettingsSource, 'native' | 'ignored' | 'fault'> {
  const exchange = natives.filter(({ form }) => form === 'exchange-file').map(({ file }) => file);
  if (tables.has('comptes.csv'))
    return { native: null, ignored: exchange.map(({ path }) => path), fault: null };
  const [native = null, ...others] = exchange;
  if (native !== null && others.length === 0)
    return { native, ignored: [...tables.values()].map(({ path }) => path), fault: null };
  return { native: null, ignored: [], fault: sourceFault(name, tables, natives, exchange) };
}

function sourceFault(
  file: string,
  tables: ReadonlyMap<TableName, SettingsFile>,
  natives: readonly Native[],
  exchange: readonly SettingsFile[],
): SourceFault {
  if (exchange.length > 1) {
    const detail = exchange.map(({ path }) => path).join(', ');
    return { file, details: { reason: 'several-natives', detail } };
  }
  for (const native of natives) {
    const fault = nativeFault(native.file, native.form);
    if (fault !== null) return fault;
  }
  const [other] = natives;
  if (other !== undefined) return told(other.file.path, 'no-settings');
  return told(file, tables.size > 0 ? 'no-account-table' : 'no-settings');
}

/** The sheet among those that there are: the CSV before the JSON. */
function companyFile(files: readonly SettingsFile[]): CompanyFile | null {
  const [file, other] = files;
  if (file === undefined) return null;
  return { file, form: /\.json$/i.test(file.path) ? 'json' : 'csv', ignored: other?.path ?? null };
}
