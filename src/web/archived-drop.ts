/**
 * A drop in its archive, open for reading: the drop as it came and what came out of it. Every byte is held against the
 * manifest that the register knows, and a member is only ever found by a name that the archive itself has.
 */
import { open } from 'node:fs/promises';
import { archivePath } from '../archive/archive-files.ts';
import type { ManifestFile } from '../archive/manifest.ts';
import { dropMember, outputMember, REPORT_MEMBER } from '../archive/members.ts';
import { OpenedArchive } from '../archive/opened-archive.ts';
import { readManifest, verifiedMember } from '../archive/verify-archive.ts';
import type { DropRecord } from '../model/drop-record.ts';

export class ArchivedDrop {
  readonly #archive: OpenedArchive;
  readonly #files: ReadonlyMap<string, ManifestFile>;
  readonly #drop: string;

  private constructor(archive: OpenedArchive, files: ReadonlyMap<string, ManifestFile>, drop: string) {
    this.#archive = archive;
    this.#files = files;
    this.#drop = drop;
  }

  /** Throws an ArchiveError; of a drop without archive, there is nothing to open. */
  static async open(
    { id, name, archive, manifestHash }: DropRecord,
    archives: string,
  ): Promise<ArchivedDrop> {
    if (archive === null) throw new Error(`${id} has no archive`);
    const path = archivePath(archives, archive);
    const opened = await OpenedArchive.open(path, archive);
    try {
      const { files } = await readManifest(opened, { path, archive, id, manifestHash });
      const byPath = new Map(files.map((file) => [file.path, file]));
      return new ArchivedDrop(opened, byPath, dropMember(name));
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /** The drop where it is one file, as a member; null for a folder. */
  get loneFile(): ManifestFile | null {
    return this.#files.get(this.#drop) ?? null;
  }

  /** The files of a drop that is a folder, by their path in it. */
  folderFiles(): Map<string, ManifestFile> {
    const beginning = `${this.#drop}/`;
    return new Map(
      [...this.#files]
        .filter(([path]) => path.startsWith(beginning))
        .map(([path, file]) => [path.slice(beginning.length), file]),
    );
  }

  /** The member of an output, or of the report; null where there is none of this name. */
  member(kind: 'output' | 'report', name = ''): ManifestFile | null {
    return this.#files.get(kind === 'report' ? REPORT_MEMBER : outputMember(name)) ?? null;
  }

  /** Its bytes, which fail with an ArchiveError where they are not those of the manifest. */
  read(member: ManifestFile): AsyncGenerator<Buffer> {
    return verifiedMember(this.#archive, member);
  }

  /** Writes a member to a path where nothing is yet. */
  async extract(member: ManifestFile, path: string): Promise<void> {
    const handle = await open(path, 'wx');
    try {
      for await (const bytes of this.read(member)) await handle.appendFile(bytes);
    } finally {
      await handle.close();
    }
  }

  close(): Promise<void> {
    return this.#archive.close();
  }
}
