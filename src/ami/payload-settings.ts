/**
 * The settings that a payload tells, as a batch is checked against them. What was published is what both sides hold to
 * be true of the company file.
 */
import { type CalendarDate, parseDate } from '../model/calendar-date.ts';
import type { Settings } from '../model/settings.ts';
import type { PublishedSettings } from './published-settings.ts';
import { parseRate } from './values.ts';

/** What of the settings a batch needs. */
export type PayloadSettings = Pick<
  Settings,
  'dossier' | 'accountSize' | 'fiscalYears' | 'accounts' | 'journals' | 'vatCodes'
>;

/** `text` is that of a payload which was published, so that it is one. */
export function payloadSettings(text: string): PayloadSettings {
  const { dossier, fiscalYears, accounts, journals, vatCodes } = JSON.parse(text) as PublishedSettings;
  return {
    dossier,
    // A payload does not tell it; it shows in the numbers.
    accountSize: null,
    fiscalYears: fiscalYears.map(({ start, end, open }) => ({
      start: publishedDay(start),
      end: publishedDay(end),
      open,
    })),
    accounts,
    journals,
    vatCodes: vatCodes.map((vatCode) => ({
      ...vatCode,
      rate: rate(vatCode.rate),
      validFrom: vatCode.validFrom === null ? null : publishedDay(vatCode.validFrom),
      validTo: vatCode.validTo === null ? null : publishedDay(vatCode.validTo),
    })),
  };
}

/** A day as a payload that was published has it. */
export function publishedDay(iso: string): CalendarDate {
  const date = parseDate(iso);
  if (date === null) throw new TypeError(`Not a day: ${iso}`);
  return date;
}

function rate(plain: string): number {
  const parsed = parseRate(plain);
  if (typeof parsed !== 'number') throw new TypeError(`Not a rate: ${plain}`);
  return parsed;
}
