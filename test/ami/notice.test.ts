import { expect, test } from 'vitest';
import { EMPTY_NOTICE, readNotice } from '../../src/ami/notice.ts';
import type { BatchNotice } from '../../src/model/batch.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';

const HASH = 'AB'.repeat(32);

test('everything that a notice can say', async () => {
  const { notice, findings } = await read({
    lot: ' L-2022-09 ',
    dossier: '888',
    emis: '2022-09-08T10:15:30+02:00',
    journal: 'VE',
    exercice: { debut: '2022-01-01', fin: '2022-12-31' },
    totaux: { ecritures: 4, mouvements: 12, debit: '302.26', credit: '302,26' },
    documents: [{ fichier: 'a.pdf', sha256: HASH }, { fichier: 'b.pdf' }],
  });
  expect(findings).toEqual([]);
  expect(notice).toEqual({
    id: 'L-2022-09',
    dossier: '888',
    issued: { date: 20_220_908, time: '101530' },
    journal: 'VE',
    fiscalYear: { start: 20_220_101, end: 20_221_231 },
    totals: { entries: 4, movements: 12, debit: 30_226n, credit: 30_226n },
    documents: new Map([
      ['a.pdf', HASH.toLowerCase()],
      ['b.pdf', null],
    ]),
  });
});

test.each([
  ['an empty object', '{}'],
  ['nulls', '{"lot":null,"emis":null,"exercice":null,"totaux":null,"documents":null}'],
  ['blank texts', '{"lot":"","dossier":"  ","emis":"\\u00a0","journal":"","exercice":{"debut":"","fin":""}}'],
  ['empty parts', '{"exercice":{},"totaux":{},"documents":[]}'],
])('%s announces nothing', async (_, text) => {
  expect(await readText(text)).toEqual({ notice: EMPTY_NOTICE, findings: [] });
});

test.each([
  ['{"Lot":"L1","DOSSIER":"888","numero":1}', { Lot: 'lot', DOSSIER: 'dossier', numero: undefined }],
  ['{"__proto__":{"lot":"L1"},"constructor":{"lot":"L1"}}', { __proto__: null, constructor: undefined }],
  ['{"exercise":{"debut":"2022-01-01"}}', { exercise: 'exercice' }],
  ['{"exercice":{"debuts":"2022-01-01"}}', { 'exercice.debuts': 'debut' }],
  ['{"totaux":{"ecriture":4}}', { 'totaux.ecriture': 'ecritures' }],
])('unknown keys are told with the nearest one, and not read: %s', async (text, nearest) => {
  const { notice, findings } = await readText(text);
  expect(notice).toEqual(EMPTY_NOTICE);
  for (const [column, name] of Object.entries(nearest)) {
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'COLUMN_UNKNOWN',
        severity: 'warning',
        file: 'lot.json',
        column,
        details: name === undefined ? {} : { nearest: name },
      }),
    );
  }
});

test('an unknown key of a document is told, and the document kept', async () => {
  const { notice, findings } = await read({ documents: [{ fichier: 'a.pdf', sha265: HASH }] });
  expect(notice.documents).toEqual(new Map([['a.pdf', null]]));
  expect(findings).toMatchObject([
    { code: 'COLUMN_UNKNOWN', column: 'documents[0].sha265', details: { nearest: 'sha256' } },
  ]);
});

