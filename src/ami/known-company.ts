/**
 * What of the company sheet stays as it was published: a field that is published as it is written and only looks different, and the régime of VAT where the
 * new one says nothing that is understood. Knows neither files nor changes.
 */
import type { CompanyField } from '../model/company-fields.ts';
import { isSameField } from './bare-text.ts';
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
  const { contact, registration } = after;
  const { tradeRegister, craftsRegister } = registration;
  const was = before.registration;
  return {
    ...after,
    contact: {
      ...contact,
      phone: known('phone', before.contact.phone, contact.phone),
      mobile: known('mobile', before.contact.mobile, contact.mobile),
      fax: known('fax', before.contact.fax, contact.fax),
    },
    registration: {
      ...registration,
      tradeRegister: {
        ...tradeRegister,
        number: known('tradeRegister.number', was.tradeRegister.number, tradeRegister.number),
      },
      craftsRegister: {
        ...craftsRegister,
        number: known('craftsRegister.number', was.craftsRegister.number, craftsRegister.number),
      },
    },
  };
}

function known(field: CompanyField, before: string, after: string): string {
  return isSameField(field, before, after) ? before : after;
}
