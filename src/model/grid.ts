/**
 * The grid (grille): the thirteen columns in which ISACOMPTA shows entries. AMI COMPTA sends the same ones, and `show`
 * prints them.
 */
export const GRID_HEADERS = {
  date: 'Date',
  piece: 'N° pièce',
  invoice: 'N° facture',
  number: 'Numéro',
  account: 'Compte',
  entryLabel: 'Libellé pièce',
  label: 'Libellé mouvement',
  vatCode: 'TVA',
  vatRate: 'Taux',
  debit: 'Débit',
  credit: 'Crédit',
  documents: 'D',
  comment: 'C',
} as const;

/** The columns that a batch may add to them. */
export const ADDED_HEADERS = {
  journal: 'Journal',
  dueDate: 'Échéance',
  invoiceDate: 'Date facture',
  analyticCode: 'Code analytique',
  accountLabel: 'Libellé compte',
} as const;
