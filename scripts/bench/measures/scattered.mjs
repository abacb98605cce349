/** A batch whose lines of one entry never follow each other: the program has to remember every entry. */
import { inTurns } from '../measuring.mjs';
import { peakRow, shownRow } from '../report.mjs';
import { grouped } from '../workshop.mjs';

const PEAK_LIMIT_MIB = 250;

export async function measureScattered(workshop) {
  const movements = workshop.movements(1_000_000);
  const batch = await workshop.batch('scattered', { movements, isScattered: true });
  const { convert } = await inTurns(1, { convert: () => workshop.convert(batch) });
  return [
    shownRow(`\`convert\` of ${grouped(movements)} movements whose entries are scattered`, convert),
    peakRow('its peak memory', convert, PEAK_LIMIT_MIB),
  ];
}
