/** What a good import file does, rule by rule (docs/format.md), read from the bytes by a slicer of its own. */
import { describe, expect, test } from 'vitest';
import { EntryWriter, type EntryWriterOptions } from '../../src/isacompta/entry-writer.ts';
import { LineBuffer } from '../../src/isacompta/line-buffer.ts';
import { type CalendarDate, parseIsoDate } from '../../src/model/calendar-date.ts';
import type { Entry, Movement } from '../../src/model/entry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { linesOf, onlyLine, type SlicedLine, sliceImportFile } from '../support/slice-import-file.ts';

describe('the header of an entry', () => {
  test('journal, date, piece, label and invoice, each on the left of its columns', () => {
    const header = onlyLine(written(entry({ invoice: '2022120' })).lines, 'ECR');
    expect(header.field('journal')).toBe('AC');
    expect(header.field('date')).toBe('31082022');
    expect(header.field('piece')).toBe('P1      ');
    expect(header.field('label')).toBe('PROXYPAYE'.padEnd(30));
    expect(header.field('invoice')).toBe('2022120'.padEnd(15));
  });

  test('a journal of one character is padded', () => {
    expect(onlyLine(written(entry({ journal: 'B' })).lines, 'ECR').field('journal')).toBe('B ');
  });

  test('emitter, currency and the day of the batch, twice', () => {
    const header = onlyLine(written(entry(), { emitter: 'AMI' }).lines, 'ECR');
    expect(header.field('emitter')).toBe('AMI');
    expect(header.field('currency')).toBe('EUR');
    expect(header.field('created')).toBe('08092022');
    expect(header.field('modified')).toBe('08092022');
  });

  test('the day of the batch is left blank where it is not known yet', () => {
    const header = onlyLine(written(entry(), { created: null }).lines, 'ECR');
    expect(header.field('created')).toBe(' '.repeat(8));
    expect(header.field('modified')).toBe(' '.repeat(8));
  });

  test('the date of the invoice where there is one', () => {
    expect(onlyLine(written(entry()).lines, 'ECR').field('invoiceDate')).toBe(' '.repeat(8));
    const { lines } = written(entry({ invoiceDate: day('2022-08-30') }));
    expect(onlyLine(lines, 'ECR').field('invoiceDate')).toBe('30082022');
  });

  test('the document, and the folder of the fiscal year that ends in December 2022', () => {
    const header = onlyLine(written(entry({ invoice: '12' }), {}, 'P1_facture.pdf').lines, 'ECR');
    expect(header.field('documentName')).toBe('P1_facture.pdf'.padEnd(30));
    expect(header.field('documentFolder')).toBe('2212 ');
    expect(header.field('documentType')).toBe('fa');
  });

  test('a document name may take all of its 30 columns', () => {
    const name = `${'é'.repeat(26)}.pdf`;
    expect(onlyLine(written(entry(), {}, name).lines, 'ECR').field('documentName')).toBe(name);
  });

  test('no folder where the fiscal year is unknown, and none of the three without a document', () => {
    expect(
      onlyLine(written(entry(), { fiscalYear: null }, 'a.pdf').lines, 'ECR').field('documentFolder'),
    ).toBe('     ');
    const header = onlyLine(written(entry()).lines, 'ECR');
    expect(header.field('documentName') + header.field('documentFolder') + header.field('documentType')).toBe(
      ' '.repeat(37),
    );
  });
});

describe('amounts', () => {
  test('stand on the right with a point and two decimals; the other side is blank', () => {
    const [debit, , credit] = linesOf(written(entry()).lines, 'MVT');
    expect(debit?.field('debit')).toBe('        27.81');
    expect(debit?.field('credit')).toBe(' '.repeat(13));
    expect(credit?.field('debit')).toBe(' '.repeat(13));
    expect(credit?.field('credit')).toBe('        33.37');
  });

  test('the largest amount takes all of its columns', () => {
    const amountCents = 999_999_999_999;
    const [debit, credit] = linesOf(
      written(
        entry({ movements: [movement({ amountCents }), movement({ amountCents, side: 'credit', line: 3 })] }),
      ).lines,
      'MVT',
    );
    expect(debit?.field('debit')).toBe('9999999999.99');
    expect(credit?.field('credit')).toBe('9999999999.99');
  });

  test('nothing is written as 0.00 on its side', () => {
    const { lines } = written(entry({ movements: [movement({ amountCents: 0 })] }));
    expect(onlyLine(lines, 'MVT').field('debit')).toBe('         0.00');
  });
});

