/** What starting costs: `convert` of a batch of four entries against Node that does nothing. */
import { inTurns } from '../measuring.mjs';
import { ratioRow } from '../report.mjs';

const LIMIT = 3;

export async function measureStart(workshop) {
  const batch = workshop.sample();
  const { convert, node } = await inTurns(15, {
    convert: () => workshop.bareConvert(batch),
    node: () => workshop.bareNode('-e', '0'),
  });
  return [ratioRow('start: `convert` of four entries / `node -e 0`', convert, node, LIMIT)];
}
