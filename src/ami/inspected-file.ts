/** Reads a file of a batch once for what can be said of it without knowing what it is for: hash and content type. */
import { createHash } from 'node:crypto';
import { DOCUMENT_HEAD_BYTES, type DocumentType, detectDocumentType } from '../format/document-type.ts';
import { DropFault } from '../model/drop-fault.ts';
import type { BatchFile } from './batch-file.ts';

export interface InspectedFile {
  readonly file: BatchFile;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly type: DocumentType | null;
}

export async function inspectFile(file: BatchFile): Promise<InspectedFile> {
  const hash = createHash('sha256');
  let head: Buffer = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of file.pass()) {
    hash.update(chunk);
    bytes += chunk.length;
    if (head.length < DOCUMENT_HEAD_BYTES)
      head = Buffer.concat([head, chunk.subarray(0, DOCUMENT_HEAD_BYTES)]);
  }
  return { file, sha256: hash.digest('hex'), bytes, type: detectDocumentType(head) };
}

/**
 * The whole content of an inspected file. Throws a DropFault where it is no longer what was
 * inspected: what was checked and what is delivered must be the same bytes.
 */
export async function readInspected({ file, sha256 }: InspectedFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.read()) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  if (createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new DropFault('BATCH_UNREADABLE', { file: file.path }, { reason: 'file-changed' });
  }
  return content;
}
