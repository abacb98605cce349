/** Finds the drop whose archive a user names: by its id, or by its batch id where that says enough. */
import type { ArchiveInChain } from '../archive/chain.ts';
import type { Register } from '../register/register.ts';
import { UsageFault } from './run.ts';

/** More archives of one batch than anybody would want listed. */
const MOST_NAMED = 20;
const MOST_LOOKED_AT = 1_000;

/** The link of the drop's archive. Throws a UsageFault where there is none, or where there are several. */
export async function namedArchive(register: Register, id: string): Promise<ArchiveInChain> {
  const drop = (await register.find(id))?.id ?? (await dropOfBatch(register, id));
  const link = (await register.archives()).find((each) => each.drop === drop);
  if (link !== undefined) return link;
  const earlier = (await register.find(drop))?.earlier ?? null;
  throw new UsageFault(({ archive }) => archive.withoutArchive(drop, earlier));
}

async function dropOfBatch(register: Register, batch: string): Promise<string> {
  const alike = await register.list({ text: batch, limit: MOST_LOOKED_AT });
  const archived = alike.filter((drop) => drop.batch === batch && drop.archive !== null);
  // A duplicate's archive holds what that of the delivery does.
  const first = archived.filter(({ outcome }) => outcome !== 'duplicate');
  const ids = (first.length > 0 ? first : archived).map(({ id }) => id);
  const [only, ...others] = ids;
  if (only === undefined) throw new UsageFault(({ archive }) => archive.unknownId(batch));
  if (others.length > 0) {
    throw new UsageFault(({ archive }) => archive.severalIds(batch, ids.slice(0, MOST_NAMED)));
  }
  return only;
}
