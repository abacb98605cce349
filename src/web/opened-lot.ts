/**
 * One lot as it is looked at: its grid, its documents and its original text, each taken out of the archive when it is
 * first asked for and kept for the next look. Owns the files that this takes; knows nothing of pages.
 */
import { writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { batchContents } from '../ami/batch-contents.ts';
import type { BatchFile, BatchSource } from '../ami/batch-file.ts';
import { openBatch } from '../ami/batch-source.ts';
import { innerPath } from '../format/inner-path.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import type { DropRecord, ToldFinding } from '../model/drop-record.ts';
import { Findings } from '../model/findings.ts';
import type { Limits } from '../model/limits.ts';
import { documentsPlaceOf, importPlaceOf } from '../register/integration.ts';
import { ArchivedDrop } from './archived-drop.ts';
import { type FindingPlace, findingPlaces } from './finding-places.ts';
import { GridFile } from './grid-file.ts';
import type { PageFolder } from './page-folder.ts';
import { ZipDocuments } from './zip-documents.ts';

export interface LotSurroundings {
  readonly archives: string;
  readonly folder: PageFolder;
  readonly limits: Limits;
}

export class OpenedLot {
  readonly record: DropRecord;
  readonly #around: LotSurroundings;
  readonly #drop: ArchivedDrop;
  readonly #paths: string[] = [];
  #grid: Promise<GridFile> | null = null;
  #documents: Promise<ZipDocuments | null> | null = null;
  #original: Promise<BatchSource | null> | null = null;
  #places: Promise<ReadonlyMap<ToldFinding, FindingPlace>> | null = null;

  private constructor(record: DropRecord, around: LotSurroundings, drop: ArchivedDrop) {
    this.record = record;
    this.#around = around;
    this.#drop = drop;
  }

  /** Throws an ArchiveError. */
  static async open(record: DropRecord, around: LotSurroundings): Promise<OpenedLot> {
    return new OpenedLot(record, around, await ArchivedDrop.open(record, around.archives));
  }

  /** Of a delivered lot. */
  grid(): Promise<GridFile> {
    this.#grid ??= this.#openGrid();
    return this.#grid;
  }

  /** Null where the lot has none. */
  documents(): Promise<ZipDocuments | null> {
    this.#documents ??= this.#openDocuments();
    return this.#documents;
  }

  /** The text of the entries as it came; null where the drop was nothing in which it could be found. */
  async originalText(): Promise<BatchFile | null> {
    this.#original ??= this.#openOriginal();
    const source = await this.#original;
    return source === null ? null : (batchContents(source, new Findings())?.entries ?? null);
  }

  /** Where the findings of a delivered lot stand in its grid. */
  findingPlaces(): Promise<ReadonlyMap<ToldFinding, FindingPlace>> {
    this.#places ??= this.#findPlaces();
    return this.#places;
  }

  async close(): Promise<void> {
    await (await this.#documents?.catch(() => null))?.close();
    await (await this.#original?.catch(() => null))?.close();
    await this.#drop.close();
    for (const path of this.#paths) await this.#around.folder.remove(path);
  }

  async #findPlaces(): Promise<ReadonlyMap<ToldFinding, FindingPlace>> {
    const { findings } = this.record;
    if (findings.every(({ line }) => line === null)) return new Map();
    const text = await this.originalText();
    return text === null ? new Map() : findingPlaces(text, findings);
  }

  async #openGrid(): Promise<GridFile> {
    const name = posix.basename(importPlaceOf(this.record));
    if (/\.zip$/i.test(name)) {
      const zip = await this.documents();
      const inner = zip?.names.find((each) => /\.ecr$/i.test(each));
      if (zip === null || inner === undefined) throw new Error(`${this.record.id} has no import file`);
      const path = this.#newPath();
      await writeFile(path, zip.stream(inner), { flag: 'wx' });
      return GridFile.index(path);
    }
    const path = await this.#extractOutput(name);
    if (path === null) throw new Error(`${this.record.id} has no import file`);
    return GridFile.index(path);
  }

  async #openDocuments(): Promise<ZipDocuments | null> {
    const name = posix.basename(documentsPlaceOf(this.record));
    const path = await this.#extractOutput(name);
    return path === null ? null : ZipDocuments.open(path, name, this.#around.limits);
  }

  async #extractOutput(name: string): Promise<string | null> {
    const member = this.#drop.member('output', name);
    if (member === null) return null;
    const path = this.#newPath();
    await this.#drop.extract(member, path);
    return path;
  }

  async #openOriginal(): Promise<BatchSource | null> {
    const { loneFile } = this.#drop;
    if (loneFile === null) return this.#folderSource();
    const ending = /\.(?:zip|csv)$/i.exec(this.record.name)?.[0] ?? '.part';
    const path = this.#newPath(ending.toLowerCase());
    await this.#drop.extract(loneFile, path);
    return openBatch(path, this.#around.limits, new Findings());
  }

  #folderSource(): BatchSource {
    const files: BatchFile[] = [];
    for (const [name, member] of this.#drop.folderFiles()) {
      const inner = innerPath(name);
      if ('fault' in inner || isTechnicalFile(inner.path)) continue;
      const read = (): AsyncIterable<Buffer> => this.#drop.read(member);
      const open = async (): Promise<Readable> => Readable.from(read(), { objectMode: false });
      files.push({ path: inner.path, size: member.bytes, read, pass: read, open });
    }
    return { kind: 'folder', name: this.record.name, files, close: async () => {} };
  }

  #newPath(ending?: string): string {
    const path = this.#around.folder.newPath(ending);
    this.#paths.push(path);
    return path;
  }
}
