import { expect, test } from 'vitest';
import { checkExchangeFile } from '../../src/check/exchange-file.ts';
import { MAX_LINE_BYTES } from '../../src/format/lines.ts';
import { ACCOUNT, DUE_DATE, FISCAL_YEAR } from '../../src/isacompta/layouts.ts';
import type { BatchFacts } from '../../src/model/batch.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import {
  COMPANY,
  entryLine,
  HEADER,
  inChunks,
  latin1,
  movementLine,
  PAYROLL_FILE,
  RIGHT_ALIGNED_EXPORT,
  recordLine,
  YEAR_2025,
} from '../isacompta/real-traits.ts';

const HEAD = [HEADER, COMPANY, YEAR_2025];
const DEBIT = movementLine({ debit: '12.00' });
const CREDIT = movementLine({ account: '401', credit: '12.00' });

test('an export with every trait of real ones has no fault but its cut end', async () => {
  const { findings, totals } = await check(RIGHT_ALIGNED_EXPORT);
  expect(findings).toMatchObject([
    { code: 'LAST_LINE_CUT', severity: 'info', line: 16, details: { columns: 42 } },
  ]);
  expect(totals).toEqual({ entries: 2, movements: 6, debit: 23_012n, credit: 23_012n, documents: 0 });
});

test('a payroll file without fiscal year has no fault', async () => {
  const { findings, totals } = await check(PAYROLL_FILE);
  expect(findings).toEqual([]);
  expect(totals).toEqual({ entries: 1, movements: 2, debit: 307_500n, credit: 307_500n, documents: 0 });
});

test('a sound file has no finding, and its documents are counted', async () => {
  const { findings, totals } = await check(
    latin1([...HEAD, entryLine({ documentName: 'a.pdf' }), 'RMQDEB', 'MVT   texte', 'RMQFIN', DEBIT, CREDIT]),
  );
  expect(findings).toEqual([]);
  expect(totals).toEqual({ entries: 1, movements: 2, debit: 1_200n, credit: 1_200n, documents: 1 });
});

interface Fault {
  readonly lines: readonly string[];
  readonly expected: Partial<Finding>;
}

/** What stands below `HEAD`, and the one finding that it makes. */
const FAULTS: Record<string, Fault> = {
  'an unknown record': {
    lines: ['XYZ   abc', entryLine(), DEBIT, CREDIT],
    expected: { code: 'RECORD_UNKNOWN', severity: 'warning', line: 4, value: 'XYZ' },
  },
  'an entry out of balance': {
    lines: [entryLine({ piece: 'P7' }), DEBIT, movementLine({ credit: '11.99' })],
    expected: {
      code: 'ENTRY_UNBALANCED',
      line: 4,
      details: {
        journal: 'AC',
        date: 20_250_115 as never,
        piece: 'P7',
        debit: 1_200n,
        credit: 1_199n,
        lastLine: 6,
      },
    },
  },
  'two entries that only balance together': {
    lines: [
      entryLine(),
      DEBIT,
      CREDIT,
      entryLine(),
      CREDIT,
      recordLine(ACCOUNT, {}),
      entryLine(),
      DEBIT,
      CREDIT,
    ],
    expected: { code: 'ENTRY_UNBALANCED', line: 7 },
  },
  'an amount that is none': {
    lines: [entryLine(), movementLine({ debit: '12.0O' }), CREDIT],
    expected: {
      code: 'AMOUNT_INVALID',
      line: 5,
      column: 'Montant débit',
      value: '12.0O',
      details: { fault: 'not-a-number' },
    },
  },
  'an amount of three decimals': {
    lines: [entryLine(), DEBIT, movementLine({ credit: '12.001' })],
    expected: { code: 'AMOUNT_INVALID', line: 6, column: 'Montant crédit', details: { fault: 'decimals' } },
  },
  'a due date without an amount that can be read': {
    lines: [entryLine(), DEBIT, CREDIT, recordLine(DUE_DATE, { amount: 'x', dueDate: '15012025' })],
    expected: { code: 'AMOUNT_INVALID', line: 7, column: 'Montant TTC' },
  },
  'an amount on both sides': {
    lines: [entryLine(), movementLine({ debit: '12.00', credit: '12.00' })],
    expected: { code: 'AMOUNT_BOTH_SIDES', line: 5, details: { debit: 1_200, credit: 1_200 } },
  },
  'a day that the calendar lacks': {
    lines: [entryLine({ date: '31022025' }), DEBIT, CREDIT],
    expected: { code: 'DATE_INVALID', line: 4, column: 'Date de la pièce', value: '31022025' },
  },
  'no date': {
    lines: [entryLine({ date: '' }), DEBIT, CREDIT],
    expected: { code: 'DATE_INVALID', line: 4, value: '' },
  },
  'an invoice date that is none': {
    lines: [entryLine({ invoiceDate: '99999999' }), DEBIT, CREDIT],
    expected: { code: 'DATE_INVALID', line: 4, column: 'Date de facture' },
  },
  'a date outside the fiscal year': {
    lines: [entryLine({ date: '01012026' }), DEBIT, CREDIT],
    expected: {
      code: 'DATE_OUTSIDE_FISCAL_YEAR',
      line: 4,
      value: '01/01/2026',
      details: { start: 20_250_101 as never, end: 20_251_231 as never },
    },
  },
  'a fiscal year that ends before it starts': {
    lines: [recordLine(FISCAL_YEAR, { start: '01012026', end: '31122025' })],
    expected: { code: 'FISCAL_YEAR_INVALID', line: 4, details: { start: '01012026', end: '31122025' } },
  },
  'no account': {
    lines: [entryLine(), movementLine({ account: '', debit: '12.00' }), CREDIT],
    expected: { code: 'ACCOUNT_INVALID', line: 5, column: 'Compte' },
  },
  'a movement outside an entry': {
    lines: [DEBIT],
    expected: { code: 'RECORD_MISPLACED', line: 4, value: 'MVT', details: { parent: 'ECR' } },
  },
  'a due date outside a movement': {
    lines: [entryLine(), recordLine(DUE_DATE, { amount: '12' }), DEBIT, CREDIT],
    expected: { code: 'RECORD_MISPLACED', line: 5, value: 'ECHMVT', details: { parent: 'MVT' } },
  },
  'a remark under nothing': {
    lines: ['RMQDEB', 'texte', 'RMQFIN'],
    expected: { code: 'RECORD_MISPLACED', line: 4, value: 'RMQDEB', details: { parent: 'ECR' } },
  },
  'the end of a remark that never began': {
    lines: [entryLine(), 'RMQFIN', DEBIT, CREDIT],
    expected: { code: 'RECORD_MISPLACED', line: 5, value: 'RMQFIN', details: { parent: 'RMQDEB' } },
  },
  'a remark that never ends': {
    lines: [entryLine(), DEBIT, CREDIT, 'RMQDEB', 'texte'],
    expected: { code: 'REMARK_UNCLOSED', line: 7 },
  },
};

