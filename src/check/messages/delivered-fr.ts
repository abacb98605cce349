/** The French messages on what was delivered before. */
import { formatFrenchDate } from '../../model/calendar-date.ts';
import { formatCentsFrench as euros } from '../../model/cents.ts';
import type { FindingDetails } from '../../model/finding.ts';
import type { Wordings } from './catalogue.ts';
import { frenchMoment as moment } from './moments.ts';

const NBSP = '\u00a0';

export const FRENCH_DELIVERED = {
  BATCH_ID_REUSED: ({ deliveredAt }, { value }) =>
    `le lot ${value} a déjà été livré le ${moment(deliveredAt)}, avec un autre contenu. Donnez un autre numéro à ce lot s’il est nouveau.`,
  ENTRY_DUPLICATE: (details) => `${deliveredEntry(details)}. Retirez-la de ce lot.`,
  PIECE_REUSED: (details) =>
    `${deliveredEntry(details)}, avec d’autres montants : ${amounts(details)}. ISACOMPTA aura les deux écritures. Si celle-ci corrige l’autre, supprimez l’autre dans ISACOMPTA ; sinon, vérifiez le numéro de pièce.`,
} satisfies Partial<Wordings>;

function deliveredEntry(details: FindingDetails['ENTRY_DUPLICATE']): string {
  const { journal, date, piece, batch, deliveredAt } = details;
  const inBatch = batch === null ? 'dans un autre lot' : `avec le lot «${NBSP}${batch}${NBSP}»`;
  return `l’écriture du ${formatFrenchDate(date)}, journal ${journal}, pièce «${NBSP}${piece}${NBSP}» a déjà été livrée le ${moment(deliveredAt)} ${inBatch}`;
}

function amounts({ debitBefore, debit }: FindingDetails['PIECE_REUSED']): string {
  if (debitBefore === null) return `${euros(debit)} au débit maintenant`;
  return BigInt(debitBefore) === BigInt(debit)
    ? `${euros(debit)} au débit chaque fois, répartis autrement`
    : `${euros(debitBefore)} au débit alors, ${euros(debit)} maintenant`;
}
