import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineTooLong, MAX_LINE_BYTES } from '../../src/format/lines.ts';
import { readRecords } from '../../src/isacompta/reader.ts';
import { type ExchangeRecord, keyText, lineText } from '../../src/isacompta/record.ts';
import { keepRecord, writeRecords } from '../support/kept-records.ts';
import {
  COMPANY,
  entryLine,
  HEADER,
  inChunks,
  latin1,
  PAYROLL_FILE,
  RIGHT_ALIGNED_EXPORT,
} from './real-traits.ts';

test.each([
  ['an export', RIGHT_ALIGNED_EXPORT],
  ['a payroll file', PAYROLL_FILE],
  ['an export cut without a line ending', RIGHT_ALIGNED_EXPORT.subarray(0, -20)],
  ['nothing', Buffer.alloc(0)],
])('%s comes back byte for byte, whatever the chunks', async (_, bytes) => {
  for (const size of [1, 7, 100, 65_536]) {
    expect(writeRecords(await kept(inChunks(bytes, size))).equals(bytes)).toBe(true);
  }
});

test('any bytes come back as they were', async () => {
  const pieces = fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    'ECR   ',
    'MVT   ',
    'RMQDEB',
    'RMQFIN',
    'VER   ',
    ' ',
    '\x1a',
  );
  const bytesOf = fc.oneof(
    pieces.map((text) => Buffer.from(text, 'latin1')),
    fc.uint8Array({ maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(bytesOf), fc.integer({ min: 1, max: 50 }), async (parts, size) => {
      const bytes = Buffer.concat(parts);
      const records = await kept(inChunks(bytes, size));
      expect(writeRecords(records).equals(bytes)).toBe(true);
      expect(records.map(({ line }) => line)).toEqual(records.map((_, index) => index + 1));
    }),
  );
});

test('a file on disk is read as a stream', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reader-'));
  try {
    const path = join(folder, 'export.ECR');
    await writeFile(path, RIGHT_ALIGNED_EXPORT);
    const records = await kept(createReadStream(path, { highWaterMark: 333 }));
    expect(writeRecords(records).equals(RIGHT_ALIGNED_EXPORT)).toBe(true);
    expect(records).toHaveLength(16);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('each line is what it is: record, remark, blank, unknown', async () => {
  const lines = [
    HEADER,
    COMPANY,
    entryLine(),
    'RMQDEB',
    'MVT   is only text here',
    '',
    'RMQFIN',
    '',
    'XYZ   1',
    'EXO',
  ];
  const bytes = Buffer.concat([latin1(lines), Buffer.from('\x1a')]);
  const records = await kept([bytes]);
  expect(records.map(({ kind }) => kind)).toEqual([
    'record',
    'record',
    'record',
    'record',
    'remark-line',
    'remark-line',
    'record',
    'blank',
    'unknown',
    'record',
    'blank',
  ]);
  expect(records.map((record) => keyText(record)).slice(8, 10)).toEqual(['XYZ', 'EXO']);
});

test('line endings are kept as found', async () => {
  const records = await kept([Buffer.from('VER   \r\nDOS   \nEXO   \r', 'latin1')]);
  expect(records.map(({ ending }) => ending)).toEqual(['\r\n', '\n', '']);
  expect(records.map((record) => lineText(record))).toEqual(['VER   ', 'DOS   ', 'EXO   \r']);
});

test('a kept record outlives the reading', async () => {
  const chunk = Buffer.from(`${HEADER}\r\n${COMPANY}\r\n`, 'latin1');
  const records = await kept([chunk]);
  chunk.fill(0);
  expect(records.map((record) => keyText(record))).toEqual(['VER', 'DOS']);
});

test('a chunk may be used again by its owner once it was read', async () => {
  const bytes = RIGHT_ALIGNED_EXPORT;
  const shared = Buffer.alloc(64);
  function* reusing(): Generator<Uint8Array> {
    for (const chunk of inChunks(bytes, shared.length)) {
      shared.set(chunk);
      yield shared.subarray(0, chunk.length);
    }
  }
  expect(writeRecords(await kept(reusing())).equals(bytes)).toBe(true);
});

test.each([1_000, 1_000_000])(
  'a line without end is a fault, told by its number (chunks of %i)',
  async (size) => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\r\n`), Buffer.alloc(MAX_LINE_BYTES + 2, 'x')]);
    const fault = await kept(inChunks(bytes, size)).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(LineTooLong);
    expect(fault).toMatchObject({ line: 2 });
  },
);

async function kept(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<ExchangeRecord[]> {
  const records: ExchangeRecord[] = [];
  await readRecords(source, (record) => records.push(keepRecord(record)));
  return records;
}
