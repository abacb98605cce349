/**
 * How the fields of a company sheet are spelt in `entreprise.csv` and `entreprise.json`. Owns names and chapters; knows
 * nothing of values or of the two forms of file.
 */
import { COMPANY_FIELD_NAMES, COMPANY_FIELDS, type CompanyField } from '../model/company-fields.ts';
import { foldedWords } from './folded-words.ts';

/** Spellings beside the field's own label, their words written together (see `foldedWords`). */
const SPELLINGS: Partial<Record<CompanyField, readonly string[]>> = {
  title: ['civilite'],
  name: ['denominationsociale', 'raisonsociale', 'nom', 'nomentreprise', 'societe'],
  legalForm: ['statutjuridique'],
  tradeName: ['enseigne'],
  phone: ['telephone', 'tel', 'telephonefixe', 'fixe'],
  mobile: ['telephoneportable', 'portable', 'telephonemobile', 'telmobile', 'mobile'],
  fax: ['telecopie'],
  email: ['mail', 'courriel', 'adresseemail', 'adressemail'],
  website: ['site', 'siteinternet', 'web'],
  siret: ['siret', 'codesiret'],
  siren: ['siren', 'codesiren'],
  vatNumber: ['tvaintracommunautaire', 'tvaintra', 'numerotva'],
  capital: ['capital'],
  'tradeRegister.city': ['rcsville', 'villercs', 'rcscommunecommune'],
  'tradeRegister.date': ['dateimmatriculationrcs', 'rcscommunedate', 'dateimmatriculation'],
  'tradeRegister.number': [
    'identificationjuridique',
    'rcsnumero',
    'rcsn',
    'rcs',
    'rcscommuneidentificationjuridique',
  ],
  'craftsRegister.city': ['rmville', 'villerm', 'rmcommunecommune'],
  'craftsRegister.date': ['dateimmatriculationrm', 'rmcommunedate'],
  'craftsRegister.number': ['rmn', 'rm', 'rmidentificationjuridique'],
  apeCode: ['ape', 'naf', 'codenaf', 'apenaf', 'codeapenaf', 'codeapenafrev22008', 'codeapenafrev2'],
  activity: ['activite', 'activiteprincipale'],
  taxFileNumber: ['numerodossierfiscal', 'dossierfiscal', 'numerodossiersie'],
  regime: ['regimetva', 'regimeimposition', 'regimeimpositiontva', 'regimefiscal'],
};

/** Those of an address, without the words that say which one. */
const ADDRESS_SPELLINGS = {
  country: ['pays'],
  street: ['', 'adresse', 'adresse1', 'rue', 'voie'],
  extra: ['complement', 'complementadresse', 'adresse2'],
  postalCode: ['codepostal', 'cp'],
  city: ['commune', 'ville', 'localite'],
  inseeCode: ['insee', 'codeinsee', 'inseecommune', 'codeinseecommune', 'codecommune'],
} as const;

const ADDRESS_PART_BY_SPELLING = new Map<string, keyof typeof ADDRESS_SPELLINGS>(
  (Object.keys(ADDRESS_SPELLINGS) as (keyof typeof ADDRESS_SPELLINGS)[]).flatMap((part) =>
    ADDRESS_SPELLINGS[part].map((spelling): [string, typeof part] => [spelling, part]),
  ),
);

const FIELD_BY_SPELLING = new Map<string, CompanyField>(
  COMPANY_FIELD_NAMES.flatMap((field) =>
    [foldedWords(COMPANY_FIELDS[field].label).join(''), ...(SPELLINGS[field] ?? [])].map(
      (spelling): [string, CompanyField] => [spelling, field],
    ),
  ),
);

/**
 * The chapters of the sheet and the groups within them, each with the words that its name adds to those of its fields:
 * `Commune` means something else in `R.C.S.`.
 */
const SECTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['entreprise', []],
  ['ficheentreprise', []],
  ['identification', []],
  ['adresse', []],
  ['adresses', []],
  ['siege', ['siege']],
  ['siegesocial', ['siege']],
  ['adressesiege', ['siege']],
  ['adressesiegesocial', ['siege']],
  ['correspondance', ['correspondance']],
  ['adressecorrespondance', ['correspondance']],
  ['coordonnees', []],
  ['immatriculation', []],
  ['rcs', ['rcs']],
  ['rm', ['rm']],
  ['activite', []],
  ['identificationfiscale', []],
]);

/** The words that a section's name adds to the names in it; null where the name is of no section. */
export function sectionNamed(name: string): readonly string[] | null {
  return SECTIONS.get(foldedWords(name).join('')) ?? null;
}

/** The field that a name means within a section, or anywhere; null where it means none. */
export function fieldNamed(name: string, section: readonly string[] = []): CompanyField | null {
  const words = foldedWords(name);
  if (words.length === 0) return null;
  return fieldOf([...section, ...words]) ?? (section.length > 0 ? fieldOf(words) : null);
}

function fieldOf(words: readonly string[]): CompanyField | null {
  const correspondence = without(words, 'correspondance');
  if (correspondence !== null) return addressField('correspondence', correspondence);
  const seat = without(words, 'siege', 'social');
  if (seat !== null) return addressField('seat', seat) ?? plainField(seat);
  return plainField(words) ?? (words.length > 0 ? addressField('seat', words) : null);
}

/** The words without one that says whose the field is, and without the one that goes with it; null where it is not there. */
function without(words: readonly string[], word: string, companion?: string): string[] | null {
  const at = words.indexOf(word);
  if (at === -1) return null;
  return words.filter((other, index) => index !== at && !(index === at + 1 && other === companion));
}

function addressField(which: 'seat' | 'correspondence', words: readonly string[]): CompanyField | null {
  const named = spellingsOf(words).concat(words[0] === 'adresse' ? spellingsOf(words.slice(1)) : []);
  const part = named
    .map((spelling) => ADDRESS_PART_BY_SPELLING.get(spelling))
    .find((one) => one !== undefined);
  return part === undefined ? null : `${which}.${part}`;
}

function plainField(words: readonly string[]): CompanyField | null {
  const fields = spellingsOf(words).map((spelling) => FIELD_BY_SPELLING.get(spelling));
  return fields.find((field) => field !== undefined) ?? null;
}

/** `N° INSEE`, `No INSEE` and `Numéro INSEE` are one, and most numbers are meant without the word as well. */
function spellingsOf(words: readonly string[]): string[] {
  const [first = '', ...rest] = words;
  if (rest.length === 0 || !/^(?:n|no|num|numero)$/.test(first)) return [words.join('')];
  return [`numero${rest.join('')}`, rest.join('')];
}
