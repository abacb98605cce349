/**
 * The register made again: from the archives what they tell, and from the old register, as far as it can be read, what it
 * alone knew. Owns which of the two is believed; what is told of it is the command's own.
 */
import { idOfArchive } from '../archive/archive-files.ts';
import type { Restoration } from '../archive/rebuild.ts';
import { repeatedDelivery } from '../archive/repeated-delivery.ts';
import type { DropRecord, KeptDrop } from '../model/drop-record.ts';
import { RegisterFault } from '../register/fault.ts';
import { OldRegister } from '../register/old-register.ts';
import { RegisterRebuilding } from '../register/rebuilding.ts';
import type { Unsettled } from './unsettled.ts';

export interface RebuildSources {
  readonly restored: Restoration;
  /** Whether there is an old register that may be read, were it only in part. */
  readonly hasOld: boolean;
  readonly unsettled: Unsettled;
}

/** How many drops only the old register knew, by what became of their archives. */
export interface KeptFromOld {
  readonly purged: number;
  /** There, and of no use. */
  readonly unusable: number;
  /** Gone without a purge, or never made. */
  readonly missing: number;
}

export interface RebuiltRegister {
  /** Where the old one is now; null where there was none. */
  readonly aside: string | null;
  readonly kept: KeptFromOld;
  /** How much of the old one could be read. */
  readonly old: 'whole' | 'in-part' | 'not';
}

/** Nobody may be at work with the register at `path`. */
export async function rebuiltRegister(
  sources: RebuildSources,
  path: string,
  aside: string,
): Promise<RebuiltRegister> {
  const rebuilding = await RegisterRebuilding.begin(path);
  try {
    const { kept, again, old } = await restored(sources, path, rebuilding);
    const [first] = await rebuilding.complete(aside);
    // Not before: where the old register has to stay, its intents go on from what appeared already.
    for (const record of again) await sources.unsettled.undo(record);
    return { aside: first ?? null, kept, old };
  } catch (error) {
    await rebuilding.discard();
    throw error;
  }
}

interface Restored extends Pick<RebuiltRegister, 'kept' | 'old'> {
  /** What is worked on again. */
  readonly again: readonly DropRecord[];
}

async function restored(
  sources: RebuildSources,
  path: string,
  rebuilding: RegisterRebuilding,
): Promise<Restored> {
  const old = sources.hasOld ? await openedOld(path) : null;
  try {
    const { kept, again } = await restoreAll(sources, old, rebuilding);
    return { kept, again, old: old === null ? 'not' : old.isDamaged ? 'in-part' : 'whole' };
  } finally {
    await old?.close();
  }
}

/** Null where nothing of it can be read. */
async function openedOld(path: string): Promise<OldRegister | null> {
  try {
    return await OldRegister.open(path);
  } catch (error) {
    if (error instanceof RegisterFault && error.kind === 'damaged') return null;
    throw error;
  }
}

async function restoreAll(
  { restored: { unusable, ids, drops }, unsettled }: RebuildSources,
  old: OldRegister | null,
  rebuilding: RegisterRebuilding,
): Promise<Omit<Restored, 'old'>> {
  const useless = new Set(unusable.map(({ archive }) => idOfArchive(archive)));
  const kept = { purged: 0, unusable: 0, missing: 0 };
  const again: DropRecord[] = [];
  const repeats: DropRecord[] = [];
  const others = noted(old?.others(ids), (drop) => {
    kept[reasonOf(drop, useless)] += 1;
  });
  const archived = archivedDrops(drops(), old, unsettled);
  for await (const { record, entries, payload, purgedAt, isSettled } of inOrderOfReceipt(others, archived)) {
    // Also what a duplicate tells that is worked on again: its archive goes.
    const repeated = repeatedDelivery(record);
    if (repeated !== null && !ids.has(repeated.id)) repeats.push(repeated);
    if (isSettled) await rebuilding.restore(record, entries, payload, purgedAt);
    else again.push(record);
  }
  // Once everything else is known: of two that came at once, the one that is repeated may have come second.
  for (const repeated of repeats) {
    if (!(await rebuilding.hasDelivery(repeated.dossier ?? '', repeated.contentHash)))
      await rebuilding.restore(repeated, [], null);
  }
  return { kept, again };
}

function reasonOf({ record, purgedAt }: KeptDrop, useless: ReadonlySet<string>): keyof KeptFromOld {
  if (purgedAt !== null) return 'purged';
  return useless.has(record.id) ? 'unusable' : 'missing';
}

interface FoundDrop extends KeptDrop {
  /** Whether everything that is told of it came about. */
  readonly isSettled: boolean;
}

async function* noted(
  drops: AsyncIterable<KeptDrop> | undefined,
  note: (drop: KeptDrop) => void,
): AsyncGenerator<FoundDrop> {
  if (drops === undefined) return;
  for await (const drop of drops) {
    note(drop);
    yield { ...drop, isSettled: true };
  }
}

/** An archive does not tell when its drop was finished and integrated: it was sealed before. */
async function* archivedDrops(
  drops: AsyncIterable<KeptDrop>,
  old: OldRegister | null,
  unsettled: Unsettled,
): AsyncGenerator<FoundDrop> {
  for await (const drop of drops) {
    const known = (await old?.finished(drop.record.id)) ?? null;
    yield known === null
      ? { ...drop, isSettled: !unsettled.has(drop.record) }
      : { ...drop, record: withTimes(drop.record, known), isSettled: true };
  }
}

function withTimes(record: DropRecord, { finishedAt, integratedAt }: DropRecord): DropRecord {
  return { ...record, finishedAt, integratedAt };
}

/** Two rows of drops as one. Of the same moment, those of the first. */
async function* inOrderOfReceipt(
  first: AsyncGenerator<FoundDrop>,
  second: AsyncGenerator<FoundDrop>,
): AsyncGenerator<FoundDrop> {
  let next = await first.next();
  for await (const drop of second) {
    for (
      ;
      next.done !== true && next.value.record.receivedAt <= drop.record.receivedAt;
      next = await first.next()
    )
      yield next.value;
    yield drop;
  }
  for (; next.done !== true; next = await first.next()) yield next.value;
}
