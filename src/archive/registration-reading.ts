/**
 * Reads what an archive keeps for the register (`registre.json`). Whatever is not exactly of this form is refused: the
 * register that is made from it must be one that could have been.
 */
import * as z from 'zod';
import { type CalendarDate, calendarDate } from '../model/calendar-date.ts';
import { parseCentsPlain } from '../model/cents.ts';
import type { Registration } from './registration.ts';

const count = z.int().min(0);
const timestamp = z.iso.datetime();
const day = z.custom<CalendarDate>(
  (value) =>
    typeof value === 'number' &&
    calendarDate(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100) === value,
);
const cents = z.string().transform((text, context) => {
  const value = parseCentsPlain(text);
  if (value === null) context.addIssue('not an amount');
  return value ?? 0n;
});

const facts = z.strictObject({
  entries: count,
  movements: count,
  debit: cents,
  credit: cents,
  documents: count,
});

const publication = z.strictObject({
  payloadKind: z.enum(['creation', 'modification']),
  sequence: count,
  settingsHash: z.string(),
  changes: z.array(z.unknown()),
});

/** As `model/drop-record.ts` has it. */
const figure = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ cents: z.string().regex(/^-?\d+$/) }),
]);

const finding = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  file: z.string().nullable(),
  line: z.int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
  details: z.record(z.string(), figure).optional(),
});

const record = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['batch', 'settings']),
  outcome: z.enum(['delivered', 'refused', 'duplicate', 'published', 'unchanged']),
  name: z.string(),
  dossier: z.string().nullable(),
  batch: z.string().nullable(),
  revision: count,
  contentHash: z.string(),
  facts: facts.nullable(),
  publication: publication.nullable(),
  fiscalYearEnd: day.nullable(),
  receivedAt: timestamp,
  finishedAt: timestamp.nullable(),
  integratedAt: timestamp.nullable(),
  findings: z.array(finding),
  places: z.array(z.string()),
  archive: z.null(),
  manifestHash: z.null(),
  earlier: z.string().nullable(),
});

const entry = z.strictObject({
  journal: z.string(),
  date: day,
  piece: z.string(),
  amounts: z.string(),
  debit: cents.optional(),
});

const registration = z
  .strictObject({ version: z.literal(1), record, entries: z.array(entry) })
  .transform(({ record, entries }): Registration => ({ record, entries }));

/** Null where the text is nothing that this program wrote. */
export function parseRegistration(text: string): Registration | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return registration.safeParse(value).data ?? null;
}
