/**
 * Brings a batch that was read without error into the target folder: completes and controls the file of its entries,
 * writes the document zip, and gives both their names, the zip first. Owns what the two layouts look like.
 */
import { outputName } from '../ami/batch-id.ts';
import type { EntryTally } from '../ami/entry-tally.ts';
import type { ImportControl } from '../isacompta/import-control.ts';
import type { Moment } from '../model/batch.ts';
import type { FileOutput, Publication } from '../storage/durable.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import type { Reading } from './entry-reception.ts';
import { ImportOutput } from './import-output.ts';
import type { Intake } from './intake.ts';
import type { ConversionRequest, DeliveredFiles } from './request.ts';
import { writeZip } from './zip-output.ts';

export interface Delivery {
  /** Documents in the zip. */
  readonly documents: number;
  readonly files: DeliveredFiles;
}

/** `head` is the head of the import file, null where the entries go to a CSV. A dry run delivers nothing. */
export async function deliver(
  { output, configuration, revision = 0 }: ConversionRequest,
  intake: Intake,
  reading: Reading,
  head: Uint8Array | null,
  moment: Moment,
): Promise<Delivery> {
  const documents = reading.documents.referenced;
  if (output === null || reading.file === null) {
    return { documents: documents.length, files: { import: null, documents: null } };
  }
  const name = outputName(intake.dossier ?? '', moment, intake.batchId, revision);
  const zipName = `${name}.zip`;
  const entries = await completeEntries(reading, reading.file, head, moment, output);
  const entriesName = `${name}.${head === null ? 'csv' : 'ECR'}`;
  const isBundle = configuration.layout === 'bundle';
  const publications: Publication[] = [];
  if (isBundle || documents.length > 0) {
    const zip = output.stage();
    await writeZip(zip, documents, moment, isBundle ? { name, entries, entriesName } : null);
    publications.push({ staged: zip, finalName: zipName });
  }
  if (!isBundle) publications.push({ staged: entries, finalName: entriesName });
  // What an earlier conversion of the same batch left beside would be taken for a part of this one.
  const names = publications.map(({ finalName }) => finalName);
  await output.publish(
    publications,
    [zipName, entriesName].filter((each) => !names.includes(each)),
  );
  return {
    documents: documents.length,
    files: { import: isBundle ? zipName : entriesName, documents: documents.length > 0 ? zipName : null },
  };
}

async function completeEntries(
  { output: entries, tally }: Reading,
  file: StagedFile,
  head: Uint8Array | null,
  moment: Moment,
  output: FileOutput,
): Promise<StagedFile> {
  if (head === null || !(entries instanceof ImportOutput)) return file;
  const completed = await entries.complete(head, moment.date, () => output.stage());
  assertSame(completed.control, tally);
  return completed.file;
}

/** Whatever the reason, a file that says anything else than the batch must not leave. */
function assertSame({ entries, movements, debit, credit }: ImportControl, tally: EntryTally): void {
  const isSame =
    entries === tally.entries &&
    movements === tally.movements &&
    debit === tally.debit.value &&
    credit === tally.credit.value;
  if (isSame) return;
  throw new Error(
    `What was written is not what was read: ${entries} entries, ${movements} movements, debit ${debit}, credit ${credit}` +
      ` against ${tally.entries}, ${tally.movements}, ${tally.debit.value}, ${tally.credit.value}`,
  );
}
