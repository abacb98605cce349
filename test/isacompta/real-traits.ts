/** Exchange files with the traits that real ones have, built from the layouts. */
import type { FieldName, RecordLayout } from '../../src/format/fixed-width.ts';
import { fieldNamed } from '../../src/format/fixed-width.ts';
import {
  ACCOUNT,
  COMPANY_FILE,
  DUE_DATE,
  ENTRY,
  FILE_HEADER,
  FISCAL_YEAR,
  MOVEMENT,
} from '../../src/isacompta/layouts.ts';

interface Shape {
  /** Text stands on the right, as ISACOMPTA exports it; on the left unless told. */
  readonly right?: boolean;
  /** Columns of the line: cut there or padded to it. */
  readonly length?: number;
}

export function recordLine<L extends RecordLayout>(
  layout: L,
  values: { readonly [N in FieldName<L>]?: string },
  { right = false, length = layout.length }: Shape = {},
): string {
  const columns = Array<string>(Math.max(length, layout.length)).fill(' ');
  const put = (start: number, text: string) => columns.splice(start - 1, text.length, ...text);
  put(1, layout.key);
  for (const name of Object.keys(values) as FieldName<L>[]) {
    const field = fieldNamed(layout, name);
    const value = values[name] ?? '';
    put(field.start, right ? value.padStart(field.length) : value.padEnd(field.length));
  }
  return columns.slice(0, length).join('');
}

export const HEADER = recordLine(FILE_HEADER, {
  minimumVersion: '0200000',
  formatVersion: '0000',
  charset: '1',
});
export const DOS_HEADER = recordLine(FILE_HEADER, {
  minimumVersion: '0200000',
  formatVersion: '8700',
  charset: '0',
});
export const COMPANY = recordLine(COMPANY_FILE, {
  number: '888',
  label: 'Ferme des Érables',
  accountSize: '08',
});
export const YEAR_2025 = recordLine(FISCAL_YEAR, { start: '01012025', end: '31122025', currency: 'EUR' });

export function entryLine(
  values: { readonly [N in FieldName<typeof ENTRY>]?: string } = {},
  shape: Shape = {},
): string {
  return recordLine(
    ENTRY,
    { journal: 'AC', date: '15012025', piece: '1', label: 'FACTURE', ...values },
    shape,
  );
}

export function movementLine(
  values: { readonly [N in FieldName<typeof MOVEMENT>]?: string },
  shape: Shape = {},
): string {
  return recordLine(MOVEMENT, { account: '60680000', ...values }, shape);
}

/** An export of ISACOMPTA: text on the right, lines too short and too long, a shifted due date, the last line cut. */
export const RIGHT_ALIGNED_EXPORT = latin1([
  HEADER,
  recordLine(COMPANY_FILE, { number: '888', label: 'Ferme' }, { right: true, length: 71 }),
  YEAR_2025,
  recordLine(ACCOUNT, { number: '401ORANGE', label: 'ORANGE' }, { right: true, length: 292 }),
  recordLine(ACCOUNT, { number: '6265000000', label: 'INTERNET' }, { right: true, length: 213 }),
  entryLine({ piece: '1', label: 'FACTURE \u00c9LECTRICIT\u00c9' }, { right: true }),
  movementLine(
    { account: '6265000000', debit: '33.25', vatCode: 'A5', vatRate: '20' },
    { right: true, length: 285 },
  ),
  movementLine(
    { account: '4456600000', debit: '6.65', accountVatCode: 'A5', vatRate: '20' },
    { right: true },
  ),
  movementLine({ account: '401ORANGE', credit: '39.9' }, { right: true, length: 288 }),
  recordLine(DUE_DATE, { amount: '39.9000', rate: '100', dueDate: '15012025' }, { right: true }),
  entryLine({ piece: '2', invoiceDate: '30121899' }, { right: true, length: 297 }),
  movementLine({ account: '6265000000', debit: '190,22' }, { right: true, length: 125 }),
  movementLine({ account: '6265000000', debit: '0' }, { right: true, length: 219 }),
  movementLine({ account: '401ORANGE', credit: '0000000190.22' }, { right: true, length: 125 }),
  // Three columns too many, and the fields behind the amount are not where the layout has them.
  `ECHMVT${'190.22'.padStart(13)}${'100'.padStart(13)}99999999${' '.repeat(60)}`,
  `ECHMVT${'190.22'.padStart(13)}${'100'.padStart(10)}15012025  00 `,
]);

/** A payroll file: no fiscal year, text on the left, short lines, code page 850, the end-of-file sign of DOS. */
export const PAYROLL_FILE = Buffer.concat([
  latin1([
    DOS_HEADER,
    recordLine(COMPANY_FILE, { number: '888' }, { length: 60 }),
    entryLine({ journal: 'OD', invoiceDate: '00000000', label: 'SALAIRES D\x82CEMBRE' }, { length: 149 }),
    movementLine({ account: '64110000', label: 'PAY\x82 \x85 PAUL', debit: '3075,00' }, { length: 125 }),
    movementLine({ account: '421', label: 'PAUL', credit: '0000003075.00' }, { length: 125 }),
    '',
  ]),
  Buffer.from([0x1a]),
]);

/** Lines in Latin-1, each with CRLF. */
export function latin1(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
}

/** The same bytes in chunks of `size`. */
export function* inChunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
