/** What is wrong with a value, in English: dates, fields of `lot.json`, lines that contradict each other. */
import { FIRST_YEAR, LAST_YEAR } from '../../model/calendar-date.ts';
import type { FindingDetails, NoticeValue } from '../../model/finding.ts';

export const DATE_FAULTS = {
  form: (value: string, form: string) => `${value} is not a date that can be read here. Write it as ${form}.`,
  year: (value: string) =>
    `the year of the date ${value} is impossible: it must be from ${FIRST_YEAR} to ${LAST_YEAR}. Correct it.`,
  day: (value: string) => `the calendar has no date ${value}. Correct it.`,
} as const;

export const DATE_FORMS = {
  csv: 'dd/mm/yyyy or yyyy-mm-dd',
  iso: 'yyyy-mm-dd, for example 2022-12-31 (ISO 8601)',
  exchange: 'ddmmyyyy',
} as const;

/** How far below the top of a batch its CSV is, in words. */
export const FOLDERS: Readonly<Record<number, string>> = {
  1: 'one folder',
  2: 'two folders',
  3: 'three folders',
};

export const NOTICE_VALUES: Readonly<Record<NoticeValue, string>> = {
  text: 'a text in quotes, or a whole number',
  count: 'a whole number, without sign or space',
  sum: 'an amount in quotes, for example "1234.56"',
  group: 'a group in braces, { … }',
  list: 'a list in brackets, [ … ]',
  document: 'a group for each document, { "fichier": "facture.pdf", "sha256": "…" }',
  'one-hash': 'one hash alone for this document, which is announced twice',
};

export function contradiction(details: FindingDetails['ENTRY_INCONSISTENT'], value: string): string {
  const { kept } = details;
  if ('account' in details)
    return `account ${details.account} has two labels: ${value} here, “${kept}” on line ${details.keptLine}, which is kept. Keep one label for each account.`;
  if ('dueLine' in details)
    return `the due date ${value} is left out: piece “${details.piece}” keeps that of line ${details.dueLine}, “${kept}”. If there are several due dates, give each on the line of its third-party account.`;
  return `the lines of piece “${details.piece}” contradict each other: ${value} here, “${kept}” above, which is kept. If these are two invoices, give them two piece numbers.`;
}
