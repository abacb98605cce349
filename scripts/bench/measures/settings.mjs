/** A large settings export as a payload, and as a difference, against cutting it into lines and columns. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns } from '../measuring.mjs';
import { ratioRow, shownPeakRow } from '../report.mjs';
import { grouped, megabytes } from '../workshop.mjs';

const LIMIT = 3;
const FORMAT_PAGE = fileURLToPath(new URL('../../../docs/format.md', import.meta.url));
const NATIVE_FILE = '888_parametrage.ECR';

export async function measureSettings(workshop) {
  const accounts = workshop.size(200_000);
  const first = await workshop.settings('reglages', { accounts });
  const later = await workshop.settings('reglages-apres', { accounts, isLater: true });
  const published = await workshop.payload(first);
  const { payload, difference, columns } = await inTurns(3, {
    payload: () => workshop.publish(first),
    columns: () => workshop.child('split-columns.mjs', join(first, NATIVE_FILE), FORMAT_PAGE),
    difference: () => workshop.publish(later, '--since', published),
  });
  const size = `${grouped(accounts)} accounts and third parties, ${megabytes(join(first, NATIVE_FILE))}`;
  for (const folder of [first, later, dirname(published)]) rmSync(folder, { recursive: true });
  return [
    ratioRow(`\`publish\` of settings (${size}) / cutting them into columns`, payload, columns, LIMIT),
    shownPeakRow('its peak memory', payload),
    ratioRow(
      'their difference since an earlier payload / cutting them into columns',
      difference,
      columns,
      LIMIT,
    ),
  ];
}
