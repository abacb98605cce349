/**
 * The fields of the company sheet (fiche entreprise) one by one, under the names that ISACOMPTA's screen gives them, so
 * that reader and rules call a field the same. Knows neither how a file spells them nor what they should hold.
 */
import type { Address, CompanySheet, Registration } from './company-sheet.ts';

interface Field {
  /** The French name, as a message gives it. */
  readonly label: string;
  readonly of: (sheet: CompanySheet) => string;
}

export const COMPANY_FIELDS = {
  title: { label: 'Titre', of: ({ title }) => title },
  name: { label: 'Dénomination', of: ({ name }) => name },
  legalForm: { label: 'Forme juridique', of: ({ legalForm }) => legalForm },
  tradeName: { label: 'Nom commercial', of: ({ tradeName }) => tradeName },
  'seat.country': address('Pays', 'seat', 'country'),
  'seat.street': address('Adresse', 'seat', 'street'),
  'seat.extra': address('Complément', 'seat', 'extra'),
  'seat.postalCode': address('Code postal', 'seat', 'postalCode'),
  'seat.city': address('Commune', 'seat', 'city'),
  'seat.inseeCode': address('N° INSEE', 'seat', 'inseeCode'),
  'correspondence.country': address('Pays', 'correspondence', 'country'),
  'correspondence.street': address('Adresse', 'correspondence', 'street'),
  'correspondence.extra': address('Complément', 'correspondence', 'extra'),
  'correspondence.postalCode': address('Code postal', 'correspondence', 'postalCode'),
  'correspondence.city': address('Commune', 'correspondence', 'city'),
  'correspondence.inseeCode': address('N° INSEE', 'correspondence', 'inseeCode'),
  phone: { label: 'Tél. fixe', of: ({ phone }) => phone },
  mobile: { label: 'Tél. portable', of: ({ mobile }) => mobile },
  fax: { label: 'Fax', of: ({ fax }) => fax },
  email: { label: 'Email', of: ({ email }) => email },
  website: { label: 'Site web', of: ({ website }) => website },
  siret: { label: 'Numéro SIRET', of: ({ siret }) => siret },
  siren: { label: 'Numéro SIREN', of: ({ siren }) => siren },
  vatNumber: { label: 'Numéro TVA intracommunautaire', of: ({ vatNumber }) => vatNumber },
  capital: { label: 'Capital social', of: ({ capital }) => capital },
  'tradeRegister.city': register('R.C.S. Commune', 'tradeRegister', 'city'),
  'tradeRegister.date': register('R.C.S. Date', 'tradeRegister', 'date'),
  'tradeRegister.number': register('R.C.S. Identification juridique', 'tradeRegister', 'number'),
  'craftsRegister.city': register('R.M. Commune', 'craftsRegister', 'city'),
  'craftsRegister.date': register('R.M. Date', 'craftsRegister', 'date'),
  'craftsRegister.number': register('R.M. Numéro', 'craftsRegister', 'number'),
  apeCode: { label: 'Code A.P.E.', of: ({ apeCode }) => apeCode },
  activity: { label: 'Activité exercée', of: ({ activity }) => activity },
  taxOffice: { label: 'S.I.E.', of: ({ taxOffice }) => taxOffice },
  taxFileNumber: { label: 'Numéro de dossier', of: ({ taxFileNumber }) => taxFileNumber },
  taxKey: { label: 'Clé', of: ({ taxKey }) => taxKey },
  taxCentre: { label: 'C.D.I.', of: ({ taxCentre }) => taxCentre },
  taxServiceCode: { label: 'Code service', of: ({ taxServiceCode }) => taxServiceCode },
  regime: { label: 'Régime', of: ({ regime }) => regime },
} as const satisfies Record<string, Field>;

export type CompanyField = keyof typeof COMPANY_FIELDS;

/** The 1-based line at which each field stands in its file; a field that the file does not have is absent. */
export type CompanyFieldLines = ReadonlyMap<CompanyField, number>;

export const COMPANY_FIELD_NAMES = Object.keys(COMPANY_FIELDS) as CompanyField[];

/** Both addresses have the same fields, so the label says which one is meant. */
function address(label: string, which: 'seat' | 'correspondence', part: keyof Address): Field {
  const whose = which === 'seat' ? 'siège social' : 'correspondance';
  return { label: `${label} (${whose})`, of: (sheet) => sheet[which][part] };
}

function register(label: string, which: 'tradeRegister' | 'craftsRegister', part: keyof Registration): Field {
  return { label, of: (sheet) => sheet[which][part] };
}
