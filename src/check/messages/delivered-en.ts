/** The English messages on what was delivered before. */
import { formatIsoDate as iso } from '../../model/calendar-date.ts';
import { formatCentsEnglish as euros } from '../../model/cents.ts';
import type { FindingDetails } from '../../model/finding.ts';
import type { Wordings } from './catalogue.ts';
import { englishMoment as moment } from './moments.ts';

export const ENGLISH_DELIVERED = {
  BATCH_ID_REUSED: ({ deliveredAt }, { value }) =>
    `batch ${value} was delivered before with other content, on ${moment(deliveredAt)}. If this batch is new, give it another number.`,
  ENTRY_DUPLICATE: (details) => `${deliveredEntry(details)}. Remove it from this one.`,
  PIECE_REUSED: (details) =>
    `${deliveredEntry(details)}, with other amounts: ${amounts(details)}. ISACOMPTA will have both entries. If this one corrects the other, remove the other in ISACOMPTA; if not, check the piece number.`,
} satisfies Partial<Wordings>;

function deliveredEntry(details: FindingDetails['ENTRY_DUPLICATE']): string {
  const { journal, date, piece, batch, deliveredAt } = details;
  const inBatch = batch === null ? 'in another batch' : `in batch “${batch}”`;
  return `the entry of ${iso(date)}, journal ${journal}, piece “${piece}” was delivered before, on ${moment(deliveredAt)}, ${inBatch}`;
}

function amounts({ debitBefore, debit }: FindingDetails['PIECE_REUSED']): string {
  if (debitBefore === null) return `${euros(debit)} debit now`;
  return BigInt(debitBefore) === BigInt(debit)
    ? `${euros(debit)} debit both times, divided otherwise`
    : `${euros(debitBefore)} debit then, ${euros(debit)} now`;
}
