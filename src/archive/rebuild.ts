/**
 * What the register needs to be made again where it is lost, from the archives alone, in the order in which the drops
 * were received. Every archive is verified first; one that can't be used is told and left out. Knows no register.
 *
 * Archives that were purged are gone: what the register knew of their drops, that register alone can tell.
 */
import type { DropRecord, KeptDrop, Timestamp } from '../model/drop-record.ts';
import { archiveName, archivePath, idOfArchive, listArchives } from './archive-files.ts';
import { ArchiveError, type ArchiveFault } from './fault.ts';
import type { Manifest } from './manifest.ts';
import { outputMember } from './members.ts';
import { OpenedArchive } from './opened-archive.ts';
import { REGISTRATION_NAME, type Registration } from './registration.ts';
import { parseRegistration } from './registration-reading.ts';
import { lookIntoVerified, manifestHashOf, readManifest, verifiedMember } from './verify-archive.ts';

export interface UnusableArchive {
  readonly archive: string;
  readonly faults: readonly ArchiveFault[];
}

export interface Restoration {
  /** In the order in which they were received. */
  drops(): AsyncGenerator<KeptDrop>;
  readonly count: number;
  /** Those of the drops whose archives can be used. */
  readonly ids: ReadonlySet<string>;
  readonly unusable: readonly UnusableArchive[];
}

/** What is remembered of an archive between the verification and its turn. */
interface UsableArchive {
  readonly archive: string;
  readonly receivedAt: Timestamp;
  readonly manifestHash: string;
}

/**
 * Verifies all archives. Throws nothing that an archive can bring about; but where one changes between this and its
 * turn, an ArchiveError. `onArchive` is told before each, with its place among so many.
 */
export async function restoration(
  archives: string,
  onArchive: (place: number, count: number) => void = () => {},
): Promise<Restoration> {
  const present = await listArchives(archives);
  const usable: UsableArchive[] = [];
  const unusable: UnusableArchive[] = [];
  for (const [index, archive] of present.entries()) {
    onArchive(index + 1, present.length);
    try {
      usable.push(await verified(archives, archive));
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      unusable.push({ archive, faults: error.faults });
    }
  }
  usable.sort((one, other) => compare(orderOf(one), orderOf(other)));
  return {
    count: usable.length,
    ids: new Set(usable.map(({ archive }) => idOfArchive(archive))),
    unusable,
    drops: async function* () {
      for (const archive of usable) yield await restored(archives, archive);
    },
  };
}

async function verified(archives: string, archive: string): Promise<UsableArchive> {
  const path = archivePath(archives, archive);
  const expected = { path, archive, id: idOfArchive(archive), manifestHash: null };
  return lookIntoVerified(expected, async (opened, manifest) => {
    const { record } = await readRegistration(opened, manifest);
    if (archiveName(record.id, record.receivedAt) !== archive) {
      throw new ArchiveError(archive, [{ kind: 'exchanged', other: record.id }]);
    }
    return { archive, receivedAt: record.receivedAt, manifestHash: await manifestHashOf(opened) };
  });
}

async function restored(archives: string, { archive, manifestHash }: UsableArchive): Promise<KeptDrop> {
  const path = archivePath(archives, archive);
  const opened = await OpenedArchive.open(path, archive);
  try {
    const manifest = await readManifest(opened, { path, archive, id: idOfArchive(archive), manifestHash });
    const { record, entries } = await readRegistration(opened, manifest);
    // When it was finished only the register knew; it is archived first, and done in one go.
    const finishedAt = record.finishedAt ?? record.receivedAt;
    return {
      record: { ...record, finishedAt, archive, manifestHash },
      entries,
      payload: await payloadOf(record, opened, manifest),
      purgedAt: null,
    };
  } finally {
    await opened.close();
  }
}

async function readRegistration(archive: OpenedArchive, manifest: Manifest): Promise<Registration> {
  const text = await memberText(archive, manifest, REGISTRATION_NAME);
  const registration = parseRegistration(text);
  if (registration === null) throw new ArchiveError(archive.name, [{ kind: 'registration-unreadable' }]);
  return registration;
}

/** The payload is the one output of settings that were published. */
async function payloadOf(
  { outcome, places }: DropRecord,
  archive: OpenedArchive,
  manifest: Manifest,
): Promise<string | null> {
  const place = places.at(-1);
  if (outcome !== 'published' || place === undefined) return null;
  return memberText(archive, manifest, outputMember(place));
}

async function memberText(archive: OpenedArchive, manifest: Manifest, member: string): Promise<string> {
  const file = manifest.files.find(({ path }) => path === member);
  if (file === undefined) throw new ArchiveError(archive.name, [{ kind: 'member-missing', member }]);
  const chunks: Buffer[] = [];
  for await (const bytes of verifiedMember(archive, file)) chunks.push(bytes);
  return Buffer.concat(chunks).toString('utf8');
}

function orderOf({ receivedAt, archive }: UsableArchive): string {
  return `${receivedAt} ${archive}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
