/**
 * Whether the register knows what was delivered: one that is gone, new or put back from a backup does not, and would let
 * the same be delivered twice. The archives tell. Only looks.
 */
import { type BigIntStats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { archivePath, idOfArchive, listArchives, listArchivesFrom } from '../archive/archive-files.ts';
import type { Folders } from '../configuration/folders.ts';
import { isWithoutTables } from '../register/database.ts';
import { RegisterFault } from '../register/fault.ts';
import type { Register } from '../register/register.ts';
import { errorCode } from '../storage/file-system.ts';
import { claimFolders, isClaimId } from './claim-folders.ts';
import { exists } from './moving.ts';

/** Whether there is a register that can be opened without making its tables. */
export function isRegisterThere({ register }: Pick<Folders, 'register'>): boolean {
  return exists(register) && !isWithoutTables(register);
}

/**
 * The same; throws a `RegisterFault` where opening it would make a new one beside archives: it was lost, and what it knew
 * is not to be taken for nothing.
 */
export async function requireNotLost(folders: Folders): Promise<boolean> {
  if (isRegisterThere(folders)) return true;
  const { register, archives } = folders;
  if ((await listArchives(archives)).length > 0)
    throw new RegisterFault(exists(register) ? 'empty' : 'lost', register);
  return false;
}

/**
 * Throws a `RegisterFault` where a drop was archived that is later than all that the register knows. One that is claimed
 * still is no such drop: a crash comes between its archive and the register.
 */
export async function refuseOutdatedRegister(folders: Folders, register: Register): Promise<void> {
  const [latest] = await register.list({ limit: 1 });
  const since = latest?.receivedAt.slice(0, SECONDS) ?? '';
  const archived = await listArchivesFrom(folders.archives, since.slice(0, 7).replace('-', '/'));
  const beginning = claimSecond(since);
  // By their names first: of a busy month there are very many.
  const later = archived.filter((archive) => idOfArchive(archive) >= beginning);
  // Before the register is asked: whoever works on them has them in the register before their claims go.
  const claimed = new Set(claimFolders(folders).map(({ id }) => id));
  for (const archive of later) {
    const id = idOfArchive(archive);
    if (!isClaimId(id) || claimed.has(id) || (await register.find(id)) !== null) continue;
    // What was taken back meanwhile is gone with its claim.
    if (exists(archivePath(folders.archives, archive))) throw new RegisterFault('outdated', folders.register);
  }
}

/** `2026-11-24T10:15:00`: all that the id of a drop tells. */
const SECONDS = 19;

/** How the ids of a second begin: they are in the order of time. */
function claimSecond(since: string): string {
  return since.replace(/[-:]/g, '').replace('T', '-');
}

/** The register's file as it was when it was opened. */
export class RegisterFile {
  readonly #path: string;
  readonly #opened: Pick<BigIntStats, 'dev' | 'ino'>;

  constructor(path: string) {
    this.#path = path;
    this.#opened = statSync(path, { bigint: true });
  }

  /**
   * Throws a `RegisterFault` where the file of this name is another one or none: what is written into the opened one is
   * then read by nobody. Throws what the system says where its folder is away.
   */
  require(): void {
    const now = this.#now();
    if (now?.ino !== this.#opened.ino || now.dev !== this.#opened.dev)
      throw new RegisterFault('replaced', this.#path);
  }

  #now(): BigIntStats | null {
    try {
      return statSync(this.#path, { bigint: true });
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || !exists(dirname(this.#path))) throw error;
      return null;
    }
  }
}
