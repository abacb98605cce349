/**
 * Reads the company sheet (fiche entreprise) beside a settings export, from `entreprise.csv` or `entreprise.json`. Owns
 * how its fields make the sheet; what they should hold is a matter of rules elsewhere.
 */
import type { CompanyField, CompanyFieldLines } from '../model/company-fields.ts';
import type { Address, CompanySheet, Registration } from '../model/company-sheet.ts';
import type { Findings } from '../model/findings.ts';
import { CompanyFieldCollector } from './company-field-collector.ts';
import { collectCsv } from './company-sheet-csv.ts';
import { collectJson } from './company-sheet-json.ts';
import { vatRegimeOf } from './vat-regime.ts';

export interface CompanySheetReading {
  readonly sheet: CompanySheet;
  readonly lines: CompanyFieldLines;
  /** Nothing of it could be read, and that was told: nothing is missing then. */
  readonly isUnreadable: boolean;
}

/**
 * Reads the text of a company sheet. Every fault is a finding at its line, and what is sound is kept; a sheet that
 * can't be read is an empty one.
 */
export function readCompanySheet(
  text: string,
  form: 'csv' | 'json',
  file: string,
  findings: Findings,
): CompanySheetReading {
  const fields = new CompanyFieldCollector(file, findings);
  const content = text.replace(/^\ufeff/, '');
  if (form === 'csv') collectCsv(content, fields);
  else collectJson(content, fields);
  const { lines, isUnreadable } = fields;
  return { sheet: sheetOf((field) => fields.value(field)), lines, isUnreadable };
}

function sheetOf(value: (field: CompanyField) => string): CompanySheet {
  const address = (which: 'seat' | 'correspondence'): Address => ({
    country: value(`${which}.country`),
    street: value(`${which}.street`),
    extra: value(`${which}.extra`),
    postalCode: value(`${which}.postalCode`),
    city: value(`${which}.city`),
    inseeCode: value(`${which}.inseeCode`),
  });
  const registration = (which: 'tradeRegister' | 'craftsRegister'): Registration => ({
    city: value(`${which}.city`),
    date: value(`${which}.date`),
    number: value(`${which}.number`),
  });
  return {
    title: value('title'),
    name: value('name'),
    legalForm: value('legalForm'),
    tradeName: value('tradeName'),
    seat: address('seat'),
    correspondence: address('correspondence'),
    phone: value('phone'),
    mobile: value('mobile'),
    fax: value('fax'),
    email: value('email'),
    website: value('website'),
    siret: value('siret'),
    siren: value('siren'),
    vatNumber: value('vatNumber'),
    capital: value('capital'),
    tradeRegister: registration('tradeRegister'),
    craftsRegister: registration('craftsRegister'),
    apeCode: value('apeCode'),
    activity: value('activity'),
    taxOffice: value('taxOffice'),
    taxFileNumber: value('taxFileNumber'),
    taxKey: value('taxKey'),
    taxCentre: value('taxCentre'),
    taxServiceCode: value('taxServiceCode'),
    regime: value('regime'),
    vatRegime: vatRegimeOf(value('regime')),
  };
}
