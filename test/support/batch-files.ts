/** Reads the batch of a sample with nothing of the program's own code. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { csvRows, sha256, unzipped } from './delivered.ts';

/** The files of a batch (folder, zip or lone CSV) by their path in it, with `/`. */
export function batchFiles(path: string): Map<string, Buffer> {
  if (statSync(path).isDirectory()) {
    return new Map(
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name))
        .map((file) => [file.slice(path.length + 1).replaceAll('\\', '/'), readFileSync(file)]),
    );
  }
  if (!/\.zip$/i.test(path)) return new Map([['ecritures.csv', readFileSync(path)]]);
  // One folder down.
  return new Map(
    [...unzipped(readFileSync(path))].map(([name, content]) => [name.replace(/^[^/]*\//, ''), content]),
  );
}

/** The hashes of the documents that the column D names, by piece. */
export function namedDocuments(batch: ReadonlyMap<string, Buffer>): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const { 'N° pièce': piece = '', D: cell = '' } of csvRows(
    batch.get('ecritures.csv')?.toString('utf8') ?? '',
  )) {
    for (const name of cell.split('|').filter((each) => each !== '')) {
      const content = batch.get(`documents/${name}`);
      if (content === undefined) throw new Error(`${name} is not in documents/`);
      const all = named.get(piece) ?? [];
      const hash = sha256(content);
      if (!all.includes(hash)) named.set(piece, [...all, hash]);
    }
  }
  return named;
}
