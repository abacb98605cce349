/**
 * The rules of the company sheet (fiche entreprise). What AMI COMPTA asks for is an error where it is missing or wrong,
 * because it would make the company file unavailable; the rest is a warning. Values in, findings out.
 */
import { parseCapital } from '../model/amount-text.ts';
import { type CalendarDate, parseDate } from '../model/calendar-date.ts';
import { COMPANY_FIELDS, type CompanyField, type CompanyFieldLines } from '../model/company-fields.ts';
import type { Address, CompanySheet } from '../model/company-sheet.ts';
import { isFrance, isPhoneAsNumber } from '../model/country.ts';
import type { Place } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { emptyFieldsToFill } from './company-sheet-gaps.ts';
import {
  compact,
  isApeCode,
  isFrenchPostalCode,
  isInseeCode,
  sirenFault,
  sirenOfVatNumber,
  siretFault,
  vatNumberFault,
} from './identifiers.ts';

/**
 * The day from which the régime réel simplifié of VAT is no more: article 38 of law 2025-127 of 14 February 2025 (loi de
 * finances pour 2025). A fiscal year that began before goes on under it to its end.
 */
const SIMPLIFIED_REGIME_END = 20_270_101 as CalendarDate;

/** What every address has, and no more: whether there is such a one, only a letter to it can tell. */
const EMAIL = /^[^@]+@[^@.]+(?:\.[^@.]+)+$/;

export interface CompanySheetContext {
  readonly file: string;
  /** Where each field stands in the file. */
  readonly lines: CompanyFieldLines;
  readonly today: CalendarDate;
}

/** Everything that can be said of a company sheet. */
export function checkCompanySheet(
  sheet: CompanySheet,
  { file, lines, today }: CompanySheetContext,
  findings: Findings,
): void {
  const place = (field: CompanyField): Required<Place> => ({
    file,
    line: lines.get(field) ?? null,
    column: COMPANY_FIELDS[field].label,
    value: COMPANY_FIELDS[field].of(sheet) || null,
  });
  checkRequired(sheet, place, findings);
  checkNumbers(sheet, place, findings);
  checkForms(sheet, place, findings);
  checkAddress(sheet.seat, 'seat', place, findings);
  checkAddress(sheet.correspondence, 'correspondence', place, findings);
  checkRegime(sheet, today, place, findings);
  for (const field of emptyFieldsToFill(sheet))
    findings.add('COMPANY_FIELD_EMPTY', place(field), field === 'regime' ? { isRegime: true } : {});
}

type PlaceOf = (field: CompanyField) => Required<Place>;

function checkRequired(
  { name, legalForm, siret, apeCode }: CompanySheet,
  place: PlaceOf,
  findings: Findings,
): void {
  if (name === '') findings.add('COMPANY_NAME_MISSING', place('name'), {});
  if (legalForm === '') findings.add('LEGAL_FORM_MISSING', place('legalForm'), {});
  if (siret === '') findings.add('SIRET_MISSING', place('siret'), {});
  if (apeCode === '') findings.add('APE_MISSING', place('apeCode'), {});
  else if (!isApeCode(apeCode)) findings.add('APE_INVALID', place('apeCode'), {});
}

/** Numbers are compared only where both are sound: a slip of one digit is one finding. */
function checkNumbers(sheet: CompanySheet, place: PlaceOf, findings: Findings): void {
  const siret = soundSiret(sheet, place, findings);
  const siren = soundSiren(sheet, place, findings);
  if (siren !== null && siret !== null && !siret.startsWith(siren)) {
    findings.add('SIREN_SIRET_MISMATCH', place('siren'), { siren, siret });
  }
  const known = siren ?? siret?.slice(0, 9) ?? null;
  const inVatNumber = soundVatNumber(sheet, place, findings);
  if (known !== null && inVatNumber !== null && inVatNumber !== known) {
    const details = { siren: known, vatNumber: compact(sheet.vatNumber) };
    findings.add('VAT_NUMBER_SIREN_MISMATCH', place('vatNumber'), details);
  }
}

function soundSiret({ siret }: CompanySheet, place: PlaceOf, findings: Findings): string | null {
  if (siret === '') return null;
  const fault = siretFault(siret);
  if (fault !== null) findings.add('SIRET_INVALID', place('siret'), { fault });
  return fault === null ? compact(siret) : null;
}

function soundSiren({ siren }: CompanySheet, place: PlaceOf, findings: Findings): string | null {
  if (siren === '') return null;
  const fault = sirenFault(siren);
  if (fault !== null) findings.add('SIREN_INVALID', place('siren'), { fault });
  return fault === null ? compact(siren) : null;
}

/** The SIREN of the VAT number. A company with its seat abroad may have a VAT number from there, which is not judged. */
function soundVatNumber(
  { vatNumber, seat }: CompanySheet,
  place: PlaceOf,
  findings: Findings,
): string | null {
  if (vatNumber === '') return null;
  if (!isFrance(seat.country) && !compact(vatNumber).startsWith('FR')) return null;
  const fault = vatNumberFault(vatNumber);
  if (fault !== null) findings.add('VAT_NUMBER_INVALID', place('vatNumber'), { fault });
  return fault === null ? sirenOfVatNumber(vatNumber) : null;
}

/** A capital, days, telephones and an e-mail address that are not read as such; another text may be meant, so that it is no error. */
function checkForms(sheet: CompanySheet, place: PlaceOf, findings: Findings): void {
  const { capital, email, tradeRegister, craftsRegister } = sheet;
  if (capital !== '' && parseCapital(capital) === null)
    findings.add('COMPANY_FIELD_INVALID', place('capital'), { wanted: 'amount' });
  if (email !== '' && !email.split(/[;,\s]+/).every((one) => one === '' || EMAIL.test(one)))
    findings.add('COMPANY_FIELD_INVALID', place('email'), { wanted: 'email' });
  for (const field of ['phone', 'mobile', 'fax'] as const)
    if (isPhoneAsNumber(sheet[field], sheet.seat.country)) findings.add('PHONE_INVALID', place(field), {});
  for (const [field, { date }] of [
    ['tradeRegister.date', tradeRegister],
    ['craftsRegister.date', craftsRegister],
  ] as const) {
    if (date === '' || parseDate(date) !== null) continue;
    findings.add('COMPANY_FIELD_INVALID', place(field), { wanted: 'date' });
  }
}

function checkAddress(
  address: Address,
  which: 'seat' | 'correspondence',
  place: PlaceOf,
  findings: Findings,
): void {
  if (!isFrance(address.country)) return;
  if (address.postalCode !== '' && !isFrenchPostalCode(address.postalCode)) {
    findings.add('POSTAL_CODE_INVALID', place(`${which}.postalCode`), {});
  }
  if (address.inseeCode !== '' && !isInseeCode(address.inseeCode)) {
    findings.add('INSEE_CODE_INVALID', place(`${which}.inseeCode`), {});
  }
}

function checkRegime(
  { regime, vatRegime }: CompanySheet,
  today: CalendarDate,
  place: PlaceOf,
  findings: Findings,
): void {
  if (regime !== '' && vatRegime === null) findings.add('VAT_REGIME_UNKNOWN', place('regime'), {});
  if (vatRegime === 'simplified' && today >= SIMPLIFIED_REGIME_END) {
    findings.add('VAT_REGIME_ENDING', place('regime'), { end: SIMPLIFIED_REGIME_END });
  }
}