describe('VAT', () => {
  test('on a charge line the code stands in vatCode, on the VAT line in accountVatCode, the rate on both', () => {
    const [charge, vat] = linesOf(written(entry()).lines, 'MVT');
    expect([charge?.field('vatCode'), charge?.field('accountVatCode'), charge?.field('vatRate')]).toEqual([
      'B5',
      '  ',
      '20.00',
    ]);
    expect([vat?.field('vatCode'), vat?.field('accountVatCode'), vat?.field('vatRate')]).toEqual([
      '  ',
      'B5',
      '20.00',
    ]);
  });

  test('a rate below ten keeps its five columns', () => {
    const { lines } = written(entry({ movements: [movement({ vatRate: 550 })] }));
    expect(onlyLine(lines, 'MVT').field('vatRate')).toBe(' 5.50');
  });

  test('a product line carries its code as a charge does', () => {
    const { lines } = written(entry({ movements: [movement({ account: '70710000', side: 'credit' })] }));
    expect(onlyLine(lines, 'MVT').field('vatCode')).toBe('B5');
  });

  test.each(['401PROXYP', '40100000', '411CLIENT', '421DUPONT'])(
    'the third party %s carries neither',
    (account) => {
      const { lines, findings } = written(entry({ movements: [movement({ account })] }));
      const line = onlyLine(lines, 'MVT');
      expect(line.field('vatCode') + line.field('accountVatCode') + line.field('vatRate')).toBe(
        ' '.repeat(9),
      );
      expect(findings.map(({ code }) => code)).toEqual(['VAT_CODE_IGNORED']);
    },
  );
});

describe('due dates', () => {
  test('the third party says so, and an ECHMVT follows with the whole amount', () => {
    const { lines } = written(entry({ movements: [movement(), thirdParty({ dueDate: day('2022-09-30') })] }));
    expect(lines.map(({ key }) => key)).toEqual(['ECR', 'MVT', 'MVT', 'ECHMVT']);
    expect(linesOf(lines, 'MVT').map((line) => line.field('hasDueDates'))).toEqual(['0', '1']);
    const due = onlyLine(lines, 'ECHMVT');
    expect(due.field('amount')).toBe('        33.37');
    expect(due.field('rate')).toBe('    100.00');
    expect(due.field('dueDate')).toBe('30092022');
  });

  test('one that another line of the entry names counts for the third party', () => {
    const { lines, findings } = written(
      entry({ movements: [movement({ dueDate: day('2022-10-15') }), thirdParty()] }),
    );
    expect(lines.map(({ key }) => key)).toEqual(['ECR', 'MVT', 'MVT', 'ECHMVT']);
    expect(onlyLine(lines, 'ECHMVT').field('dueDate')).toBe('15102022');
    expect(linesOf(lines, 'MVT')[0]?.field('hasDueDates')).toBe('0');
    expect(findings).toEqual([]);
  });

  test('each of several third parties has its own, else the entry’s', () => {
    const { lines } = written(
      entry({
        movements: [
          thirdParty({ account: '401UN', amountCents: 100, dueDate: day('2022-09-30') }),
          thirdParty({ account: '401DEUX', amountCents: 200, dueDate: day('2022-10-31') }),
          thirdParty({ account: '401TROIS', amountCents: 300 }),
        ],
      }),
    );
    const told = linesOf(lines, 'ECHMVT').map((line) => [line.field('amount').trim(), line.field('dueDate')]);
    expect(told).toEqual([
      ['1.00', '30092022'],
      ['2.00', '31102022'],
      ['3.00', '30092022'],
    ]);
  });

  test('without one, there is no ECHMVT and no flag', () => {
    const { lines } = written(entry());
    expect(linesOf(lines, 'ECHMVT')).toEqual([]);
    expect(linesOf(lines, 'MVT').map((line) => line.field('hasDueDates'))).toEqual(['0', '0', '0']);
  });

  test('an entry without a third party has nobody to carry it, which is told', () => {
    const { lines, findings } = written(entry({ movements: [movement({ dueDate: day('2022-10-15') })] }));
    expect(linesOf(lines, 'ECHMVT')).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['DUE_DATE_UNUSED']);
  });
});

