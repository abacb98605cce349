/**
 * The documents of a batch: which file the column D means, whether ISACOMPTA can take it, and under which name. Owns
 * the order in which they go into the zip; writes nothing.
 */
import { extensionsOf } from '../format/document-type.ts';
import type { DocumentReferences } from '../model/entry.ts';
import type { FindingCode, FindingDetails } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { GRID_HEADERS } from '../model/grid.ts';
import { BYTES_PER_MIB, type Limits } from '../model/limits.ts';
import { DocumentNames } from './document-names.ts';
import type { InspectedFile } from './inspected-file.ts';

const FOLDER = /^documents\//i;

/** A document that an entry names, and its name in the zip. */
export interface ReferencedDocument {
  readonly document: InspectedFile;
  readonly name: string;
}

export interface DocumentsOptions {
  /** The batch's CSV, for findings. */
  readonly csvFile: string;
  readonly limits: Limits;
}

export class Documents {
  readonly #options: DocumentsOptions;
  readonly #findings: Findings;
  readonly #names = new DocumentNames();
  readonly #files: readonly InspectedFile[];
  readonly #byPath: ReadonlyMap<string, InspectedFile>;
  readonly #byFoldedPath: ReadonlyMap<string, InspectedFile>;
  /** By the text of the column D; null for a document that can't be delivered. */
  readonly #byText = new Map<string, ReferencedDocument | null>();
  readonly #byFile = new Map<InspectedFile, ReferencedDocument>();
  /** Files that are not what `lot.json` announces, and the folded paths of those that it announces and that are not there. */
  readonly #altered = new Set<InspectedFile>();
  readonly #absent = new Set<string>();

  /** `files`: everything in the batch that may be a document; of two with one name, the later one is meant. */
  constructor(files: readonly InspectedFile[], options: DocumentsOptions, findings: Findings) {
    this.#options = options;
    this.#findings = findings;
    this.#files = files;
    this.#byPath = new Map(files.map((inspected) => [relative(inspected.file.path), inspected]));
    this.#byFoldedPath = uniqueByFoldedPath(files);
  }

  /** Every document that entries have named so far, in the order of naming. */
  get referenced(): readonly ReferencedDocument[] {
    return [...this.#byFile.values()];
  }

  /** Takes note of an entry's documents. Gives the name of the linked one, the first; empty where there is none. */
  reference(entry: DocumentReferences): string {
    let linked = '';
    for (const text of entry.documents) {
      let document = this.#byText.get(text);
      if (document === undefined) {
        document = this.#resolve(text, entry);
        this.#byText.set(text, document);
      }
      if (linked === '') linked = document?.name ?? '';
    }
    return linked;
  }

  /** Compares with the hashes of `lot.json`, its names being those of the column D. */
  compareHashes(announced: ReadonlyMap<string, string | null>, noticeFile: string): void {
    for (const [text, sha256] of announced) {
      const found = this.#find(text);
      if (found === undefined) {
        this.#findings.add(
          'DOCUMENT_MISSING',
          { file: noticeFile, column: 'documents', value: text },
          { listed: true },
        );
      } else if (sha256 !== null && sha256 !== found.sha256) {
        const place = { file: found.file.path, value: found.sha256 };
        this.#findings.add('DOCUMENT_HASH_MISMATCH', place, { announced: sha256, found: found.sha256 });
      }
    }
  }

  /** Takes note, before entries are read, of what `compareHashes` will find, so that their entries can be told apart. */
  expectHashes(announced: ReadonlyMap<string, string | null>): void {
    for (const [text, sha256] of announced) {
      const found = this.#find(text);
      if (found === undefined) this.#absent.add(innerName(text).toLowerCase());
      else if (sha256 !== null && sha256 !== found.sha256) this.#altered.add(found);
    }
  }

  /** Whether an entry that was referenced names a document that can't be delivered. */
  namesFaulty({ documents }: DocumentReferences): boolean {
    return documents.some((text) => {
      const known = this.#byText.get(text) ?? null;
      return known === null || !this.isFit(known.document) || this.isAltered(known.document);
    });
  }

