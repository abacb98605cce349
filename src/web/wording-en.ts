/** What the page says, in English. */
import { grouped } from '../check/messages/figures.ts';
import { formatCentsEnglish } from '../model/cents.ts';
import { ENGLISH_ACTS } from './wording-acts-en.ts';
import { englishPlural, englishSize } from './wording-counts.ts';
import type { FRENCH_PAGE } from './wording-fr.ts';
import { ENGLISH_VIEWS } from './wording-views-en.ts';

const notADay = (text: string): string =>
  `“${text}” is not a day (dd/mm/yyyy or yyyy-mm-dd). This filter was not applied.`;

export const ENGLISH_PAGE: typeof FRENCH_PAGE = {
  lang: 'en',
  brand: 'AMI COMPTA → ISACOMPTA',
  colon: ': ',
  skip: 'Skip to the content',
  menu: 'Pages',
  nav: {
    lots: 'Batches',
    pending: 'To integrate',
    publications: 'Publications',
    companies: 'Company files',
    archives: 'Archives',
    drop: 'Drop files',
  },
  otherLanguage: { code: 'fr', name: 'Français' },
  leave: 'Sign out',
  amount: formatCentsEnglish,
  euros: (cents) => `€${formatCentsEnglish(cents)}`,
  number: (value) => grouped(value, ','),
  moment: (timestamp) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short' }).format(
      Date.parse(timestamp),
    ),
  size: englishSize,
  inPart: 'delivered in part',
  states: {
    delivered: 'Delivered',
    pending: 'To integrate',
    integrated: 'Integrated',
    refused: 'Refused',
    duplicate: 'Duplicate',
    published: 'Published',
    unchanged: 'Unchanged',
  },
  severities: { error: 'Error', warning: 'Warning', info: 'Information' },
  plurals: {
    lots: (count) => englishPlural(count, 'batch', 'batches'),
    entries: (count) => englishPlural(count, 'entry', 'entries'),
    movements: (count) => englishPlural(count, 'movement'),
    documents: (count) => englishPlural(count, 'document'),
    errors: (count) => englishPlural(count, 'error'),
    warnings: (count) => englishPlural(count, 'warning'),
    infos: (count) => englishPlural(count, 'remark'),
    changes: (count) => englishPlural(count, 'change'),
    files: (count) => englishPlural(count, 'file'),
  },
  columns: {
    received: 'Received',
    settingsReceived: 'Settings received',
    since: 'Since',
    published: 'Published',
    dossier: 'Company file',
    lot: 'Batch',
    name: 'Name',
    state: 'State',
    entries: 'Entries',
    total: 'Total debit',
    documents: 'Documents',
    findings: 'Findings',
    file: 'File',
    kind: 'Kind',
    sequence: 'No.',
    changes: 'Changes',
    key: 'Item',
    field: 'Field',
    before: 'Before',
    after: 'After',
    line: 'Line',
    archive: 'Archive',
    size: 'Size',
    acts: 'Actions',
    sheet: 'Company sheet',
  },
  filters: {
    legend: 'Find a batch',
    text: 'Piece, invoice, account, amount, label or batch',
    dossier: 'Company file',
    state: 'State',
    anyState: 'All',
    unseen: 'Refused, to be looked at',
    delivered: 'Delivered, integrated or not',
    from: 'Received from',
    to: 'Received until',
    search: 'Search',
    clear: 'Show all',
    daysTurned: 'The first day of this filter comes after the last one: no batch can answer it.',
    nothingAsked: 'There is nothing to search for in this text: type letters or digits.',
    otherDossier: (dossier) => `Did you mean the company file ${dossier}?`,
    incomplete: (known, of) =>
      `The search is not complete yet: ${englishPlural(known, 'batch', 'batches')} of ${grouped(of, ',')}. The others are not yet found by what they hold.`,
  },
  leftOut: {
    etat: (text) => `“${text}” is not a state of a batch. This filter was not applied.`,
    du: notADay,
    au: notADay,
    page: (text) => `“${text}” is not the number of a page. The first page is shown.`,
    avant: (text) =>
      `The register does not know the drop “${text}”, behind which the list was to begin. It begins with the newest.`,
    meaningless: (text) => `“${text}” means nothing to this page, which left it out.`,
  },
  paging: {
    label: 'Other pages',
    newest: 'The newest',
    older: 'Older',
    next: 'Next page',
    previous: 'Previous page',
    pastLast: (page) => `There is no page ${grouped(page, ',')}: this is the last one.`,
    page: (page, pages) => `Page ${grouped(page, ',')} of ${grouped(pages, ',')}`,
  },
  ...ENGLISH_VIEWS,
  ...ENGLISH_ACTS,
};
