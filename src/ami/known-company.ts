/**
 * What of the company sheet stays as it was published: a field that only looks different, and the régime of VAT where the
 * new one says nothing that is understood. Knows neither files nor changes.
 */
import type { Registration } from '../model/company-sheet.ts';
import { type Bare, bareApeCode, barePhone, withoutSpaces } from './bare-text.ts';
import type { PublishedCompany, PublishedHead } from './published-settings.ts';

/** The state with those fields of the company sheet as `before` has them that say the same. */
export function withKnownCompany(before: PublishedHead, after: PublishedHead): PublishedHead {
  const isRegimeKept = keepsRegime(before, after);
  const company = knownCompany(before.company, after.company);
  if (!isRegimeKept) return { ...after, company };
  const { regime } = before.company.taxIdentification;
  const taxIdentification = { ...company.taxIdentification, regime };
  return { ...after, company: { ...company, taxIdentification }, vatLiability: before.vatLiability };
}

/** The text of a régime counts by what it means; one that means nothing takes no liability away. */
function keepsRegime(
  { vatLiability: before }: PublishedHead,
  { vatLiability: after }: PublishedHead,
): boolean {
  return before.regime !== null && (after.regime === null || after.regime === before.regime);
}

function knownCompany(before: PublishedCompany, after: PublishedCompany): PublishedCompany {
  const { contact, registration, activity } = after;
  return {
    ...after,
    contact: {
      ...contact,
      phone: known(before.contact.phone, contact.phone, barePhone),
      mobile: known(before.contact.mobile, contact.mobile, barePhone),
      fax: known(before.contact.fax, contact.fax, barePhone),
    },
    registration: {
      ...registration,
      tradeRegister: knownRegister(before.registration.tradeRegister, registration.tradeRegister),
      craftsRegister: knownRegister(before.registration.craftsRegister, registration.craftsRegister),
    },
    activity: { ...activity, apeCode: known(before.activity.apeCode, activity.apeCode, bareApeCode) },
  };
}

function knownRegister(before: Registration, after: Registration): Registration {
  return { ...after, number: known(before.number, after.number, withoutSpaces) };
}

function known(before: string, after: string, bare: Bare): string {
  return bare(before) === bare(after) ? before : after;
}
