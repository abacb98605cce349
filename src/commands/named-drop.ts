/** Finds the drop that a user names by its id or by its batch id, whatever became of it. */
import type { DropRecord } from '../model/drop-record.ts';
import type { DropFilter, Register } from '../register/register.ts';
import { UsageFault } from './run.ts';

const MOST_LOOKED_AT = 1_000;
/** More drops of one batch id than anybody would want listed. */
export const MOST_NAMED = 20;

/** By its id, or by its batch id: then the one that was received last. Throws a UsageFault where that is no one drop. */
export async function namedDrop(register: Register, id: string): Promise<DropRecord> {
  const byId = await register.find(id);
  if (byId !== null) return byId;
  const alike = await dropsOfBatch(register, id, { kind: 'batch' });
  const [latest] = alike;
  if (latest === undefined) throw new UsageFault(({ robot }) => robot.replay.unknown(id));
  const dossiers = [...new Set(alike.map(({ dossier }) => dossier ?? ''))];
  if (dossiers.length > 1) {
    const ids = alike.map((drop) => `${drop.id} (${drop.dossier})`);
    throw new UsageFault(({ robot }) => robot.replay.several(id, ids.slice(0, MOST_NAMED)));
  }
  return latest;
}

/** Those of exactly this batch id, newest first. */
export async function dropsOfBatch(
  register: Register,
  batch: string,
  filter: Pick<DropFilter, 'kind'> = {},
): Promise<readonly DropRecord[]> {
  const alike = await register.list({ ...filter, text: batch, limit: MOST_LOOKED_AT });
  return alike.filter((drop) => drop.batch === batch);
}
