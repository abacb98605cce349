/**
 * What a duplicate tells of the delivery that it repeats, where the archive of that one is no more: that the content was
 * delivered, to which company file and as which batch. It must not be delivered again for want of its archive.
 */
import type { DropRecord } from '../model/drop-record.ts';

/** The delivery, as far as it is known; null for what repeats none. */
export function repeatedDelivery(duplicate: DropRecord): DropRecord | null {
  const { outcome, earlier, dossier, receivedAt } = duplicate;
  if (outcome !== 'duplicate' || earlier === null || dossier === null) return null;
  return {
    ...duplicate,
    id: earlier,
    outcome: 'delivered',
    findings: [],
    // Its folder is known, and that it does not wait there any more is assumed: nobody could tell its name.
    places: [`a-integrer/${dossier}`],
    finishedAt: receivedAt,
    integratedAt: receivedAt,
    archive: null,
    manifestHash: null,
    earlier: null,
  };
}
