/** Finds the drop whose archive a user names: by its id, or by its batch id where that says enough. */
import type { ArchiveInChain } from '../archive/chain.ts';
import type { Register } from '../register/register.ts';
import { dropsOfBatch, MOST_NAMED } from './named-drop.ts';
import { UsageFault } from './run.ts';

/** The link of the drop's archive. Throws a UsageFault where there is none, or where there are several. */
export async function namedArchive(register: Register, id: string): Promise<ArchiveInChain> {
  const drop = (await register.find(id))?.id ?? (await archivedOfBatch(register, id));
  const link = (await register.archives()).find((each) => each.drop === drop);
  if (link !== undefined) return link;
  const earlier = (await register.find(drop))?.earlier ?? null;
  throw new UsageFault(({ archive }) => archive.withoutArchive(drop, earlier));
}

async function archivedOfBatch(register: Register, batch: string): Promise<string> {
  const archived = (await dropsOfBatch(register, batch)).filter(({ archive }) => archive !== null);
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
