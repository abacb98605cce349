/**
 * The lots that are looked at, kept open for the next page of the same: a few of them, the one that was looked at least
 * recently going first. Owns how many; what an open lot is stands next door.
 */
import type { DropRecord } from '../model/drop-record.ts';
import { type LotSurroundings, OpenedLot } from './opened-lot.ts';

const MOST_KEPT = 6;

interface Kept {
  readonly lot: Promise<OpenedLot>;
  users: number;
}

export class OpenedLots {
  readonly #around: LotSurroundings;
  /** By the drop's id; the one that was looked at last stands last. */
  readonly #kept = new Map<string, Kept>();

  constructor(around: LotSurroundings) {
    this.#around = around;
  }

  /** Runs what looks at a lot; it stays open meanwhile. Throws an ArchiveError where its archive can't be read. */
  async look<T>(record: DropRecord, action: (lot: OpenedLot) => Promise<T>): Promise<T> {
    const kept = this.#kept.get(record.id) ?? { lot: OpenedLot.open(record, this.#around), users: 0 };
    this.#kept.delete(record.id);
    this.#kept.set(record.id, kept);
    kept.users += 1;
    try {
      return await action(await kept.lot);
    } catch (error) {
      // What could not be read is read anew the next time.
      if (this.#kept.get(record.id) === kept) this.#kept.delete(record.id);
      throw error;
    } finally {
      kept.users -= 1;
      // Whoever looked at it last closes what nobody finds any more.
      if (kept.users === 0 && this.#kept.get(record.id) !== kept) await closed(kept);
      await this.#closeSurplus();
    }
  }

  /** Those that are still looked at are closed by whoever looks. */
  async close(): Promise<void> {
    const all = [...this.#kept.values()];
    this.#kept.clear();
    for (const kept of all) if (kept.users === 0) await closed(kept);
  }

  async #closeSurplus(): Promise<void> {
    for (const [id, kept] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) return;
      if (kept.users > 0) continue;
      this.#kept.delete(id);
      await closed(kept);
    }
  }
}

async function closed({ lot }: Kept): Promise<void> {
  const opened = await lot.catch(() => null);
  await opened?.close();
}