describe('remarks', () => {
  test('stand under their entry, a free line each, and the entry says so', () => {
    const { lines } = written(entry({ comments: ['vu', 'à revoir'] }));
    expect(lines.slice(0, 5).map(({ text }) => text.slice(0, 6).padEnd(6))).toEqual([
      'ECR   ',
      'RMQDEB',
      'vu    ',
      'à revo',
      'RMQFIN',
    ]);
    expect(lines[0]?.field('hasRemark')).toBe('1');
    expect(onlyLine(written(entry()).lines, 'ECR').field('hasRemark')).toBe('0');
  });

  test.each(['\n', '\r\n', '\r'])('a comment of several lines (%j) is several lines', (lineEnd) => {
    expect(remarkOf(`un${lineEnd}deux${lineEnd}trois`)).toEqual(['un', 'deux', 'trois']);
  });

  test.each(['RMQFIN', 'RMQFIN de rien', 'RMQFIN\nMVT   60110000'])(
    'one that would end it does not: %j',
    (comment) => {
      const { lines } = written(entry({ comments: [comment] }));
      expect(linesOf(lines, 'RMQFIN')).toHaveLength(1);
      expect(linesOf(lines, 'MVT')).toHaveLength(3);
      const kept = linesOf(lines, 'remark').map(({ text }) => text.trim());
      expect(kept.join('\n')).toBe(comment);
      expect(linesOf(lines, 'remark').every(({ text }) => !text.startsWith('RMQFIN'))).toBe(true);
    },
  );

  test.each(['ECR   AC31082022', 'MVT   60110000', 'RMQDEB', 'VER   0200000'])(
    'one like a record stays text: %s',
    (comment) => {
      expect(remarkOf(comment)).toEqual([comment]);
    },
  );

  test('an empty line in between is no line', () => {
    expect(remarkOf('haut\n\n   \nbas')).toEqual(['haut', 'bas']);
  });

  test('a long line becomes several of at most 250 characters, cut between words', () => {
    const comment = 'é'.repeat(100_000);
    expect(remarkOf(comment)).toEqual(Array.from({ length: 400 }, () => 'é'.repeat(250)));
    const words = Array.from({ length: 100 }, (_, index) => `mot${index}`);
    const lines = remarkOf(words.join(' '));
    expect(lines.join(' ').split(' ')).toEqual(words);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(250);
  });

  test('a character without a place is replaced and told', () => {
    const { lines, findings } = written(entry({ comments: ['Ωméga'] }));
    expect(linesOf(lines, 'remark').map(({ text }) => text)).toEqual(['Oméga']);
    expect(findings).toMatchObject([{ code: 'CHARACTER_REPLACED', line: 2, column: 'C' }]);
  });
});

describe('what does not fit', () => {
  test('a piece of nine characters is cut to eight', () => {
    const { lines, findings } = written(entry({ piece: '123456789' }));
    expect(onlyLine(lines, 'ECR').field('piece')).toBe('12345678');
    expect(findings).toMatchObject([{ code: 'PIECE_SHORTENED', details: { kept: '12345678' }, line: 2 }]);
  });

  test('labels, invoice and number are cut to their columns, and each is told once', () => {
    const long = 'x'.repeat(40);
    const { lines, findings } = written(
      entry({ label: long, invoice: long, movements: [movement({ label: long, number: long })] }),
    );
    const header = onlyLine(lines, 'ECR');
    const line = onlyLine(lines, 'MVT');
    expect([
      header.field('label'),
      header.field('invoice'),
      line.field('label'),
      line.field('number'),
    ]).toEqual(['x'.repeat(30), 'x'.repeat(15), 'x'.repeat(30), 'x'.repeat(8)]);
    expect(findings.map(({ code, column }) => [code, column])).toEqual([
      ['TEXT_SHORTENED', 'Libellé pièce'],
      ['TEXT_SHORTENED', 'N° facture'],
      ['TEXT_SHORTENED', 'Libellé mouvement'],
      ['TEXT_SHORTENED', 'Numéro'],
    ]);
  });

  test('a replacement that is longer than its character does not run into the next field', () => {
    const { lines } = written(
      entry({ movements: [movement({ label: `${'x'.repeat(29)}→`, amountCents: 1 })] }),
    );
    const line = onlyLine(lines, 'MVT');
    expect(line.field('label')).toBe(`${'x'.repeat(29)}-`);
    expect(line.field('debit')).toBe('         0.01');
  });

  test('composed and decomposed accents are the same bytes', () => {
    const label = 'Reçu à l’été';
    expect(written(entry({ label: label.normalize('NFD') })).lines[0]?.text).toBe(
      written(entry({ label: label.normalize('NFC') })).lines[0]?.text,
    );
  });
});

