/**
 * Reads a payload that was published before. Owns whether it can be trusted: its form, its hash, and that it says
 * what its schema promises.
 */
import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { BYTES_PER_MIB } from '../model/limits.ts';
import { type ByteSource, BytesInMemory, textBetween } from './byte-source.ts';
import { canonicalDocument } from './canonical-json.ts';
import { OpenedFile } from './opened-file.ts';
import type { PreviousPayload } from './payload.ts';
import { PayloadError } from './payload-error.ts';
import { payloadParts } from './payload-parts.ts';
import type { PublishedHead } from './published-settings.ts';

export { PayloadError, type PayloadFault } from './payload-error.ts';

/** The settings of the largest company files take a few tens of mebibytes. */
const LARGEST_MIB = 256;

/** What `isPayload` has seen. */
interface Frame extends PublishedHead {
  readonly sequence: number;
  readonly settingsHash: string;
}

type IsPayload = (value: unknown) => boolean;

/** A payload whose long lists are read from its file when they are needed. */
export interface OpenedPayload extends PreviousPayload {
  /** Throws a `PayloadError` where somebody wrote to the file since it was opened: what was read of it may be neither. */
  assertUnchanged(): void;
  /** Nothing of its lists is read after it. */
  close(): void;
}

/**
 * Throws a `PayloadError` where it is none that can be trusted. One thing is left to whoever compares it: the items of
 * its lists, where its bytes are those that we would have written (see `lineDifferences`). Whoever asks closes it.
 */
export async function readPayload(path: string): Promise<OpenedPayload> {
  const stats = await stat(path);
  if (stats.isDirectory()) throw new PayloadError({ kind: 'folder' });
  if (!stats.isFile()) throw new PayloadError({ kind: 'unreadable' });
  if (stats.size === 0) throw new PayloadError({ kind: 'empty' });
  if (stats.size > LARGEST_MIB * BYTES_PER_MIB)
    throw new PayloadError({ kind: 'too-large', limitMiB: LARGEST_MIB });
  const { isPayload } = await import('./payload-validation.ts');
  const file = new OpenedFile(path);
  try {
    const previous = inOurForm(file, file.size, isPayload) ?? inAnotherForm(file, isPayload);
    return { ...previous, assertUnchanged: () => file.assertUnchanged(), close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Somebody touched it, if only its white space: what counts is what it says, so it is read as JSON and written anew. */
function inAnotherForm(file: OpenedFile, isPayload: IsPayload): PreviousPayload {
  const text = textBetween(file, 0, file.size);
  if (text.trim() === '') throw new PayloadError({ kind: 'empty' });
  // A payload may hold the character that unreadable bytes are read as.
  if (text.includes('\ufffd') && !isUtf8(bytesOf(file))) throw new PayloadError({ kind: 'encoding' });
  const value = parsed(text);
  if (!isPayload(value)) throw new PayloadError({ kind: 'foreign' });
  const bytes = Buffer.from(canonicalDocument(value), 'utf8');
  const again = inOurForm(new BytesInMemory(bytes), bytes.length, isPayload);
  if (again === null) throw new PayloadError({ kind: 'altered' });
  return again;
}

function bytesOf(file: OpenedFile): Uint8Array {
  const bytes = new Uint8Array(file.size);
  for (let read = 0; read < bytes.length; ) read += file.readAt(bytes, read, read);
  return bytes;
}

/**
 * A payload as we write it, byte for byte, and with the right hash; null for every other file. Only what stands
 * around the items of the long lists is read as JSON.
 */
function inOurForm(source: ByteSource, size: number, isPayload: IsPayload): PreviousPayload | null {
  const parts = payloadParts(source, size);
  if (parts === null) return null;
  const { frame, frameText, lists, settingsHash } = parts;
  if (!isFrame(frame, isPayload) || frame.settingsHash !== settingsHash) return null;
  if (canonicalDocument(frame) !== frameText) return null;
  const { dossier, company, fiscalYears, vatLiability, sequence } = frame;
  return { sequence, state: { head: { dossier, company, fiscalYears, vatLiability }, lists }, settingsHash };
}

function isFrame(value: unknown, isPayload: IsPayload): value is Frame {
  return isPayload(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new PayloadError({ kind: 'unreadable' }, error);
  }
}
