/**
 * Where the findings of a delivered lot stand in its grid: they name lines of the original text, and the grid shows
 * entries in the order in which they begin there. Owns that way from a line to an entry and movement.
 */
import type { BatchFile } from '../ami/batch-file.ts';
import { readHeader } from '../ami/columns.ts';
import { RowParser } from '../ami/row.ts';
import { CsvFault, isBlankRow, readCsv } from '../format/csv-reader.ts';
import { openCsvText } from '../format/csv-text.ts';
import type { ToldFinding } from '../model/drop-record.ts';
import { Findings } from '../model/findings.ts';

export interface FindingPlace {
  /** From 1, as the grid counts entries. */
  readonly entry: number;
  /** From 1, within the entry, as the original has it. */
  readonly movement: number;
}

/** Only needed to tell rows apart by what they name themselves. */
const ANY_JOURNAL = 'AC';

/** Of each finding that stands in the grid; those of entries that were left out, and of what is no entry, are missing. */
export async function findingPlaces(
  file: BatchFile,
  findings: readonly ToldFinding[],
): Promise<ReadonlyMap<ToldFinding, FindingPlace>> {
  const lines = new Map<number, boolean>();
  const ofText = findings.filter(({ file: name, line }) => name === file.path && line !== null);
  for (const { line, severity } of ofText) {
    if (line !== null) lines.set(line, lines.get(line) === true || severity === 'error');
  }
  if (lines.size === 0) return new Map();
  const { places, leftOut } = await entriesOf(file, lines);
  const left = [...leftOut].sort((a, b) => a - b);
  const placed = new Map<ToldFinding, FindingPlace>();
  for (const finding of ofText) {
    const place = places.get(finding.line ?? 0);
    if (place === undefined || leftOut.has(place.ordinal)) continue;
    const before = left.filter((each) => each < place.ordinal).length;
    placed.set(finding, { entry: place.ordinal - before + 1, movement: place.movement });
  }
  return placed;
}

interface SeenEntries {
  readonly places: Map<number, { readonly ordinal: number; readonly movement: number }>;
  /** The entries in which errors were found: of a lot that was delivered, they were left out. */
  readonly leftOut: Set<number>;
}

async function entriesOf(file: BatchFile, lines: ReadonlyMap<number, boolean>): Promise<SeenEntries> {
  const { shape, utf8 } = await openCsvText(() => file.open());
  const ordinals = new Map<string, { readonly ordinal: number; movements: number }>();
  const seen: SeenEntries = { places: new Map(), leftOut: new Set() };
  const last = Math.max(...lines.keys());
  let parser: RowParser | null = null;
  try {
    await readCsv(utf8, shape, (cells, line) => {
      if (parser === null) {
        if (isBlankRow(cells)) return true;
        const header = readHeader(cells, { file: file.path, line }, new Findings());
        if (header !== null)
          parser = new RowParser({ file: file.path, header, journal: ANY_JOURNAL }, new Findings());
        return header !== null;
      }
      const key = parser.keyOf(cells);
      if (key === null) return line < last;
      const entry = ordinals.get(key) ?? { ordinal: ordinals.size, movements: 0 };
      ordinals.set(key, entry);
      entry.movements += 1;
      const isError = lines.get(line);
      if (isError !== undefined) seen.places.set(line, { ordinal: entry.ordinal, movement: entry.movements });
      if (isError === true) seen.leftOut.add(entry.ordinal);
      return line < last;
    });
  } catch (error) {
    // A delivered text was read to its end once; what can't be read now has no place.
    if (!(error instanceof CsvFault)) throw error;
  }
  return seen;
}
