import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsByName } from '../../src/format/fixed-width.ts';
import { withField } from '../../src/isacompta/edit.ts';
import { amountCentsOf, textOf } from '../../src/isacompta/field-values.ts';
import { MOVEMENT } from '../../src/isacompta/layouts.ts';
import { readRecords } from '../../src/isacompta/reader.ts';
import { type ExchangeRecord, keepRecord, lineText, writeRecords } from '../../src/isacompta/record.ts';
import { HEADER, latin1, movementLine, PAYROLL_FILE } from './real-traits.ts';

const movement = fieldsByName(MOVEMENT);

test('the other bytes of the line stay as they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...MOVEMENT.fields),
      fc.stringMatching(/^[A-Z0-9é]{0,1}$/),
      fc.integer({ min: 6, max: 300 }),
      async (field, value, length) => {
        const before = await movementRecord(movementLine({ label: 'ACHAT', debit: '12.00' }, { length }));
        const after = withField(before, field, value);
        expect(textOf(after, field)).toBe(value);
        const end = field.start - 1 + field.length;
        const [was, is] = [lineText(before), lineText(after)];
        expect(is.slice(0, field.start - 1)).toBe(was.slice(0, field.start - 1).padEnd(field.start - 1));
        expect(is.slice(end)).toBe(was.slice(end));
        expect(is).toHaveLength(Math.max(was.length, end));
      },
    ),
  );
});

test('a value takes the side where the one before it stood, a number the right', async () => {
  const right = await movementRecord(movementLine({ label: 'ACHAT' }, { right: true }));
  expect(lineText(withField(right, movement.label, 'VENTE')).slice(16, 46)).toBe('VENTE'.padStart(30));
  const left = await movementRecord(movementLine({ label: 'ACHAT' }));
  expect(lineText(withField(left, movement.label, 'VENTE')).slice(16, 46)).toBe('VENTE'.padEnd(30));
  const changed = withField(left, movement.debit, '27.81');
  expect(lineText(changed).slice(46, 59)).toBe('        27.81');
  expect(amountCentsOf(changed, movement.debit)).toBe(2_781);
});

test('text is written in the character set of the file', async () => {
  const records: ExchangeRecord[] = [];
  await readRecords([PAYROLL_FILE], (record) => records.push(keepRecord(record)));
  const paid = records[3];
  if (paid === undefined) throw new Error('The movement was not read');
  expect(textOf(paid, movement.label)).toBe('PAYÉ À PAUL'.replace('É', 'é').replace('À', 'à'));
  const changed = withField(paid, movement.label, 'été');
  expect(writeRecords([changed]).toString('latin1')).toContain('\x82t\x82 ');
});

test('a value that does not fit throws', async () => {
  const record = await movementRecord(movementLine({}));
  expect(() => withField(record, movement.vatCode, 'A55')).toThrow(RangeError);
  expect(() => withField(record, movement.label, '→')).toThrow(RangeError);
});

async function movementRecord(line: string): Promise<ExchangeRecord> {
  const records: ExchangeRecord[] = [];
  await readRecords([latin1([HEADER, line])], (record) => records.push(keepRecord(record)));
  const found = records[1];
  if (found === undefined) throw new Error('The line was not read');
  return found;
}
