import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withFormatTables } from '../../scripts/format-tables.ts';
import { LAYOUTS } from '../../src/isacompta/layouts.ts';

const PAGE = new URL('../../docs/format.md', import.meta.url);

test('the tables of docs/format.md are those of the layouts (npm run docs writes them)', async () => {
  const page = (await readFile(PAGE, 'utf8')).replaceAll('\r\n', '\n');
  expect(withFormatTables(page)).toBe(page);
  for (const { key } of LAYOUTS) expect(page).toContain(`### \`${key.trim()}\``);
});

test('a page without its markers is refused', () => {
  expect(() => withFormatTables('# The exchange file')).toThrow('markers');
});
