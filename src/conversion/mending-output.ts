/**
 * Writes the entries that were left out of a delivery as a batch of their own, which can be mended and dropped again:
 * their lines byte for byte as they came, the documents that they name, and a `lot.json`. Owns what such a batch is
 * called; gives no final name to its folder, which is the caller's.
 */
import { createHash } from 'node:crypto';
import type { InspectedFile } from '../ami/inspected-file.ts';
import { selectLines } from '../format/line-selection.ts';
import { isSafeFileName } from '../format/windows-names.ts';
import type { Moment } from '../model/batch.ts';
import { formatIsoDate } from '../model/calendar-date.ts';
import { DropFault } from '../model/drop-fault.ts';
import { PlainFolder } from '../storage/plain-folder.ts';
import type { Intake } from './intake.ts';
import type { LeftOutEntries } from './separation.ts';

const ENTRIES_NAME = 'ecritures.csv';
const NOTICE_NAME = 'lot.json';

/** Whether every document can have its name in a folder, on Windows too; a zip may hold names that a disk can't. */
export function canBeMended({ documents }: LeftOutEntries): boolean {
  const paths = documents.map(({ file }) => file.path.toLowerCase());
  const areSafe = paths.every((path) => path.split('/').every(isSafeFileName));
  return areSafe && new Set([...paths, ENTRIES_NAME, NOTICE_NAME]).size === paths.length + 2;
}

/**
 * Writes the batch into a folder that is not there yet, and has it on the disk before it ends. On an error, which is
 * thrown, nothing is left of it.
 */
export async function writeMending(
  path: string,
  intake: Intake,
  leftOut: LeftOutEntries,
): Promise<PlainFolder> {
  const folder = new PlainFolder(path);
  try {
    await folder.write(ENTRIES_NAME, leftOutLines(intake, leftOut));
    for (const document of leftOut.documents) await folder.write(document.file.path, unchanged(document));
    await folder.write(NOTICE_NAME, [Buffer.from(noticeText(intake, leftOut), 'utf8')]);
    await folder.finish();
  } catch (error) {
    await folder.discard();
    throw error;
  }
  return folder;
}

/** `2022-09-A` becomes `2022-09-A-c1`, and that `2022-09-A-c2`: another batch, and one sees of which. */
export function mendingId(batchId: string): string {
  const match = /^(.*)-c(\d{1,6})$/.exec(batchId);
  return match === null ? `${batchId}-c1` : `${match[1]}-c${Number(match[2]) + 1}`;
}

async function* leftOutLines(
  { entries, text }: Intake,
  { lines }: LeftOutEntries,
): AsyncGenerator<Uint8Array> {
  const shape = { encoding: entries.encoding, lineBreak: text.shape.lineBreak };
  yield* selectLines(entries.file.read(), shape, (line) => lines.isAbove(line) || lines.has(line));
}

/** The bytes of a document. Throws a DropFault behind them where they are no longer what was inspected. */
async function* unchanged({ file, sha256 }: InspectedFile): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of file.read()) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256)
    throw new DropFault('BATCH_UNREADABLE', { file: file.path }, { reason: 'file-changed' });
}

/** What the batch says of itself, without its totals: they are of the whole. */
function noticeText({ batchId, dossier, notice }: Intake, { hashes }: LeftOutEntries): string {
  const { issued, journal, fiscalYear } = notice;
  const text = {
    lot: mendingId(batchId),
    dossier,
    ...(issued === null ? {} : { emis: isoMoment(issued) }),
    ...(journal === null ? {} : { journal }),
    ...(fiscalYear === null
      ? {}
      : { exercice: { debut: formatIsoDate(fiscalYear.start), fin: formatIsoDate(fiscalYear.end) } }),
    ...(hashes.size === 0
      ? {}
      : {
          documents: [...hashes].map(([fichier, sha256]) =>
            sha256 === null ? { fichier } : { fichier, sha256 },
          ),
        }),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}

function isoMoment({ date, time }: Moment): string {
  return `${formatIsoDate(date)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
}
