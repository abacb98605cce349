/**
 * Reads `lot.json`, what AMI COMPTA announces about a batch. Owns its keys and their forms; compares nothing with the
 * rest of the batch.
 */
import { climbs } from '../format/inner-path.ts';
import type { AnnouncedTotals, BatchNotice, Moment } from '../model/batch.ts';
import { type CalendarDate, parseIsoDate } from '../model/calendar-date.ts';
import { parseCentsPlain } from '../model/cents.ts';
import type { FiscalYear } from '../model/entry.ts';
import type { NoticeValue } from '../model/finding.ts';
import type { Findings } from '../model/findings.ts';
import { isJournal } from '../model/journal.ts';
import { nearestName } from './nearest-name.ts';

/** What each object of `lot.json` may say; anything else is most likely misspelt. */
const KEYS = {
  notice: ['lot', 'dossier', 'emis', 'journal', 'exercice', 'totaux', 'documents'],
  fiscalYear: ['debut', 'fin'],
  totals: ['ecritures', 'mouvements', 'debit', 'credit'],
  document: ['fichier', 'sha256'],
} as const;

/** What a batch without `lot.json` announces. */
export const EMPTY_NOTICE: BatchNotice = {
  id: null,
  dossier: null,
  issued: null,
  journal: null,
  fiscalYear: null,
  totals: { entries: null, movements: null, debit: null, credit: null },
  documents: new Map(),
};

/** Reads the text of `lot.json`. Every fault is a finding at its key; what is sound is kept. */
export async function readNotice(text: string, file: string, findings: Findings): Promise<BatchNotice> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const place = { file, line: await lineOfFault(text) };
    findings.add('BATCH_UNREADABLE', place, { reason: 'lot-json', detail: 'syntax' });
    return EMPTY_NOTICE;
  }
  const notice = new NoticeKeys(json, file, findings);
  notice.tellUnknown(KEYS.notice);
  return {
    id: readId(notice),
    dossier: notice.text('dossier'),
    issued: readIssued(notice),
    journal: readJournal(notice),
    fiscalYear: readFiscalYear(notice),
    totals: readTotals(notice.within('totaux')),
    documents: readDocuments(notice),
  };
}

/** The 1-based line where the text stops being JSON; null where that can't be said. */
async function lineOfFault(text: string): Promise<number | null> {
  const { parse } = await import('jsonc-parser');
  const errors: Parameters<typeof parse>[1] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // Groups within groups without end.
    return null;
  }
  return text.slice(0, errors?.[0]?.offset ?? text.length).split(/\r\n|\r|\n/).length;
}

/** The keys of one object of `lot.json`, with the path that names them in a finding. */
class NoticeKeys {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly file: string;
  readonly findings: Findings;

  constructor(value: unknown, file: string, findings: Findings, path = '') {
    this.file = file;
    this.findings = findings;
    this.#path = path;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#values = isGroup ? (value as Record<string, unknown>) : {};
    if (!isGroup && value !== undefined && value !== null) this.refuse(path, value, 'group');
  }

