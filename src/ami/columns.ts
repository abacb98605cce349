/**
 * The columns of `ecritures.csv`: the thirteen of ISACOMPTA's own grid, and those that a batch may add. Owns how a
 * header is recognised; knows nothing of what stands below it.
 */
import type { Findings } from '../model/findings.ts';
import { ADDED_HEADERS, GRID_HEADERS } from '../model/grid.ts';
import { nearestName } from './nearest-name.ts';

interface Column {
  /** The header as a message names it. */
  readonly header: string;
  /** The header once folded (see `fold`), and its other spellings. */
  readonly folded: readonly string[];
  readonly required: boolean;
}

export const COLUMNS = {
  date: { header: GRID_HEADERS.date, folded: ['date'], required: true },
  piece: { header: GRID_HEADERS.piece, folded: ['piece'], required: true },
  invoice: { header: GRID_HEADERS.invoice, folded: ['facture'], required: true },
  number: { header: GRID_HEADERS.number, folded: ['numero'], required: true },
  account: { header: GRID_HEADERS.account, folded: ['compte'], required: true },
  entryLabel: { header: GRID_HEADERS.entryLabel, folded: ['libelle piece'], required: true },
  label: { header: GRID_HEADERS.label, folded: ['libelle mouvement'], required: true },
  vatCode: { header: GRID_HEADERS.vatCode, folded: ['tva'], required: true },
  vatRate: { header: GRID_HEADERS.vatRate, folded: ['taux'], required: true },
  debit: { header: GRID_HEADERS.debit, folded: ['debit'], required: true },
  credit: { header: GRID_HEADERS.credit, folded: ['credit'], required: true },
  documents: { header: GRID_HEADERS.documents, folded: ['d'], required: true },
  comment: { header: GRID_HEADERS.comment, folded: ['c'], required: true },
  journal: { header: ADDED_HEADERS.journal, folded: ['journal'], required: false },
  dueDate: {
    header: ADDED_HEADERS.dueDate,
    folded: ['echeance', 'date echeance', 'date d echeance'],
    required: false,
  },
  invoiceDate: { header: ADDED_HEADERS.invoiceDate, folded: ['date facture'], required: false },
  analyticCode: { header: ADDED_HEADERS.analyticCode, folded: ['code analytique'], required: false },
  accountLabel: { header: ADDED_HEADERS.accountLabel, folded: ['libelle compte'], required: false },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;

/** Where each column stands in a row (0-based), -1 for one that the batch does not have. */
export type ColumnPlaces = Readonly<Record<ColumnName, number>>;

/** A header: where its columns stand, and how many cells a row has. */
export interface Header {
  readonly columns: ColumnPlaces;
  readonly width: number;
}

/** How many cells a header may have before it is no header of a batch. */
export const MAX_HEADER_CELLS = 256;

const NAMES = Object.keys(COLUMNS) as ColumnName[];
const NAME_BY_FOLDED = new Map<string, ColumnName>(
  NAMES.flatMap((name) => COLUMNS[name].folded.map((folded): [string, ColumnName] => [folded, name])),
);

/**
 * Finds the columns in a header, in any order, case and accent. Missing and repeated columns are errors, unknown ones
 * are told. Where none of them is there, that is told once. Null where a column that a batch must have is missing.
 */
export function readHeader(
  cells: readonly string[],
  place: { readonly file: string; readonly line: number },
  findings: Findings,
): Header | null {
  if (cells.length > MAX_HEADER_CELLS) {
    const limit = MAX_HEADER_CELLS;
    findings.add('BATCH_UNREADABLE', place, {
      reason: 'too-many-columns',
      limit,
      detail: String(cells.length),
    });
    return null;
  }
  const places = Object.fromEntries(NAMES.map((name) => [name, -1])) as Record<ColumnName, number>;
  let sound = true;
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = NAME_BY_FOLDED.get(fold(cell));
    if (name === undefined) {
      if (cell.trim() !== '') unknown.push(cell.trim());
    } else if (places[name] !== -1) {
      findings.add('COLUMN_DUPLICATE', { ...place, column: COLUMNS[name].header, value: cell.trim() }, {});
      sound = false;
    } else {
      places[name] = index;
    }
  }
  if (sound && NAMES.every((name) => places[name] === -1)) {
    findings.add('COLUMN_MISSING', place, { isEvery: true });
    return null;
  }
  for (const column of unknown) {
    const nearest = nearestColumn(column, places);
    findings.add('COLUMN_UNKNOWN', { ...place, column }, nearest === null ? {} : { nearest });
  }
  for (const name of NAMES) {
    if (!COLUMNS[name].required || places[name] !== -1) continue;
    findings.add('COLUMN_MISSING', { ...place, column: COLUMNS[name].header }, {});
    sound = false;
  }
  return sound ? { columns: places, width: cells.length } : null;
}

/** The column that is not there and that a header nearly names. */
function nearestColumn(header: string, places: ColumnPlaces): string | null {
  const absent = [...NAME_BY_FOLDED].filter(([, name]) => places[name] === -1);
  const nearest = nearestName(
    fold(header),
    absent.map(([folded]) => folded),
  );
  const name = nearest === null ? undefined : NAME_BY_FOLDED.get(nearest);
  return name === undefined ? null : COLUMNS[name].header;
}

/** `N° pièce`, `No Piece`, `n piece` and `NUMÉRO DE PIÈCE` all become `piece`; `N°` alone is `Numéro`. */
function fold(header: string): string {
  const words = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (!/^(?:n|no|numero)$/.test(words[0] ?? '')) return words.join(' ');
  if (words.length === 1) return 'numero';
  return words.slice(words[1] === 'de' ? 2 : 1).join(' ');
}
