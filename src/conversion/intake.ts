/**
 * Takes a batch in: opens it, sorts its files, reads what it announces and inspects every file once. Owns what is known
 * of a batch before its first entry is read.
 */
import type { Readable } from 'node:stream';
import { type BatchContents, batchContents } from '../ami/batch-contents.ts';
import type { BatchFile, BatchSource } from '../ami/batch-file.ts';
import { contentHash, contentId, type HashedFile } from '../ami/batch-id.ts';
import { openBatch } from '../ami/batch-source.ts';
import { dossierInPath, dossierOf, isDossier } from '../ami/dossier.ts';
import { type InspectedFile, inspectFile } from '../ami/inspected-file.ts';
import { EMPTY_NOTICE, readNotice } from '../ami/notice.ts';
import type { EntryText } from '../ami/rows.ts';
import { countedStream, type OnProgress } from '../format/counted-stream.ts';
import { detectDelimiter } from '../format/csv-reader.ts';
import {
  decodeToUtf8,
  inspectText,
  type TextEncoding,
  type TextInspection,
} from '../format/text-encoding.ts';
import { decode } from '../format/windows-1252.ts';
import type { BatchNotice } from '../model/batch.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { Findings } from '../model/findings.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';

/** `lot.json` is a few lines; more than this is something else. */
const MAX_NOTICE_MIB = 4;

export interface Intake {
  readonly source: BatchSource;
  readonly text: EntryText;
  /** The file that `text` is of, and how its bytes are to be read. */
  readonly entries: { readonly file: BatchFile; readonly encoding: TextEncoding };
  readonly notice: BatchNotice;
  readonly noticeFile: string;
  /** Of everything in it. */
  readonly contentHash: string;
  /** `lot`, else made from the content. */
  readonly batchId: string;
  /** Null where it is missing or impossible: a finding says so. */
  readonly dossier: string | null;
  /** Everything that may be a document; those in `documents/` last. */
  readonly documents: readonly InspectedFile[];
}

export interface IntakeRequest {
  readonly path: string;
  /** `--dossier`. */
  readonly dossier: string | null;
  readonly limits: Limits;
  /** Is told how many bytes of the entries' text were read, of how many. */
  readonly onProgress: OnProgress | null;
}

/** Null where the batch can't be read: the findings say why. The caller closes `source`. */
export async function takeIn(request: IntakeRequest, findings: Findings): Promise<Intake | null> {
  const source = await openBatch(request.path, request.limits, findings);
  if (source === null) return null;
  try {
    const contents = batchContents(source, findings);
    if (contents !== null) return await inspectBatch(request, source, contents, findings);
  } catch (error) {
    await source.close();
    throw error;
  }
  await source.close();
  return null;
}

async function inspectBatch(
  request: IntakeRequest,
  source: BatchSource,
  contents: BatchContents,
  findings: Findings,
): Promise<Intake> {
  const noticeFile = contents.notice?.path ?? '';
  const { notice, hashed } = await takeInNotice(contents.notice, findings);
  const inspection = await inspectText(contents.entries.read());
  const documents: InspectedFile[] = [];
  for (const file of [...contents.others, ...contents.documents]) documents.push(await inspectFile(file));
  const files = [{ file: contents.entries, sha256: inspection.sha256 }, ...hashed, ...documents];
  const hash = contentHash(files, source.kind === 'csv');
  return {
    source,
    text: await entryText(contents.entries, inspection, request.onProgress),
    entries: { file: contents.entries, encoding: inspection.encoding },
    notice,
    noticeFile,
    contentHash: hash,
    batchId: notice.id ?? contentId(hash),
    dossier: takeInDossier(request, notice, noticeFile, source.name, findings),
    documents,
  };
}

async function takeInNotice(
  file: BatchFile | null,
  findings: Findings,
): Promise<{ notice: BatchNotice; hashed: HashedFile[] }> {
  if (file === null) return { notice: EMPTY_NOTICE, hashed: [] };
  if (file.size > MAX_NOTICE_MIB * BYTES_PER_MIB) {
    throw new DropFault(
      'BATCH_UNREADABLE',
      { file: file.path },
      { reason: 'notice-too-large', limit: MAX_NOTICE_MIB },
    );
  }
  const bytes = await readAll(file.read());
  const { encoding, bomBytes, sha256 } = await inspectText([bytes]);
  const text =
    encoding === 'windows-1252' ? decode(bytes) : new TextDecoder(encoding).decode(bytes.subarray(bomBytes));
  return { notice: await readNotice(text, file.path, findings), hashed: [{ file, sha256 }] };
}

function takeInDossier(
  request: IntakeRequest,
  notice: BatchNotice,
  noticeFile: string,
  name: string,
  findings: Findings,
): string | null {
  const dossier = dossierOf({ asked: request.dossier, announced: notice.dossier, path: request.path });
  if (dossier !== null && isDossier(dossier)) {
    const place = { file: name, value: dossier };
    const inPath = request.dossier === null ? null : dossierInPath(request.path);
    if (notice.dossier !== null && notice.dossier !== dossier)
      findings.add('DOSSIER_MISMATCH', place, { announced: notice.dossier });
    else if (notice.dossier === null && inPath !== null && inPath !== dossier)
      findings.add('DOSSIER_MISMATCH', place, { announced: inPath, isInPath: true });
    return dossier;
  }
  const isAnnounced = request.dossier === null && notice.dossier !== null;
  const place = isAnnounced ? { file: noticeFile, column: 'dossier' } : { file: name };
  const named = dossier === null && /\d/.test(name) && isDossier(name) ? { named: name } : {};
  findings.add('DOSSIER_MISSING', { ...place, value: dossier }, { invalid: dossier, ...named });
  return null;
}

async function entryText(
  file: BatchFile,
  inspection: TextInspection,
  onProgress: IntakeRequest['onProgress'],
): Promise<EntryText> {
  const open = async (): Promise<Readable> => {
    const stream = await file.open();
    return decodeToUtf8(
      onProgress === null ? stream : countedStream(stream, inspection.bytes, onProgress),
      inspection,
    );
  };
  const { hasQuotes, hasNul, lineBreak, bytes } = inspection;
  const delimiter = detectDelimiter(await firstLine(await open()));
  return { file: file.path, shape: { delimiter, hasQuotes, lineBreak }, hasNul, bytes, open };
}

/** The first line that is not blank, or as much of it as the first chunk holds. */
async function firstLine(utf8: Readable): Promise<string> {
  for await (const chunk of utf8 as AsyncIterable<Buffer>)
    return chunk.toString('utf8').trimStart().split(/\r|\n/, 1)[0] ?? '';
  return '';
}

async function readAll(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
