/** The control must find what a writer may do wrong, so that good bytes are damaged in every way here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ImportControl } from '../../src/isacompta/import-control.ts';
import { calendarDate } from '../../src/model/calendar-date.ts';
import { csvText, purchase, writeBatch } from '../support/batch.ts';
import { importFileOf } from '../support/conversion.ts';
import { linesOf, sliceImportFile } from '../support/slice-import-file.ts';

/** Two purchases, the second with a remark, a due date, an analytic code and an announced account. */
let good: Buffer;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ami-isacompta-'));
  try {
    good = await goodFile(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a good file is let through, with its figures', () => {
  const control = controlled(good);
  expect(figures(control)).toEqual({ entries: 2, movements: 6, debit: 24_000n, credit: 24_000n });
});

describe('damaged', () => {
  test('a digit of an amount', () => {
    expect(() => controlled(replaced('       100.00', '       100.01'))).toThrow(/does not balance/);
  });

  test('a digit of the last entry', () => {
    const damaged = Buffer.from(good);
    damaged.write('121', good.lastIndexOf('120.00       '));
    expect(() => controlled(damaged)).toThrow(/does not balance|another amount/);
  });

  test('debit and credit changed places on one line', () => {
    const line = movementLine(0);
    const swapped = line.slice(0, 46) + line.slice(59, 72) + line.slice(46, 59) + line.slice(72);
    expect(() => controlled(replaced(line, swapped))).toThrow(/does not balance/);
  });

  test('a letter in an amount', () => {
    expect(() => controlled(replaced('       100.00', '       1O0.00'))).toThrow(/Not an amount/);
  });

  test('a comma for the point', () => {
    expect(() => controlled(replaced('       100.00', '       100,00'))).toThrow(/Not an amount/);
  });

  test('an amount shifted by one column', () => {
    expect(() => controlled(replaced('       100.00', '      100.00 '))).toThrow(/Not an amount/);
  });

  test('an amount on neither side', () => {
    expect(() => controlled(replaced('       100.00', ' '.repeat(13)))).toThrow(/without an amount/);
  });

  test('a movement on both sides', () => {
    const line = movementLine(0);
    const both = line.slice(0, 46) + '       100.00'.repeat(2) + line.slice(72);
    expect(() => controlled(replaced(line, both))).toThrow(/on both sides/);
  });

  test('a column too many, and one too few', () => {
    expect(() => controlled(replaced('ACHAT ', 'ACHAT  '))).toThrow(/is not 286 wide/);
    expect(() => controlled(replaced('ACHAT ', 'ACHAT'))).toThrow(/is not 286 wide/);
  });

  test('a missing CR', () => {
    expect(() => controlled(replaced('\r\n', '\n'))).toThrow(/is not 49 wide/);
  });

  test('CR where LF should be', () => {
    expect(() => controlled(replaced('\r\n', '\r\r'))).toThrow(/is not 49 wide/);
  });

  test('a lost movement', () => {
    expect(() => controlled(replaced(`${movementLine(1)}\r\n`, ''))).toThrow(/does not balance/);
  });

  test('a lost header: its movements fall to the entry before, or nowhere', () => {
    const lines = sliceImportFile(good);
    const [, second] = linesOf(lines, 'ECR');
    const control = controlled(replaced(`${second?.text}\r\n`, ''));
    expect(control.entries).toBe(1);
  });

  test('an entry without movements', () => {
    const movements = sliceImportFile(good)
      .filter(({ key }) => key === 'MVT')
      .slice(0, 3);
    const without = movements.reduce((bytes, { text }) => replaced(`${text}\r\n`, '', bytes), good);
    expect(() => controlled(without)).toThrow(/without movements/);
  });

  test('an unknown record', () => {
    expect(() => controlled(replaced('ECHMVT', 'XYZMVT'))).toThrow(/unknown record/);
    expect(() => controlled(Buffer.concat([good, Buffer.from('FIN\r\n')]))).toThrow(/unknown record/);
  });

  test('a remark that is never closed', () => {
    expect(() => controlled(replaced('RMQFIN', 'RMQFIM'))).toThrow(/ends inside a remark/);
  });

  test('an end in mid-line, wherever it is: bytes are left over', () => {
    for (const cut of [1, 2, 3, 100, 285, 287]) {
      const control = new ImportControl(null);
      const bytes = good.subarray(0, good.length - cut);
      expect(control.take(bytes, bytes.length)).toBeLessThan(bytes.length);
    }
  });
});

test('chunks of any size give the same totals', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      expect(figures(controlled(good, sizes))).toEqual(figures(controlled(good)));
    }),
    { numRuns: 60 },
  );
});

test('the day of the batch is stamped on every entry and nowhere else', () => {
  const stamped = Buffer.from(good);
  const control = new ImportControl(calendarDate(2024, 2, 29));
  expect(control.take(stamped, stamped.length)).toBe(stamped.length);
  control.finish();
  const before = sliceImportFile(good);
  const after = sliceImportFile(stamped);
  for (const [index, line] of after.entries()) {
    if (line.key !== 'ECR') expect(line.text).toBe(before[index]?.text);
    else expect([line.field('created'), line.field('modified')]).toEqual(['29022024', '29022024']);
  }
  expect(linesOf(after, 'ECR')).toHaveLength(2);
});

async function goodFile(folder: string): Promise<Buffer> {
  const rows = [
    ...purchase('P1'),
    ...purchase('P2', {
      dueDate: '30/09/2022',
      comment: 'MVT   à revoir\nvu',
      analyticCode: 'LAIT',
      accountLabel: 'Libellé',
    }),
  ];
  const notice = { emis: '2022-09-08', exercice: { debut: '2022-01-01', fin: '2022-12-31' } };
  return importFileOf(`${folder}/out`, writeBatch(folder, '888_lot', { csv: csvText(rows), notice }));
}

/** The good file with the first occurrence of a text replaced. */
function replaced(text: string, by: string, bytes = good): Buffer {
  const whole = bytes.toString('latin1');
  if (!whole.includes(text)) throw new Error(`not in the file: ${JSON.stringify(text)}`);
  return Buffer.from(
    whole.replace(text, () => by),
    'latin1',
  );
}

function movementLine(index: number): string {
  const line = linesOf(sliceImportFile(good), 'MVT')[index];
  if (line === undefined) throw new Error(`no movement ${index}`);
  return line.text;
}

/** Feeds a copy in chunks (one, unless told), what a chunk leaves over going before the next one. */
function controlled(bytes: Buffer, sizes: readonly number[] = [bytes.length]): ImportControl {
  const control = new ImportControl(null);
  let left = Buffer.alloc(0);
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    left = Buffer.concat([left, bytes.subarray(at, at + size)]);
    at += size;
    left = left.subarray(control.take(left, left.length));
  }
  if (left.length > 0) throw new Error('ends in the middle of a line');
  control.finish();
  return control;
}

function figures({ entries, movements, debit, credit }: ImportControl): object {
  return { entries, movements, debit, credit };
}
