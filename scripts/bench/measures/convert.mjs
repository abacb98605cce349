/** `convert` of a million movements against csv-parse alone over the same file. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inTurns } from '../measuring.mjs';
import { peakRow, ratioRow, shownRow } from '../report.mjs';
import { grouped, megabytes } from '../workshop.mjs';

const LIMIT = 1.6;
const PEAK_LIMIT_MIB = 130;

export async function measureConvert(workshop) {
  const movements = workshop.movements(1_000_000);
  const batch = await workshop.batch('million', { movements });
  const unissued = await workshop.batch('unissued', { movements, isIssued: false });
  const text = join(batch, 'ecritures.csv');
  const importFile = await workshop.importFile(batch);
  const { convert, csvParse, withoutDay, recode, copy } = await inTurns(3, {
    convert: () => workshop.convert(batch),
    csvParse: () => workshop.child('parse-csv.mjs', text),
    withoutDay: () => workshop.convert(unissued),
    recode: () => workshop.child('recode.mjs', text),
    copy: () => copyOf(workshop, importFile),
  });
  const size = `${grouped(movements)} movements, ${megabytes(text)}`;
  const outputSize = megabytes(importFile);
  rmSync(dirname(importFile), { recursive: true });
  return [
    ratioRow(`\`convert\` (${size}) / csv-parse alone`, convert, csvParse, LIMIT),
    peakRow('its peak memory', convert, PEAK_LIMIT_MIB),
    shownRow('the same without `emis`, so that the day is stamped at the end', withoutDay),
    shownRow('iconv-lite over the same text, UTF-8 to Windows-1252', recode),
    shownRow(`plain copy of the output (${outputSize}) to the disk`, copy),
  ];
}

async function copyOf(workshop, importFile) {
  const copy = workshop.resultPath();
  try {
    return await workshop.child('copy.mjs', importFile, copy);
  } finally {
    rmSync(copy, { force: true });
  }
}
