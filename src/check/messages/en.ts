/** The English messages: twins of the French ones. */
import { formatIsoDate as iso } from '../../model/calendar-date.ts';
import { formatCentsEnglish as euros, gap } from '../../model/cents.ts';
import type { FindingDetails } from '../../model/finding.ts';
import { FINDINGS_KEPT_PER_CODE } from '../../model/findings.ts';
import { formatRatePlain as percent } from '../../model/rate.ts';
import type { Catalogue } from './catalogue.ts';
import { ENGLISH_DELIVERED } from './delivered-en.ts';
import {
  codePoints,
  dateFault,
  grouped,
  hasFields,
  isVisible,
  REQUIRED_HEADERS,
  shortHash as short,
} from './figures.ts';
import { ENGLISH_SETTINGS } from './settings-en.ts';
import {
  contradiction,
  DATE_FAULTS,
  DATE_FORMS,
  invalidAccount,
  NOTICE_VALUES,
  noCsv,
  noDossier,
  SCIENTIFIC_REMEDY,
  unknownVatCode,
} from './values-en.ts';

export const ENGLISH: Catalogue = {
  typeset: (sentence) => sentence,
  severities: { error: 'error', warning: 'warning', info: 'information' },
  quote: (value) => (value === '' ? 'an empty cell' : `“${value}”`),
  place: ({ file, line, column }) => {
    const parts = [
      file,
      line > 0 ? `line ${line}` : '',
      column === '' ? '' : `${hasFields(file) ? 'field' : 'column'} “${column}”`,
    ];
    const where = parts.filter((part) => part !== '').join(', ');
    return where === '' ? '' : `${where}: `;
  },
  findings: {
    BATCH_UNREADABLE: (details, { value }) => unreadable(details, value),
    BATCH_EMPTY: () => 'no entry below the header. Export the batch from AMI COMPTA again.',
    DOSSIER_MISSING: (details) => noDossier(details),
    PATH_UNSAFE: ({ fault }, { value }) =>
      `${value} ${PATH_FAULTS[fault]}. Nothing was read there; start again with plain file names, without links or paths.`,
    ARCHIVE_BOMB: ({ measure, limit }) =>
      `${BOMB_MEASURES[measure](limit)}. Nothing was read; check where this file comes from.`,
    TOTALS_MISMATCH: (details) => totals(details),
    FISCAL_YEAR_UNKNOWN: () =>
      'unknown fiscal year: neither lot.json nor the settings of the company file tell it. Without it the import file has no fiscal year line; ISACOMPTA then chooses the year by the dates.',
    FISCAL_YEAR_INVALID: ({ start, end, keptStart, keptEnd }) =>
      keptStart !== undefined
        ? `the fiscal year from ${start} to ${end} has days in common with the one from ${keptStart} to ${keptEnd}, which was published before and stays, because this export does not have it. Correct these dates, or give both fiscal years.`
        : `the fiscal year from ${start || '(empty)'} to ${end || '(empty)'} is impossible: it takes a start and an end date, in this order, at most 24 months, and no day in common with another fiscal year. Correct these dates.`,
    FINDINGS_OMITTED: ({ of, shown, total }) =>
      `${of}: ${count(total - shown)} more findings of this kind are not detailed (${count(total)} in all, the first ${count(FINDINGS_KEPT_PER_CODE)} are).`,
    COLUMN_MISSING: ({ isEvery }) =>
      isEvery === true
        ? `none of the columns of an AMI COMPTA batch is on this line: this file is no batch, or its header is missing. It has to be ${REQUIRED_HEADERS}. A settings export of ISACOMPTA is published with publish, or dropped in depot-isacompta.`
        : 'this column is missing in the header. Add it, then drop the batch again.',
    COLUMN_DUPLICATE: () => 'this column stands there twice. Keep one of them.',
    COLUMN_UNKNOWN: ({ nearest }, { file }) =>
      `unknown ${hasFields(file) ? 'field' : 'column'}, ignored. ${nearest === undefined ? 'Check' : `Did you mean “${nearest}”? If not, check`} that nothing useful is in it.`,
    COLUMN_LEFT_OUT: () =>
      'the grid as CSV has no column for this: these values are not in it. The import file (--format ecr) has them.',
    DOSSIER_MISMATCH: ({ announced, isSettings, isInPath }, { value }) => {
      const is = isSettings === true ? 'the settings are read' : 'the batch is converted';
      const says = isSettings === true ? 'they announce' : 'it announces';
      const told = isInPath === true ? 'the name, or the folder that it is in, announces' : says;
      return `${is} for company file ${value}, but ${told} company file “${announced}”. Check that this is meant.`;
    },
    ROW_MALFORMED: (details) => row(details),
    DATE_INVALID: ({ form }, { value }) => DATE_FAULTS[dateFault(value, form)](value, DATE_FORMS[form]),
    DATE_OUTSIDE_FISCAL_YEAR: ({ start, end }, { value }) =>
      `the date ${value} is outside the fiscal year, ${iso(start)} to ${iso(end)}. Correct the date, or the fiscal year of the batch, which covers one alone.`,
    AMOUNT_INVALID: ({ fault, rate }, { value }) => amount(fault, rate === true, value),
    AMOUNT_BOTH_SIDES: ({ debit, credit }) =>
      `debit ${euros(debit)} and credit ${euros(credit)} on the same line. Keep one of the two amounts, or make two lines.`,
    AMOUNT_NEGATIVE: ({ cents, movedTo }, { value }) =>
      `negative amount ${value}: moved to the ${movedTo} side as ${euros(cents)}.`,
    AMOUNT_ZERO: () => 'line without an amount (0.00). It is kept as it is; check that nothing is missing.',
    ACCOUNT_INVALID: (details, { value }) => invalidAccount(details, value),
    ACCOUNT_UNKNOWN: ({ isKept }, { value }) =>
      isKept === true
        ? `account ${value} is no longer in the export, but its third party stays published, because the export has no third parties. Add tiers.csv, or put the account back.`
        : `account ${value} does not exist in the company file. Correct the line, or create this account in ISACOMPTA and export the settings again.`,
    ACCOUNT_NEW: ({ label }, { value }) =>
      `account ${value} (${label}) is announced to ISACOMPTA, which will create it if it does not know it. Check its number and label.`,
    JOURNAL_INVALID: (_details, { value }) =>
      `${value} is not a journal code: 1 or 2 letters or digits (AC, VE, BQ).`,
    JOURNAL_UNKNOWN: (_details, { value }) =>
      `journal ${value} does not exist in the company file. Correct the line, or create this journal in ISACOMPTA and export the settings again.`,
    JOURNAL_ACCOUNT_UNUSUAL: ({ journal, kind }, { value }) =>
      `account ${value} is unusual in journal ${journal} (${kind}). Check the journal and the account.`,
    VAT_CODE_UNKNOWN: (details, { value }) => unknownVatCode(details, value),
    VAT_CODE_IGNORED: ({ account }, { value }) =>
      `VAT code ${value} is left out: ${account} is a third-party account, which carries none.`,
    DUE_DATE_UNUSED: ({ piece }) =>
      `the due date of piece “${piece}” is left out: the entry has no third-party account to carry it.`,
    PIECE_MISSING: () => 'empty piece number: the line belongs to no entry. Give the piece number.',
    PIECE_INVALID: (_details, { value }) =>
      `${value} ${SCIENTIFIC_REMEDY} Different pieces would have the same number here and become one entry.`,
    INVOICE_INVALID: (_details, { value }) => `${value} ${SCIENTIFIC_REMEDY} It is taken as it is.`,
    PIECE_SHORTENED: ({ kept, same, sameLine }, { value }) =>
      same === undefined
        ? `piece number ${value} is longer than 8 characters: written as “${kept}” in ISACOMPTA.`
        : `piece number ${value} is longer than 8 characters: becomes “${kept}” in ISACOMPTA, as does piece “${same}” of line ${sameLine}. Their numbers no longer tell these two entries apart there; give them numbers of at most 8 characters.`,
    TEXT_SHORTENED: ({ kept, limit }, { value }) =>
      `${value} is longer than ${limit} characters: written as “${kept}” in ISACOMPTA.`,
    CHARACTER_REPLACED: ({ character, by, isPublished }, { value }) => {
      if (isPublished === true)
        return `${value} holds a control character (${codePoints(character)}), which is published as a space. Correct this text in ISACOMPTA, then export the settings again.`;
      if (character.includes(UNREADABLE))
        return `${value} holds an unreadable byte: this character (U+FFFD) was lost in the file already; it is ${by === UNREADABLE ? 'published as it is. Correct this text, or export the settings again' : `${replacedBy(by)}. Correct this text, or export the batch again`}.`;
      return by === character.normalize('NFC')
        ? `in ${value}, the letter “${by}” is written in several characters (${codePoints(character)}); ISACOMPTA gets it in one.`
        : `the character ${named(character)} of ${value} does not exist in ISACOMPTA (Windows-1252); it is ${replacedBy(by)}.`;
    },
    ENTRY_UNBALANCED: ({ journal, date, piece, debit, credit, lastLine }, { line }) =>
      `the entry of ${iso(date)}, journal ${journal}, piece “${piece}” (${lines(line, lastLine)}) does not balance: debit ${euros(debit)}, credit ${euros(credit)}, gap ${euros(gap(debit, credit))}. Correct the amount at fault.`,
    ENTRY_TOO_LONG: ({ piece, measure, limit }) =>
      `piece “${piece}” has more than ${count(limit)} ${measure === 'lines' ? 'lines' : 'characters of text'}. Check the piece numbers, or split the entry into several pieces.`,
    ENTRY_INCONSISTENT: (details, { value }) => contradiction(details, value),
    VAT_MISMATCH: ({ vatCode, rate, base, expected, found, tolerance, piece }) =>
      `piece “${piece}”, VAT ${vatCode} at ${percent(rate)} %: base ${euros(base)}, VAT expected ${euros(expected)}, VAT found ${euros(found)}, gap ${euros(gap(expected, found))} (tolerance ${euros(tolerance)}). Check the rate and the amounts.`,
    VAT_RATE_MISMATCH: ({ vatCode, rate, expected }) =>
      `VAT code ${vatCode} is at ${percent(expected)} % in the company file, the line says ${percent(rate)} %. Check the code and the rate.`,
    DOCUMENT_MISSING: ({ listed }, { value }) =>
      listed
        ? `lot.json announces document ${value}, which is not in the batch. Add it to the documents folder.`
        : `document ${value} is not in the batch. Add it to the documents folder, or correct column D.`,
    DOCUMENT_EMPTY: () => 'this document is empty (0 bytes). Replace it by the complete one.',
    DOCUMENT_HASH_MISMATCH: ({ announced, found }) =>
      `this is not the document that lot.json announces (SHA-256 announced ${short(announced)}, found ${short(found)}): it was changed or damaged. Export the batch again.`,
    DOCUMENT_TYPE_REFUSED: () =>
      'by its content this document is neither a PDF, nor a JPEG, PNG or TIFF image, nor XML. Replace it by a readable one.',
    DOCUMENT_TOO_LARGE: ({ bytes, limitMiB }) =>
      `this document has ${mebibytes(bytes)} MiB, the limit is ${limitMiB} MiB (limits.documentMiB). Make it smaller, for example by scanning at a lower resolution.`,
    DOCUMENT_UNREFERENCED: () =>
      'no entry names this file: it is not passed on to ISACOMPTA. If it is a supporting document, name it in column D.',
    DOCUMENT_RENAMED: ({ name }) =>
      `this document is called “${name}” for ISACOMPTA (at most 30 characters, no forbidden sign, ending by its content).`,
    EXCHANGE_FILE_UNREADABLE: ({ reason }) => EXCHANGE_FILE_FAULTS[reason],
    RECORD_UNKNOWN: (_details, { value }) =>
      `unknown record ${value}, ignored. Check that nothing useful is in it.`,
    RECORD_MISPLACED: ({ parent }, { value }) =>
      `record ${value} without the record ${parent} that it belongs to. The file may be damaged; export it again.`,
    REMARK_UNCLOSED: () =>
      'this remark (RMQDEB) is never closed (RMQFIN): the rest of the file cannot be read.',
    LAST_LINE_CUT: ({ columns }) =>
      `the last line ends after ${columns} characters, without a line ending. The file may have been cut.`,
    ...ENGLISH_DELIVERED,
    ...ENGLISH_SETTINGS,
  },
};

