import { expect, test } from 'vitest';
import {
  calendarDate,
  formatExchangeDate,
  formatFrenchDate,
  formatIsoDate,
  parseFrenchDate,
  parseIsoDate,
} from '../../src/model/calendar-date.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2099, 11, 31);

test('every day from 1900 to 2099 is written in all three forms and read back', () => {
  let before = 0;
  let days = 0;
  for (let time = FIRST; time <= LAST; time += MILLISECONDS_PER_DAY) {
    const iso = new Date(time).toISOString().slice(0, 10);
    const [year = '', month = '', day = ''] = iso.split('-');
    const date = calendarDate(Number(year), Number(month), Number(day));
    if (date === null || date <= before) throw new Error(`${iso} is ${date}, after ${before}`);
    const shown = [formatIsoDate(date), formatFrenchDate(date), formatExchangeDate(date)];
    const wanted = [iso, `${day}/${month}/${year}`, `${day}${month}${year}`];
    if (shown.join() !== wanted.join()) throw new Error(`${iso} is shown as ${shown}`);
    const [isoText = '', frenchText = ''] = wanted;
    const read = [parseIsoDate(isoText), parseFrenchDate(frenchText)];
    if (read.some((one) => one !== date)) throw new Error(`${iso} is read as ${read}`);
    before = date;
    days += 1;
  }
  expect(days).toBe(73_049);
});

test('no other day is one', () => {
  for (let year = 1890; year <= 2110; year += 1) {
    for (let month = -1; month <= 14; month += 1) {
      for (let day = -1; day <= 33; day += 1) {
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        const expected = exists && year >= 1900 && year <= 2099 ? year * 10_000 + month * 100 + day : null;
        if (calendarDate(year, month, day) !== expected)
          throw new Error(`${year}-${month}-${day} is ${calendarDate(year, month, day)}`);
      }
    }
  }
});

test.each([
  ['2024-02-29', 20_240_229],
  ['2023-02-29', null],
  ['1900-02-29', null],
  ['2000-02-29', 20_000_229],
  ['2022-8-31', null],
  ['2022-08-31T00:00:00', null],
  ['2022-08-31Z', null],
  [' 2022-08-31', null],
  ['2022-08-31\n', null],
  ['20220831', null],
  ['2022/08/31', null],
  ['-022-08-31', null],
  ['٢٠٢٢-٠٨-٣١', null],
  ['', null],
])('the ISO date "%s" is %s', (text, expected) => {
  expect(parseIsoDate(text)).toBe(expected);
});

test.each([
  ['31/08/2022', 20_220_831],
  ['31/04/2022', null],
  ['08/31/2022', null],
  ['1/8/2022', null],
  ['31/08/22', null],
  ['31.08.2022', null],
  ['31/08/2022 ', null],
  ['00/01/2022', null],
])('the French date "%s" is %s', (text, expected) => {
  expect(parseFrenchDate(text)).toBe(expected);
});
