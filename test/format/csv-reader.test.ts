import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CsvFault,
  type CsvShape,
  detectDelimiter,
  MAX_ROW_CHARACTERS,
  readCsv,
} from '../../src/format/csv-reader.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Case {
  readonly text: string;
  readonly shape?: Partial<CsvShape>;
  readonly rows: readonly (readonly [number, ...string[]])[];
}

const CASES: Record<string, Case> = {
  'rows and cells': {
    text: 'a;b\nc;d\n',
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  },
  'a last row without a line break': {
    text: 'a;b\nc;d',
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  },
  'empty cells': {
    text: ';\n;;\n',
    rows: [
      [1, '', ''],
      [2, '', '', ''],
    ],
  },
  'blank lines, which are rows of one cell': {
    text: 'a\n\n\nb\n',
    rows: [
      [1, 'a'],
      [2, ''],
      [3, ''],
      [4, 'b'],
    ],
  },
  'any number of cells': {
    text: 'a\nb;c;d\ne;f\n',
    rows: [
      [1, 'a'],
      [2, 'b', 'c', 'd'],
      [3, 'e', 'f'],
    ],
  },
  'spaces, which are kept': { text: ' a ;\tb\u00a0\n', rows: [[1, ' a ', '\tb\u00a0']] },
  tabs: { text: 'a\tb;c\n', shape: { delimiter: '\t' }, rows: [[1, 'a', 'b;c']] },
  commas: { text: 'a,b;c\n', shape: { delimiter: ',' }, rows: [[1, 'a', 'b;c']] },
  CRLF: {
    text: 'a;b\r\nc;d\r\n',
    shape: { lineBreak: '\r\n' },
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  },
  'CRLF and LF in one text': {
    text: 'a;b\r\nc;d\ne;f\r\ng;h',
    shape: { lineBreak: '\r\n' },
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f'],
      [4, 'g', 'h'],
    ],
  },
  'LF and CRLF in one text': {
    text: 'a;b\nc;d\r\ne;f',
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f'],
    ],
  },
  'CR alone': {
    text: 'a;b\rc;d\r',
    shape: { lineBreak: '\r' },
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  },
  'a CR inside a cell, which is kept': { text: 'a\rx;b\n', rows: [[1, 'a\rx', 'b']] },
  quotes: {
    text: '"a";"b;c"\n"d ""e""";f\n',
    rows: [
      [1, 'a', 'b;c'],
      [2, 'd "e"', 'f'],
    ],
  },
  'an empty quoted cell': { text: '"";"";\n', rows: [[1, '', '', '']] },
  'a quote inside a cell, which is a sign like any other': {
    text: 'écran 24";b\n',
    rows: [[1, 'écran 24"', 'b']],
  },
  'a line break in quotes, and the lines after it': {
    text: 'a;"b\nc\nd";e\nf;g\n"h\n";i\nj\n',
    rows: [
      [1, 'a', 'b\nc\nd', 'e'],
      [4, 'f', 'g'],
      [5, 'h\n', 'i'],
      [7, 'j'],
    ],
  },
  'a CRLF in quotes': {
    text: '"a\r\nb";c\r\nd;e\r\n',
    shape: { lineBreak: '\r\n' },
    rows: [
      [1, 'a\r\nb', 'c'],
      [3, 'd', 'e'],
    ],
  },
  'a CR in quotes, where lines end in CR': {
    text: '"a\rb";c\rd;e\r',
    shape: { lineBreak: '\r' },
    rows: [
      [1, 'a\rb', 'c'],
      [3, 'd', 'e'],
    ],
  },
  'quotes and both line breaks': {
    text: '"a";b\r\nc;d\n"e";f\r\n',
    shape: { lineBreak: '\r\n' },
    rows: [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f'],
    ],
  },
  'a text without quotes that is told so': { text: "a'b;c\n", rows: [[1, "a'b", 'c']] },
  nothing: { text: '', rows: [] },
  'a line break alone': { text: '\n', rows: [[1, '']] },
};

test.each(Object.entries(CASES))('%s', async (_, { text, shape = {}, rows }) => {
  const expected = rows.map(([line, ...cells]) => ({ line, cells }));
  expect(await read(text, shape)).toEqual(expected);
  expect(await read(text, shape, 1)).toEqual(expected);
});

test('what is written as CSV is read as it was, at its line, whatever the chunks', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '€', '💶', ';', ',', '"', ' ', '\t', '\n', '\r\n'),
  });
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom<'\n' | '\r\n'>('\n', '\r\n'),
      fc.integer({ min: 1, max: 20 }),
      async (cells, lineBreak, chunk) => {
        let line = 1;
        let text = '';
        const expected: Row[] = [];
        for (const row of cells) {
          const written = row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';');
          expected.push({ line, cells: row });
          line += written.split('\n').length;
          text += written + lineBreak;
        }
        expect(await read(text, { lineBreak, hasQuotes: true }, chunk)).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});

