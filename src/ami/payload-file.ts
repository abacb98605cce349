/**
 * Reads a payload that was published before. Owns whether it can be trusted: its form, its hash, and that it says
 * what its schema promises.
 */
import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { BYTES_PER_MIB } from '../model/limits.ts';
import { type ByteSource, BytesInMemory, positionOf, textBetween } from './byte-source.ts';
import { canonicalDocument } from './canonical-json.ts';
import { ItemLines, NO_LINES } from './item-lines.ts';
import { OpenedFile } from './opened-file.ts';
import { listMarks, type PreviousPayload } from './payload.ts';
import { PayloadError } from './payload-error.ts';
import { LIST_NAMES, type PublishedHead, type PublishedListName } from './published-settings.ts';
import { type PublishedState, settingsHash } from './published-state.ts';

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
  const { lists, around } = withoutItems(source, size);
  const frame = parsedOrNull(around);
  if (!isFrame(frame, isPayload) || canonicalDocument(frame) !== around) return null;
  const { dossier, company, fiscalYears, vatLiability, sequence } = frame;
  const state: PublishedState = { head: { dossier, company, fiscalYears, vatLiability }, lists };
  const hash = settingsHash(state);
  return hash === frame.settingsHash ? { sequence, state, settingsHash: hash } : null;
}

/** The lines of the long lists, and the document without them. */
function withoutItems(
  source: ByteSource,
  size: number,
): { lists: Record<PublishedListName, ItemLines>; around: string } {
  const lists: Record<PublishedListName, ItemLines> = {
    accounts: NO_LINES,
    journals: NO_LINES,
    thirdParties: NO_LINES,
    vatCodes: NO_LINES,
  };
  let around = '';
  let rest = 0;
  for (const name of LIST_NAMES) {
    const { empty, opening, closing } = listMarks(name);
    const before = positionOf(source, opening, rest);
    if (before === -1) continue;
    const start = before + opening.length;
    const end = positionOf(source, closing, start);
    if (end === -1) continue;
    lists[name] = new ItemLines(source, [{ start, end }]);
    around += `${textBetween(source, rest, before)}${empty}`;
    rest = end + closing.length;
  }
  return { lists, around: around + textBetween(source, rest, size) };
}

/** Whether it is a payload without items, which is what is left of one of ours. */
function isFrame(value: unknown, isPayload: IsPayload): value is Frame {
  return isPayload(value) && LIST_NAMES.every((name) => isEmptyList(value, name));
}

function isEmptyList(value: unknown, name: string): boolean {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return Array.isArray(list) && list.length === 0;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new PayloadError({ kind: 'unreadable' }, error);
  }
}
