/**
 * Makes the archive of a drop: one zip that appears complete or not at all, is written once and read-only from then on.
 * Every file is read once, in pieces, and hashed while it goes by, so that memory does not depend on the drop.
 *
 * The archive is made before anything of the drop appears, and before the register knows of it. What a crash leaves in
 * between is an archive that the register does not know, for `unsealArchive` to take back.
 */
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { createZip, type ZipTime, type ZipWriter } from '../format/zip-writer.ts';
import type { Timestamp } from '../model/drop-record.ts';
import { StagedOutput, type StagedOutputOptions } from '../storage/durable.ts';
import { errorCode } from '../storage/file-system.ts';
import type { StagedFile } from '../storage/staged-file.ts';
import type { ArchiveContents, SealedArchive } from './archive.ts';
import { archiveName, archivePath } from './archive-files.ts';
import { type FoundFile, walkDrop } from './drop-walk.ts';
import { MANIFEST_NAME, type ManifestFile, manifestText } from './manifest.ts';
import { dropMember, outputMember, REPORT_MEMBER } from './members.ts';
import { REGISTRATION_NAME, registrationText } from './registration.ts';
import { readUnchanged } from './unchanged-file.ts';
import { SealingSink, UNSEALED } from './zip-seal.ts';

export type SealOptions = Omit<StagedOutputOptions, 'token'>;

/** There is an archive of this name, and an archive is written once. It is a mistake of the caller. */
export class ArchiveExistsError extends Error {
  override readonly name = 'ArchiveExistsError';
}

/** A file up to this size is read into memory, so that its size and checksum stand in front of it in the zip. */
const LARGEST_IN_MEMORY = 4 * 1024 * 1024;

const READ_ONLY = 0o444;

/** What file systems without permissions say; they keep an archive as well as they can. */
const WITHOUT_PERMISSIONS = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL']);

/**
 * Writes it below the folder `archives`, which is made where it is missing. Throws a DropFault (`file-changed`) where the drop or an output changes meanwhile, an ArchiveExistsError, and what
 * the machine says; then nothing is left.
 */
export async function sealArchive(
  contents: ArchiveContents,
  archives: string,
  options: SealOptions = {},
): Promise<SealedArchive> {
  const { id, receivedAt } = contents.record;
  const archive = archiveName(id, receivedAt);
  const path = archivePath(archives, archive);
  // Known by its id, so that what a crash leaves of it is found.
  const output = new StagedOutput(dirname(path), { ...options, token: () => id });
  try {
    const staged = output.stage();
    const manifestHash = await writeArchive(staged, contents);
    makeReadOnly(staged.temporaryPath);
    refuseExisting(path);
    await output.publish([{ staged, finalName: `${id}.zip` }]);
    return { archive, manifestHash };
  } catch (error) {
    await output.discard();
    throw error;
  }
}

async function writeArchive(staged: StagedFile, contents: ArchiveContents): Promise<string> {
  const { record, entries, dropPath, outputs, report } = contents;
  const drop = await walkDrop(dropPath, dropMember(record.name));
  const sink = new SealingSink(staged);
  const zip = new HashedZip(await createZip(sink, zipTime(record.receivedAt), { comment: UNSEALED }));
  for (const folder of drop.folders) await zip.addFolder(folder);
  for (const file of drop.files) await zip.addFile(file);
  for (const { name, path } of outputs) await zip.addFile(seenFile(outputMember(name), path));
  await zip.addText(REPORT_MEMBER, report);
  await zip.addText(REGISTRATION_NAME, registrationText({ record, entries }));
  const { folders, skipped } = drop;
  const manifest = manifestText({ version: 1, id: record.id, files: zip.files, folders, skipped });
  await zip.finish(manifest);
  sink.seal();
  return createHash('sha256').update(manifest).digest('hex');
}

/** A zip that takes down what it is given, for the manifest. */
class HashedZip {
  readonly files: ManifestFile[] = [];
  readonly #zip: ZipWriter;

  constructor(zip: ZipWriter) {
    this.#zip = zip;
  }

  addFolder(name: string): Promise<void> {
    return this.#zip.addFolder(name);
  }

  async addText(name: string, text: string): Promise<void> {
    const content = Buffer.from(text);
    this.#note(name, content.length, createHash('sha256').update(content).digest('hex'));
    await this.#zip.add(name, content);
  }

  async addFile(file: FoundFile): Promise<void> {
    const hash = createHash('sha256');
    const content = hashed(readUnchanged(file), hash);
    if (file.seen.size <= LARGEST_IN_MEMORY) {
      const chunks: Buffer[] = [];
      for await (const bytes of content) chunks.push(bytes);
      await this.#zip.add(file.member, Buffer.concat(chunks));
    } else {
      await this.#zip.addStream(file.member, Readable.from(content, { objectMode: false }));
    }
    this.#note(file.member, file.seen.size, hash.digest('hex'));
  }

  async finish(manifest: string): Promise<void> {
    await this.#zip.add(MANIFEST_NAME, Buffer.from(manifest));
    await this.#zip.finish();
  }

  #note(path: string, bytes: number, sha256: string): void {
    this.files.push({ path, bytes, sha256 });
  }
}

async function* hashed(
  content: AsyncGenerator<Buffer>,
  hash: { update(bytes: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const bytes of content) {
    hash.update(bytes);
    yield bytes;
  }
}

function seenFile(member: string, path: string): FoundFile {
  const { size, mtimeMs } = lstatSync(path);
  return { member, path, seen: { size, mtimeMs } };
}

function refuseExisting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    throw new ArchiveExistsError(`The archive ${path} exists`);
}

/** Before it has its name, so that it never stands there open to changes. */
function makeReadOnly(path: string): void {
  try {
    chmodSync(path, READ_ONLY);
  } catch (error) {
    if (!WITHOUT_PERMISSIONS.has(errorCode(error) ?? '')) throw error;
  }
}

/** `2026-11-24T10:15:00.000Z` in the parts that a zip has. */
function zipTime(at: Timestamp): ZipTime {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = at.split(/\D/).map(Number);
  return { year, month, day, hours, minutes, seconds };
}
