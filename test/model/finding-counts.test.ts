/** Findings are counted alike wherever they are told, those too that are not kept in detail. */
import { describe, expect, test } from 'vitest';
import { toldFinding } from '../../src/check/messages/told.ts';
import { finding } from '../../src/model/finding.ts';
import { countByCode, countFindings } from '../../src/model/finding-counts.ts';

const FINDINGS = [
  finding('PIECE_MISSING', { line: 2 }, {}),
  finding('COLUMN_UNKNOWN', {}, {}),
  finding('PIECE_MISSING', { line: 3 }, {}),
  finding('FINDINGS_OMITTED', {}, { of: 'PIECE_MISSING', shown: 2, total: 2_500 }),
  finding('FISCAL_YEAR_UNKNOWN', {}, {}),
] as const;

const COUNTS = { errors: 2_500, warnings: 1, infos: 1 };

describe('counted are', () => {
  test('findings as they were found', () => {
    expect(countFindings(FINDINGS)).toEqual(COUNTS);
    expect([...countByCode(FINDINGS)]).toEqual([
      ['PIECE_MISSING', 2_500],
      ['COLUMN_UNKNOWN', 1],
      ['FISCAL_YEAR_UNKNOWN', 1],
    ]);
  });

  test('findings as they are kept', () => {
    expect(countFindings(FINDINGS.map(toldFinding))).toEqual(COUNTS);
  });

  test('those without figures, and those of a later version, as they stand', () => {
    const told = FINDINGS.map(toldFinding).map(({ details: _, ...rest }) => rest);
    expect(countFindings(told)).toEqual({ errors: 2, warnings: 1, infos: 2 });
    expect(countFindings([{ code: 'OF_TOMORROW', severity: 'warning' }])).toEqual({
      errors: 0,
      warnings: 1,
      infos: 0,
    });
  });
});
