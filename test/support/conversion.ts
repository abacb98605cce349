/** Converts a batch in the test's own process, into a real folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import { type Conversion, type ConversionRequest, convertBatch } from '../../src/convert.ts';
import { StagedOutput } from '../../src/storage/durable.ts';
import { type FileSystem, nodeFileSystem } from '../../src/storage/file-system.ts';

/** The real disk, not asked to be done with every file before the next: a test survives no loss of power. */
const QUICK: FileSystem = { ...nodeFileSystem, sync: async () => {}, flushAhead: async () => {} };

export type ConversionOptions = Partial<Omit<ConversionRequest, 'path' | 'output' | 'configuration'>> & {
  readonly configuration?: Partial<ConversionRequest['configuration']>;
};

export interface Converted {
  readonly conversion: Conversion;
  /** The contents of the target folder by name. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export async function convertInto(
  out: string,
  path: string,
  { configuration, ...options }: ConversionOptions = {},
): Promise<Converted> {
  const conversion = await convertBatch({
    path,
    dossier: null,
    journal: null,
    format: 'ecr',
    ...options,
    configuration: { ...DEFAULT_CONFIGURATION, ...configuration },
    output: new StagedOutput(out, { fileSystem: QUICK }),
  });
  return { conversion, files: contentsOf(out) };
}

/** The bytes of the import file of a batch that must be delivered. */
export async function importFileOf(
  out: string,
  path: string,
  options: ConversionOptions = {},
): Promise<Buffer> {
  const { conversion, files } = await convertInto(out, path, options);
  const bytes = files.get(conversion.files.import ?? '');
  if (bytes === undefined) throw new Error(`refused: ${JSON.stringify(conversion.findings, null, 1)}`);
  return bytes;
}

function contentsOf(folder: string): Map<string, Buffer> {
  try {
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
}
