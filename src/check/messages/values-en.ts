/** What is wrong with a value, in English: dates, fields of `lot.json`, lines that contradict each other. */
import { FIRST_YEAR, LAST_YEAR } from '../../model/calendar-date.ts';
import type { FindingDetails, NoticeValue } from '../../model/finding.ts';
import type { SettingsValue } from '../../model/settings-fault.ts';
import { depth, SPREADSHEET_TRACES } from './figures.ts';

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

/** `found`: a CSV further down, else an exchange file; empty where there is neither. */
export function noCsv(found: string): string {
  if (found === '')
    return 'no .csv file in the batch. A batch holds ecritures.csv, and the documents in the documents folder.';
  if (!/\.csv$/i.test(found))
    return `no .csv file in the batch, but an exchange file of ISACOMPTA, ${found}. If it is a settings export, add its company sheet beside it (entreprise.csv or entreprise.json). If it holds entries, they are in the format of ISACOMPTA already: check that file itself.`;
  return `no .csv file at the top of the batch, but ${found}: ${FOLDERS[depth(found)] ?? `${depth(found)} folders`} down. Send the folder that holds it, with its documents.`;
}

/** How far below the top of a batch its CSV is, in words. */
const FOLDERS: Readonly<Record<number, string>> = {
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

export const SETTINGS_VALUES: Readonly<Record<Exclude<SettingsValue, 'all-digits'>, string>> = {
  account: 'an account number of at most 10 characters, for example 62260000 or 401ORANGE',
  'journal-code': 'a journal code of 1 or 2 characters, for example AC',
  'vat-code': 'a VAT code of 1 or 2 characters, for example A5',
  'account-type': 'général (general), auxiliaire (auxiliary) or collectif (collective)',
  side: 'débit (debit), crédit (credit) or indifférent (either)',
  'journal-type':
    'achats (purchases), ventes (sales), trésorerie (treasury), opérations diverses (miscellaneous), à nouveaux (opening), extourne (reversal), situation, stocks or analytique (analytic)',
  'vat-code-type': 'achat (purchase), immobilisation (fixed asset) or vente (sale)',
  'yes-no': 'oui (yes) or non (no)',
  date: 'a day of the calendar, dd/mm/yyyy or yyyy-mm-dd',
  'exchange-date': 'a day of the calendar, ddmmyyyy',
  rate: 'a rate from 0 to 99.99 with at most two decimals, for example 5,50',
  text: 'a text in quotes',
  fields: 'the fields of the sheet in braces, { … }',
  'rate-of-account': 'the rate of this VAT code, for example 5,50, or 0 if it is exempt',
};

/** What a spreadsheet does to long numbers, and how one gets them back. */
export const SCIENTIFIC_REMEDY =
  'is a number that Excel abbreviated (scientific notation), its last digits are lost. In Excel give this column the format Text, type the whole number again, then save the CSV.';

/** The same for days, and for codes and telephones that begin with a zero and have so many digits with it. */
export const SERIAL_REMEDY =
  'is a day that Excel replaced by its number. In Excel give this column the format Text, type the day again as dd/mm/yyyy, then save the CSV.';
export function lostZeroRemedy(digits: number): string {
  return `has only ${digits - 1} digits: Excel probably took the zero at its beginning away. In Excel give this column the format Text, type the ${digits} digits again, then save the CSV.`;
}

export function invalidAccount(details: FindingDetails['ACCOUNT_INVALID'], value: string): string {
  if (details.isScientific === true) return `${value} ${SCIENTIFIC_REMEDY}`;
  const form =
    details.isListed === true
      ? 'letters and digits alone, 10 characters at most'
      : '3 to 10 characters that open with three digits, the first from 1 to 9';
  const remedy = details.hasSpaces === true ? 'spaces are not allowed in it. Write it in one piece: ' : '';
  return `${value} is not an account number: ${remedy}${form} (62260000, 401ORANGE).`;
}

export function unknownVatCode({ shape, keptBy }: FindingDetails['VAT_CODE_UNKNOWN'], value: string): string {
  if (keptBy !== undefined)
    return `account ${keptBy} keeps VAT code ${value}, which was published before, because comptes.csv has no column Code TVA; but the company file has no such code any more. Add this column, or put the code back.`;
  if (SPREADSHEET_TRACES.scientific.test(value)) return `${value} ${SCIENTIFIC_REMEDY}`;
  return shape
    ? `${value} is not a VAT code of ISACOMPTA: 1 or 2 letters or digits (A5, B5).`
    : `VAT code ${value} does not exist in the company file. Correct the line, or create this code in ISACOMPTA and export the settings again.`;
}

const BATCH_REMEDY =
  'Give it at the start of the name of the folder or file, followed by “_” (example: 888_september.zip), or, for a batch, in lot.json, or by dropping the batch into depot-ami/<number>/. On the command line, --dossier gives it too.';

const EXPORT_REMEDY =
  'Give it at the start of the name of the folder or .zip of the export, followed by “_” (example: 0742_export.zip); an exchange file of ISACOMPTA gives it in its DOS record. On the command line, --dossier gives it too.';

export function noDossier({ invalid, named, isSettings }: FindingDetails['DOSSIER_MISSING']): string {
  const remedy = isSettings === true ? EXPORT_REMEDY : BATCH_REMEDY;
  if (invalid !== null)
    return `“${invalid}” cannot be a company file number: at most 8 characters, letters, digits and hyphens. ${remedy}`;
  if (named === undefined) return `no company file number. ${remedy}`;
  return `no company file number: “${named}” is the name of the batch. If it is the number of the company file too, rename the batch, for example ${named}_september, or put it into a folder of that name, for example depot-ami/${named}/september. Otherwise give the number in lot.json, or on the command line with --dossier.`;
}

export function contradiction(details: FindingDetails['ENTRY_INCONSISTENT'], value: string): string {
  const { kept } = details;
  if ('account' in details)
    return `account ${details.account} has two labels: ${value} here, “${kept}” on line ${details.keptLine}, which is kept. Keep one label for each account.`;
  if ('dueLine' in details)
    return `the due date ${value} is left out: piece “${details.piece}” keeps that of line ${details.dueLine}, “${kept}”. If there are several due dates, give each on the line of its third-party account.`;
  return `the lines of piece “${details.piece}” contradict each other: ${value} here, “${kept}” above, which is kept. If these are two invoices, give them two piece numbers.`;
}
