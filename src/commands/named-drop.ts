/** Finds the drop that a user names by its id or by its batch id, whatever became of it. */
import type { DropRecord } from '../model/drop-record.ts';
import type { Register } from '../register/register.ts';
import { UsageFault } from './run.ts';

const MOST_LOOKED_AT = 1_000;
const MOST_NAMED = 20;

/** By its id, or by its batch id: then the one that was received last. Throws a UsageFault where that is no one drop. */
export async function namedDrop(register: Register, id: string): Promise<DropRecord> {
  const byId = await register.find(id);
  if (byId !== null) return byId;
  const alike = (await register.list({ text: id, kind: 'batch', limit: MOST_LOOKED_AT })).filter(
    ({ batch }) => batch === id,
  );
  const [latest] = alike;
  if (latest === undefined) throw new UsageFault(({ robot }) => robot.replay.unknown(id));
  const dossiers = [...new Set(alike.map(({ dossier }) => dossier ?? ''))];
  if (dossiers.length > 1) {
    const ids = alike.map((drop) => `${drop.id} (${drop.dossier})`);
    throw new UsageFault(({ robot }) => robot.replay.several(id, ids.slice(0, MOST_NAMED)));
  }
  return latest;
}
