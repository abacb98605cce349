/**
 * Whether one archive is what was sealed: its manifest by the hash that the register knows, each member by the
 * manifest, and the bytes around them by the seal. Reads in pieces, writes nothing.
 */
import { createHash } from 'node:crypto';
import { DropFault } from '../model/drop-fault.ts';
import { ArchiveError, type ArchiveFault } from './fault.ts';
import { MANIFEST_NAME, type Manifest, type ManifestFile, parseManifest } from './manifest.ts';
import { faultOf, OpenedArchive, orArchiveError } from './opened-archive.ts';
import { isSealed } from './zip-seal.ts';

export interface ExpectedArchive {
  /** The full path. */
  readonly path: string;
  /** As it is told. */
  readonly archive: string;
  /** The drop's. */
  readonly id: string;
  /** Null where no register says; then the archive is measured by itself alone. */
  readonly manifestHash: string | null;
}

/** Everything that is wrong with it; empty where nothing is. Throws nothing that an archive can bring about. */
export async function verifyArchive(expected: ExpectedArchive): Promise<readonly ArchiveFault[]> {
  try {
    await lookIntoVerified(expected, async () => undefined);
    return [];
  } catch (error) {
    if (error instanceof ArchiveError) return error.faults;
    throw error;
  }
}

/** What a look into an archive gives that is what was sealed, while it is open. Throws an ArchiveError. */
export async function lookIntoVerified<T>(
  expected: ExpectedArchive,
  look: (archive: OpenedArchive, manifest: Manifest) => Promise<T>,
): Promise<T> {
  const archive = await OpenedArchive.open(expected.path, expected.archive);
  try {
    const manifest = await readManifest(archive, expected);
    const faults = [...(await memberFaults(archive, manifest)), ...strangers(archive, manifest)];
    if (faults.length > 0) throw new ArchiveError(expected.archive, faults);
    const isWhole = await orArchiveError(expected.archive, () => isSealed(expected.path));
    if (!isWhole) throw new ArchiveError(expected.archive, [{ kind: 'seal-broken' }]);
    return await look(archive, manifest);
  } finally {
    await archive.close();
  }
}

/** In hexadecimal digits. Throws an ArchiveError where there is no manifest. */
export async function manifestHashOf(archive: OpenedArchive): Promise<string> {
  return hashOf(await manifestBytes(archive));
}

/** The manifest, once it is known to be the right one. Throws an ArchiveError. */
export async function readManifest(
  archive: OpenedArchive,
  { id, manifestHash }: ExpectedArchive,
): Promise<Manifest> {
  const bytes = await manifestBytes(archive);
  const found = hashOf(bytes);
  if (manifestHash !== null && found !== manifestHash) {
    throw new ArchiveError(archive.name, [{ kind: 'replaced', found }]);
  }
  const manifest = parseManifest(bytes.toString('utf8'));
  if (manifest === null) throw new ArchiveError(archive.name, [{ kind: 'manifest-unreadable' }]);
  if (manifest.id !== id) throw new ArchiveError(archive.name, [{ kind: 'exchanged', other: manifest.id }]);
  return manifest;
}

/** The bytes of a member, which fail with an ArchiveError where they are not those of the manifest. */
export async function* verifiedMember(
  archive: OpenedArchive,
  { path, bytes, sha256 }: ManifestFile,
): AsyncGenerator<Buffer> {
  const entry = archive.files.get(path);
  if (entry === undefined) throw new ArchiveError(archive.name, [{ kind: 'member-missing', member: path }]);
  const changed: ArchiveFault = { kind: 'member-changed', member: path };
  if (entry.size !== bytes) throw new ArchiveError(archive.name, [changed]);
  const hash = createHash('sha256');
  try {
    for await (const chunk of archive.read(path)) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    const fault = error instanceof DropFault ? changed : faultOf(error);
    if (fault === null) throw error;
    throw new ArchiveError(archive.name, [fault], error);
  }
  if (hash.digest('hex') !== sha256) throw new ArchiveError(archive.name, [changed]);
}

function manifestBytes(archive: OpenedArchive): Promise<Buffer> {
  return archive.readWhole(MANIFEST_NAME, { kind: 'manifest-missing' });
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function memberFaults(archive: OpenedArchive, manifest: Manifest): Promise<ArchiveFault[]> {
  const faults: ArchiveFault[] = [];
  for (const file of manifest.files) {
    try {
      for await (const _ of verifiedMember(archive, file));
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      faults.push(...error.faults);
    }
  }
  for (const folder of manifest.folders) {
    if (!archive.folders.has(folder)) faults.push({ kind: 'member-missing', member: folder });
  }
  return faults;
}

/** Members that the manifest does not name, itself aside. */
function strangers(archive: OpenedArchive, manifest: Manifest): ArchiveFault[] {
  const named = new Set([MANIFEST_NAME, ...manifest.files.map(({ path }) => path), ...manifest.folders]);
  return [...archive.files.keys(), ...archive.folders]
    .filter((member) => !named.has(member))
    .map((member) => ({ kind: 'member-unknown', member }));
}
