/** What the page says, in English. */
import { grouped } from '../check/messages/figures.ts';
import { formatCentsEnglish } from '../model/cents.ts';
import { ENGLISH_ACTS } from './wording-acts-en.ts';
import type { FRENCH_PAGE } from './wording-fr.ts';
import { ENGLISH_VIEWS } from './wording-views-en.ts';

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
  size: sizeText,
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
    lots: (count) => plural(count, 'batch', 'batches'),
    entries: (count) => plural(count, 'entry', 'entries'),
    movements: (count) => plural(count, 'movement'),
    documents: (count) => plural(count, 'document'),
    errors: (count) => plural(count, 'error'),
    warnings: (count) => plural(count, 'warning'),
    infos: (count) => plural(count, 'remark'),
    changes: (count) => plural(count, 'change'),
    files: (count) => plural(count, 'file'),
  },
  columns: {
    received: 'Received',
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
    unseen: 'Refused, not seen',
    from: 'Received from',
    to: 'to',
    search: 'Search',
    clear: 'Show all',
    notADay: (text) => `“${text}” is not a day (dd/mm/yyyy or yyyy-mm-dd). This filter was not applied.`,
    nothingAsked: 'There is nothing to search for in this text: type letters or digits.',
    otherDossier: (dossier) => `Did you mean the company file ${dossier}?`,
    incomplete: (known, of) =>
      `The search is not complete yet: ${plural(known, 'batch', 'batches')} of ${grouped(of, ',')}. The others are not yet found by what they hold.`,
  },
  paging: {
    label: 'Other pages',
    newest: 'The newest',
    older: 'Older',
    next: 'Next page',
    previous: 'Previous page',
    page: (page, pages) => `Page ${grouped(page, ',')} of ${grouped(pages, ',')}`,
  },
  ...ENGLISH_VIEWS,
  ...ENGLISH_ACTS,
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count, ',')} ${count === 1 ? one : many}`;
}

function sizeText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? String(value) : value.toFixed(1)} ${units[power]}`;
}
