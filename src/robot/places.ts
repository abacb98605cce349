/**
 * Where a drop ends, by what became of it, as paths from the root. Owns names that are taken already; moves nothing.
 */
import { join, relative, sep } from 'node:path';
import { FOLDER_NAMES, type Folders } from '../configuration/folders.ts';
import type { StagedPlace } from '../register/register.ts';
import { remove } from '../storage/removal.ts';
import type { Claim } from './claims.ts';
import { exists } from './moving.ts';
import { REPORT_NAMES } from './reports.ts';

type ClaimFolder = Pick<Claim, 'folder'>;

/** The folder of a claim's reports, until they appear. */
export function reportsFolder(claim: ClaimFolder): string {
  return join(claim.folder, 'rapports');
}

/** The folder of the note beside a duplicate, until it appears. */
export function noteFolder(claim: ClaimFolder): string {
  return join(claim.folder, 'note');
}

/** The file that a settings export is compared with. */
export function previousPublication(claim: ClaimFolder): string {
  return join(claim.folder, 'publication-precedente.json');
}

/** Removes what was written into a claim beside its drop. */
export async function clearClaim(claim: ClaimFolder): Promise<void> {
  for (const path of [
    reportsFolder(claim),
    noteFolder(claim),
    mendingFolder(claim),
    previousPublication(claim),
  ])
    await remove(path);
}

/** The folder of what is left to be mended, until it appears. */
export function mendingFolder(claim: ClaimFolder): string {
  return join(claim.folder, MENDING_NAME);
}

/** What is left to be mended, in the folder of its refusal. */
export const MENDING_NAME = 'a-corriger';

/** What we put beside a refused drop. */
const OUR_NAMES: ReadonlySet<string> = new Set([MENDING_NAME, ...REPORT_NAMES]);

/** A refusal: its reports, what is left to be mended, and the drop as it came, in one folder of the drop's name. */
export function refusalPlaces(claim: Claim, folders: Folders): StagedPlace[] {
  const name = freeName(folders.refused, claim);
  const place = `${FOLDER_NAMES.refused}/${name}`;
  const staged = [{ temporary: fromRoot(reportsFolder(claim), folders), place }];
  if (exists(mendingFolder(claim)))
    staged.push({ temporary: fromRoot(mendingFolder(claim), folders), place: `${place}/${MENDING_NAME}` });
  // Out of its archive, it is there already.
  if (claim.from !== null)
    staged.push({ temporary: fromRoot(claim.path, folders), place: `${place}/${innerName(claim)}` });
  return staged;
}

/** A batch that was left to be mended comes back under the name that we gave it; a drop may also be called like a report. */
function innerName({ id, name }: Claim): string {
  return OUR_NAMES.has(name.toLowerCase()) ? `${name}_${id}` : name;
}

/** A duplicate: a note, and the drop as it came, beside each other. */
export function duplicatePlaces(claim: Claim, notePath: string, folders: Folders): StagedPlace[] {
  const place = `${FOLDER_NAMES.duplicates}/${freeName(folders.duplicates, claim)}`;
  return [
    { temporary: fromRoot(notePath, folders), place: `${place}.txt` },
    { temporary: fromRoot(claim.path, folders), place },
  ];
}

/** A path below the root, with `/`. */
export function fromRoot(path: string, { root }: Folders): string {
  return relative(root, path).split(sep).join('/');
}

/** The drop's own name, or one that no other drop can have where something of that name is there. */
function freeName(folder: string, { id, name }: Claim): string {
  const isTaken = exists(join(folder, name)) || exists(join(folder, `${name}.txt`));
  return isTaken ? `${name}_${id}` : name;
}
