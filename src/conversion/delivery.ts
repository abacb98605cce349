/**
 * Brings a batch that was read without error into the target folder: has the file of its entries completed,
 * writes the document zip, and gives both their names, the zip first. Owns what the two layouts look like.
 */
import { outputName } from '../ami/batch-id.ts';
import type { Moment } from '../model/batch.ts';
import type { Publication } from '../storage/durable.ts';
import type { Reading } from './entry-reception.ts';
import type { Intake } from './intake.ts';
import type { ConversionRequest, DeliveredFiles } from './request.ts';
import { writeZip } from './zip-output.ts';

export interface Delivery {
  /** Documents in the zip. */
  readonly documents: number;
  readonly files: DeliveredFiles;
}

/** A dry run delivers nothing. */
export async function deliver(
  { output, format, configuration, revision = 0 }: ConversionRequest,
  intake: Intake,
  reading: Reading,
  moment: Moment,
): Promise<Delivery> {
  const documents = reading.documents.referenced;
  if (output === null) {
    return { documents: documents.length, files: { import: null, documents: null } };
  }
  const name = outputName(intake.dossier ?? '', moment, intake.batchId, revision);
  const zipName = `${name}.zip`;
  const entries = await reading.output.complete(reading.tally, moment.date, () => output.stage());
  const entriesName = `${name}.${format === 'csv' ? 'csv' : 'ECR'}`;
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
