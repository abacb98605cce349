/**
 * Gives a drop back as it came, byte for byte: every file is held against the manifest while it is written, and the
 * folder appears complete or not at all, and takes nothing's place. What is wrong elsewhere in the archive (an output, the
 * report) keeps nobody from the drop. Names are ours and looked at all the same: an archive may have been anywhere in
 * ten years.
 */
import { renameSync } from 'node:fs';
import { lstat, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSafeFileName, longPath } from '../format/windows-names.ts';
import { temporaryName } from '../storage/durable.ts';
import { errorCode } from '../storage/file-system.ts';
import { defaultRetryOptions, retrying } from '../storage/retry.ts';
import { ArchiveError, type ArchiveFault } from './fault.ts';
import type { Manifest, ManifestFile, SkippedMember } from './manifest.ts';
import { type DiskPath, diskName, diskPath, textOf } from './member-name.ts';
import { DROP_FOLDER } from './members.ts';
import { OpenedArchive } from './opened-archive.ts';
import { type ExpectedArchive, readManifest, verifiedMember } from './verify-archive.ts';

export interface ExtractedDrop {
  readonly files: number;
  readonly bytes: number;
  /** What was in the drop and never in the archive. */
  readonly skipped: readonly SkippedMember[];
}

/** The disk flushes several files in little more time than one. */
const WRITTEN_AT_ONCE = 16;

/**
 * Makes the folder `target`, which must not be there, with the drop in it under its own name. Throws an ArchiveError,
 * and what the machine says (`EEXIST` for a target that is there); then nothing is left.
 */
export async function extractDrop(
  expected: ExpectedArchive,
  target: string,
  platform: NodeJS.Platform = process.platform,
): Promise<ExtractedDrop> {
  await refuseExisting(target);
  const archive = await OpenedArchive.open(expected.path, expected.archive);
  const temporary = join(dirname(target), temporaryName());
  try {
    const manifest = dropOf(await readManifest(archive, expected), expected.archive, platform);
    await mkdir(dirname(target), { recursive: true });
    await mkdir(temporary);
    await writeDrop(archive, manifest, temporary, platform);
    await refuseExisting(target);
    await retrying(() => renameSync(temporary, target), { ...defaultRetryOptions, platform });
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    return { files: manifest.files.length, bytes, skipped: manifest.skipped };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  } finally {
    await archive.close();
  }
}

/** The drop's part of the manifest, with paths that begin at the drop; every name is one that the disk can have. */
function dropOf(
  manifest: Manifest,
  archive: string,
  platform: NodeJS.Platform,
): Pick<Manifest, 'files' | 'folders' | 'skipped'> {
  const files = manifest.files.filter(({ path }) => path.startsWith(DROP_FOLDER));
  const folders = manifest.folders.filter((folder) => folder.startsWith(DROP_FOLDER));
  const unsafe = [...files.map(({ path }) => path), ...folders].filter(
    (member) => !partsOf(member).every((part) => isSafe(part, platform)),
  );
  if (unsafe.length > 0) {
    const faults = unsafe.map((member): ArchiveFault => ({ kind: 'member-unsafe', member }));
    throw new ArchiveError(archive, faults);
  }
  return { files, folders, skipped: manifest.skipped };
}

async function writeDrop(
  archive: OpenedArchive,
  { files, folders }: Pick<Manifest, 'files' | 'folders'>,
  target: string,
  platform: NodeJS.Platform,
): Promise<void> {
  const made = new Map<string, DiskPath>([['', longPath(platform, target)]]);
  for (const folder of folders) await folderFor(partsOf(folder), made);
  for (let at = 0; at < files.length; at += WRITTEN_AT_ONCE) {
    const writing: Promise<void>[] = [];
    for (const file of files.slice(at, at + WRITTEN_AT_ONCE)) {
      const parts = partsOf(file.path);
      const name = parts.pop();
      if (name === undefined) throw new Error(`${file.path} is no file of a drop`);
      const path = diskPath(await folderFor(parts, made), name, platform);
      writing.push(writeFile(archive, file, path));
    }
    await allDone(writing);
  }
}

/** Waits for all of them, also where one fails: what is being written can't be removed. */
async function allDone(writing: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(writing)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/** The folder of these parts, made with those above it where it is not yet. */
async function folderFor(parts: readonly Buffer[], made: Map<string, DiskPath>): Promise<DiskPath> {
  const key = parts.map((part) => part.toString('latin1')).join('/');
  const known = made.get(key);
  if (known !== undefined) return known;
  const name = parts.at(-1);
  if (name === undefined) throw new Error('The folder of the drop is made first');
  const path = diskPath(await folderFor(parts.slice(0, -1), made), name);
  await mkdir(path);
  made.set(key, path);
  return path;
}

/** Flushed, because a drop that is run again must not be taken for whole after a power cut that it did not survive. */
async function writeFile(archive: OpenedArchive, file: ManifestFile, path: DiskPath): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    for await (const bytes of verifiedMember(archive, file)) await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The names below `depot/` as the disk has them. */
function partsOf(member: string): Buffer[] {
  return member.slice(DROP_FOLDER.length).split('/').map(diskName);
}

function isSafe(name: Buffer, platform: NodeJS.Platform): boolean {
  const bytes = name.toString('latin1');
  if (bytes === '' || bytes === '.' || bytes === '..' || /[/\0]/.test(bytes)) return false;
  const text = textOf(name);
  return platform !== 'win32' || (text !== null && isSafeFileName(text));
}

async function refuseExisting(target: string): Promise<void> {
  const stats = await lstat(target).catch((error) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (stats === null) return;
  throw Object.assign(new Error(`EEXIST: ${target}`), { code: 'EEXIST', syscall: 'mkdir', path: target });
}