  /** Whether something is wrong with a document that `lot.json` announces and no entry names. */
  get hasUnclaimedFaults(): boolean {
    if ([...this.#altered].some((file) => !this.#byFile.has(file))) return true;
    const named = new Set([...this.#byText.keys()].map((text) => innerName(text).toLowerCase()));
    return [...this.#absent].some((path) => !named.has(path));
  }

  /** The file that a name in the column D means, deliverable or not; null where there is none. */
  fileOf(text: string): InspectedFile | null {
    return pathFault(text) === null ? (this.#find(text) ?? null) : null;
  }

  /** Whether ISACOMPTA can take a file, as far as it was asked for. */
  isFit(file: InspectedFile): boolean {
    return this.#byFile.get(file)?.name !== '';
  }

  /** Whether a file is not what `lot.json` announces. */
  isAltered(file: InspectedFile): boolean {
    return this.#altered.has(file);
  }

  /** Tells the files that no entry names. */
  tellUnreferenced(): void {
    for (const inspected of this.#files) {
      if (!this.#byFile.has(inspected))
        this.#findings.add('DOCUMENT_UNREFERENCED', { file: inspected.file.path }, {});
    }
  }

  #resolve(text: string, entry: DocumentReferences): ReferencedDocument | null {
    const fault = pathFault(text);
    if (fault !== null) return this.#refuse('PATH_UNSAFE', text, entry, { fault });
    const document = this.#find(text);
    if (document === undefined) return this.#refuse('DOCUMENT_MISSING', text, entry, { listed: false });
    const known = this.#byFile.get(document);
    if (known !== undefined) return known;
    const type = this.#takenType(document);
    if (type === null) {
      // Remembered all the same, so that it is not told as unreferenced on top.
      this.#byFile.set(document, { document, name: '' });
      return null;
    }
    const path = relative(document.file.path);
    const { name, whole } = this.#names.nameFor(path, entry.piece, extensionFor(path, type));
    if (!whole) this.#findings.add('DOCUMENT_RENAMED', { file: document.file.path, value: text }, { name });
    const referenced = { document, name };
    this.#byFile.set(document, referenced);
    return referenced;
  }

  /** The type of a document that ISACOMPTA can take, or null and a finding. */
  #takenType({ file, bytes, type }: InspectedFile): InspectedFile['type'] {
    const limitMiB = this.#options.limits.documentMiB;
    if (bytes === 0) this.#findings.add('DOCUMENT_EMPTY', { file: file.path }, {});
    else if (bytes > limitMiB * BYTES_PER_MIB)
      this.#findings.add('DOCUMENT_TOO_LARGE', { file: file.path }, { bytes, limitMiB });
    else if (type === null) this.#findings.add('DOCUMENT_TYPE_REFUSED', { file: file.path }, {});
    else return type;
    return null;
  }

  #refuse<C extends FindingCode>(
    code: C,
    text: string,
    entry: DocumentReferences,
    details: FindingDetails[C],
  ): null {
    this.#findings.add(
      code,
      { file: this.#options.csvFile, line: entry.line, column: GRID_HEADERS.documents, value: text },
      details,
    );
    return null;
  }

  /** The file of this name: exactly, or without regard to case where that leaves one. */
  #find(text: string): InspectedFile | undefined {
    const path = innerName(text);
    return this.#byPath.get(path) ?? this.#byFoldedPath.get(path.toLowerCase());
  }
}

/** The ending that a document keeps where it fits its content, else the usual one of its type. */
function extensionFor(path: string, type: NonNullable<InspectedFile['type']>): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1] ?? '';
  return extensionsOf(type).includes(ending.toLowerCase()) ? ending : extensionsOf(type)[0];
}

function pathFault(text: string): 'climbs' | 'absolute' | 'drive' | null {
  if (/^(?:[a-z]:)?[\\/]/i.test(text)) return 'absolute';
  if (/^[a-z]:/i.test(text)) return 'drive';
  return /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(text) ? 'climbs' : null;
}

/** A name in the column D as a path in `documents/`. */
function innerName(text: string): string {
  return relative(text.normalize('NFC').replaceAll('\\', '/'));
}

/** Names in the column D are relative to `documents/`, and may say so. */
function relative(path: string): string {
  return path.replace(FOLDER, '');
}

/** Paths without regard to case, where that leaves one; of two that are the same to the letter the later one is meant. */
function uniqueByFoldedPath(files: readonly InspectedFile[]): Map<string, InspectedFile> {
  const unique = new Map<string, InspectedFile>();
  const ambiguous = new Set<string>();
  for (const inspected of files) {
    const path = relative(inspected.file.path);
    const known = unique.get(path.toLowerCase());
    if (known !== undefined && relative(known.file.path) !== path) ambiguous.add(path.toLowerCase());
    unique.set(path.toLowerCase(), inspected);
  }
  for (const folded of ambiguous) unique.delete(folded);
  return unique;
}