const EXCHANGE_FILE_FAULTS = {
  empty: 'the file is empty.',
  'no-header': 'this is not an ISACOMPTA exchange file: its first line must begin with “VER”.',
  'line-too-long':
    'this line is far too long for an ISACOMPTA exchange file: the file is damaged. Export it again.',
} as const;

const PATH_FAULTS = {
  climbs: 'leaves its folder',
  absolute: 'is an absolute path',
  drive: 'holds the sign “:”, which is not allowed in a file name (a letter and “:” stand for a drive)',
  link: 'is a symbolic link',
  name: 'cannot be a file name',
} as const;

const BOMB_MEASURES = {
  files: (limit: number) => `the archive holds more than ${files(limit)} (limits.files)`,
  size: (limit: number) => `the archive exceeds ${count(limit)} MiB once unpacked (limits.batchMiB)`,
  ratio: (limit: number) => `a file of the archive inflates to more than ${count(limit)} times its size`,
} as const;

/** What stands where bytes were no character. */
const UNREADABLE = '\ufffd';

function totals(details: FindingDetails['TOTALS_MISMATCH']): string {
  const { what, announced, counted } = details;
  const remedy = 'The batch may have been cut; export it again.';
  if (what === 'debit' || what === 'credit') {
    return `lot.json announces a total ${what} of ${euros(announced)}, that of the batch is ${euros(counted)}, gap ${euros(gap(announced, counted))}. ${remedy}`;
  }
  return `lot.json announces ${count(announced)} ${what}, the batch holds ${count(counted)}, gap ${count(gap(announced, counted))}. ${remedy}`;
}

