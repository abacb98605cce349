/** The English messages on the company sheet and on settings: twins of the French ones. */

import { formatIsoDate } from '../../model/calendar-date.ts';
import type { FindingDetails } from '../../model/finding.ts';
import type { RemovableList } from '../../model/settings-finding.ts';
import type { Wordings } from './catalogue.ts';
import { grouped, SPREADSHEET_TRACES } from './figures.ts';
import { englishMoment as moment } from './moments.ts';
import { lostZeroRemedy, SCIENTIFIC_REMEDY, SERIAL_REMEDY, SETTINGS_VALUES } from './values-en.ts';

const UNAVAILABLE = 'without it, AMI COMPTA would make the company file unavailable';
const SHEET = 'in the company sheet of ISACOMPTA';

export const ENGLISH_SETTINGS = {
  COMPANY_NAME_MISSING: () => `the company name is empty. Fill it in ${SHEET}, chapter Identification.`,
  LEGAL_FORM_MISSING: () => `the legal form is empty. Fill it in ${SHEET}, chapter Identification.`,
  SIRET_MISSING: () =>
    `the SIRET number is empty; ${UNAVAILABLE}. Fill it in ${SHEET}, chapter Immatriculation.`,
  SIRET_INVALID: ({ fault }, { value }) =>
    fault === 'form'
      ? (spreadsheetTrace(value) ??
        `${value} is not a SIRET number: it takes the 14 digits that INSEE gave. Correct it ${SHEET}; AMI COMPTA would make the company file unavailable.`)
      : `the SIRET number ${value} is wrong, its check digit does not match. Check every digit ${SHEET}.`,
  SIREN_INVALID: ({ fault }, { value }) =>
    fault === 'form'
      ? (spreadsheetTrace(value) ??
        `${value} is not a SIREN number: it takes the 9 digits that INSEE gave. Correct it ${SHEET}.`)
      : `the SIREN number ${value} is wrong, its check digit does not match. Check every digit ${SHEET}.`,
  SIREN_SIRET_MISMATCH: ({ siren, siret }) =>
    `SIREN ${siren} is not the beginning of SIRET ${siret}. Correct the one that is wrong.`,
  APE_MISSING: () => `the APE code is empty; ${UNAVAILABLE}. Fill it in ${SHEET}, chapter Activité.`,
  APE_INVALID: (_details, { value }) =>
    `${value} is not an APE code: four digits and a letter, such as 47.11B. Correct it ${SHEET}; AMI COMPTA would make the company file unavailable.`,
  VAT_NUMBER_INVALID: ({ fault }, { value }) =>
    fault === 'form'
      ? `${value} is not a French VAT number: it takes FR, a key of two characters, and the SIREN. Correct it ${SHEET}.`
      : `the VAT number ${value} is wrong: its key, or that of the SIREN in it, does not match. Check every character ${SHEET}.`,
  VAT_NUMBER_SIREN_MISMATCH: ({ siren, vatNumber }) =>
    `VAT number ${vatNumber} does not hold SIREN ${siren}. Correct the one that is wrong.`,
  COMPANY_FIELD_EMPTY: ({ isRegime }) =>
    isRegime === true
      ? 'the VAT regime is empty, so that the VAT liability is not published; if it was before, it stays as it is. Fill it in.'
      : 'this field of the company sheet is empty. Fill it in if you know it.',
  COMPANY_FIELD_UNKNOWN: () => 'the company sheet has no such field; it is ignored. Check its name.',
  COMPANY_FIELD_INVALID: ({ wanted }, { value }) => invalidField(wanted, value),
  POSTAL_CODE_INVALID: ({ account }, { value }) =>
    SPREADSHEET_TRACES.lostZero.test(value)
      ? `postal code ${value}${account === undefined ? '' : ` of third party ${account}`} ${lostZeroRemedy(5)}`
      : `${value} is not a French postal code: it takes 5 digits. Correct it ${SHEET}.`,
  INSEE_CODE_INVALID: (_details, { value }) =>
    SPREADSHEET_TRACES.lostZero.test(value)
      ? `INSEE code ${value} ${lostZeroRemedy(5)}`
      : `${value} is not an INSEE commune code: it takes 5 characters, such as 35238 or 2A004. Correct it ${SHEET}.`,
  PHONE_INVALID: ({ account }, { value }) =>
    `telephone ${value}${account === undefined ? '' : ` of third party ${account}`} ${SPREADSHEET_TRACES.scientific.test(value) ? SCIENTIFIC_REMEDY : lostZeroRemedy(10)}`,
  VAT_REGIME_UNKNOWN: (_details, { value }) =>
    `unknown VAT regime ${value}, so that the VAT liability is not published; if it was before, it stays as it is. Give one of these: franchise en base, réel simplifié, réel normal mensuel or trimestriel, simplifié agricole.`,
  VAT_REGIME_ENDING: ({ end }) =>
    `the VAT regime réel simplifié ended on ${formatIsoDate(end)}, or ends with the fiscal year that began before. Give the réel normal regime, monthly or quarterly, that replaces it.`,
  EXCHANGE_FILE_SETTINGS: ({ accounts }) =>
    `this file is a settings export (${accounts === 1 ? '1 account' : `${grouped(accounts, ',')} accounts`}) without any entry, and its company sheet does not lie beside it. To check and publish it as settings, add entreprise.csv or entreprise.json in the same folder.`,
  SETTINGS_DOSSIER_MISMATCH: ({ found }, { value }) =>
    `the batch is of company file ${value}, the settings are of company file “${found}”. Give the settings of the same company file with --settings, or correct the company file number of the batch.`,
  SETTINGS_UNREADABLE: (details, { value }) => unreadable(details, value),
  SETTINGS_OUTDATED: ({ receivedAt, laterAt, sequence }) =>
    `these settings were received on ${moment(receivedAt)}, before others of the same company file, received on ${moment(laterAt)}, ${sequence === null ? 'which changed nothing of what was published' : `which are published already (no. ${sequence})`}. These are published over them: if the others are really the newer ones, drop the others again.`,
  SETTINGS_FILE_IGNORED: (details) => ignored(details),
  SETTINGS_LIST_EMPTIED: ({ list, removed }, { file }) => {
    const [one, many] = ITEMS[list];
    const gone =
      removed < 2
        ? `the only ${one} that was published before is removed`
        : `the ${grouped(removed, ',')} ${many} that were published before are all removed`;
    return file === ''
      ? `the export has no ${one} at all: ${gone}. If this is not meant, export the settings again with the ${many}, and publish them before this publication is imported.`
      : `this table has nothing but its header: ${gone}. If this is not meant, export it again, or take this file out of the export: what was published then stays as it is.`;
  },
  ACCOUNT_DUPLICATE: ({ firstLine }, { value }) => duplicate('account', value, firstLine),
  JOURNAL_DUPLICATE: ({ firstLine }, { value }) => duplicate('journal', value, firstLine),
  VAT_CODE_DUPLICATE: ({ firstLine }, { value }) => duplicate('VAT code', value, firstLine),
  VAT_ACCOUNT_UNKNOWN: ({ vatCode }, { value }) =>
    `VAT code ${vatCode} points to account ${value}, which does not exist in the company file. Create the account, or correct the VAT code.`,
  JOURNAL_ACCOUNT_UNKNOWN: ({ journal, isKept }, { value }) =>
    isKept === true
      ? `journal ${journal} keeps counterpart account ${value}, which was published before and which the export does not tell; but this account is no longer in the company file. Restore the account, or give the counterpart of this journal in the export.`
      : `journal ${journal} has account ${value} as its counterpart, which does not exist in the company file. Create the account, or correct the counterpart of the journal.`,
  COLLECTIVE_ACCOUNT_MISSING: ({ account, isKept }, { value, isEmpty }) => {
    if (isKept === true)
      return `auxiliary account ${account} keeps collective account ${value}, which was published before, because comptes.csv has no column Compte collectif; but the company file has no such account any more. Add this column, or put the account back.`;
    return isEmpty
      ? `auxiliary account ${account} has no collective account. Set it in ISACOMPTA.`
      : `auxiliary account ${account} points to collective account ${value}, which does not exist in the company file. Create it, or correct the auxiliary account.`;
  },
  ACCOUNT_SIZE_MISMATCH: ({ size }, { value }) =>
    `general account ${value} does not have ${size} digits, the account size of the company file. Check its number.`,
  VAT_CODES_ABSENT: ({ accounts, codes }, { file }) =>
    `${accounts < 2 ? 'this account has a default VAT code' : `${grouped(accounts, ',')} accounts have default VAT codes`} (${codes}), but the export has no VAT code at all: AMI COMPTA only knows them if they were published before. ${/\.csv$/i.test(file) ? 'Add tva.csv' : 'Export the settings again, with the VAT codes'}.`,
  VAT_CODE_TYPE_MISMATCH: ({ vatCode, type }, { value }) =>
    `VAT code ${vatCode} is for ${type}s, but its account ${value} is no ${type === 'purchase' ? '4456' : '4457'} account. Check the type of the code and its account.`,
  IBAN_INVALID: ({ account }, { value }) =>
    `IBAN ${value} of account ${account} is wrong. Check it with the bank details.`,
  BIC_INVALID: ({ account }, { value }) =>
    `BIC ${value} of account ${account} is wrong: it takes 8 or 11 characters, such as AGRIFRPP835. Check it with the bank details.`,
} satisfies Partial<Wordings>;

