import { expect, test } from 'vitest';
import { DropFault, orReport } from '../../src/model/drop-fault.ts';
import { Findings } from '../../src/model/findings.ts';

test('a fault of the drop becomes a finding', async () => {
  const findings = new Findings();
  const result = await orReport(findings, async () => {
    throw new DropFault('ARCHIVE_BOMB', { file: 'a.pdf' }, { measure: 'ratio', limit: 200 });
  });
  expect(result).toBeNull();
  expect(findings.list()).toMatchObject([
    { code: 'ARCHIVE_BOMB', severity: 'error', file: 'a.pdf', details: { measure: 'ratio', limit: 200 } },
  ]);
});

test('any other error goes on, and a result comes back', async () => {
  const findings = new Findings();
  await expect(orReport(findings, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
  expect(await orReport(findings, async () => 7)).toBe(7);
  expect(findings.list()).toEqual([]);
});

test('the cause is kept', () => {
  const cause = new Error('unexpected EOF');
  expect(new DropFault('BATCH_UNREADABLE', {}, { reason: 'zip-damaged' }, cause).cause).toBe(cause);
});
