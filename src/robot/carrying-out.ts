/**
 * Carries out what was decided of a drop: archive, intent in the register, renames into place, done in the register,
 * claim removed. Each step is only taken when the one before it is on the disk, so that whatever a crash leaves can be
 * finished or undone. Owns the order of these steps; knows nothing of what a drop holds.
 */
import { join } from 'node:path';
import type { ArchivedFile } from '../archive/archive.ts';
import { sealArchive } from '../archive/seal.ts';
import { unsealArchive } from '../archive/unseal.ts';
import type { Folders } from '../configuration/folders.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { DropRecord, EntryIdentity } from '../model/drop-record.ts';
import type { Intent, Register, StagedPlace } from '../register/register.ts';
import { type Claim, removeClaim } from './claims.ts';
import { requireFolderOf } from './delivery-folders.ts';
import { removeHeld } from './held-output.ts';
import { exists, moveDurably } from './moving.ts';

/** What is to become of a drop. Everything is written, on the disk and beside its place; nothing of it is seen yet. */
export interface Plan {
  /** Without its archive. */
  readonly record: DropRecord;
  /** The entries that it delivers. */
  readonly entries: readonly EntryIdentity[];
  /** The text of the payload that it publishes. */
  readonly payload: string | null;
  readonly staged: readonly StagedPlace[];
  /** What goes into the archive beside the drop. */
  readonly archived: { readonly outputs: readonly ArchivedFile[]; readonly report: string };
}

export interface Office {
  readonly folders: Folders;
  readonly register: Register;
  /** Throws a `RegisterFault` where the register's file is no longer the one that was opened. */
  requireRegister(): void;
  now(): Date;
  /** The day where the accountant is: some rules of a company sheet begin on a day. */
  today(): CalendarDate;
}

/**
 * The drop's record, done; null where somebody else delivered the same meanwhile, so that it has to be decided again:
 * nothing is left of the plan then but what it staged. An error leaves the drop where it is, to be recovered.
 */
export async function carryOut(plan: Plan, claim: Claim, office: Office): Promise<DropRecord | null> {
  const { folders, register } = office;
  office.requireRegister();
  const { archive, manifestHash } = await sealArchive(
    { ...plan.archived, record: plan.record, entries: plan.entries, dropPath: claim.path },
    folders.archives,
  );
  const record = { ...plan.record, archive, manifestHash };
  const intent = { record, entries: plan.entries, payload: plan.payload, staged: plan.staged };
  const conflict = await register.intend(intent);
  if (conflict === null) return complete(intent, claim, office);
  await unsealArchive(folders.archives, archive);
  return null;
}

/**
 * Brings an intent to its end, from wherever it stopped. Null where something else took its place before anything of it
 * appeared: it is taken back then, with its archive.
 */
export async function complete(
  { record, staged }: Intent,
  claim: Pick<Claim, 'folder'> | null,
  { folders, register, now }: Office,
): Promise<DropRecord | null> {
  // What waits there under temporary names is away with its folder, and must not be taken for what has its name.
  for (const { place } of staged) requireFolderOf(place, folders);
  if (!(await appear(staged, folders.root))) {
    await register.abandon(record.id);
    if (record.archive !== null) await unsealArchive(folders.archives, record.archive);
    return null;
  }
  const finishedAt = now().toISOString();
  await register.finish(record.id, finishedAt);
  await removeHeld(record.id, folders);
  if (claim !== null) await removeClaim(claim);
  return { ...record, finishedAt };
}

/**
 * Gives everything its place, in order. False, and nothing was moved, where something else stands in one of the places:
 * it may be a file that waits to be integrated, and is never written over. From the first move on the rest is bound to
 * follow, and that one is what two drops of one name, refused at once, find out by which of them has the name.
 */
async function appear(staged: readonly StagedPlace[], root: string): Promise<boolean> {
  const [first] = staged;
  if (first !== undefined && exists(join(root, first.temporary))) {
    if (!arePlacesFree(staged, root)) return false;
    try {
      await bring(first, root);
    } catch (error) {
      if (!exists(join(root, first.temporary)) || arePlacesFree([first], root)) throw error;
      return false;
    }
  }
  for (const each of staged) {
    // A rename is all or nothing: what is not there any more is in its place, or was taken from there.
    if (exists(join(root, each.temporary))) await bring(each, root);
  }
  return true;
}

function bring({ temporary, place }: StagedPlace, root: string): Promise<void> {
  return moveDurably(join(root, temporary), join(root, place));
}

function arePlacesFree(staged: readonly StagedPlace[], root: string): boolean {
  for (const { place } of staged) if (exists(join(root, place))) return false;
  return true;
}
