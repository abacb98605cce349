import { expect, test } from 'vitest';
import { finding, severityOf } from '../../src/model/finding.ts';
import { FINDINGS_KEPT_PER_CODE, Findings } from '../../src/model/findings.ts';

test('a finding has its severity from its code, and null where its place says nothing', () => {
  expect(finding('BATCH_EMPTY', {}, {})).toEqual({
    code: 'BATCH_EMPTY',
    severity: 'error',
    file: null,
    line: null,
    column: null,
    value: null,
    details: {},
  });
  expect(finding('AMOUNT_ZERO', { file: 'a.csv', line: 2, column: 'Débit', value: '' }, {})).toMatchObject({
    severity: 'warning',
    file: 'a.csv',
    line: 2,
    column: 'Débit',
    value: '',
  });
});

test('only an error is an error', () => {
  const findings = new Findings();
  findings.add('FISCAL_YEAR_UNKNOWN', {}, {});
  findings.add('AMOUNT_ZERO', {}, {});
  expect(findings.hasErrors).toBe(false);
  findings.add('PIECE_MISSING', {}, {});
  expect(findings.hasErrors).toBe(true);
});

test('the list is sorted by file and line, and otherwise in the order of adding', () => {
  const findings = new Findings();
  findings.add('PIECE_MISSING', { file: 'ecritures.csv', line: 10 }, {});
  findings.add('DOCUMENT_EMPTY', { file: 'documents/b.pdf' }, {});
  findings.add('ACCOUNT_INVALID', { file: 'ecritures.csv', line: 9, value: 'b' }, {});
  findings.add('DOSSIER_MISSING', {}, { invalid: null });
  findings.add('AMOUNT_ZERO', { file: 'ecritures.csv', line: 9, value: 'a' }, {});
  findings.add('BATCH_EMPTY', { file: 'ecritures.csv' }, {});
  findings.add('DOCUMENT_EMPTY', { file: 'documents/a.pdf' }, {});
  expect(findings.list().map(({ code, file, line }) => [code, file, line])).toEqual([
    ['DOSSIER_MISSING', null, null],
    ['DOCUMENT_EMPTY', 'documents/a.pdf', null],
    ['DOCUMENT_EMPTY', 'documents/b.pdf', null],
    ['BATCH_EMPTY', 'ecritures.csv', null],
    ['ACCOUNT_INVALID', 'ecritures.csv', 9],
    ['AMOUNT_ZERO', 'ecritures.csv', 9],
    ['PIECE_MISSING', 'ecritures.csv', 10],
  ]);
});

test('of one code a thousand are kept and the rest counted, the other codes untouched', () => {
  const findings = new Findings();
  const total = FINDINGS_KEPT_PER_CODE + 234;
  for (let line = 1; line <= total; line += 1) findings.add('PIECE_MISSING', { file: 'a.csv', line }, {});
  findings.add('ACCOUNT_INVALID', { file: 'a.csv', line: total + 1 }, {});
  const list = findings.list();
  expect(list.filter(({ code }) => code === 'PIECE_MISSING')).toHaveLength(FINDINGS_KEPT_PER_CODE);
  expect(list.filter(({ code }) => code === 'ACCOUNT_INVALID')).toHaveLength(1);
  expect(list.at(-1)).toMatchObject({
    code: 'FINDINGS_OMITTED',
    severity: severityOf('FINDINGS_OMITTED'),
    details: { of: 'PIECE_MISSING', shown: FINDINGS_KEPT_PER_CODE, total },
  });
  expect(findings.count('PIECE_MISSING')).toBe(total);
  expect(findings.count('AMOUNT_ZERO')).toBe(0);
});

test('exactly a thousand are all there, and nothing is omitted', () => {
  const findings = new Findings();
  for (let line = 1; line <= FINDINGS_KEPT_PER_CODE; line += 1) findings.add('PIECE_MISSING', { line }, {});
  expect(findings.list()).toHaveLength(FINDINGS_KEPT_PER_CODE);
});

test('an error that is not kept is still an error', () => {
  const findings = new Findings();
  const forget = findings.mark();
  for (let line = 1; line <= FINDINGS_KEPT_PER_CODE + 1; line += 1)
    findings.add('PIECE_MISSING', { line }, {});
  expect(findings.hasErrors).toBe(true);
  forget();
  expect(findings.hasErrors).toBe(false);
});

test('what was found since a mark is forgotten, and only that', () => {
  const findings = new Findings();
  findings.add('AMOUNT_ZERO', { line: 5 }, {});
  const forget = findings.mark();
  findings.add('AMOUNT_ZERO', { line: 1 }, {});
  findings.add('PIECE_MISSING', { line: 2 }, {});
  forget();
  expect(findings.list()).toMatchObject([{ code: 'AMOUNT_ZERO', line: 5 }]);
  expect(findings.count('AMOUNT_ZERO')).toBe(1);
  expect(findings.count('PIECE_MISSING')).toBe(0);
  expect(findings.hasErrors).toBe(false);
  findings.add('AMOUNT_ZERO', { line: 7 }, {});
  forget();
  expect(findings.list()).toHaveLength(1);
});

test('a list that was given does not change', () => {
  const findings = new Findings();
  findings.add('AMOUNT_ZERO', {}, {});
  const list = findings.list();
  findings.add('AMOUNT_ZERO', {}, {});
  expect(list).toHaveLength(1);
});
