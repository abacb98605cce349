/**
 * The state of a company file's sheet as it was published last: what it holds, and what AMI COMPTA would miss in it.
 */
import type { PublishedSettings } from '../ami/published-settings.ts';
import { checkCompanySheet } from '../check/company-sheet.ts';
import { toldFinding } from '../check/messages/told.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import { COMPANY_FIELD_NAMES, COMPANY_FIELDS, type CompanyField } from '../model/company-fields.ts';
import type { CompanySheet } from '../model/company-sheet.ts';
import type { ToldFinding } from '../model/drop-record.ts';
import { Findings } from '../model/findings.ts';

export interface CompanyState {
  readonly fields: readonly {
    readonly field: CompanyField;
    readonly label: string;
    readonly value: string;
  }[];
  readonly findings: readonly ToldFinding[];
}

/** `payload` is the text of a publication, so that it is one. */
export function companyState(payload: string, today: CalendarDate): CompanyState {
  const sheet = sheetOf(JSON.parse(payload) as Pick<PublishedSettings, 'company' | 'vatLiability'>);
  const findings = new Findings();
  checkCompanySheet(sheet, { file: '', lines: new Map(), today }, findings);
  return {
    fields: COMPANY_FIELD_NAMES.map((field) => {
      const { label, of } = COMPANY_FIELDS[field];
      return { field, label, value: of(sheet) };
    }),
    findings: findings.list().map(toldFinding),
  };
}

function sheetOf({
  company,
  vatLiability,
}: Pick<PublishedSettings, 'company' | 'vatLiability'>): CompanySheet {
  const { identification, addresses, contact, registration, activity, taxIdentification } = company;
  return {
    ...identification,
    ...addresses,
    ...contact,
    ...registration,
    ...activity,
    ...taxIdentification,
    vatRegime: vatLiability.regime,
  };
}
