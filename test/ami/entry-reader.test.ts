import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_MOVEMENTS } from '../../src/ami/entry-assembly.ts';
import { readFollowingEntries, readScatteredEntries } from '../../src/ami/entry-reader.ts';
import type { EntryTally } from '../../src/ami/entry-tally.ts';
import type { EntryText } from '../../src/ami/rows.ts';
import type { DocumentReferences, Entry } from '../../src/model/entry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

const HEADER =
  'Date;N° pièce;N° facture;Numéro;Compte;Libellé pièce;Libellé mouvement;TVA;Taux;Débit;Crédit;D;C;Journal;Libellé compte;Échéance;Date facture';

/** What one row says; the rest of its cells are empty. */
interface Line {
  readonly date?: string;
  readonly piece?: string;
  readonly journal?: string;
  readonly account?: string;
  readonly debit?: string;
  readonly label?: string;
  readonly entryLabel?: string;
  readonly invoice?: string;
  readonly documents?: string;
  readonly comment?: string;
  readonly accountLabel?: string;
  readonly rate?: string;
  readonly dueDate?: string;
  readonly invoiceDate?: string;
}

interface Read {
  readonly tally: EntryTally;
  readonly entries: Entry[];
  readonly unsound: DocumentReferences[];
  readonly findings: Finding[];
  /** Whether the text had to be read as one whose entries don't keep their lines together. */
  readonly scattered: boolean;
}

test('one entry after another, each with what its rows say', async () => {
  const { entries, tally, findings, scattered } = await read([
    { piece: 'P1', entryLabel: '', label: 'first', documents: 'a.pdf' },
    {
      piece: 'P1',
      entryLabel: 'ACHAT',
      invoice: '',
      comment: 'c1',
      documents: 'a.pdf|b.pdf',
      accountLabel: 'X',
    },
    { piece: 'P1', entryLabel: 'OTHER', invoice: 'F1', comment: 'c2', documents: ' b.pdf | | c.pdf' },
    { piece: 'P1', invoice: 'F2', comment: 'c1' },
    { piece: 'P2', label: 'only movement', invoiceDate: '30/08/2022' },
  ]);
  expect(findings).toMatchObject([
    {
      code: 'ENTRY_INCONSISTENT',
      line: 4,
      column: 'Libellé pièce',
      value: 'OTHER',
      details: { kept: 'ACHAT' },
    },
    { code: 'ENTRY_INCONSISTENT', line: 5, column: 'N° facture', value: 'F2', details: { kept: 'F1' } },
  ]);
  expect(scattered).toBe(false);
  expect(entries).toMatchObject([
    {
      piece: 'P1',
      journal: 'AC',
      date: 20_220_831,
      label: 'ACHAT',
      invoice: 'F1',
      documents: ['a.pdf', 'b.pdf', 'c.pdf'],
      comments: ['c1', 'c2'],
    },
    { piece: 'P2', label: 'only movement', invoiceDate: 20_220_830, documents: [], comments: [] },
  ]);
  expect(entries[0]?.movements.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  expect(tally).toMatchObject({ entries: 2, movements: 5, latestDate: 20_220_831 });
  expect([...tally.accountLabels]).toEqual([['62260000', { label: 'X', line: 3 }]]);
});

test('an entry without any label is called by its piece', async () => {
  expect((await read([{ piece: 'P1' }])).entries).toMatchObject([{ label: 'P1' }]);
});

test('the date, the journal and the piece make the entry, however they are spelled', async () => {
  const { entries, scattered } = await read([
    { piece: 'P1' },
    { piece: ' P1 ', date: '2022-08-31', journal: 'AC' },
    { piece: 'P1', journal: 'VE' },
    { piece: 'P1', date: '01/09/2022' },
    { piece: 'p1' },
    { piece: 'P10' },
  ]);
  expect(scattered).toBe(false);
  expect(entries.map(({ movements }) => movements.length)).toEqual([2, 1, 1, 1, 1]);
});

/** Rows of a few entries: which entry each belongs to, in an order of their own. */
const ORDERS = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }).chain((sizes) => {
  const owners = sizes.flatMap((size, entry) => Array.from({ length: size }, () => entry));
  return fc.oneof(
    fc.shuffledSubarray(owners, { minLength: owners.length }),
    fc
      .shuffledSubarray([...sizes.keys()], { minLength: sizes.length })
      .map((entries) => entries.flatMap((entry) => Array.from({ length: sizes[entry] ?? 0 }, () => entry))),
  );
});

