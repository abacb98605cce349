/** Batches of which some entries are at fault, with what each part of them must be; nothing of the program is asked. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ALL_COLUMNS, type BatchFiles, type BatchRow, type CsvSpelling, csvText, PDF } from './batch.ts';

/** Ways in which one entry alone is at fault. */
const FAULTS = [
  'unbalanced',
  'amount',
  'account',
  'both-sides',
  'due-date',
  'vat-code',
  'outside-year',
  'document-missing',
  'document-empty',
  'document-type',
  'document-altered',
  'delivered-before',
] as const;

export type EntryFault = (typeof FAULTS)[number];

export interface SplitEntry {
  readonly cents: number;
  readonly comment: string;
  readonly hasDocument: boolean;
  readonly fault: EntryFault | null;
}

export interface SplitSpelling extends CsvSpelling {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';
  readonly scattered: boolean;
}

export interface SplitBatch {
  readonly entries: readonly SplitEntry[];
  readonly spelling: SplitSpelling;
}

const entry: fc.Arbitrary<SplitEntry> = fc.record({
  cents: fc.integer({ min: 2, max: 10_000_000 }),
  comment: fc.constantFrom('', 'réglé', 'un\ndeux\n\ntrois', 'a "b" ; c', 'ਊ ഊ ੍'),
  hasDocument: fc.boolean(),
  fault: fc.option(fc.constantFrom(...FAULTS), { nil: null, freq: 2 }),
});

export const splitBatch: fc.Arbitrary<SplitBatch> = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: 8 }),
  spelling: fc.record({
    delimiter: fc.constantFrom(';', ',', '\t'),
    lineEnd: fc.constantFrom('\r\n', '\n'),
    quoteAll: fc.boolean(),
    endsLine: fc.boolean(),
    columns: fc.shuffledSubarray(ALL_COLUMNS, { minLength: ALL_COLUMNS.length }),
    encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
    scattered: fc.boolean(),
  }),
});

export const isSound = ({ fault }: SplitEntry): boolean => fault === null;
export const isAtFault = ({ fault }: SplitEntry): boolean => fault !== null;
export const everyEntry = (): boolean => true;

/** The piece that an entry has for its place in the batch. */
export const pieceOf = (index: number): string => `P${index}`;

/** The CSV with the entries of one kind, as they are or mended, byte for byte. */
export function csvOf(
  { entries, spelling }: SplitBatch,
  isWanted: (entry: SplitEntry) => boolean,
  isMended = false,
): Buffer {
  const groups = entries.map((each, index) => (isWanted(each) ? rowsOf(each, index, isMended) : []));
  const rows = spelling.scattered ? interleaved(groups) : groups.flat();
  return encoded(csvText(rows, spelling), spelling.encoding);
}

/** What `lot.json` says beside the id: a fiscal year, and the hashes of the documents of one kind of entries. */
export function noticeOf(
  { entries }: SplitBatch,
  isWanted: (entry: SplitEntry) => boolean,
): Record<string, unknown> {
  const sha256 = createHash('sha256').update(PDF).digest('hex');
  const documents = entries.flatMap((each, index) =>
    isWanted(each) && hasDocument(each) && each.fault !== 'document-empty' && each.fault !== 'document-type'
      ? [{ fichier: documentOf(index), sha256 }]
      : [],
  );
  return {
    lot: 'L',
    dossier: '888',
    emis: '2022-03-01T08:30:00',
    exercice: { debut: '2022-01-01', fin: '2022-12-31' },
    documents: documents.filter(({ fichier }) => !isMissing(entries, fichier)),
  };
}

export function documentsOf(
  { entries }: SplitBatch,
  isWanted: (entry: SplitEntry) => boolean,
  isMended = false,
): NonNullable<BatchFiles['documents']> {
  const documents: Record<string, Uint8Array> = {};
  for (const [index, each] of entries.entries()) {
    if (!isWanted(each) || !hasDocument(each)) continue;
    if (each.fault === 'document-missing' && !isMended) continue;
    documents[documentOf(index)] = isMended ? PDF : contentOf(each);
  }
  return documents;
}

/** The amounts of one side that can be read, in cents. */
export function readableCents(entries: readonly SplitEntry[], side: 'debit' | 'credit'): bigint {
  const amounts = entries.flatMap((each) =>
    rowsOf(each, 0, false)
      .filter((row) => isReadable(row))
      .map((row) => row[side] ?? ''),
  );
  return amounts.filter((text) => text !== '').reduce((sum, text) => sum + BigInt(text.replace(',', '')), 0n);
}

function isReadable({
  debit = '',
  credit = '',
  account = '',
  dueDate = '',
  vatCode = '',
}: BatchRow): boolean {
  const hasOneAmount = (debit === '') !== (credit === '') && !/O/.test(debit);
  return hasOneAmount && /^\d{3}/.test(account) && dueDate !== '31/02/2022' && vatCode.length < 3;
}

function rowsOf(
  { cents, comment, fault, ...each }: SplitEntry,
  index: number,
  isMended: boolean,
): BatchRow[] {
  const isBroken = (kind: EntryFault): boolean => !isMended && fault === kind;
  const common = {
    date: isBroken('outside-year') ? '28/02/2023' : '28/02/2022',
    piece: pieceOf(index),
    entryLabel: 'FOURNISSEUR É',
    label: 'ACHAT',
    documents: hasDocument({ fault, ...each }) ? documentOf(index) : '',
  };
  const first = Math.floor(cents / 2);
  return [
    {
      ...common,
      comment,
      account: isBroken('account') ? 'XX' : '60110000',
      debit: isBroken('amount') ? `1O,0${index}` : amount(first),
      credit: isBroken('both-sides') ? '1,00' : '',
      vatCode: isBroken('vat-code') ? 'A55' : '',
    },
    { ...common, account: '60120000', debit: amount(cents - first) },
    {
      ...common,
      account: '401FOURN',
      credit: amount(isBroken('unbalanced') ? cents + 1 : cents),
      dueDate: isBroken('due-date') ? '31/02/2022' : '',
    },
  ];
}

function hasDocument(each: Pick<SplitEntry, 'fault' | 'hasDocument'>): boolean {
  return each.hasDocument || (each.fault?.startsWith('document-') ?? false);
}

function documentOf(index: number): string {
  return `d${index}.pdf`;
}

function isMissing(entries: readonly SplitEntry[], name: string): boolean {
  return entries.some((each, index) => each.fault === 'document-missing' && documentOf(index) === name);
}

function contentOf({ fault }: SplitEntry): Uint8Array {
  if (fault === 'document-empty') return Buffer.alloc(0);
  if (fault === 'document-type') return Buffer.from('GIF89a');
  return fault === 'document-altered' ? Buffer.concat([PDF, PDF]) : PDF;
}

function amount(cents: number): string {
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}

/** The first rows of every entry, then the second ones, and so on. */
function interleaved(groups: readonly (readonly BatchRow[])[]): BatchRow[] {
  return [0, 1, 2].flatMap((at) => groups.flatMap((rows) => rows.slice(at, at + 1)));
}

function encoded(text: string, encoding: SplitSpelling['encoding']): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