function unreadable(details: FindingDetails['SETTINGS_UNREADABLE'], value: string): string {
  switch (details.reason) {
    case 'no-company-sheet':
      return 'the company sheet is missing. Add entreprise.csv or entreprise.json beside the export.';
    case 'batch':
      return 'this is a batch of AMI COMPTA, not a settings export. Drop it into depot-ami; without the robot, convert it with ami-isacompta convert.';
    case 'no-settings':
      return 'this is not a settings export: it takes an ISACOMPTA exchange file, or the files comptes.csv, journaux.csv and the others.';
    case 'payload':
      return 'this is a publication, made from an export, and not a settings export. Give the export of ISACOMPTA; the publication before is given to --since.';
    case 'no-account-table':
      return 'no account in this export, neither comptes.csv nor an ISACOMPTA exchange file (.ECR). Add one of the two.';
    case 'no-accounts':
      return 'this file holds no account. Export the settings again, with the chart of accounts.';
    case 'table-alone':
      return 'this file is only a part of an export. Give the folder that holds it, with entreprise.csv, comptes.csv and the other tables.';
    case 'several-natives':
      return `several exchange files (${details.detail}): nothing tells which holds the settings. Keep one alone, or give its path.`;
    case 'native-empty':
      return 'this exchange file is empty. Export the settings from ISACOMPTA again.';
    case 'native-unicode':
      return 'this exchange file was saved in Unicode (UTF-16, or UTF-8 with a BOM) by another program. Take the one that ISACOMPTA wrote, without opening and saving it.';
    case 'native-cut':
      return `the file ends within this line (record ${value}), after ${details.columns} characters: it was cut. What followed in the settings is missing, and would be taken for removed. Copy the whole file again, or export the settings from ISACOMPTA again.`;
    case 'company-json':
      return 'this is not valid JSON. Check commas, quotes and braces.';
    case 'columns':
      return `column ${details.detail} is missing in the header. Add it.`;
    case 'row':
      return details.cells === undefined
        ? 'this line is not readable. Check its quotes and its characters.'
        : `the line has ${details.cells} cells, the header has ${details.expected}. Check the separators and quotes of this line.`;
    case 'value':
      return details.wanted === 'all-digits'
        ? `${value} ${SCIENTIFIC_REMEDY}`
        : (spreadsheetTrace(value, details.wanted === 'date') ??
            `${value} is not a possible value here. Write ${SETTINGS_VALUES[details.wanted]}.`);
    case 'contradiction':
      return `${value} contradicts “${details.detail}” on line ${details.firstLine}. Keep only the right value.`;
  }
}

