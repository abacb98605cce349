/** `check` and `show` of a large import file against reading the same file as lines. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { inTurns } from '../measuring.mjs';
import { peakRow, ratioRow, shownRow } from '../report.mjs';
import { grouped, megabytes } from '../workshop.mjs';

const LIMIT = 4;
const PEAK_LIMIT_MIB = 130;

export async function measureReading(workshop) {
  const movements = workshop.movements(1_000_000);
  const importFile = await workshop.importFile(await workshop.batch('million', { movements }));
  const { check, show, lines, cut } = await inTurns(3, {
    check: () => workshop.program('check', importFile),
    lines: () => workshop.child('read-lines.mjs', importFile),
    cut: () => workshop.child('cut-lines.mjs', importFile),
    show: () => workshop.program('show', importFile),
  });
  const size = `${grouped(movements)} movements, ${megabytes(importFile)}`;
  rmSync(dirname(importFile), { recursive: true });
  return [
    ratioRow(
      `\`check\` of an \`.ECR\` (${size}) / reading its lines with node:readline`,
      check,
      lines,
      LIMIT,
    ),
    peakRow('its peak memory', check, PEAK_LIMIT_MIB),
    ratioRow('`show` of it, to a file / reading its lines with node:readline', show, lines, LIMIT),
    peakRow('its peak memory', show, PEAK_LIMIT_MIB),
    shownRow('the same file cut at its line feeds, the fastest way', cut),
  ];
}
