/**
 * The document zip of a batch, flat; or the bundle, where the import file and the documents stand in a folder of its
 * name. One document at a time is in memory.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ReferencedDocument } from '../ami/documents.ts';
import { readInspected } from '../ami/inspected-file.ts';
import { createZip, type ZipTime } from '../format/zip-writer.ts';
import type { Moment } from '../model/batch.ts';
import type { StagedFile } from '../storage/staged-file.ts';

/** An import file up to this size is read into memory, so that its size stands in its local header. */
const LARGEST_IN_MEMORY = 64 * 1_048_576;

export interface BundledEntries {
  /** Of the folder in the zip. */
  readonly name: string;
  readonly entries: StagedFile;
  readonly entriesName: string;
}

/** Writes the zip into a staged file. Throws a DropFault where a document is no longer what was checked. */
export async function writeZip(
  file: StagedFile,
  documents: readonly ReferencedDocument[],
  moment: Moment,
  bundled: BundledEntries | null,
): Promise<void> {
  const zip = await createZip(file.asStream(), zipTime(moment));
  const folder = bundled === null ? '' : `${bundled.name}/`;
  if (bundled !== null) {
    const { temporaryPath, bytes } = bundled.entries;
    const name = `${folder}${bundled.entriesName}`;
    if (bytes <= LARGEST_IN_MEMORY) await zip.add(name, await readFile(temporaryPath));
    else await zip.addStream(name, createReadStream(temporaryPath));
  }
  for (const { document, name } of documents)
    await zip.add(`${folder}${name}`, await readInspected(document));
  await zip.finish();
}

/** The format counts years from 1980. */
function zipTime({ date, time }: Moment): ZipTime {
  return {
    year: Math.max(1980, Math.floor(date / 10_000)),
    month: Math.floor(date / 100) % 100,
    day: date % 100,
    hours: Number(time.slice(0, 2)),
    minutes: Number(time.slice(2, 4)),
    seconds: Number(time.slice(4, 6)),
  };
}