function unreadable(
  { reason, limit = 0, detail = '', expected = 'text' }: FindingDetails['BATCH_UNREADABLE'],
  value: string,
): string {
  switch (reason) {
    case 'no-csv':
      return noCsv(detail);
    case 'several-csv':
      return `several .csv files (${detail}), none of them called ecritures.csv. Rename the one with the entries, or remove the others.`;
    case 'not-a-batch':
      return 'this is not an AMI COMPTA batch: it takes a folder, a .zip or a .csv. A settings export of ISACOMPTA is dropped into depot-isacompta.';
    case 'settings':
      return 'this is a settings export of ISACOMPTA, not a batch. Drop it into depot-isacompta; without the robot, publish it with ami-isacompta publish.';
    case 'payload':
      return 'this is a publication of settings for AMI COMPTA, not a batch: there are no entries to check or convert. It is given to publish --since, to publish the modifications that follow.';
    case 'zip-damaged':
      return 'the archive is damaged or incomplete. Export it again.';
    case 'zip-encrypted':
      return 'the archive is protected by a password. Make it again without one.';
    case 'zip-method':
      return 'the archive uses an unknown compression. Make an ordinary .zip.';
    case 'zip-duplicate-name':
      return 'two files have this name, case apart. Rename one of them.';
    case 'file-damaged':
      return 'this file is damaged. Export it again.';
    case 'file-changed':
      return 'this file changed while it was read. Wait until it is copied, then start again.';
    case 'too-many-files':
      return `more than ${files(limit)} (limits.files). Send it in several parts, or raise this limit in the configuration.`;
    case 'too-large':
      return `all of it exceeds ${count(limit)} MiB (limits.batchMiB). Send it in several parts, or raise this limit in the configuration.`;
    case 'notice-too-large':
      return `this file exceeds ${limit} MiB, it should have a few lines. Check that it is the right one.`;
    case 'too-many-columns':
      return `${detail} columns in the header, at most ${limit}. Check the separator and the file.`;
    case 'lot-json':
      return detail === 'syntax'
        ? 'from here on this is not valid JSON. Check commas, quotes and braces.'
        : `${value} is not a possible value here. Write ${NOTICE_VALUES[expected]}.`;
    case 'special-file':
      return 'this is not a regular file; it was not opened.';
  }
}

