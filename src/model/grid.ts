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
