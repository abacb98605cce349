/**
 * Which delivered batches ISACOMPTA has taken: it removes an import file when it has integrated it. The folders are the
 * truth; what is seen there is noted in the register.
 */
import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { DropRecord, Timestamp } from '../model/drop-record.ts';
import type { Register } from './register.ts';

/** How the places of what is for ISACOMPTA begin. */
const TO_INTEGRATE = 'a-integrer/';

export interface Sight {
  /** The folder that places start from. */
  readonly root: string;
  readonly at: Timestamp;
}

/** Delivered, and not known to be integrated. */
export function isPending({ outcome, finishedAt, integratedAt }: DropRecord): boolean {
  return outcome === 'delivered' && finishedAt !== null && integratedAt === null;
}

/** The import file of a delivered batch, as a path from the root with `/`. */
export function importPlaceOf({ id, places }: DropRecord): string {
  // Where a part of the batch was refused, that has its places too.
  const place = places.findLast((each) => each.startsWith(TO_INTEGRATE));
  if (place === undefined) throw new Error(`${id} was delivered nowhere`);
  return place;
}

/**
 * Notes those of the drops that are pending and whose import file is gone. Gives the ids of these; throws what the
 * system says where the folders can't be looked at, since a network share that is away has taken nothing.
 */
export async function noticeIntegrated(
  register: Register,
  drops: readonly DropRecord[],
  { root, at }: Sight,
): Promise<ReadonlySet<string>> {
  const folders = new Map<string, ReadonlySet<string>>();
  const taken = new Set<string>();
  for (const drop of drops.filter(isPending)) {
    const place = importPlaceOf(drop);
    const folder = posix.dirname(place);
    const names = folders.get(folder) ?? namesIn(root, folder);
    folders.set(folder, names);
    if (names.has(comparable(posix.basename(place)))) continue;
    await register.integrated(drop.id, at);
    taken.add(drop.id);
  }
  return taken;
}

/** The names in a folder; none where only its company file's folder is missing. */
function namesIn(root: string, folder: string): ReadonlySet<string> {
  const [state = '', ...rest] = folder.split('/');
  statSync(join(root, state));
  try {
    return new Set(readdirSync(join(root, state, ...rest)).map(comparable));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set();
    throw error;
  }
}

/** File systems differ in whether they keep the case of a name. */
function comparable(name: string): string {
  return name.toLowerCase();
}
