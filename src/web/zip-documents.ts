/**
 * The documents of a lot, in the zip that was delivered with it (or that the import file lies in too). A document is
 * only found by a name that the zip has, and its type is told by its content alone. Knows no archive.
 */
import { buffer } from 'node:stream/consumers';
import { DOCUMENT_HEAD_BYTES, type DocumentType, detectDocumentType } from '../format/document-type.ts';
import { InflationGuard } from '../format/inflation-guard.ts';
import { type ZipEntry, ZipReader } from '../format/zip-reader.ts';
import type { Limits } from '../model/limits.ts';

interface LotDocument {
  readonly name: string;
  readonly bytes: Buffer;
  /** Null for what is none of the documents that are taken. */
  readonly type: DocumentType | null;
}

export class ZipDocuments {
  readonly #reader: ZipReader;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #limits: Limits;

  private constructor(reader: ZipReader, entries: ReadonlyMap<string, ZipEntry>, limits: Limits) {
    this.#reader = reader;
    this.#entries = entries;
    this.#limits = limits;
  }

  static async open(path: string, name: string, limits: Limits): Promise<ZipDocuments> {
    const reader = await ZipReader.open(path, name);
    try {
      const entries = new Map<string, ZipEntry>();
      for await (const entry of reader.entries()) {
        // Where the import file is in the zip as well, both are in a folder of its name.
        if (entry.kind === 'file') entries.set(entry.name.split('/').at(-1) ?? entry.name, entry);
      }
      return new ZipDocuments(reader, entries, limits);
    } catch (error) {
      await reader.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** Null where there is none of this name. */
  async read(name: string): Promise<LotDocument | null> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    const bytes = await buffer(this.#reader.read(entry, name, new InflationGuard(this.#limits)));
    return { name, bytes, type: detectDocumentType(bytes.subarray(0, DOCUMENT_HEAD_BYTES)) };
  }

  /** The bytes of an entry, for what is too large to hold. */
  stream(name: string): AsyncIterable<Buffer> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Error(`There is no ${name}`);
    return this.#reader.read(entry, name, new InflationGuard(this.#limits)) as AsyncIterable<Buffer>;
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
