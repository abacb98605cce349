import { expect, test } from 'vitest';
import { exchangeRows } from '../../src/isacompta/grid-rows.ts';
import { ACCOUNT } from '../../src/isacompta/layouts.ts';
import type { GridRow } from '../../src/model/grid-row.ts';
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
} from './real-traits.ts';

test('a movement becomes a row, with what its entry says', async () => {
  const bytes = latin1([
    HEADER,
    COMPANY,
    entryLine({
      date: '31082022',
      piece: '0x9f1642',
      label: 'PROXYPAYE',
      invoice: '2022120',
      documentName: 'a.pdf',
    }),
    'RMQDEB',
    'MVT   illisible',
    '',
    '  vu au relev\xe9 ',
    'RMQFIN',
    movementLine({
      account: '62260000',
      label: 'BULLETIN',
      debit: '27.81',
      credit: '0.00',
      vatCode: 'B5',
      vatRate: '20',
    }),
    movementLine({ account: '44566000', debit: '5.56', accountVatCode: 'B5', vatRate: '5,5', number: '778' }),
    movementLine({ account: '401PROXYP', debit: '0', credit: '33.37' }),
  ]);
  const rows = await rowsOf([bytes]);
  const common = {
    date: '31/08/2022',
    piece: '0x9f1642',
    invoice: '2022120',
    entryLabel: 'PROXYPAYE',
    document: 'a.pdf',
    comment: 'MVT   illisible vu au relevé',
    number: '',
    label: '',
    vatCode: '',
    rate: '',
    debitCents: null,
    creditCents: null,
  };
  const purchase = {
    ...common,
    account: '62260000',
    label: 'BULLETIN',
    vatCode: 'B5',
    rate: '20,00',
    debitCents: 2_781,
  };
  expect(rows).toEqual([
    [purchase, true],
    [{ ...common, account: '44566000', number: '778', vatCode: 'B5', rate: '5,50', debitCents: 556 }, false],
    [{ ...common, account: '401PROXYP', creditCents: 3_337 }, false],
  ]);
});

test('a remark belongs to its own entry, also where it follows the movements, and never to an account', async () => {
  const remark = (text: string) => ['RMQDEB', text, 'RMQFIN'];
  const bytes = latin1([
    HEADER,
    entryLine({ piece: '1' }),
    movementLine({ debit: '1' }),
    ...remark('premier'),
    entryLine({ piece: '2' }),
    movementLine({ debit: '1' }),
    recordLine(ACCOUNT, { number: '401' }),
    ...remark('compte'),
    entryLine({ piece: '3' }),
    movementLine({ debit: '1' }),
  ]);
  const rows = await rowsOf([bytes]);
  expect(rows.map(([row, starts]) => [row.piece, row.comment, starts])).toEqual([
    ['1', 'premier', true],
    ['2', '', true],
    ['3', '', true],
  ]);
});

test('real traits: alignment, charset, spelling of amounts', async () => {
  const rows = await rowsOf(inChunks(RIGHT_ALIGNED_EXPORT, 100));
  expect(rows.map(([row]) => [row.account, row.entryLabel, row.debitCents, row.creditCents])).toEqual([
    ['6265000000', 'FACTURE ÉLECTRICITÉ', 3_325, null],
    ['4456600000', 'FACTURE ÉLECTRICITÉ', 665, null],
    ['401ORANGE', 'FACTURE ÉLECTRICITÉ', null, 3_990],
    ['6265000000', 'FACTURE', 19_022, null],
    ['6265000000', 'FACTURE', 0, null],
    ['401ORANGE', 'FACTURE', null, 19_022],
  ]);
  const payroll = await rowsOf([PAYROLL_FILE]);
  expect(payroll.map(([row]) => row.entryLabel)).toEqual(['SALAIRES DéCEMBRE', 'SALAIRES DéCEMBRE']);
});

test('an entry of very many movements is handed over in parts', async () => {
  const movements = Array<string>(25_000).fill(movementLine({ debit: '1' }, { length: 60 }));
  const rows = await rowsOf(inChunks(latin1([HEADER, entryLine(), ...movements]), 65_536));
  expect(rows).toHaveLength(25_000);
  expect(rows.filter(([, starts]) => starts)).toHaveLength(1);
});

async function rowsOf(source: Iterable<Uint8Array>): Promise<[GridRow, boolean][]> {
  const rows: [GridRow, boolean][] = [];
  await exchangeRows(source, (row, startsEntry) => rows.push([row, startsEntry]));
  return rows;
}
