/**
 * Reads `lot.json`, what AMI COMPTA announces about a batch. Owns its keys and their forms; compares nothing with the
 * rest of the batch.
 */

import type { BatchNotice, Moment } from '../model/batch.ts';
import { type CalendarDate, parseIsoDate } from '../model/calendar-date.ts';
import { parseCentsPlain } from '../model/cents.ts';
import type { FiscalYear } from '../model/entry.ts';
import type { Findings } from '../model/findings.ts';
import { isJournal } from '../model/journal.ts';

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
  return {
    id: readId(notice),
    dossier: notice.text('dossier'),
    issued: readIssued(notice),
    journal: readJournal(notice),
    fiscalYear: readFiscalYear(notice),
    totals: {
      entries: readCount(notice.within('totaux'), 'ecritures'),
      movements: readCount(notice.within('totaux'), 'mouvements'),
      debit: readSum(notice.within('totaux'), 'debit'),
      credit: readSum(notice.within('totaux'), 'credit'),
    },
    documents: readDocuments(notice),
  };
}

/** The 1-based line where the text stops being JSON. */
async function lineOfFault(text: string): Promise<number> {
  const { parse } = await import('jsonc-parser');
  const errors: Parameters<typeof parse>[1] = [];
  parse(text, errors, { disallowComments: true });
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
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#values = isObject ? (value as Record<string, unknown>) : {};
    if (!isObject && value !== undefined && value !== null) this.#wrongType(path, value);
  }

  within(key: string): NoticeKeys {
    return new NoticeKeys(this.#values[key], this.file, this.findings, this.name(key));
  }

  name(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  /** A text or a number, as text and trimmed; null where the key is absent, null or empty. */
  text(key: string): string | null {
    const value = this.#values[key];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
    if (typeof value === 'number') return String(value);
    this.#wrongType(this.name(key), value);
    return null;
  }

  list(key: string): readonly unknown[] {
    const value = this.#values[key];
    if (Array.isArray(value)) return value;
    if (value !== undefined && value !== null) this.#wrongType(this.name(key), value);
    return [];
  }

  #wrongType(column: string, value: unknown): void {
    const place = {
      file: this.file,
      column: column === '' ? null : column,
      value: JSON.stringify(value).slice(0, 80),
    };
    this.findings.add('BATCH_UNREADABLE', place, { reason: 'lot-json' });
  }
}

/** The batch's id becomes part of a file name, so one that climbs out of a folder is refused. */
function readId(notice: NoticeKeys): string | null {
  const id = notice.text('lot');
  if (id !== null && (/^\.+$/.test(id) || /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(id))) {
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
  const start = readDay(keys, 'debut');
  const end = readDay(keys, 'fin');
  if (start === 'absent' && end === 'absent') return null;
  if (start === 'invalid' || end === 'invalid') return null;
  if (start === 'absent' || end === 'absent' || start > end) {
    const place = { file: notice.file, column: 'exercice' };
    notice.findings.add('FISCAL_YEAR_INVALID', place, {
      start: keys.text('debut') ?? '',
      end: keys.text('fin') ?? '',
    });
    return null;
  }
  return { start, end };
}

function readDay(keys: NoticeKeys, key: string): CalendarDate | 'absent' | 'invalid' {
  const text = keys.text(key);
  if (text === null) return 'absent';
  const date = parseIsoDate(text);
  if (date !== null) return date;
  keys.findings.add(
    'DATE_INVALID',
    { file: keys.file, column: keys.name(key), value: text },
    { form: 'iso' },
  );
  return 'invalid';
}

function readCount(keys: NoticeKeys, key: string): number | null {
  const text = keys.text(key);
  if (text === null) return null;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  keys.findings.add(
    'AMOUNT_INVALID',
    { file: keys.file, column: keys.name(key), value: text },
    { fault: 'not-a-number' },
  );
  return null;
}

function readSum(keys: NoticeKeys, key: string): bigint | null {
  const text = keys.text(key);
  if (text === null) return null;
  const cents = parseCentsPlain(text.replace(',', '.'));
  if (cents !== null) return cents;
  keys.findings.add(
    'AMOUNT_INVALID',
    { file: keys.file, column: keys.name(key), value: text },
    { fault: 'not-a-number' },
  );
  return null;
}

function readDocuments(notice: NoticeKeys): ReadonlyMap<string, string | null> {
  const documents = new Map<string, string | null>();
  for (const [index, item] of notice.list('documents').entries()) {
    const keys = new NoticeKeys(item, notice.file, notice.findings, `documents[${index}]`);
    const name = keys.text('fichier');
    if (name !== null) documents.set(name, keys.text('sha256')?.toLowerCase() ?? null);
  }
  return documents;
}