test('without quotes, any line is cut at its separators and nowhere else', async () => {
  const line = fc.string({
    unit: fc.constantFrom('a', 'é', "'", ';', ',', ' ', '\t', '\r', '\\'),
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const expected = lines.map((text, at) => ({ line: at + 1, cells: text.replace(/\r$/, '').split(';') }));
      expect(await read(`${lines.join('\n')}\n`, { hasQuotes: false }, 7)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['at the end of a short text', `${'a;b\n'.repeat(2)}"c;d\ne;f\n`, 3],
  ['far down a long text', `${'a;b\n'.repeat(30_000)}"c;d\n${'e;f\n'.repeat(20_000)}`, 30_001],
  ['after cells of several lines', `"x\ny";b\na;"c\nd;e\n`, 3],
])('a quote that is never closed, %s, is told at its line', async (_, text, line) => {
  const error = await faultOf(text);
  expect(error).toMatchObject({ fault: 'quote', line });
});

test('a row of more characters than any has is told at its line', async () => {
  const before = 'a;b\n'.repeat(1_000);
  expect(await faultOf(`${before}"${'x\n'.repeat(MAX_ROW_CHARACTERS)}`)).toMatchObject({
    fault: 'too-long',
    line: 1_001,
  });
  expect(await faultOf(`${before}${'x'.repeat(MAX_ROW_CHARACTERS + 10)}\n`)).toMatchObject({
    fault: 'too-long',
    line: 1_001,
  });
});

test('a row of half as many characters is read', async () => {
  const long = 'x'.repeat(MAX_ROW_CHARACTERS / 2);
  expect(await read(`${long};b\nc\n`)).toEqual([
    { line: 1, cells: [long, 'b'] },
    { line: 2, cells: ['c'] },
  ]);
});

test('a callback that has enough ends the reading, and the source is closed', async () => {
  const source = inChunks('a\n'.repeat(100_000), 1_000);
  const lines: number[] = [];
  await readCsv(source, shapeOf('a\n'), (_, line) => {
    lines.push(line);
    return line < 3;
  });
  expect(lines).toEqual([1, 2, 3]);
  expect(source.destroyed).toBe(true);
});

test('an error of the callback and one of the source are passed on as they are', async () => {
  const fault = new Error('ours');
  const source = inChunks('a\n'.repeat(1_000), 10);
  const failing = readCsv(source, shapeOf('a\n'), () => {
    throw fault;
  });
  await expect(failing).rejects.toBe(fault);
  expect(source.destroyed).toBe(true);
  const disk = new Error('disk');
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('a\nb\n');
      throw disk;
    })(),
    { objectMode: false },
  );
  await expect(readCsv(broken, shapeOf('a\n'), () => true)).rejects.toBe(disk);
});

test.each<[string, string]>([
  ['Date;Compte;Débit', ';'],
  ['Date\tCompte\tDébit', '\t'],
  ['Date,Compte,Débit', ','],
  ['Date;Débit, en euros;Crédit', ';'],
  ['"a,b,c,d";e', ';'],
  ['"a;b;c;d",e', ','],
  ['"a ""x;y;z""",b', ','],
  ['Date', ';'],
  ['', ';'],
  ['a;b,c', ';'],
  ['a;b\tc\td', '\t'],
])('the delimiter of %j is %j', (header, delimiter) => {
  expect(detectDelimiter(header)).toBe(delimiter);
});

async function read(text: string, shape: Partial<CsvShape> = {}, chunk = 4_096): Promise<Row[]> {
  const rows: Row[] = [];
  await readCsv(inChunks(text, chunk), { ...shapeOf(text), ...shape }, (cells, line) => {
    rows.push({ line, cells: [...cells] });
    return true;
  });
  return rows;
}

async function faultOf(text: string): Promise<CsvFault> {
  const error = await read(text, {}, 65_536).then(
    (rows) => rows.length,
    (reason: unknown) => reason,
  );
  if (error instanceof CsvFault) return error;
  throw error instanceof Error ? error : new Error(`${error} rows were read`);
}

function shapeOf(text: string): CsvShape {
  return { delimiter: ';', hasQuotes: text.includes('"'), lineBreak: '\n' };
}

function inChunks(text: string, size: number): Readable {
  const bytes = Buffer.from(text);
  const chunks = function* (): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  return Readable.from(chunks(), { objectMode: false });
}
