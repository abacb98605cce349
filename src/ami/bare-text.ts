/**
 * Texts without what only groups their characters: two spellings of one phone number or SIRET are the same. Knows which
 * field of the company sheet is grouped how; knows neither files nor what was published.
 */
import type { CompanyField } from '../model/company-fields.ts';
import { plainText } from './plain-text.ts';

/** A text without what only groups its characters. */
type Bare = (text: string) => string;

const withoutSpaces: Bare = (text) => text.replace(/\s/g, '');

/** `02.99.12.34.56`, `02 99 12 34 56` and `+33 2 99 12 34 56` are one number. */
export const barePhone: Bare = (text) =>
  text
    .replace(/\(0\)/g, '')
    .replace(/[\s./()-]/g, '')
    .replace(/^(?:\+|00)33(?=\d)/, '0');

const bareApeCode: Bare = (text) => text.replace(/[\s.]/g, '').toUpperCase();

const GROUPED: Partial<Record<CompanyField, Bare>> = {
  'seat.inseeCode': withoutSpaces,
  'correspondence.inseeCode': withoutSpaces,
  phone: barePhone,
  mobile: barePhone,
  fax: barePhone,
  siret: withoutSpaces,
  siren: withoutSpaces,
  vatNumber: withoutSpaces,
  capital: withoutSpaces,
  'tradeRegister.number': withoutSpaces,
  'craftsRegister.number': withoutSpaces,
  apeCode: bareApeCode,
};

/** Whether two spellings of a field of the company sheet say the same. */
export function isSameField(field: CompanyField, one: string, other: string): boolean {
  const bare = GROUPED[field] ?? plainText;
  return bare(one) === bare(other);
}