/** Keys that differ in one part only, so that a part left out of the comparison shows. */
const KEYS = [
  { piece: 'A', date: '31/08/2022', journal: 'AC' },
  { piece: 'B', date: '31/08/2022', journal: 'AC' },
  { piece: 'A', date: '01/09/2022', journal: 'AC' },
  { piece: 'A', date: '31/08/2022', journal: 'VE' },
  { piece: 'a', date: '31/08/2022', journal: 'AC' },
  { piece: 'A', date: '31/08/2023', journal: 'AC' },
  { piece: 'AA', date: '31/08/2022', journal: 'AC' },
  { piece: 'AB', date: '01/09/2022', journal: 'VE' },
];

test('any order of the rows gives the same entries, each with its movements in the order of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(ORDERS, async (owners) => {
      const lines = owners.map((owner, at) => ({ ...KEYS[owner], debit: `${at},${owner}1` }));
      const expected = new Map<number, string[]>();
      for (const [at, owner] of owners.entries())
        expected.set(owner, [...(expected.get(owner) ?? []), `${at + 2}`]);
      const isContiguous = owners.every(
        (owner, at) => at === 0 || owner === owners[at - 1] || !owners.slice(0, at).includes(owner),
      );
      for (const mode of ['as needed', 'scattered'] as const) {
        const { entries, tally, findings, scattered } = await read(lines, { mode });
        expect(findings).toEqual([]);
        expect(scattered).toBe(mode === 'scattered' || !isContiguous);
        const found = entries.map(({ piece, date, journal, movements }) => ({
          key: `${piece} ${date} ${journal}`,
          lines: movements.map(({ line }) => `${line}`),
        }));
        // In the order in which they begin.
        expect(found).toEqual(
          [...expected].map(([owner, rows]) => ({ key: keyText(KEYS[owner]), lines: rows })),
        );
        const cents = lines.reduce((sum, { debit }) => sum + BigInt(debit.replace(',', '')), 0n);
        expect(tally.debit).toBe(cents);
        expect(tally).toMatchObject({
          entries: expected.size,
          movements: owners.length,
          keysComplete: true,
          amountsComplete: true,
        });
      }
    }),
    { numRuns: 150 },
  );
});

test('an entry with a fault in any of its rows is not handed over as sound, and keeps its documents', async () => {
  const faults: Line[] = [
    { account: '6A' },
    { debit: '12,5O' },
    { rate: 'vingt' },
    { dueDate: '31/06/2022' },
    { invoiceDate: 'hier' },
  ];
  for (const fault of faults) {
    for (const mode of ['as needed', 'scattered'] as const) {
      const { entries, unsound, findings, tally } = await read(
        [
          { piece: 'P1', documents: 'a.pdf' },
          { piece: 'P2', documents: 'b.pdf' },
          { piece: 'P2', ...fault, documents: 'c.pdf' },
          { piece: 'P3' },
        ],
        { mode },
      );
      expect(findings).toHaveLength(1);
      expect({ fault, sound: entries.map(({ piece }) => piece) }).toEqual({ fault, sound: ['P1', 'P3'] });
      expect(unsound).toEqual([
        { journal: 'AC', date: 20220831, piece: 'P2', line: 3, documents: ['b.pdf', 'c.pdf'] },
      ]);
      expect(tally.entries).toBe(3);
    }
  }
});