test('an analytic code is one activity of 100 %', () => {
  const { lines } = written(entry({ movements: [movement({ analyticCode: 'LAIT' })] }));
  expect(lines.map(({ key }) => key)).toEqual(['ECR', 'MVT', 'ANAMVT']);
  expect(onlyLine(lines, 'MVT').field('activityCount').trim()).toBe('1');
  const assignment = onlyLine(lines, 'ANAMVT');
  expect(assignment.field('activity')).toBe('LAIT  ');
  expect(assignment.field('percentage')).toBe('    100.00');
});

test('the writer tells the sizes of the general accounts, and whether there are remarks', () => {
  const { writer } = written(
    entry({ comments: ['x'], movements: [movement({ account: '606100' }), thirdParty()] }),
  );
  expect([...writer.generalAccountSizes]).toEqual([6]);
  expect(writer.hasRemarks).toBe(true);
  expect(written(entry()).writer.hasRemarks).toBe(false);
});

function remarkOf(comment: string): string[] {
  return linesOf(written(entry({ comments: [comment] })).lines, 'remark').map(({ text }) => text);
}

interface Written {
  readonly lines: SlicedLine[];
  readonly findings: Finding[];
  readonly writer: EntryWriter;
}

function written(value: Entry, options: Partial<EntryWriterOptions> = {}, documentName = ''): Written {
  const blocks: Buffer[] = [];
  const buffer = new LineBuffer((block, length) => {
    blocks.push(Buffer.from(block.subarray(0, length)));
    return block;
  });
  const findings = new Findings();
  const fiscalYear = { start: day('2022-01-01'), end: day('2022-12-31') };
  const usual = { file: 'ecritures.csv', emitter: 'AMI', created: day('2022-09-08'), fiscalYear };
  const writer = new EntryWriter(buffer, { ...usual, ...options }, findings);
  writer.write(value, documentName);
  buffer.flush();
  return { lines: sliceImportFile(Buffer.concat(blocks)), findings: findings.list(), writer };
}

function entry(told: Partial<Entry> = {}): Entry {
  return {
    line: 2,
    journal: 'AC',
    date: day('2022-08-31'),
    piece: 'P1',
    label: 'PROXYPAYE',
    invoice: '',
    invoiceDate: null,
    documents: [],
    comments: [],
    movements: [
      movement(),
      movement({ line: 3, account: '44566000', amountCents: 556 }),
      thirdParty({ line: 4 }),
    ],
    ...told,
  };
}

function movement(told: Partial<Movement> = {}): Movement {
  return {
    line: 2,
    account: '62260000',
    label: 'BULLETIN',
    number: '',
    side: 'debit',
    amountCents: 2_781,
    vatCode: 'B5',
    vatRate: 2_000,
    analyticCode: '',
    dueDate: null,
    ...told,
  };
}

function thirdParty(told: Partial<Movement> = {}): Movement {
  const usual = { account: '401PROXYP', vatCode: '', vatRate: null, amountCents: 3_337 } as const;
  return movement({ ...usual, side: 'credit', ...told });
}

function day(iso: string): CalendarDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(`no day: ${iso}`);
  return date;
}
