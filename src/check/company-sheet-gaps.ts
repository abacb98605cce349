/** Which empty fields of a company sheet an accountant wants to be told of. Knows nothing of what a filled one should hold. */
import { COMPANY_FIELDS, type CompanyField } from '../model/company-fields.ts';
import type { CompanySheet } from '../model/company-sheet.ts';
import { isFrance } from '../model/country.ts';

/**
 * The fields that every company has, in the order of the sheet: the seat is on its tax returns, the rest of the chapter
 * Immatriculation is one that AMI COMPTA reads, and without the codes of Identification fiscale no return can be sent.
 * Not among them: those that are an error already where they are empty (name, legal form, SIRET, APE code), and
 * what many companies do not have at all: title, trade name, complement, an address for correspondence apart from the
 * seat, fax, website, and the registers, of which a farmer or a doctor is in neither.
 */
const EXPECTED: readonly CompanyField[] = [
  'seat.country',
  'seat.street',
  'seat.postalCode',
  'seat.city',
  'seat.inseeCode',
  'phone',
  'email',
  'siren',
  'vatNumber',
  'capital',
  'activity',
  'taxOffice',
  'taxFileNumber',
  'taxKey',
  'taxCentre',
  'taxServiceCode',
  'regime',
];

/** Words of the legal forms without capital: a sole trader or farmer (entreprise individuelle), an association. */
const WITHOUT_CAPITAL = [
  'ei',
  'e i',
  'eirl',
  'individuel',
  'individuelle',
  'micro',
  'microentreprise',
  'auto entrepreneur',
  'autoentrepreneur',
  'profession liberale',
  'association',
  'syndicat',
];

/** The empty fields that are worth a word, in the order of the sheet. */
export function emptyFieldsToFill(sheet: CompanySheet): CompanyField[] {
  return EXPECTED.filter((field) => COMPANY_FIELDS[field].of(sheet) === '' && !canBeEmpty(field, sheet));
}

function canBeEmpty(field: CompanyField, { mobile, legalForm, seat, vatRegime }: CompanySheet): boolean {
  switch (field) {
    case 'seat.inseeCode':
      return !isFrance(seat.country);
    case 'phone':
      return mobile !== '';
    case 'capital':
      return WITHOUT_CAPITAL.some((words) => fold(legalForm).includes(` ${words} `));
    case 'vatNumber':
      // In the franchise en base a number is only given for purchases and services across borders (286 ter of the CGI).
      return vatRegime === 'exempt';
    default:
      return false;
  }
}

/** The words of a text, each between spaces. */
function fold(text: string): string {
  const words = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${words.replace(/[^a-z]+/g, ' ')} `;
}
