/**
 * Runs a batch again out of its archive, with today's settings and configuration: it is extracted into a claim of its
 * own, and from there on it is a drop like any other. Owns whether it may be, and that nothing half done is left of it.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { archivePath } from '../archive/archive-files.ts';
import { extractDrop } from '../archive/extract-archive.ts';
import type { ArchiveFault } from '../archive/fault.ts';
import type { DropRecord } from '../model/drop-record.ts';
import type { Register } from '../register/register.ts';
import type { Rerun } from './batch-work.ts';
import type { Office } from './carrying-out.ts';
import { claimId } from './claim-folders.ts';
import { type Claim, REPLAY_FOLDER, removeClaim, Workplace } from './claims.ts';
import type { OpenedOffice } from './office.ts';
import { recoverClaim } from './recovery.ts';
import { workOn } from './work.ts';

/** Why a drop is not run again. */
export type ReplayRefusal =
  | { readonly kind: 'settings' }
  | { readonly kind: 'no-archive' }
  /** It was delivered, and nobody said that it is to be once more. */
  | { readonly kind: 'delivered'; readonly as: DropRecord }
  /** Its archive is not what it was. */
  | { readonly kind: 'archive'; readonly archive: string; readonly faults: readonly ArchiveFault[] };

/** As which delivery the drop is run again, or why it is not. */
export async function rerunOf(
  drop: DropRecord,
  isAgain: boolean,
  register: Register,
): Promise<Rerun | ReplayRefusal> {
  if (drop.kind === 'settings') return { kind: 'settings' };
  const delivered =
    drop.dossier === null ? null : await register.deliveryOfContent(drop.dossier, drop.contentHash);
  const archived = drop.archive === null ? delivered : drop;
  if (archived === null || archived.archive === null) return { kind: 'no-archive' };
  if (delivered === null) return { of: archived, revision: 0 };
  return isAgain ? { of: archived, revision: delivered.revision + 1 } : { kind: 'delivered', as: delivered };
}

/**
 * What became of it this time. Throws what the archive or the machine says; nothing is left of it then, unless that could
 * not be tidied up, which the next robot does. What was written down already is brought to its end all the same, and is
 * then no fault.
 */
export async function runAgain(office: OpenedOffice, rerun: Rerun): Promise<DropRecord> {
  const place = await Workplace.open(office.folders);
  try {
    const claim = await claimReplay(rerun.of, place, office);
    try {
      return (await workOn(claim, office, (each) => office.decide(each, rerun))).record;
    } catch (error) {
      const recovery = await recoverClaim(claim, office);
      const record = recovery === 'finished' ? await office.register.find(claim.id) : null;
      if (record === null) throw error;
      return record;
    }
  } finally {
    await place.close();
  }
}

/** A claim with the drop as it came, out of its archive. Throws what the archive or the machine says. */
export async function claimReplay(of: DropRecord, place: Workplace, office: Office): Promise<Claim> {
  const { archive, manifestHash } = of;
  if (archive === null) throw new Error(`${of.id} has no archive`);
  const id = claimId(office.now());
  const folder = join(place.folder, id);
  await mkdir(folder, { recursive: true });
  const expected = { path: archivePath(office.folders.archives, archive), archive, id: of.id, manifestHash };
  const target = join(folder, REPLAY_FOLDER);
  try {
    await extractDrop(expected, target);
  } catch (error) {
    await removeClaim({ folder });
    throw error;
  }
  return {
    id,
    folder,
    kind: 'batch',
    name: of.name,
    from: null,
    isLoose: false,
    path: join(target, of.name),
  };
}
