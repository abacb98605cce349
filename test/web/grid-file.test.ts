/** An import file page by page: together the pages are the file, whatever the lengths of its entries. */
import { createReadStream, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeRows } from '../../src/isacompta/grid-rows.ts';
import type { GridRow } from '../../src/model/grid-row.ts';
import { GridFile } from '../../src/web/grid-file.ts';
import { csvText, writeBatch } from '../support/batch.ts';
import { runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The import file of entries with so many movements each; a comment on every third one. */
async function importFile(lengths: readonly number[]): Promise<string> {
  const folder = temporaryFolder();
  const rows = lengths.flatMap((length, at) => {
    const common = {
      date: '31/08/2022',
      piece: `P${at}`,
      entryLabel: 'X',
      ...(at % 3 === 0 ? { comment: `note ${at}` } : {}),
    };
    const half = Array.from({ length: Math.max(1, Math.floor(length / 2)) }, (_, index) => ({
      ...common,
      account: '60110000',
      label: `${index}`,
      debit: '1,00',
    }));
    const other = half.map((row) => ({ ...row, account: '51200000', debit: '', credit: '1,00' }));
    return [...half, ...other];
  });
  const batch = writeBatch(folder, '888_lot', { csv: csvText(rows) });
  const out = join(folder, 'out');
  const { exitCode, stderr } = await runProgram(['convert', batch, '--out', out]);
  if (exitCode !== 0) throw new Error(stderr);
  return join(out, readdirSync(out).find((name) => name.endsWith('.ECR')) ?? '');
}

async function wholeFile(path: string): Promise<{ rows: GridRow[]; entries: number[] }> {
  const rows: GridRow[] = [];
  const entries: number[] = [];
  let entry = 0;
  await exchangeRows(createReadStream(path), (row, starts) => {
    if (starts) entry += 1;
    rows.push(row);
    entries.push(entry);
  });
  return { rows, entries };
}

async function expectPages(lengths: readonly number[]): Promise<GridFile> {
  const path = await importFile(lengths);
  const grid = await GridFile.index(path);
  const lines = [];
  for (let page = 1; page <= grid.pages; page += 1) {
    const shown = await grid.page(page);
    expect(shown.length).toBeLessThanOrEqual(900);
    lines.push(...shown.map((line) => ({ ...line, page })));
  }
  const { rows, entries } = await wholeFile(path);
  // A comment stands in front of its movements, so that the rest of an entry that goes on elsewhere does not have it.
  expect(lines.map(({ row }) => ({ ...row, comment: '' }))).toEqual(
    rows.map((row) => ({ ...row, comment: '' })),
  );
  expect(lines.map(({ entry }) => entry)).toEqual(entries);
  const starts = lines.filter(({ movement }) => movement === 1);
  expect(starts.map(({ entry }) => entry)).toEqual([...new Set(entries)]);
  for (const { entry, page } of starts) expect(grid.pageOf(entry)).toBe(page);
  return grid;
}

test('short entries, and one that is many pages long', async () => {
  expect((await expectPages([2, 4, 2])).pages).toBe(1);
  expect((await expectPages([...Array(400).fill(2)])).pages).toBe(3);
  expect((await expectPages([4, 2_600, 2, 2])).pages).toBeGreaterThan(4);
}, 60_000);

test('any lengths', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(2, 10, 298, 302, 598, 600, 602, 1_300), { minLength: 1, maxLength: 6 }),
      async (lengths) => {
        await expectPages(lengths);
      },
    ),
    { numRuns: 6, verbose: 1 },
  );
}, 60_000);

test('a page that is not there has no lines, and a file without entries has one page', async () => {
  const grid = await GridFile.index(await importFile([2]));
  expect(await grid.page(2)).toEqual([]);
  expect(await grid.page(0)).toEqual([]);
  const path = join(temporaryFolder(), 'empty.ECR');
  writeFileSync(path, 'VER   \r\n');
  const empty = await GridFile.index(path);
  expect([empty.pages, await empty.page(1)]).toEqual([1, []]);
});
