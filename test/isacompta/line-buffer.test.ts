import { describe, expect, test } from 'vitest';
import { spanOf } from '../../src/format/fixed-width.ts';
import { SHORTENED, UNENCODABLE, WRITTEN } from '../../src/format/windows-1252.ts';
import { DUE_DATE, ENTRY, MOVEMENT } from '../../src/isacompta/layouts.ts';
import { LineBuffer, lineTemplate } from '../../src/isacompta/line-buffer.ts';
import { calendarDate } from '../../src/model/calendar-date.ts';

const DEBIT = spanOf(MOVEMENT, 'debit');
const LABEL = spanOf(MOVEMENT, 'label');
const RATE = spanOf(MOVEMENT, 'vatRate');

test('a template is its layout wide, with constants, flags at 0 and spaces elsewhere', () => {
  const line = Buffer.from(lineTemplate(DUE_DATE, { rate: '100.00' })).toString('latin1');
  expect(line).toBe(`ECHMVT${' '.repeat(13)}    100.00${' '.repeat(8)}  00${' '.repeat(56)}\r\n`);
});

test('a constant that is wider than its field is a mistake of ours', () => {
  expect(() => lineTemplate(ENTRY, { currency: 'EURO' })).toThrow(RangeError);
});

describe('amounts', () => {
  test.each([
    [0, '         0.00'],
    [5, '         0.05'],
    [50, '         0.50'],
    [100, '         1.00'],
    [123_456, '      1234.56'],
    [999_999_999_999, '9999999999.99'],
  ])('%i cents', (cents, expected) => {
    expect(movement((lines) => lines.cents(DEBIT, cents)).slice(46, 59)).toBe(expected);
  });

  test('one digit too many throws, and never takes the column before', () => {
    expect(() => movement((lines) => lines.cents(DEBIT, 1_000_000_000_000))).toThrow(RangeError);
  });

  test.each([
    [0, ' 0.00'],
    [550, ' 5.50'],
    [2_000, '20.00'],
    [9_999, '99.99'],
  ])('a rate of %i hundredths', (rate, expected) => {
    expect(movement((lines) => lines.rate(RATE, rate)).slice(219, 224)).toBe(expected);
  });
});

describe('texts', () => {
  test('stand on the left and say how they fared', () => {
    const outcomes: number[] = [];
    const line = movement((lines) => {
      outcomes.push(lines.text(LABEL, 'Œuvre à 5 €'));
    });
    expect(outcomes).toEqual([WRITTEN]);
    expect(line.slice(16, 46)).toBe('\x8cuvre \xe0 5 \x80'.padEnd(30));
  });

  test('longer than the field are cut, the next field untouched', () => {
    const line = movement((lines) => {
      expect(lines.text(LABEL, 'x'.repeat(31))).toBe(SHORTENED);
    });
    expect(line.slice(16, 47)).toBe(`${'x'.repeat(30)} `);
  });

  test('without a place in Windows-1252 are told', () => {
    movement((lines) => {
      expect(lines.text(LABEL, 'Ω')).toBe(UNENCODABLE);
    });
  });

  test('a field can be blanked again', () => {
    const line = movement((lines) => {
      lines.text(LABEL, 'abc');
      lines.blank(LABEL);
    });
    expect(line).toBe(movement(() => {}));
  });
});

test('a day is written as jjmmaaaa', () => {
  const date = calendarDate(2022, 1, 9);
  if (date === null) throw new Error('no day');
  const line = movement((lines) => lines.date(spanOf(MOVEMENT, 'declared'), date));
  expect(line.slice(123, 131)).toBe('09012022');
});

test('lines leave in their order, whatever the size of a block', () => {
  const template = lineTemplate(MOVEMENT);
  const blocks: Buffer[] = [];
  const lines = new LineBuffer((block, length) => {
    blocks.push(Buffer.from(block.subarray(0, length)));
    return block;
  });
  const count = 5_000;
  for (let number = 0; number < count; number += 1) {
    lines.begin(template);
    lines.cents(DEBIT, number);
    if (number % 1_000 === 0) lines.freeLine('y'.repeat(number * 100));
  }
  lines.flush();
  expect(blocks.length).toBeGreaterThan(3);
  const written = Buffer.concat(blocks).toString('latin1').split('\r\n');
  expect(written.pop()).toBe('');
  const amounts = written
    .filter((line) => line.startsWith('MVT'))
    .map((line) => Math.round(Number(line.slice(46, 59)) * 100));
  expect(amounts).toEqual(Array.from({ length: count }, (_, number) => number));
  const free = written.filter((line) => !line.startsWith('MVT')).map((line) => line.length);
  expect(free).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
});

test('nothing is handed over twice, and nothing where there is nothing', () => {
  const blocks: Buffer[] = [];
  const lines = new LineBuffer((block, length) => {
    blocks.push(Buffer.from(block.subarray(0, length)));
    return block;
  });
  lines.flush();
  lines.freeLine('a');
  lines.flush();
  lines.flush();
  expect(blocks.map((block) => block.toString('latin1'))).toEqual(['a\r\n']);
});

/** One line of a movement, with its ending, as Latin-1. */
function movement(fill: (lines: LineBuffer) => void): string {
  const blocks: Buffer[] = [];
  const lines = new LineBuffer((block, length) => {
    blocks.push(Buffer.from(block.subarray(0, length)));
    return block;
  });
  lines.begin(lineTemplate(MOVEMENT));
  fill(lines);
  lines.flush();
  return Buffer.concat(blocks).toString('latin1');
}
