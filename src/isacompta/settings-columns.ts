/**
 * The columns of the tables of a settings export, one table a file. Owns how a header is recognised; knows nothing of
 * what stands below it.
 */
import type { Findings } from '../model/findings.ts';

export interface TableColumn {
  /** The header as a message names it. */
  readonly header: string;
  /** The header once folded (see `foldWords`), and its other spellings. */
  readonly folded: readonly string[];
  readonly required?: true;
}

export type TableColumns = Readonly<Record<string, TableColumn>>;

export const FISCAL_YEAR_COLUMNS = {
  start: { header: 'Début', folded: ['debut', 'date debut', 'date de debut'], required: true },
  end: { header: 'Fin', folded: ['fin', 'date fin', 'date de fin'], required: true },
  open: { header: 'Ouvert', folded: ['ouvert', 'exercice ouvert'] },
} as const satisfies TableColumns;

export const ACCOUNT_COLUMNS = {
  number: { header: 'Compte', folded: ['compte', 'numero'], required: true },
  label: { header: 'Libellé', folded: ['libelle', 'libelle compte', 'libelle du compte'], required: true },
  type: { header: 'Type', folded: ['type', 'type de compte'] },
  vatCode: { header: 'Code TVA', folded: ['code tva', 'tva', 'code tva associe'] },
  letterable: { header: 'Lettrable', folded: ['lettrable'] },
  side: { header: 'Sens', folded: ['sens', 'sens de saisie'] },
  debitAccount: {
    header: 'Compte débiteur',
    folded: ['compte debiteur', 'compte associe debiteur', 'compte collectif debiteur'],
  },
  creditAccount: {
    header: 'Compte créditeur',
    folded: ['compte crediteur', 'compte associe crediteur', 'compte collectif crediteur'],
  },
  collective: {
    header: 'Compte collectif',
    folded: ['compte collectif', 'collectif', 'centralisateur', 'compte centralisateur'],
  },
} as const satisfies TableColumns;

export const JOURNAL_COLUMNS = {
  code: { header: 'Code', folded: ['code', 'journal', 'code journal'], required: true },
  label: { header: 'Libellé', folded: ['libelle', 'libelle journal', 'libelle du journal'], required: true },
  type: { header: 'Type', folded: ['type', 'type de journal'] },
  counterpart: {
    header: 'Contrepartie',
    folded: ['contrepartie', 'compte de contrepartie', 'compte contrepartie'],
  },
} as const satisfies TableColumns;

export const VAT_CODE_COLUMNS = {
  code: { header: 'Code', folded: ['code', 'code tva'], required: true },
  label: { header: 'Libellé', folded: ['libelle', 'libelle tva', 'libelle du code'], required: true },
  account: { header: 'Compte', folded: ['compte', 'compte tva', 'compte de tva'], required: true },
  rate: { header: 'Taux', folded: ['taux', 'taux tva', 'taux de tva'], required: true },
  type: { header: 'Type', folded: ['type'] },
  validFrom: { header: 'Début de validité', folded: ['debut de validite', 'debut validite', 'debut'] },
  validTo: { header: 'Fin de validité', folded: ['fin de validite', 'fin validite', 'fin'] },
} as const satisfies TableColumns;

export const THIRD_PARTY_COLUMNS = {
  account: { header: 'Compte', folded: ['compte'], required: true },
  name: { header: 'Nom', folded: ['nom', 'nom 1', 'identifiant 1', 'identifiant'], required: true },
  name2: { header: 'Nom 2', folded: ['nom 2', 'identifiant 2'] },
  address1: { header: 'Adresse 1', folded: ['adresse 1', 'adresse'] },
  address2: { header: 'Adresse 2', folded: ['adresse 2'] },
  address3: { header: 'Adresse 3', folded: ['adresse 3'] },
  postalCode: { header: 'Code postal', folded: ['code postal', 'cp'] },
  city: { header: 'Commune', folded: ['commune', 'ville'] },
  country: { header: 'Pays', folded: ['pays', 'code pays'] },
  phone: { header: 'Téléphone', folded: ['telephone', 'tel', 'tel fixe'] },
  siret: { header: 'SIRET', folded: ['siret'] },
  vatNumber: { header: 'N° TVA', folded: ['tva', 'tva intracommunautaire'] },
  iban: { header: 'IBAN', folded: ['iban'] },
  bic: { header: 'BIC', folded: ['bic', 'bic swift', 'swift'] },
} as const satisfies TableColumns;

/** Where each column stands in a row (0-based), -1 for one that the table does not have. */
export type TablePlaces<C extends TableColumns> = { readonly [N in keyof C]: number };

/** Cells of a header beyond these are not looked at: no table has a tenth of them. */
const MAX_HEADER_CELLS = 256;

/**
 * Finds the columns in a header, in any order, case and accent. Null where one that the table must have is missing, or
 * one is there twice.
 */
export function readTableHeader<C extends TableColumns>(
  columns: C,
  cells: readonly string[],
  place: { readonly file: string; readonly line: number },
  findings: Findings,
): TablePlaces<C> | null {
  const names = Object.keys(columns) as (keyof C & string)[];
  const byFolded = new Map(names.flatMap((name) => foldedNames(columns, name)));
  const places = Object.fromEntries(names.map((name) => [name, -1])) as Record<keyof C, number>;
  let isSound = true;
  for (const [index, cell] of cells.slice(0, MAX_HEADER_CELLS).entries()) {
    const name = byFolded.get(foldHeader(cell));
    if (name === undefined) {
      if (cell.trim() !== '') findings.add('COLUMN_UNKNOWN', { ...place, column: cell.trim() }, {});
    } else if (places[name] !== -1) {
      findings.add(
        'COLUMN_DUPLICATE',
        { ...place, column: columns[name]?.header ?? name, value: cell.trim() },
        {},
      );
      isSound = false;
    } else places[name] = index;
  }
  for (const name of names) {
    const column = columns[name];
    if (column?.required !== true || places[name] !== -1) continue;
    findings.add('SETTINGS_UNREADABLE', place, { reason: 'columns', detail: column.header });
    isSound = false;
  }
  return isSound ? places : null;
}

/** Lower case, without accents, its words separated by one space. */
export function foldWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function foldedNames<C extends TableColumns, N extends keyof C & string>(columns: C, name: N): [string, N][] {
  return (columns[name]?.folded ?? []).map((folded) => [folded, name]);
}

/** `N° de compte`, `No compte` and `Numéro du compte` all become `compte`; `N°` alone is `numero`. */
function foldHeader(header: string): string {
  const words = foldWords(header);
  if (/^(?:n|no|num|numero)$/.test(words)) return 'numero';
  return words.replace(/^(?:n|no|num|numero) (?:(?:de|du|d) )?(?=.)/, '');
}