function invalidField(wanted: FindingDetails['COMPANY_FIELD_INVALID']['wanted'], value: string): string {
  switch (wanted) {
    case 'amount':
      return `${value} is not an amount; it is published as it is. Write for example 8000,00.`;
    case 'date':
      return (
        spreadsheetTrace(value, true) ??
        `${value} is not a day of the calendar; it is published as it is. Write it dd/mm/yyyy.`
      );
    case 'email':
      return `${value} is not an e-mail address; it is published as it is. Write for example contact@example.com.`;
  }
}

/** What a spreadsheet did to a number, or where a day is wanted to a day; null where nothing shows that it did. */
function spreadsheetTrace(value: string, isDay = false): string | null {
  if (isDay) return SPREADSHEET_TRACES.serial.test(value) ? `${value} ${SERIAL_REMEDY}` : null;
  return SPREADSHEET_TRACES.scientific.test(value) ? `${value} ${SCIENTIFIC_REMEDY}` : null;
}

function ignored(details: FindingDetails['SETTINGS_FILE_IGNORED']): string {
  if (details.what !== 'name')
    return `this file is not read, because ${details.what === 'settings' ? 'the settings are' : 'the company sheet is'} taken from ${details.used}. Leave only the one of the two that is up to date.`;
  const { nearest, isSpreadsheet, isTaken } = details;
  if (nearest === null)
    return 'this file is not read: no table of an export has this name. Rename it to entreprise.csv, comptes.csv, exercices.csv, journaux.csv, tva.csv or tiers.csv if it is one, else take it away.';
  if (isTaken)
    return `this file is not read, because “${nearest}” is already in the export. Leave only the one of the two that is up to date, under this name.`;
  return isSpreadsheet
    ? `this file is not read: it is a spreadsheet, not a CSV. Save it as “CSV UTF-8”, under the name “${nearest}”.`
    : `this file is not read because of its name: “${nearest}” is expected. Rename it so.`;
}

/** One item of a list, and several. */
const ITEMS: Readonly<Record<RemovableList, readonly [one: string, many: string]>> = {
  accounts: ['account', 'accounts'],
  journals: ['journal', 'journals'],
  vatCodes: ['VAT code', 'VAT codes'],
  thirdParties: ['third party', 'third parties'],
};

function duplicate(what: string, value: string, firstLine: number): string {
  return `${what} ${value} already stands on line ${firstLine}. Keep one of the two lines.`;
}