test.each(Object.entries(FAULTS))('%s', async (_, { lines, expected }) => {
  const { findings } = await check(latin1([...HEAD, ...lines]));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ file: 'lot.ECR', ...expected });
});

test.each([
  ['empty', '', { line: null, details: { reason: 'empty' } }],
  ['blank', '\r\n\r\n\x1a', { line: null, details: { reason: 'empty' } }],
  ['not opened by a header', `${entryLine()}\r\n${DEBIT}\r\n`, { line: 1, details: { reason: 'no-header' } }],
  [
    'not text',
    `${HEADER}\r\n${'x'.repeat(MAX_LINE_BYTES + 1)}`,
    { line: 2, details: { reason: 'line-too-long' } },
  ],
])('a file that is %s is unreadable, and nothing else is told', async (_, text, expected) => {
  const { findings, totals } = await check(Buffer.from(text, 'latin1'));
  expect(findings).toMatchObject([{ code: 'EXCHANGE_FILE_UNREADABLE', severity: 'error', ...expected }]);
  expect(findings).toHaveLength(1);
  expect(totals).toMatchObject({ entries: 0, movements: 0 });
});

test('what can go wrong with the source is passed on', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(HEADER);
    throw new Error('disk');
  }
  await expect(checkExchangeFile(broken(), 'lot.ECR', new Findings())).rejects.toThrow('disk');
});

test.each([
  ['in the middle of a field', recordLine(DUE_DATE, { amount: '12.00' }, { length: 33 }), 33],
  ['within its key', 'ECHM', 4],
])('a last line cut %s is told', async (_, last, columns) => {
  const bytes = Buffer.concat([latin1([...HEAD, entryLine(), DEBIT, CREDIT]), Buffer.from(last)]);
  const { findings } = await check(bytes);
  expect(findings).toMatchObject([{ code: 'LAST_LINE_CUT', line: 7, details: { columns } }]);
});

test('a last line that ends with a field is cut where all others are filled, though its entry is balanced', async () => {
  const credit = CREDIT.trimEnd();
  const columns = 72;
  const cut = credit.padEnd(columns).slice(0, columns);
  const bytes = latin1([...HEAD, entryLine(), DEBIT, cut]).subarray(0, -2);
  const { findings, totals } = await check(bytes);
  expect(totals).toMatchObject({ debit: 1_200n, credit: 1_200n });
  expect(findings).toMatchObject([{ code: 'LAST_LINE_CUT', line: 6, details: { columns } }]);
  const withEnding = latin1([...HEAD, entryLine(), DEBIT, cut]);
  expect((await check(withEnding)).findings).toEqual([]);
  const others = latin1([...HEAD, entryLine(), DEBIT.trimEnd(), cut]).subarray(0, -2);
  expect((await check(others)).findings).toEqual([]);
});

test('a last line without a line ending is whole where it is as long as those before it', async () => {
  const short = [
    movementLine({ debit: '12' }, { length: 130 }),
    movementLine({ credit: '12' }, { length: 130 }),
  ];
  const bytes = latin1([...HEAD, entryLine(), ...short]).subarray(0, -2);
  expect((await check(bytes)).findings).toEqual([]);
});

test('an entry may lie in any fiscal year of the file, also one announced below it', async () => {
  const year2026 = recordLine(FISCAL_YEAR, { start: '01012026', end: '31122026' });
  const { findings } = await check(
    latin1([...HEAD, entryLine({ date: '05012026' }), DEBIT, CREDIT, year2026]),
  );
  expect(findings).toEqual([]);
});

test('a remark may stand under an account or its third party', async () => {
  const lines = [recordLine(ACCOUNT, { number: '401' }), 'TIERS DUPONT', 'RMQDEB', 'texte', 'RMQFIN'];
  expect((await check(latin1([...HEAD, ...lines]))).findings).toEqual([]);
});

async function check(bytes: Buffer): Promise<{ findings: Finding[]; totals: BatchFacts }> {
  const findings = new Findings();
  const totals = await checkExchangeFile(inChunks(bytes, 97), 'lot.ECR', findings);
  return { findings: findings.list(), totals };
}
