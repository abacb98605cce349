/**
 * Puts the lines of a list in the order of their keys, where an export told them in another. Most of what it told in a
 * row stays in a row, so that long stretches are left where they are, and only short ones are copied together.
 */
import type { Numbered } from '../model/long-list.ts';
import { BETWEEN_ITEMS, ItemLines, type Stretch } from './item-lines.ts';
import { mergedRuns } from './key-runs.ts';
import type { Spool } from './spool.ts';

/** Stretches that have fewer bytes than this on average are read slowly, one by one. */
const SHORT_BYTES = 2_048;
/** Where there are no more stretches than this, reading them slowly does not matter. */
const FEW_STRETCHES = 64;

/**
 * The lines by key, in the order of code units; of several of one key the last. `keys` are those of the lines, which
 * `runs` cuts where a key is not greater than the one before it; `ends` are the positions in the spool after each line.
 */
export function linesInOrder(
  spool: Spool,
  ends: Numbered<number>,
  keys: Numbered<string>,
  runs: readonly number[],
): ItemLines {
  const stretches = mergedRuns(keys, runs).map(({ first, beyond }) => ({
    start: first === 0 ? 0 : (ends.at(first - 1) ?? 0) + BETWEEN_ITEMS.length,
    end: ends.at(beyond - 1) ?? 0,
  }));
  const lines = new ItemLines(spool, stretches);
  return isScattered(stretches) ? copied(lines, spool) : lines;
}

function isScattered(stretches: readonly Stretch[]): boolean {
  const bytes = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  return stretches.length > FEW_STRETCHES && bytes < stretches.length * SHORT_BYTES;
}

/** The same lines, written once more at the end of the spool, in a row. */
function copied(lines: ItemLines, spool: Spool): ItemLines {
  const start = spool.bytes;
  for (const piece of lines.pieces()) spool.write(piece);
  return new ItemLines(spool, [{ start, end: spool.bytes }]);
}