test('a key of the prototype stays a key', async () => {
  await readText('{"__proto__":{"polluted":true},"exercice":{"__proto__":{"polluted":true}}}');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test.each([
  ['', 'empty'],
  ['{', 'cut'],
  ['{"lot":"L1",}', 'with a comma too many'],
  ["{'lot':'L1'}", 'in apostrophes'],
  ['{"dossier":0888}', 'with a number that begins with 0'],
  ['{"lot":NaN}', 'with a number that is none'],
  ['{"lot":"L1"} x', 'with something behind it'],
  ['\ufeff{"lot":"L1"}', 'with a mark before it'],
  ['// lot\n{"lot":"L1"}', 'with a comment'],
])('the text %j (%s) is no JSON', async (text) => {
  const { notice, findings } = await readText(text);
  expect(notice).toEqual(EMPTY_NOTICE);
  expect(findings).toMatchObject([
    { code: 'BATCH_UNREADABLE', severity: 'error', file: 'lot.json', details: { reason: 'lot-json' } },
  ]);
});

test.each(['[]', '[{"lot":"L1"}]', '"L1"', '42', 'true'])('%s is no notice', async (text) => {
  const { notice, findings } = await readText(text);
  expect(notice).toEqual(EMPTY_NOTICE);
  expect(findings).toMatchObject([
    { code: 'BATCH_UNREADABLE', column: null, value: text.replaceAll('"', text.startsWith('"') ? '' : '"') },
  ]);
});

const WRONG_FOR_TEXT = [true, false, [], ['L1'], {}, { lot: 'L1' }];
const WRONG_FOR_OBJECT = [true, 'x', '', 5, 0, [], [1]];
const WRONG_FOR_LIST = [true, 'a.pdf', '', 5, {}, { fichier: 'a.pdf' }];

test.each([
  ...['lot', 'dossier', 'emis', 'journal', 'exercice.debut', 'exercice.fin'].map((key) => [
    key,
    WRONG_FOR_TEXT,
  ]),
  ...['totaux.ecritures', 'totaux.mouvements', 'totaux.debit', 'totaux.credit'].map((key) => [
    key,
    WRONG_FOR_TEXT,
  ]),
  ...['exercice', 'totaux'].map((key) => [key, WRONG_FOR_OBJECT]),
  ['documents', WRONG_FOR_LIST],
] as [string, unknown[]][])('%s of a wrong type is told once, at its key', async (key, values) => {
  for (const value of values) {
    const { notice, findings } = await read(nested(key, value));
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    expect(findings).toMatchObject([
      { code: 'BATCH_UNREADABLE', file: 'lot.json', column: key, value: shown },
    ]);
    expect(notice).toEqual(EMPTY_NOTICE);
  }
});

test('an end of the fiscal year of a wrong type is told once', async () => {
  const { notice, findings } = await read({ exercice: { debut: true, fin: '2022-12-31' } });
  expect(notice.fiscalYear).toBeNull();
  expect(findings.filter(({ code }) => code === 'BATCH_UNREADABLE')).toHaveLength(1);
});

test.each([
  ['null', null],
  ['a text', 'a.pdf'],
  ['a number', 5],
  ['a list', ['a.pdf']],
  ['an object without a name', { sha256: HASH }],
  ['an object with a name that is none', { fichier: {} }],
  ['an object with a hash that is none', { fichier: 'a.pdf', sha256: ['x'] }],
])('a document that is %s is told, and the others are kept', async (_, item) => {
  const { notice, findings } = await read({ documents: [{ fichier: 'b.pdf', sha256: HASH }, item] });
  expect(notice.documents.get('b.pdf')).toBe(HASH.toLowerCase());
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ code: 'BATCH_UNREADABLE', severity: 'error' });
  expect(findings[0]?.column).toMatch(/^documents\[1\]/);
});

test('a document that is announced twice keeps no less than what was announced', async () => {
  const { notice, findings } = await read({
    documents: [{ fichier: 'a.pdf', sha256: HASH }, { fichier: 'a.pdf' }],
  });
  const isTold = findings.length > 0;
  expect(isTold || notice.documents.get('a.pdf') === HASH.toLowerCase()).toBe(true);
});

test('one fault does not hide the rest', async () => {
  const { notice, findings } = await read({
    lot: 'L1',
    emis: 'hier',
    journal: 'ACHATS',
    exercice: { debut: '2022-13-01', fin: '31/12/2022' },
    totaux: { ecritures: 'quatre', mouvements: 12, debit: '3O2.26', credit: '302.26' },
    documents: [{ fichier: 'a.pdf' }],
  });
  expect(findings.map(({ code, column, value }) => [code, column, value])).toEqual([
    ['DATE_INVALID', 'emis', 'hier'],
    ['JOURNAL_INVALID', 'journal', 'ACHATS'],
    ['DATE_INVALID', 'exercice.debut', '2022-13-01'],
    ['DATE_INVALID', 'exercice.fin', '31/12/2022'],
    ['BATCH_UNREADABLE', 'totaux.ecritures', 'quatre'],
    ['AMOUNT_INVALID', 'totaux.debit', '3O2.26'],
  ]);
  expect(notice).toMatchObject({ id: 'L1', issued: null, journal: null, fiscalYear: null });
  expect(notice.totals).toEqual({ entries: null, movements: 12, debit: null, credit: 30_226n });
  expect([...notice.documents.keys()]).toEqual(['a.pdf']);
});

