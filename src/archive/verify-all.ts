/**
 * Whether the archives are all there and all what they were: the register's chain from its beginning, each archive by
 * its link, and nothing there that the register does not know. Reads only; the register is known by two questions.
 */
import type { DropRecord } from '../model/drop-record.ts';
import { archivePath, idOfArchive, listArchives } from './archive-files.ts';
import { type ArchiveInChain, chainFaults } from './chain.ts';
import type { ArchiveFault } from './fault.ts';
import { verifyArchive } from './verify-archive.ts';

/** What the register is asked. */
export interface ArchiveRegister {
  archives(): Promise<readonly ArchiveInChain[]>;
  find(id: string): Promise<DropRecord | null>;
}

export interface FaultyArchive {
  /** `2026/11/20261124-101500-3f2a9c.zip`. */
  readonly archive: string;
  readonly fault: ArchiveFault;
}

export interface Verification {
  /** How many archives are what they were. */
  readonly verified: number;
  readonly faults: readonly FaultyArchive[];
}

/** `onArchive` is told before each, with its place among so many. */
export async function verifyAll(
  archives: string,
  register: ArchiveRegister,
  onArchive: (place: number, count: number) => void = () => {},
): Promise<Verification> {
  // The folder before the register: an archive that a robot seals meanwhile is then at most known too early.
  const present = await listArchives(archives);
  const links = await register.archives();
  const faults: FaultyArchive[] = chainFaults(links).map(({ link, fault }) => ({
    archive: link.archive,
    fault,
  }));
  const kept = links.filter(({ purgedAt }) => purgedAt === null);
  const byHash = hashesOf(links);
  let verified = 0;
  for (const [index, link] of kept.entries()) {
    onArchive(index + 1, kept.length);
    const found = await faultsOf(archives, link, byHash);
    if (found.length === 0) verified += 1;
    for (const fault of found) faults.push({ archive: link.archive, fault });
  }
  const known = new Set(links.map(({ archive }) => archive));
  for (const archive of present) {
    if (known.has(archive) || (await isKnown(register, archive))) continue;
    faults.push({ archive, fault: { kind: 'unknown' } });
  }
  return { verified, faults };
}

/** One archive by its link, of all the links that the register has. */
export function verifyLink(
  archives: string,
  link: ArchiveInChain,
  links: readonly ArchiveInChain[],
): Promise<readonly ArchiveFault[]> {
  return faultsOf(archives, link, hashesOf(links));
}

function hashesOf(links: readonly ArchiveInChain[]): ReadonlyMap<string, string> {
  return new Map(links.map(({ manifestHash, archive }) => [manifestHash, archive]));
}

/** Where it is another's archive, it says whose. */
async function faultsOf(
  archives: string,
  { archive, drop, manifestHash }: ArchiveInChain,
  byHash: ReadonlyMap<string, string>,
): Promise<readonly ArchiveFault[]> {
  const faults = await verifyArchive({
    path: archivePath(archives, archive),
    archive,
    id: drop,
    manifestHash,
  });
  return faults.map((fault) => {
    const other = fault.kind === 'replaced' ? byHash.get(fault.found) : undefined;
    return other === undefined ? fault : { kind: 'exchanged', other: idOfArchive(other) };
  });
}

/** A robot that is at work has archived a drop that is not finished, or has finished it since. */
async function isKnown(register: ArchiveRegister, archive: string): Promise<boolean> {
  const record = await register.find(idOfArchive(archive));
  return record !== null && record.archive === archive;
}
