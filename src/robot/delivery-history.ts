/** What the register knows of earlier deliveries, in the words in which a conversion asks for it. */
import type { DeliveredBefore } from '../conversion/delivered-before.ts';
import type { Register } from '../register/register.ts';

/** `isAgain`: the batch is meant to be delivered once more, so that its own delivery is none before it. */
export function deliveryHistory(register: Register, isAgain: boolean): DeliveredBefore {
  return {
    content: async (dossier, contentHash) =>
      !isAgain && (await register.deliveryOfContent(dossier, contentHash)) !== null,
    batch: async (dossier, batch, contentHash) => {
      const drop = await register.deliveryOfBatch(dossier, batch);
      if (drop === null || drop.contentHash === contentHash) return null;
      return drop.finishedAt ?? drop.receivedAt;
    },
    entries: (dossier, entries, contentHash) =>
      register.deliveredEntries(dossier, entries, { contentHash, withOtherAmounts: true }),
  };
}
