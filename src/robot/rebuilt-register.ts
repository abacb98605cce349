/**
 * The register made again: from the archives what they tell, and from the old register, as far as it can be read, what it
 * alone knew. Owns which of the two is believed; what is told of it is the command's own.
 */
import { idOfArchive } from '../archive/archive-files.ts';
import type { Restoration } from '../archive/rebuild.ts';
import { repeatedDelivery } from '../archive/repeated-delivery.ts';
import type { DropRecord, KeptDrop } from '../model/drop-record.ts';
import { OldRegister } from '../register/old-register.ts';
import { RegisterRebuilding } from '../register/rebuilding.ts';
import type { Unsettled } from './unsettled.ts';

export interface RebuildSources {
  readonly restored: Restoration;
  /** Whether the old register can be opened. */
  readonly isOldReadable: boolean;
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
  const old = sources.isOldReadable ? await OldRegister.open(path) : null;
  const rebuilding = await RegisterRebuilding.begin(path);
  try {
    const kept = await restoreAll(sources, old, rebuilding);
    await old?.close();
    const [first] = await rebuilding.complete(aside);
    return { aside: first ?? null, kept, old: readingOf(old) };
  } catch (error) {
    await old?.close();
    await rebuilding.discard();
    throw error;
  }
}

function readingOf(old: OldRegister | null): RebuiltRegister['old'] {
  if (old === null) return 'not';
  return old.isDamaged ? 'in-part' : 'whole';
}

async function restoreAll(
  { restored, unsettled }: RebuildSources,
  old: OldRegister | null,
  rebuilding: RegisterRebuilding,
): Promise<KeptFromOld> {
  const unusable = new Set(restored.unusable.map(({ archive }) => idOfArchive(archive)));
  const kept = { purged: 0, unusable: 0, missing: 0 };
  const others = noted(old?.others(restored.ids), (drop) => {
    kept[reasonOf(drop, unusable)] += 1;
  });
  const archived = archivedDrops(restored, old);
  for await (const { record, entries, payload, purgedAt } of inOrderOfReceipt(others, archived)) {
    // Also what a duplicate tells that is worked on again: its archive goes.
    const repeated = repeatedDelivery(record);
    if (repeated !== null && !(await rebuilding.hasDelivery(repeated.dossier ?? '', repeated.contentHash)))
      await rebuilding.restore(repeated, [], null);
    const isSettled = (await old?.finished(record.id)) != null || !unsettled.has(record);
    if (isSettled) await rebuilding.restore(record, entries, payload, purgedAt);
    else await unsettled.undo(record);
  }
  return kept;
}

function reasonOf({ record, purgedAt }: KeptDrop, unusable: ReadonlySet<string>): keyof KeptFromOld {
  if (purgedAt !== null) return 'purged';
  return unusable.has(record.id) ? 'unusable' : 'missing';
}

async function* noted(
  drops: AsyncIterable<KeptDrop> | undefined,
  note: (drop: KeptDrop) => void,
): AsyncGenerator<KeptDrop> {
  if (drops === undefined) return;
  for await (const drop of drops) {
    note(drop);
    yield drop;
  }
}

/** An archive does not tell when its drop was finished and integrated: it was sealed before. */
async function* archivedDrops(restored: Restoration, old: OldRegister | null): AsyncGenerator<KeptDrop> {
  for await (const drop of restored.drops()) {
    const known = (await old?.finished(drop.record.id)) ?? null;
    yield known === null ? drop : { ...drop, record: withTimes(drop.record, known) };
  }
}

function withTimes(record: DropRecord, { finishedAt, integratedAt }: DropRecord): DropRecord {
  return { ...record, finishedAt, integratedAt };
}

/** Two rows of drops as one: what a duplicate repeats comes before it. Of the same moment, those of the first. */
async function* inOrderOfReceipt(
  first: AsyncGenerator<KeptDrop>,
  second: AsyncGenerator<KeptDrop>,
): AsyncGenerator<KeptDrop> {
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