  /** Tells the keys that this object should not have: what they say is not read. */
  tellUnknown(known: readonly string[]): void {
    for (const key of Object.keys(this.#values)) {
      if (known.includes(key)) continue;
      const nearest = nearestName(key, known);
      this.findings.add(
        'COLUMN_UNKNOWN',
        { file: this.file, column: this.name(key) },
        nearest === null ? {} : { nearest },
      );
    }
  }

  within(key: string): NoticeKeys {
    return new NoticeKeys(this.#values[key], this.file, this.findings, this.name(key));
  }

  name(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  /** A text, or a whole number that JSON has whole, as text and trimmed; null where it is absent, null or empty. */
  text(key: string): string | null {
    return this.#scalar(key, Number.isSafeInteger, 'text');
  }

  /** A sum: a text, or a number. */
  sum(key: string): string | null {
    return this.#scalar(key, Number.isFinite, 'sum');
  }

  #scalar(key: string, isPossible: (value: unknown) => boolean, expected: NoticeValue): string | null {
    const value = this.#values[key];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
    if (typeof value === 'number' && isPossible(value)) return String(value);
    this.refuse(this.name(key), value, expected);
    return null;
  }

  list(key: string): readonly unknown[] {
    const value = this.#values[key];
    if (Array.isArray(value)) return value;
    if (value !== undefined && value !== null) this.refuse(this.name(key), value, 'list');
    return [];
  }

  /** What stands here can't be used; `expected` could. */
  refuse(column: string, value: unknown, expected: NoticeValue): void {
    const place = { file: this.file, column: column === '' ? null : column, value: shown(value) };
    this.findings.add('BATCH_UNREADABLE', place, { reason: 'lot-json', expected });
  }
}

/** A text as it is, any other value as JSON writes it; short. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 80);
  try {
    return JSON.stringify(value).slice(0, 80);
  } catch {
    // Groups within groups without end.
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}

/** The batch's id becomes part of a file name, so one that climbs out of a folder is refused. */
function readId(notice: NoticeKeys): string | null {
  const id = notice.text('lot');
  if (id !== null && (id === '.' || climbs(id))) {
    notice.findings.add('PATH_UNSAFE', { file: notice.file, column: 'lot', value: id }, { fault: 'climbs' });
    return null;
  }
  return id;
}

/** `2022-09-08T10:15:00`, with or without seconds and zone, or a day alone: the sender's own clock, as written. */
function readIssued(notice: NoticeKeys): Moment | null {
  const text = notice.text('emis');
  if (text === null) return null;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
  const date = match === null ? null : parseIsoDate(match[1] ?? '');
  if (match === null || date === null) {
    notice.findings.add('DATE_INVALID', { file: notice.file, column: 'emis', value: text }, { form: 'iso' });
    return null;
  }
  return { date, time: `${match[2] ?? '00'}${match[3] ?? '00'}${match[4] ?? '00'}` };
}

function readJournal(notice: NoticeKeys): string | null {
  const journal = notice.text('journal');
  if (journal === null || isJournal(journal)) return journal;
  notice.findings.add('JOURNAL_INVALID', { file: notice.file, column: 'journal', value: journal }, {});
  return null;
}

function readFiscalYear(notice: NoticeKeys): FiscalYear | null {
  const keys = notice.within('exercice');
  keys.tellUnknown(KEYS.fiscalYear);
  const startText = keys.text('debut');
  const endText = keys.text('fin');
  const start = readDay(keys, 'debut', startText);
  const end = readDay(keys, 'fin', endText);
  if (startText === null && endText === null) return null;
  if (start !== null && end !== null && start <= end) return { start, end };
  const isTold = (startText !== null && start === null) || (endText !== null && end === null);
  if (!isTold) {
    const place = { file: notice.file, column: 'exercice' };
    notice.findings.add('FISCAL_YEAR_INVALID', place, { start: startText ?? '', end: endText ?? '' });
  }
  return null;
}

function readDay(keys: NoticeKeys, key: string, text: string | null): CalendarDate | null {
  if (text === null) return null;
  const date = parseIsoDate(text);
  if (date === null) {
    const place = { file: keys.file, column: keys.name(key), value: text };
    keys.findings.add('DATE_INVALID', place, { form: 'iso' });
  }
  return date;
}

function readTotals(keys: NoticeKeys): AnnouncedTotals {
  keys.tellUnknown(KEYS.totals);
  return {
    entries: readCount(keys, 'ecritures'),
    movements: readCount(keys, 'mouvements'),
    debit: readSum(keys, 'debit'),
    credit: readSum(keys, 'credit'),
  };
}

function readCount(keys: NoticeKeys, key: string): number | null {
  const text = keys.text(key);
  if (text === null) return null;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  keys.refuse(keys.name(key), text, 'count');
  return null;
}

function readSum(keys: NoticeKeys, key: string): bigint | null {
  const text = keys.sum(key);
  if (text === null) return null;
  const cents = parseCentsPlain(text.replace(',', '.'));
  if (cents !== null) return cents;
  const fault = /^-?\d+[.,]\d{3,}$/.test(text) ? 'decimals' : 'not-a-number';
  keys.findings.add('AMOUNT_INVALID', { file: keys.file, column: keys.name(key), value: text }, { fault });
  return null;
}

/** A document that is listed twice must be told the same hash, or once none. */
function readDocuments(notice: NoticeKeys): ReadonlyMap<string, string | null> {
  const documents = new Map<string, string | null>();
  for (const [index, item] of notice.list('documents').entries()) {
    const path = `documents[${index}]`;
    const told = notice.findings.count('BATCH_UNREADABLE');
    const keys = new NoticeKeys(item, notice.file, notice.findings, path);
    keys.tellUnknown(KEYS.document);
    const name = keys.text('fichier');
    const sha256 = keys.text('sha256')?.toLowerCase() ?? null;
    if (name === null) {
      if (notice.findings.count('BATCH_UNREADABLE') === told) notice.refuse(path, item, 'document');
      continue;
    }
    const known = documents.get(name) ?? null;
    if (known !== null && sha256 !== null && known !== sha256)
      notice.refuse(`${path}.sha256`, sha256, 'one-hash');
    else documents.set(name, sha256 ?? known);
  }
  return documents;
}
