/** From the line of a finding in the original to its entry and movement in the grid. */
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { ToldFinding } from '../../src/model/drop-record.ts';
import { findingPlaces } from '../../src/web/finding-places.ts';
import { csvText, purchase } from '../support/batch.ts';

const FILE = 'ecritures.csv';

function told(line: number | null, changes: Partial<ToldFinding> = {}): ToldFinding {
  return {
    code: 'ACCOUNT_NEW',
    severity: 'warning',
    file: FILE,
    line,
    column: null,
    value: null,
    message: '',
    ...changes,
  };
}

async function placesOf(csv: string, findings: readonly ToldFinding[]): Promise<(string | null)[]> {
  const bytes = Buffer.from(csv);
  const file = {
    path: FILE,
    size: bytes.length,
    open: async () => Readable.from([bytes], { objectMode: false }),
    read: () => Readable.from([bytes]),
    pass: () => Readable.from([bytes]),
  };
  const places = await findingPlaces(file, findings);
  return findings.map((finding) => {
    const place = places.get(finding);
    return place === undefined ? null : `${place.entry}.${place.movement}`;
  });
}

test('entries are counted in the order in which they begin, also where their lines are scattered', async () => {
  const [a1, a2, a3] = purchase('A');
  const [b1, b2, b3] = purchase('B');
  const rows = [a1, b1, a2, b2, b3, a3].map((row) => row ?? {});
  const findings = [2, 3, 4, 5, 6, 7].map((line) => told(line));
  expect(await placesOf(csvText(rows), findings)).toEqual(['1.1', '2.1', '1.2', '2.2', '2.3', '1.3']);
});

test('entries that were left out are not counted, and their findings have no place', async () => {
  const csv = csvText(['A', 'B', 'C'].flatMap((piece) => purchase(piece)));
  const findings = [told(2), told(5, { severity: 'error' }), told(6), told(9)];
  expect(await placesOf(csv, findings)).toEqual(['1.1', null, null, '2.2']);
});

test('what is of no line, of another file or of no entry has no place', async () => {
  const findings = [told(null), told(3, { file: 'lot.json' }), told(1), told(99), told(2)];
  expect(await placesOf(csvText(purchase('A')), findings)).toEqual([null, null, null, null, '1.1']);
  expect(await placesOf('Date;autre\r\n1;2\r\n', [told(2)])).toEqual([null]);
  expect(await placesOf(`${csvText(purchase('A'))}"never closed`, [told(2), told(5)])).toEqual(['1.1', null]);
});
