import { describe, expect, test } from 'vitest';
import { type FileHeaderFacts, fileHeader, headerLength } from '../../src/isacompta/file-header.ts';
import { calendarDate } from '../../src/model/calendar-date.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Findings } from '../../src/model/findings.ts';
import { linesOf, onlyLine, type SlicedLine, sliceImportFile } from '../support/slice-import-file.ts';

const YEAR_2022 = fiscalYear();

test('VER: versions, the label, and Windows-1252 as the last character', () => {
  const line = onlyLine(header().lines, 'VER');
  expect(line.text).toBe(`VER   020000000000${'AMI COMPTA lot-1'.padEnd(30)}1`);
  expect(line.text).toHaveLength(49);
});

test('DOS: number, label, currency', () => {
  const line = onlyLine(header().lines, 'DOS');
  expect(line.field('number')).toBe('888     ');
  expect(line.field('label')).toBe('DOSSIER 888'.padEnd(30));
  expect(line.field('currency')).toBe('EUR');
});

describe('the account size', () => {
  test.each([
    [[6], '06'],
    [[3, 6], '06'],
    [[7], '08'],
    [[8], '08'],
    [[6, 8], '08'],
    [[10], '10'],
    [[9], '10'],
    [[], '08'],
  ])('of accounts %j is %s', (sizes, expected) => {
    const { lines } = header({ generalAccountSizes: new Set(sizes) });
    expect(onlyLine(lines, 'DOS').field('accountSize')).toBe(expected);
  });
});

test('EXO where the fiscal year is known, and only there', () => {
  const line = onlyLine(header().lines, 'EXO');
  expect([line.field('start'), line.field('end')]).toEqual(['01072021', '30062022']);
  expect(header({ fiscalYear: null }).lines.map(({ key }) => key)).toEqual(['VER', 'DOS']);
});

test.each([YEAR_2022, null])('its length is known beforehand', (year) => {
  expect(headerLength(year)).toBe(header({ fiscalYear: year }).bytes.length);
});

test('comments are to be taken over where there are any', () => {
  expect(onlyLine(header().lines, 'DOS').field('transferComments')).toBe('0');
  expect(onlyLine(header({ hasRemarks: true }).lines, 'DOS').field('transferComments')).toBe('1');
});

describe('announced accounts', () => {
  test('a general account is a CPT, and DOS says that accounts come', () => {
    const { lines, findings } = header({ accounts: [{ number: '60210000', label: 'Carburant', line: 7 }] });
    expect(lines.map(({ key }) => key)).toEqual(['VER', 'DOS', 'EXO', 'CPT']);
    const account = onlyLine(lines, 'CPT');
    expect(account.field('number')).toBe('60210000  ');
    expect(account.field('label')).toBe('Carburant'.padEnd(30));
    expect(account.field('type')).toBe('ge');
    expect(onlyLine(lines, 'DOS').field('updateAccounts')).toBe('1');
    expect(onlyLine(header().lines, 'DOS').field('updateAccounts')).toBe('0');
    expect(findings).toMatchObject([{ code: 'ACCOUNT_NEW', line: 7, value: '60210000' }]);
  });

  test('an auxiliary account brings its collective account and its TIERS', () => {
    const { lines } = header({
      generalAccountSizes: new Set([6]),
      accounts: [{ number: '401STATION', label: 'Station-service', line: 2 }],
    });
    expect(lines.map(({ key }) => key)).toEqual(['VER', 'DOS', 'EXO', 'CPT', 'TIERS']);
    const account = onlyLine(lines, 'CPT');
    expect(account.field('number')).toBe('401STATION');
    expect(account.field('type')).toBe('au');
    expect([account.field('debitAccount'), account.field('creditAccount')]).toEqual([
      '401000    ',
      '401000    ',
    ]);
    expect(onlyLine(lines, 'TIERS').field('name1')).toBe('Station-service'.padEnd(30));
  });

  test('with the collective accounts of the company file, where they are known', () => {
    const collectives = { debit: '40100001', credit: '40100002' };
    const { lines } = header({ accounts: [{ number: '401STATION', label: 'S', line: 2, collectives }] });
    const account = onlyLine(lines, 'CPT');
    expect(account.field('debitAccount')).toBe('40100001  ');
    expect(account.field('creditAccount')).toBe('40100002  ');
  });

  test('several, in their order', () => {
    const { lines } = header({
      accounts: [
        { number: '401B', label: 'B', line: 2 },
        { number: '60110000', label: 'Achats', line: 3 },
        { number: '401A', label: 'A', line: 4 },
      ],
    });
    expect(linesOf(lines, 'CPT').map((line) => line.field('number').trim())).toEqual([
      '401B',
      '60110000',
      '401A',
    ]);
    expect(linesOf(lines, 'TIERS')).toHaveLength(2);
  });

  test('a label too long or without a place is mended and told', () => {
    const { lines, findings } = header({
      accounts: [{ number: '401X', label: `Ω${'x'.repeat(35)}`, line: 9 }],
    });
    expect(onlyLine(lines, 'CPT').field('label')).toBe(`O${'x'.repeat(29)}`);
    expect(findings.map(({ code }) => code).sort()).toEqual([
      'ACCOUNT_NEW',
      'CHARACTER_REPLACED',
      'TEXT_SHORTENED',
    ]);
  });
});

test('labels of the file and of the company file are fitted, whatever they hold', () => {
  const { lines } = header({ label: 'Ł'.repeat(40), dossierLabel: '→'.repeat(40) });
  expect(onlyLine(lines, 'VER').field('label')).toBe('L'.repeat(30));
  expect(onlyLine(lines, 'DOS').field('label')).toBe('->'.repeat(15));
});

interface Header {
  readonly bytes: Uint8Array;
  readonly lines: SlicedLine[];
  readonly findings: Finding[];
}

function header(told: Partial<FileHeaderFacts> = {}): Header {
  const findings = new Findings();
  const usual = {
    file: 'ecritures.csv',
    label: 'AMI COMPTA lot-1',
    dossier: '888',
    dossierLabel: 'DOSSIER 888',
    fiscalYear: YEAR_2022,
    generalAccountSizes: new Set([8]),
    hasRemarks: false,
    accounts: [],
  };
  const bytes = fileHeader({ ...usual, ...told }, findings);
  return { bytes, lines: sliceImportFile(bytes), findings: findings.list() };
}

function fiscalYear(): NonNullable<FileHeaderFacts['fiscalYear']> {
  const start = calendarDate(2021, 7, 1);
  const end = calendarDate(2022, 6, 30);
  if (start === null || end === null) throw new Error('no days');
  return { start, end };
}