function row({ fault, expected = 0, found = 0 }: FindingDetails['ROW_MALFORMED']): string {
  switch (fault) {
    case 'cells':
      return `the line has ${count(found)} ${found === 1 ? 'cell' : 'cells'}, the header has ${expected}. Check the separators and quotes of this line.`;
    case 'quote':
      return 'a quote opened here is never closed: the rest of the file was not read. Close it or remove it.';
    case 'too-long':
      return 'the line is longer than a mebibyte: a quote is probably not closed, or this is no CSV. The rest of the file was not read.';
    case 'too-many':
      return 'more than 100,000 lines are empty or have the wrong number of cells; the rest of the file was not read. Check that this is the CSV of the entries.';
    case 'nul':
      return 'the line holds NUL bytes: the file is damaged, or in UTF-16 without a byte-order mark. Save it again as “CSV UTF-8”.';
  }
}

function amount(fault: FindingDetails['AMOUNT_INVALID']['fault'], rate: boolean, value: string): string {
  switch (fault) {
    case 'not-a-number':
      return `${value} is not ${rate ? 'a rate' : 'an amount'}. Write for example ${rate ? '20,00' : '1234,56'}.`;
    case 'decimals':
      return rate
        ? `${value} has more than two decimals. Round this rate to two decimals, for example 5,50.`
        : `${value} has more than two decimals. Write cents with two decimals, and thousands without point or comma.`;
    case 'too-large':
      return `${value} is too large: at most ${rate ? '99.99' : '9,999,999,999.99'}.`;
  }
}

function replacedBy(by: string): string {
  if (by === '') return 'removed';
  return by === ' ' ? 'replaced by a space' : `replaced by “${by}”`;
}

function named(character: string): string {
  return isVisible(character) ? `“${character}” (${codePoints(character)})` : codePoints(character);
}

function lines(first: number, last: number): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function count(value: number | bigint): string {
  return grouped(value, ',');
}

function files(limit: number): string {
  return `${count(limit)} ${limit === 1 ? 'file' : 'files'}`;
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
