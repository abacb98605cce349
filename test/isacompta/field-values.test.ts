import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsByName } from '../../src/format/fixed-width.ts';
import {
  amountCentsOf,
  dateOf,
  flagOf,
  integerOf,
  isBlank,
  rateOf,
  textOf,
} from '../../src/isacompta/field-values.ts';
import { ACCOUNT, COMPANY_FILE, ENTRY, MOVEMENT } from '../../src/isacompta/layouts.ts';
import { readRecords } from '../../src/isacompta/reader.ts';
import type { ExchangeRecord } from '../../src/isacompta/record.ts';
import { formatCentsPlain, MAX_AMOUNT_CENTS } from '../../src/model/cents.ts';
import { keepRecord } from '../support/kept-records.ts';
import { entryLine, HEADER, latin1, movementLine, recordLine } from './real-traits.ts';

const movement = fieldsByName(MOVEMENT);
const entry = fieldsByName(ENTRY);

test.each([
  ['39.9', 3_990],
  ['33.25', 3_325],
  ['20', 2_000],
  ['190,22', 19_022],
  ['3075,00', 307_500],
  ['0000010509.30', 1_050_930],
  ['39.9000', 3_990],
  ['  27.81  ', 2_781],
  ['0', 0],
  ['-12.50', -1_250],
  ['.50', 50],
  ['50.', 5_000],
  ['9999999999.99', MAX_AMOUNT_CENTS],
  ['', null],
  ['39.905', 'decimals'],
  ['9999999999999', 'too-large'],
  ['1 234,56', 'not-a-number'],
  ['12.34.56', 'not-a-number'],
  ['12a', 'not-a-number'],
  ['.', 'not-a-number'],
  ['-', 'not-a-number'],
])('the amount "%s" is %s', async (text, expected) => {
  expect(amountCentsOf(await record(movementLine({ debit: text })), movement.debit)).toBe(expected);
  expect(amountCentsOf(await record(movementLine({ debit: text }, { right: true })), movement.debit)).toBe(
    expected,
  );
});

test('every amount of 13 columns is read as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: MAX_AMOUNT_CENTS }), async (cents) => {
      const line = movementLine({ credit: formatCentsPlain(cents) }, { right: true });
      expect(amountCentsOf(await record(line), movement.credit)).toBe(cents);
    }),
  );
});

test.each([
  ['   20', 2_000],
  ['19,60', 1_960],
  [' 5,50', 550],
  ['     ', null],
  ['100', 'too-large'],
  ['-5', 'not-a-number'],
])('the rate "%s" is %s', async (text, expected) => {
  expect(rateOf(await record(movementLine({ vatRate: text })), movement.vatRate)).toBe(expected);
});

test.each([
  ['15012025', 20_250_115],
  ['', null],
  ['00000000', null],
  ['30121899', null],
  ['31022025', 'invalid'],
  ['15/01/25', 'invalid'],
  ['15012225', 'invalid'],
])('the date "%s" is %s', async (text, expected) => {
  expect(dateOf(await record(entryLine({ date: text })), entry.date)).toBe(expected);
});

test('columns that a short line lacks are blank', async () => {
  const short = await record(
    movementLine({ account: '421', debit: '12.00', hasDueDates: '1' }, { length: 46 }),
  );
  expect(textOf(short, movement.account)).toBe('421');
  expect(amountCentsOf(short, movement.debit)).toBeNull();
  expect(amountCentsOf(short, movement.credit)).toBeNull();
  expect(dateOf(short, movement.valueDate)).toBeNull();
  expect(flagOf(short, movement.hasDueDates)).toBe(false);
  expect(textOf(short, movement.accountLabel)).toBe('');
  expect(isBlank(short, movement.accountLabel)).toBe(true);
  expect(dateOf(await record(entryLine({}, { length: 12 })), entry.date)).toBeNull();
});

test('text is found on either side, and flags and numbers by their kind', async () => {
  const account = fieldsByName(ACCOUNT);
  for (const right of [true, false]) {
    const line = recordLine(
      ACCOUNT,
      { number: '401ORANGE', label: 'ORANGE', letterable: '1', cycle: '12' },
      { right },
    );
    const found = await record(line);
    expect(textOf(found, account.number)).toBe('401ORANGE');
    expect(textOf(found, account.label)).toBe('ORANGE');
    expect(flagOf(found, account.letterable)).toBe(true);
    expect(flagOf(found, account.checkable)).toBe(false);
    expect(integerOf(found, account.cycle)).toBe(12);
    expect(integerOf(found, account.label)).toBeNull();
  }
});

test('a field that the record lacks does not compile', () => {
  // @ts-expect-error The company file has no such field.
  expect(fieldsByName(COMPANY_FILE).debit).toBeUndefined();
});

async function record(line: string): Promise<ExchangeRecord> {
  const records: ExchangeRecord[] = [];
  await readRecords([latin1([HEADER, line])], (found) => records.push(keepRecord(found)));
  const found = records[1];
  if (found === undefined) throw new Error('The line was not read');
  return found;
}
