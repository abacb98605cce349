/**
 * The company sheet (fiche entreprise) of ISACOMPTA, chapter by chapter. Texts as they were entered, with single
 * spaces and without control characters, empty where nothing was; what they must look like is the business of `check/company-sheet.ts`.
 */

/** How a company file stands to VAT (assujettissement à la TVA), by the régime of its company sheet. */
export type VatRegime =
  /** Franchise en base: no VAT. */
  | 'exempt'
  /** Réel simplifié, one return a year; it ends on 1 January 2027. */
  | 'simplified'
  | 'normal-monthly'
  | 'normal-quarterly'
  /** Régime simplifié agricole. */
  | 'simplified-agricultural';

/** An address: of the seat (siège social), or for correspondence. */
export interface Address {
  readonly country: string;
  readonly street: string;
  /** `Complément`. */
  readonly extra: string;
  readonly postalCode: string;
  readonly city: string;
  /** `N° INSEE` of the commune. */
  readonly inseeCode: string;
}

/** A registration: at the R.C.S. (trade) or the R.M. (crafts). */
export interface Registration {
  readonly city: string;
  /** As it was entered. */
  readonly date: string;
  /** `Identification juridique` of the R.C.S., the number of the R.M. */
  readonly number: string;
}

export interface CompanySheet {
  /** `Titre`. */
  readonly title: string;
  /** `Dénomination`, required. */
  readonly name: string;
  /** `Forme juridique`, required. */
  readonly legalForm: string;
  /** `Nom commercial`. */
  readonly tradeName: string;
  readonly seat: Address;
  readonly correspondence: Address;
  readonly phone: string;
  readonly mobile: string;
  readonly fax: string;
  readonly email: string;
  readonly website: string;
  readonly siret: string;
  readonly siren: string;
  /** `Numéro TVA intracommunautaire`. */
  readonly vatNumber: string;
  /** `Capital social`, as it was entered. */
  readonly capital: string;
  readonly tradeRegister: Registration;
  readonly craftsRegister: Registration;
  /** `Code A.P.E.` */
  readonly apeCode: string;
  /** `Activité exercée`. */
  readonly activity: string;
  /** `S.I.E.` */
  readonly taxOffice: string;
  /** `Numéro de dossier` of the tax office. */
  readonly taxFileNumber: string;
  /** `Clé`. */
  readonly taxKey: string;
  /** `C.D.I.` */
  readonly taxCentre: string;
  /** `Code service`. */
  readonly taxServiceCode: string;
  /** `Régime`, as it was entered. */
  readonly regime: string;
  /** What `regime` means; null where it is empty or unknown. */
  readonly vatRegime: VatRegime | null;
}