test.each(['as needed', 'scattered'] as const)(
  'rows that belong to no entry are told once and counted (read %s)',
  async (mode) => {
    const { entries, findings, tally } = await read(
      [{ piece: 'P1' }, { piece: '' }, { piece: 'P2' }, { date: 'x', piece: 'P1' }, { piece: 'P1' }],
      { mode },
    );
    expect(findings.map(({ code, line }) => [code, line])).toEqual([
      ['PIECE_MISSING', 3],
      ['DATE_INVALID', 5],
    ]);
    expect(entries.map(({ piece, movements }) => [piece, movements.map(({ line }) => line)])).toEqual([
      ['P1', [2, 6]],
      ['P2', [4]],
    ]);
    expect(tally).toMatchObject({ entries: 2, movements: 5, keysComplete: false, amountsComplete: false });
  },
);

test.each(['as needed', 'scattered'] as const)(
  'pieces that Excel abbreviated are no entry; an invoice that it did is told once an entry (read %s)',
  async (mode) => {
    const invoice = '1,23457E+11';
    const { entries, findings, tally } = await read(
      [
        { piece: '1,23E+11', invoice },
        { piece: '1,23E+11', invoice },
        { piece: 'P2' },
        { piece: 'P2', invoice },
        { piece: 'P2', invoice },
        { piece: '12E10', invoice: '12E10' },
      ],
      { mode },
    );
    expect(findings.map(({ code, line, severity, value }) => [code, line, severity, value])).toEqual([
      ['PIECE_INVALID', 2, 'error', '1,23E+11'],
      ['PIECE_INVALID', 3, 'error', '1,23E+11'],
      ['INVOICE_INVALID', 5, 'warning', invoice],
    ]);
    expect(entries.map(({ piece }) => piece)).toEqual(['P2', '12E10']);
    expect(tally).toMatchObject({ entries: 2, movements: 6, keysComplete: false });
  },
);

test.each([
  ['a header alone', `${HEADER}\r\n`],
  ['a header and blank rows', `${HEADER}\n\n;;;;\n   \n`],
  ['nothing', ''],
  ['blank lines', '\n\n\n'],
])('%s is an empty batch', async (_, text) => {
  for (const mode of ['as needed', 'scattered'] as const) {
    const { findings, entries, tally } = await readText(text, { mode });
    expect(findings).toMatchObject([{ code: 'BATCH_EMPTY', severity: 'error', file: 'ecritures.csv' }]);
    expect(findings).toHaveLength(1);
    expect(entries).toEqual([]);
    expect(tally.movements).toBe(0);
  }
});

test("rows that can't be read are no empty batch", async () => {
  const { findings } = await read([{ date: 'x' }]);
  expect(findings.map(({ code }) => code)).toEqual(['DATE_INVALID']);
});

test.each(['as needed', 'scattered'] as const)(
  'without a sound header no row is read, and nothing is complete (read %s)',
  async (mode) => {
    const text = `${HEADER.replace('Débit', 'Montant')}\n${rowText({ piece: 'P1' })}`;
    const { findings, entries, tally } = await readText(text, { mode });
    expect(findings.map(({ code }) => code)).toEqual(['COLUMN_UNKNOWN', 'COLUMN_MISSING']);
    expect(entries).toEqual([]);
    expect(tally).toMatchObject({ keysComplete: false, amountsComplete: false });
  },
);

test.each(['as needed', 'scattered'] as const)(
  'a quote that is never closed ends the reading where it stands (read %s)',
  async (mode) => {
    const text = `${HEADER}\n${rowText({ piece: 'P1' })}${rowText({ piece: 'P2' })}${rowText({ piece: '"P3' })}`;
    const { findings, tally } = await readText(text, { mode });
    expect(findings).toMatchObject([{ code: 'ROW_MALFORMED', line: 4, details: { fault: 'quote' } }]);
    expect(findings).toHaveLength(1);
    expect(tally).toMatchObject({ keysComplete: false, amountsComplete: false });
  },
);