test.each([
  ['2022-09-08', 20_220_908, '000000'],
  ['2022-09-08T10:15', 20_220_908, '101500'],
  ['2022-09-08 10:15:30', 20_220_908, '101530'],
  ['2022-09-08T10:15:30Z', 20_220_908, '101530'],
  ['2022-09-08t10:15:30z', 20_220_908, '101530'],
  ['2022-09-08T23:59:59.999+14:00', 20_220_908, '235959'],
  ['2022-09-08T00:00:00-1200', 20_220_908, '000000'],
  ['2024-02-29T10:15:30,5', 20_240_229, '101530'],
])('%s was sent on the day and at the time that it says, whatever its zone', async (emis, date, time) => {
  expect(await read({ emis })).toMatchObject({ notice: { issued: { date, time } }, findings: [] });
});

test.each([
  '2023-02-29',
  '2022-09-08T24:00:00',
  '2022-09-08T10:60:00',
  '2022-09-08T10:15:60',
  '2022-09-08T10',
  '2022-09-08T',
  '2022-9-8',
  '08/09/2022',
  '20220908T101530',
  '2022-09-08T10:15:30+2',
  '2022-09-08T10:15:30 Europe/Paris',
  '1899-12-31',
  '2100-01-01',
  '+002022-09-08',
  '2022-W36-4',
  '2022-09-08T1O:15:30',
  1_662_624_930,
])('it was not sent at %s', async (emis) => {
  const { notice, findings } = await read({ emis });
  expect(notice.issued).toBeNull();
  expect(findings).toMatchObject([
    { code: 'DATE_INVALID', column: 'emis', value: String(emis), details: { form: 'iso' } },
  ]);
});

test.each([
  ['2022-01-01', '2022-12-31', 'two days'],
  ['2022-01-01', '2022-01-01', 'one day'],
  ['2022-07-01', '2024-02-29', 'a long one'],
])('a fiscal year from %s to %s: %s', async (debut, fin) => {
  const { notice, findings } = await read({ exercice: { debut, fin } });
  expect(findings).toEqual([]);
  expect(notice.fiscalYear).toEqual({
    start: Number(debut.replaceAll('-', '')),
    end: Number(fin.replaceAll('-', '')),
  });
});

test.each([
  [{ debut: '2022-01-01' }, '2022-01-01', ''],
  [{ fin: '2022-12-31' }, '', '2022-12-31'],
  [{ debut: '2022-12-31', fin: '2022-01-01' }, '2022-12-31', '2022-01-01'],
])('the fiscal year %j is none', async (exercice, start, end) => {
  const { notice, findings } = await read({ exercice });
  expect(notice.fiscalYear).toBeNull();
  expect(findings).toMatchObject([
    { code: 'FISCAL_YEAR_INVALID', severity: 'error', column: 'exercice', details: { start, end } },
  ]);
});

test.each([
  ['302.26', 30_226n],
  ['302,26', 30_226n],
  ['302', 30_200n],
  ['302.2', 30_220n],
  [302.26, 30_226n],
  [0, 0n],
  [0.1, 10n],
  ['0.00', 0n],
  ['9'.repeat(30), (10n ** 30n - 1n) * 100n],
])('the announced sum %j is read to the cent', async (debit, expected) => {
  expect(await read({ totaux: { debit } })).toMatchObject({
    notice: { totals: { debit: expected } },
    findings: [],
  });
});

test.each([
  '302.265',
  '1.234,56',
  '1,234.56',
  '302,,26',
  '1 234.56',
  '3e2',
  '٣',
  'NaN',
  '-',
  '.50',
  '50.',
  0.1 + 0.2,
  1e21,
  1e-7,
])('the announced sum %j is none', async (credit) => {
  const { notice, findings } = await read({ totaux: { credit } });
  expect(notice.totals.credit).toBeNull();
  expect(findings).toMatchObject([{ code: 'AMOUNT_INVALID', severity: 'error', column: 'totaux.credit' }]);
});

