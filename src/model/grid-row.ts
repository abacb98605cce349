/**
 * A row of the grid that accountants know from ISACOMPTA: one movement, with what its entry says repeated on each
 * row. Values only, ready to be shown; it knows nothing of the file that they come from.
 */
export interface GridRow {
  /** `jj/mm/aaaa`; empty where there is none. */
  readonly date: string;
  /** `N° pièce`. */
  readonly piece: string;
  /** `N° facture`. */
  readonly invoice: string;
  /** `Numéro`. */
  readonly number: string;
  readonly account: string;
  /** `Libellé pièce`. */
  readonly entryLabel: string;
  /** `Libellé mouvement`. */
  readonly label: string;
  readonly vatCode: string;
  /** `20,00`, or empty. */
  readonly rate: string;
  /** Whole cents; null on the side that the movement is not on. */
  readonly debitCents: number | null;
  readonly creditCents: number | null;
  /** The column D: the name of the document. */
  readonly document: string;
  /** The column C. */
  readonly comment: string;
}