test('a row with a NUL is told, and its neighbours are read', async () => {
  for (const mode of ['as needed', 'scattered'] as const) {
    const { findings, entries } = await read(
      [{ piece: 'P1' }, { piece: 'P1', label: 'a\0b' }, { piece: 'P1' }],
      { mode },
    );
    expect(findings).toMatchObject([{ code: 'ROW_MALFORMED', line: 3, details: { fault: 'nul' } }]);
    expect(findings).toHaveLength(1);
    expect(entries[0]?.movements.map(({ line }) => line)).toEqual([2, 4]);
  }
});

test('the label of an account is the first one in the text, in whatever order it is read', async () => {
  const { tally } = await read([
    { piece: 'P1' },
    { piece: 'P2', accountLabel: 'first' },
    { piece: 'P1', accountLabel: 'second' },
  ]);
  expect([...tally.accountLabels]).toEqual([['62260000', { label: 'first', line: 3 }]]);
});

test('what can go wrong with the source is passed on', async () => {
  const text: EntryText = {
    file: 'ecritures.csv',
    shape: { delimiter: ';', hasQuotes: false, lineBreak: '\n' },
    hasNul: false,
    bytes: 1_000_000,
    open: async () =>
      Readable.from(
        (async function* () {
          yield Buffer.from(`${HEADER}\n${rowText({ piece: 'P1' })}`);
          throw new Error('disk');
        })(),
        { objectMode: false },
      ),
  };
  for (const read of [readFollowingEntries, readScatteredEntries]) {
    await expect(
      read({ text, journal: 'AC', findings: new Findings(), onEntry: () => {}, onUnsoundEntry: () => {} }),
    ).rejects.toThrow('disk');
  }
});

test('an entry has at most a hundred thousand lines, read either way', async () => {
  const whole = Array.from({ length: MAX_MOVEMENTS }, () => rowText({ piece: 'LONG' })).join('');
  const over = whole + rowText({ piece: 'LONG' }).repeat(3);
  const other = rowText({ piece: 'OTHER' });
  const fits = await readText(`${HEADER}\n${other}${whole}`);
  expect(fits.findings).toEqual([]);
  expect(fits.entries.map(({ movements }) => movements.length)).toEqual([1, MAX_MOVEMENTS]);
  for (const mode of ['as needed', 'scattered'] as const) {
    const { findings, entries, unsound, tally } = await readText(`${HEADER}\n${over}${other}`, { mode });
    expect(findings).toMatchObject([
      {
        code: 'ENTRY_TOO_LONG',
        severity: 'error',
        line: 2,
        value: 'LONG',
        details: { piece: 'LONG', limit: MAX_MOVEMENTS },
      },
    ]);
    expect(entries.map(({ piece }) => piece)).toEqual(['OTHER']);
    expect(unsound.map(({ piece }) => piece)).toEqual(['LONG']);
    expect(tally.entries).toBe(2);
    // Every row is counted; out of order, the last ones of an entry that is too long are not looked at any more.
    expect(tally).toMatchObject({
      movements: MAX_MOVEMENTS + 4,
      amountsComplete: mode === 'as needed',
    });
  }
});

