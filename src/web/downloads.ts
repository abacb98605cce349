/**
 * Files of a lot as a browser gets them: out of its archive, held against the manifest while they are sent, under a name
 * that is told as one, and never as anything that a browser would run.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { archivePath } from '../archive/archive-files.ts';
import { orArchiveError } from '../archive/opened-archive.ts';
import type { Language } from '../check/messages/report.ts';
import { retold } from '../check/messages/told.ts';
import type { DocumentType } from '../format/document-type.ts';
import { safeFileName } from '../format/windows-names.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { documentsPlaceOf, importPlaceOf } from '../register/integration.ts';
import { toldAnomaliesCsv } from '../robot/report/anomalies-csv.ts';
import { refusalReportText } from '../robot/report/report-text.ts';
import { ArchivedDrop } from './archived-drop.ts';
import type { Desk } from './desk.ts';
import { DOCUMENT_POLICY } from './guards.ts';
import { PageFault } from './visit.ts';

/** An XML document is shown as its text: as XML it could be a page. */
const TYPES: Readonly<Record<DocumentType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  xml: 'text/plain; charset=utf-8',
};

const SHOWN: ReadonlySet<DocumentType | null> = new Set<DocumentType>(['pdf', 'jpeg', 'png', 'xml']);

export async function sendFile(
  desk: Desk,
  record: DropRecord,
  which: string,
  language: Language,
  reply: FastifyReply,
): Promise<unknown> {
  switch (which) {
    case 'anomalies.csv': {
      const told = record.findings.map((finding) => retold(finding, language));
      reply.header('content-type', 'text/csv; charset=utf-8');
      return attachment(reply, `${record.id}_anomalies.csv`).send(toldAnomaliesCsv(told, language));
    }
    case 'rapport.txt': {
      const text = record.outcome === 'refused' ? refusalReportText(record, language) : null;
      if (text === null) break;
      reply.header('content-type', 'text/plain; charset=utf-8');
      return attachment(reply, `${record.id}_rapport.txt`).send(text);
    }
    case 'archive':
      return sendArchive(desk, record, reply);
    case 'rapport.json':
      return sendMember(desk, record, 'report', '', `${record.id}_rapport.json`, reply);
    case 'publication': {
      const name = posix.basename(record.places.at(-1) ?? '');
      return sendMember(desk, record, 'output', name, name, reply);
    }
    case 'import':
    case 'documents': {
      if (record.outcome !== 'delivered') break;
      const name = posix.basename(which === 'import' ? importPlaceOf(record) : documentsPlaceOf(record));
      return sendMember(desk, record, 'output', name, name, reply);
    }
  }
  throw new PageFault(404, ({ faults }) => faults.notFound);
}

/** The document by its checked type, sandboxed; what is none of the types that are taken is only ever saved. */
export async function sendDocument(
  desk: Desk,
  record: DropRecord,
  name: string,
  isToSave: boolean,
  reply: FastifyReply,
): Promise<unknown> {
  if (record.outcome !== 'delivered' || record.archive === null) {
    throw new PageFault(404, ({ faults }) => faults.notFound);
  }
  const document = await desk.lots.look(record, async (lot) => (await lot.documents())?.read(name) ?? null);
  if (document === null) throw new PageFault(404, ({ faults }) => faults.notFound);
  const { type, bytes } = document;
  reply.header('content-type', type === null ? 'application/octet-stream' : TYPES[type]);
  reply.header('content-security-policy', DOCUMENT_POLICY).header('x-frame-options', 'SAMEORIGIN');
  if (isToSave || !SHOWN.has(type)) attachment(reply, name);
  return reply.send(bytes);
}

async function sendMember(
  { folders }: Desk,
  record: DropRecord,
  kind: 'output' | 'report',
  member: string,
  name: string,
  reply: FastifyReply,
): Promise<unknown> {
  if (record.archive === null) throw new PageFault(404, ({ lot }) => lot.noArchive);
  const drop = await ArchivedDrop.open(record, folders.archives);
  const file = drop.member(kind, member);
  if (file === null) {
    await drop.close();
    throw new PageFault(404, ({ faults }) => faults.notFound);
  }
  const stream = Readable.from(drop.read(file), { objectMode: false });
  stream.once('close', () => void drop.close());
  reply.header('content-length', file.bytes).header('content-type', 'application/octet-stream');
  return attachment(reply, name).send(stream);
}

async function sendArchive({ folders }: Desk, record: DropRecord, reply: FastifyReply): Promise<unknown> {
  if (record.archive === null) throw new PageFault(404, ({ lot }) => lot.noArchive);
  const path = archivePath(folders.archives, record.archive);
  const { size } = await orArchiveError(record.archive, () => stat(path));
  reply.header('content-length', size).header('content-type', 'application/zip');
  return attachment(reply, posix.basename(record.archive)).send(createReadStream(path));
}

/** The name in both spellings that browsers know; none of its signs ends the header. */
function attachment(reply: FastifyReply, name: string): FastifyReply {
  const safe = safeFileName(name);
  const plain = safe.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
}