test('a sum of more than two decimals is told as such', async () => {
  const { findings } = await read({ totaux: { debit: '302.265' } });
  expect(findings).toMatchObject([{ code: 'AMOUNT_INVALID', details: { fault: 'decimals' } }]);
});

test.each([
  [12, 12],
  ['12', 12],
  [0, 0],
  [12.0, 12],
  [999_999_999_999, 999_999_999_999],
])('the announced count %j', async (mouvements, expected) => {
  expect(await read({ totaux: { mouvements } })).toMatchObject({
    notice: { totals: { movements: expected } },
    findings: [],
  });
});

test.each([-1, 1.5, 1e21, 9_007_199_254_740_993n, '12,0', '1e3', 'douze', '٣'])(
  'the announced count %s is none',
  async (count) => {
    const text = `{"totaux":{"ecritures":${typeof count === 'string' ? JSON.stringify(count) : count}}}`;
    const { notice, findings } = await readText(text);
    expect(notice.totals.entries).toBeNull();
    expect(findings).toMatchObject([{ code: 'BATCH_UNREADABLE', column: 'totaux.ecritures' }]);
  },
);

test.each([
  ['{"lot":7}', '7'],
  ['{"lot":"7"}', '7'],
  ['{"lot":"2022/09"}', '2022/09'],
  ['{"lot":"a\\\\b"}', 'a\\b'],
  ['{"lot":"..."}', null],
  ['{"lot":"."}', null],
  ['{"lot":".."}', null],
  ['{"lot":"../x"}', null],
  ['{"lot":"x/../y"}', null],
  ['{"lot":"x\\\\..\\\\y"}', null],
  ['{"lot":"x/.."}', null],
  ['{"lot":".. /x"}', null],
  ['{"lot":"A:1"}', 'A:1'],
  ['{"lot":"x..y"}', 'x..y'],
  ['{"lot":"v1.0.."}', 'v1.0..'],
])('the id in %s is %j', async (text, id) => {
  const { notice, findings } = await readText(text);
  expect(notice.id).toBe(id);
  expect(findings.map(({ code, column }) => [code, column])).toEqual(
    id === null ? [['PATH_UNSAFE', 'lot']] : [],
  );
});

test.each([
  ['lot', '12345678901234567890'],
  ['dossier', '12345678901234567890'],
  ['lot', '1e400'],
])('a number that a computer would round is never taken for %s: %s', async (key, digits) => {
  const { notice, findings } = await readText(`{"${key}":${digits}}`);
  const taken = key === 'lot' ? notice.id : notice.dossier;
  expect(taken === null ? findings.length > 0 : taken === digits).toBe(true);
});

test('of a key that stands there twice the last one counts, as in every reader of JSON', async () => {
  expect(await readText('{"lot":"L1","lot":"L2"}')).toMatchObject({ notice: { id: 'L2' }, findings: [] });
});

test.each([
  ['lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
  ['objects', (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
])('very deep %s are a fault of the batch, wherever they stand', async (_, nest) => {
  const deep = nest(200_000);
  for (const text of [
    deep,
    `{"lot":${deep}}`,
    `{"totaux":${deep}}`,
    `{"totaux":{"debit":${deep}}}`,
    `{"documents":[${deep}]}`,
  ]) {
    const { findings } = await readText(text);
    for (const { code } of findings) expect(['BATCH_UNREADABLE', 'COLUMN_UNKNOWN']).toContain(code);
  }
});

test('a very long value is cut in the finding', async () => {
  const { findings } = await read({ lot: ['x'.repeat(100_000)] });
  expect(findings[0]?.value?.length).toBeLessThanOrEqual(80);
});

/** `{"totaux": {"debit": value}}` for `totaux.debit`. */
function nested(key: string, value: unknown): unknown {
  return key.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
}

function read(json: unknown): Promise<{ notice: BatchNotice; findings: Finding[] }> {
  return readText(JSON.stringify(json));
}

async function readText(text: string): Promise<{ notice: BatchNotice; findings: Finding[] }> {
  const findings = new Findings();
  const notice = await readNotice(text, 'lot.json', findings);
  return { notice, findings: findings.list() };
}