test('more rows than are kept at once give the same entries, every row judged once', async () => {
  // Two of the entries have as many rows as an entry may have, and don't fit together into what is kept at once.
  const pairs = Array.from(
    { length: 99_998 },
    (_, at) => rowText({ piece: 'A', debit: `${at},01` }) + rowText({ piece: 'B', debit: `${at},02` }),
  );
  const first = [{ piece: 'C', debit: '1,03' }, { piece: '' }, { piece: 'D', account: '6A' }, { piece: 'A' }];
  const last = [
    { piece: 'C', debit: '2,03' },
    { piece: 'E' },
    { piece: 'B', debit: '7,77' },
    { date: 'x' },
    { piece: 'A', account: '6B' },
    { piece: 'D' },
    { piece: 'B' },
    { piece: 'E' },
  ];
  const text = `${HEADER}\n${first.map(rowText).join('')}${pairs.join('')}${last.map(rowText).join('')}`;
  const { entries, unsound, findings, tally, scattered } = await readText(text);
  const end = 6 + 2 * pairs.length;
  expect(scattered).toBe(true);
  expect(findings.map(({ code, line }) => [code, line])).toEqual([
    ['PIECE_MISSING', 3],
    ['ACCOUNT_INVALID', 4],
    ['DATE_INVALID', end + 3],
    ['ACCOUNT_INVALID', end + 4],
  ]);
  expect(unsound.map(({ piece, line }) => [piece, line])).toEqual([
    ['D', 4],
    ['A', 5],
  ]);
  expect(entries.map(({ piece, movements }) => [piece, movements.length])).toEqual([
    ['C', 2],
    ['B', 100_000],
    ['E', 2],
  ]);
  const lines = entries.map(({ movements }) => movements.map(({ line }) => line));
  for (const one of lines) expect(one).toEqual([...one].sort((a, b) => a - b));
  expect(lines[0]).toEqual([2, end]);
  expect(lines[2]).toEqual([end + 1, end + 7]);
  expect(tally).toMatchObject({ entries: 5, movements: 2 * pairs.length + first.length + last.length });
});

function keyText(key: (typeof KEYS)[number] | undefined): string {
  const [day, month, year] = key?.date.split('/') ?? [];
  return `${key?.piece} ${year}${month}${day} ${key?.journal}`;
}

function rowText(line: Line): string {
  const cells = [
    line.date ?? '31/08/2022',
    line.piece ?? 'P1',
    line.invoice ?? '',
    '',
    line.account ?? '62260000',
    line.entryLabel ?? '',
    line.label ?? '',
    '',
    line.rate ?? '',
    line.debit ?? '1,00',
    '',
    line.documents ?? '',
    line.comment ?? '',
    line.journal ?? '',
    line.accountLabel ?? '',
    line.dueDate ?? '',
    line.invoiceDate ?? '',
  ];
  return `${cells.join(';')}\n`;
}

function read(
  lines: readonly Line[],
  options: { readonly mode?: 'as needed' | 'scattered' } = {},
): Promise<Read> {
  return readText(`${HEADER}\n${lines.map(rowText).join('')}`, options);
}

/** Reads a text as the program does: in one go where that is enough; or at once in the way that is always enough. */
async function readText(
  text: string,
  { mode = 'as needed' }: { readonly mode?: 'as needed' | 'scattered' } = {},
): Promise<Read> {
  const bytes = Buffer.from(text);
  const entryText: EntryText = {
    file: 'ecritures.csv',
    shape: {
      delimiter: ';',
      hasQuotes: text.includes('"'),
      lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
    },
    hasNul: text.includes('\0'),
    bytes: text.length,
    open: async () => Readable.from(chunks(bytes), { objectMode: false }),
  };
  const findings = new Findings();
  const entries: Entry[] = [];
  const unsound: DocumentReferences[] = [];
  const reading = {
    text: entryText,
    journal: 'AC',
    findings,
    onEntry: (entry: Entry) => entries.push(entry),
    onUnsoundEntry: (entry: DocumentReferences) => unsound.push(entry),
  };
  const forget = findings.mark();
  const first = mode === 'scattered' ? 'scattered' : await readFollowingEntries(reading);
  if (first !== 'scattered')
    return { tally: first, entries, unsound, findings: findings.list(), scattered: false };
  forget();
  entries.length = 0;
  unsound.length = 0;
  const tally = await readScatteredEntries(reading);
  return { tally, entries, unsound, findings: findings.list(), scattered: true };
}

/** Pieces whose ends fall anywhere in a row. */
function* chunks(bytes: Buffer): Generator<Buffer> {
  const size = bytes.length > 100_000 ? 65_521 : 61;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
