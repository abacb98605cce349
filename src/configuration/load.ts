/**
 * Finds the configuration file, reads it and resolves its paths. What may stand in it is `schema.ts`'s
 * matter, what is said of a fault the message catalogues'.
 *
 * Most runs have no file, and those must not wait for what reads one: everything that does is loaded on demand.
 */
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { decode } from '../format/windows-1252.ts';
import { ConfigurationFault } from './fault.ts';
import type { ConfigurationFile } from './schema.ts';
import { type CompanyFileConfiguration, type Configuration, DEFAULT_CONFIGURATION } from './values.ts';

export { ConfigurationFault, type ConfigurationProblem } from './fault.ts';
export type { CompanyFileConfiguration, Configuration } from './values.ts';

export const CONFIGURATION_FILE_NAME = 'ami-isacompta.config.json';

export interface ConfigurationRequest {
  /** The working directory. */
  readonly cwd: string;
  /** A file that was asked for by name, and therefore must be there. */
  readonly file?: string | undefined;
}

/** The configuration, complete. Throws `ConfigurationFault` with everything that is wrong with the file. */
export async function loadConfiguration({ cwd, file }: ConfigurationRequest): Promise<Configuration> {
  const path = resolve(cwd, file ?? CONFIGURATION_FILE_NAME);
  const text = await textOf(path, file !== undefined);
  if (text === null) return { ...DEFAULT_CONFIGURATION, root: resolve(cwd, DEFAULT_CONFIGURATION.root) };
  const { readConfiguration } = await import('./reading.ts');
  const reading = readConfiguration(text);
  if (reading.kind === 'faulty') throw new ConfigurationFault(path, reading.problems);
  return resolved(reading.value, path);
}

/** The text of the file; null where there is none and none was asked for. */
async function textOf(path: string, isAsked: boolean): Promise<string | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    if (isMissing && !isAsked) return null;
    const place = { path: '', line: null };
    throw new ConfigurationFault(
      path,
      [isMissing ? { ...place, kind: 'missing' } : { ...place, kind: 'unreadable', code }],
      error,
    );
  }
  // An older Notepad saves accents in Windows-1252.
  const text = isUtf8(bytes) ? bytes.toString('utf8') : decode(bytes);
  return text.replace(/^\ufeff/, '');
}

/** Paths in the file are relative to its folder, so that it means the same wherever the program is started. */
function resolved(value: ConfigurationFile, file: string): Configuration {
  const folder = dirname(file);
  const { $schema: _, root, database, companyFiles, amiCompta, ...rest } = value;
  return {
    ...rest,
    file,
    root: resolve(folder, root),
    database: database === undefined ? null : resolve(folder, database),
    companyFiles: new Map(Object.entries(companyFiles).map(([number, told]) => [number, companyFile(told)])),
    amiCompta: { url: amiCompta.url ?? null },
  };
}

function companyFile(told: ConfigurationFile['companyFiles'][string]): CompanyFileConfiguration {
  return { journal: told?.journal ?? null, label: told?.label ?? null };
}
