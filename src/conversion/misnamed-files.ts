/**
 * Files that lie beside an export and look like a part of it, but have a name that none of its files has: a second
 * download, a word more or less, a spreadsheet. Owns what counts as such; looks at names alone.
 */
import { nearestName } from '../ami/nearest-name.ts';
import { foldWords } from '../isacompta/settings-columns.ts';

export interface MisnamedFile {
  readonly path: string;
  /** The name that it should probably have; null for a CSV that is like none. */
  readonly nearest: string | null;
  /** The format that it has to be saved in anew, whatever its name. */
  readonly isSpreadsheet: boolean;
  /** A file of the nearest name is there, and read. */
  readonly isTaken: boolean;
}

/** The names that files are read under, and those of them that there are; all in lower case. */
export interface ReadNames {
  readonly known: readonly string[];
  readonly present: ReadonlySet<string>;
}

/** Those among files at the top of an export. A CSV is told whatever its name, for nothing but a table is kept so there. */
export function misnamedFiles(paths: readonly string[], names: ReadNames): MisnamedFile[] {
  return paths.flatMap((path) => misnamedFile(path, names) ?? []);
}

const ENDING = /\.(csv|json|txt|xlsx?|xlsm|xlsb|ods|numbers)$/i;

function misnamedFile(path: string, { known, present }: ReadNames): MisnamedFile | null {
  const ending = ENDING.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined || path.includes('/') || known.includes(path.toLowerCase())) return null;
  const isText = ending === 'csv' || ending === 'json' || ending === 'txt';
  // A table is a CSV, so that one of another format was meant to be; a company sheet may be JSON.
  const wanted = known.filter((name) => name.endsWith(ending === 'json' ? '.json' : '.csv'));
  const nearest = nearestOf(path.slice(0, -ending.length - 1), wanted, ending !== 'txt' && ending !== 'json');
  if (nearest === null && ending !== 'csv') return null;
  const isTaken = nearest !== null && present.has(nearest);
  return { path, nearest, isSpreadsheet: !isText, isTaken };
}

/** By a word of it, and where it `mayBeMisspelt` by its letters. */
function nearestOf(stem: string, wanted: readonly string[], mayBeMisspelt: boolean): string | null {
  const words = foldWords(stem).split(' ');
  const named = wanted.find((name) => words.includes(stemOf(name)));
  if (named !== undefined || !mayBeMisspelt) return named ?? null;
  const nearest = nearestName(words.join(' '), wanted.map(stemOf));
  return wanted.find((name) => stemOf(name) === nearest) ?? null;
}

function stemOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
