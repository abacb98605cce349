/** Whether time grows as the batch does: a million movements against a tenth of them. */
import { inTurns } from '../measuring.mjs';
import { ratioRow } from '../report.mjs';
import { grouped } from '../workshop.mjs';

const LIMIT = 11;

export async function measureGrowth(workshop) {
  const movements = workshop.movements(1_000_000);
  const tenth = workshop.movements(100_000);
  const large = await workshop.batch('million', { movements });
  const small = await workshop.batch('tenth', { movements: tenth });
  const measured = await inTurns(3, {
    large: () => workshop.convert(large),
    small: () => workshop.convert(small),
  });
  const measure = `\`convert\` of ${grouped(movements)} movements / of ${grouped(tenth)}`;
  return [ratioRow(measure, measured.large, measured.small, LIMIT)];
}
