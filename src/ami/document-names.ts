/**
 * The names of the documents in the zip for ISACOMPTA: short enough for the field `documentName`, safe on Windows,
 * and no two alike. Knows nothing of what the documents hold, nor of the zip.
 *
 * A name is `<piece>_<name in the batch>.<extension>`, so that an accountant who opens the zip finds the documents of
 * a piece together.
 */
import { closestForm } from '../format/closest-form.ts';
import { safeFileName } from '../format/windows-names.ts';

/** The field `documentName` of the record `ECR`. Characters and bytes are the same in Windows-1252. */
export const LONGEST_NAME = 30;

/** The field `piece` of the record `ECR`. */
const LONGEST_PIECE = 8;

export interface DocumentName {
  readonly name: string;
  /** False where the batch's own name could not be kept: shortened, a character replaced, or taken already. */
  readonly whole: boolean;
}

/** Gives out the names of one zip, asked once for each document. The same questions in the same order get the same answers. */
export class DocumentNames {
  readonly #taken = new Set<string>();
  /** The last number tried for a name, so that ten thousand documents of one name stay quick. */
  readonly #numbers = new Map<string, number>();

  /**
   * @param document the batch's own name, folders included
   * @param piece of the first entry that names it; cut to what the exchange file holds of it
   * @param extension without its dot: a short one of letters
   */
  nameFor(document: string, piece: string, extension: string): DocumentName {
    const parts = partsOf(document, piece, `.${extension}`);
    const wanted = assemble(parts, '');
    const key = fold(wanted.name);
    let free = wanted;
    for (let number = this.#numbers.get(key) ?? 1; this.#taken.has(fold(free.name)); ) {
      number += 1;
      this.#numbers.set(key, number);
      free = { name: assemble(parts, `~${number}`).name, whole: false };
    }
    this.#taken.add(fold(free.name));
    return free;
  }
}

interface NameParts {
  /** The piece and its `_`, or empty. */
  readonly prefix: string;
  readonly stem: string;
  /** With its dot. */
  readonly extension: string;
  /** Whether `stem` and `extension` are those of the batch. */
  readonly whole: boolean;
}

function partsOf(document: string, piece: string, extension: string): NameParts {
  const original = document.slice(document.lastIndexOf('/') + 1);
  const dot = original.lastIndexOf('.');
  const originalStem = dot < 0 ? original : original.slice(0, dot);
  const sameExtension = fold(original.slice(originalStem.length)) === fold(extension);
  const stem = originalStem === '' ? '' : safeFileName(closestForm(originalStem).text);
  const kept = { extension, whole: sameExtension && stem === originalStem };
  const wholePiece = safePiece(piece);
  const shortPiece = wholePiece.slice(0, LONGEST_PIECE).trimEnd();
  if (stem === '') return { ...kept, prefix: '', stem: safeFileName(shortPiece) };
  const repeated = startsWithWord(stem, wholePiece) || startsWithWord(stem, shortPiece);
  return { ...kept, prefix: shortPiece === '' || repeated ? '' : `${shortPiece}_`, stem };
}

/** The name with the stem cut to the room that is left; `mark` tells it from another of the same name. */
function assemble(parts: NameParts, mark: string): DocumentName {
  const room = LONGEST_NAME - parts.prefix.length - parts.extension.length - mark.length;
  const stem = parts.stem.slice(0, room).replace(/[. ]+$/, '');
  // Once more, because the cut may have left the name of a device.
  const name = safeFileName(`${parts.prefix}${stem}${mark}${parts.extension}`);
  return { name, whole: parts.whole && stem === parts.stem };
}

/** Safe inside a name, and empty for a blank one. */
function safePiece(piece: string): string {
  const trimmed = closestForm(piece).text.trim();
  return trimmed === '' ? '' : safeFileName(trimmed);
}

/** Whether a stem begins with a piece that is followed by nothing or by a sign: `12-a` and `12` begin with 12, `123` does not. */
function startsWithWord(stem: string, piece: string): boolean {
  if (piece === '' || !fold(stem).startsWith(fold(piece))) return false;
  return !/^[\p{L}\p{N}]/u.test(stem.slice(piece.length));
}

/** Windows and macOS tell names apart without regard to case; upper case first folds ß and SS together. */
function fold(name: string): string {
  return name.toUpperCase().toLowerCase();
}
