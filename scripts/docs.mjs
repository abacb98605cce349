/**
 * Writes the tables of docs/format.md anew (`npm run docs`). The layouts are TypeScript, which Node 20 does not run,
 * so they are bundled in memory first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['scripts/format-tables.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { withFormatTables } = await import(`data:text/javascript;base64,${code}`);

const page = `${root}/docs/format.md`;
writeFileSync(page, withFormatTables(readFileSync(page, 'utf8')));
