/**
 * Writes anew what the documents take from the source (`npm run docs`): the tables of docs/format.md and the JSON
 * Schemas of the configuration and of publications. The source is TypeScript, which Node 20 does not run, so it is bundled in memory first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
globalThis.require = createRequire(import.meta.url);

const { withFormatTables } = await bundled('scripts/format-tables.ts');
const page = `${root}/docs/format.md`;
writeFileSync(page, withFormatTables(readFileSync(page, 'utf8')));

const { configurationSchemaText } = await bundled('src/configuration/schema.ts');
writeFileSync(`${root}/docs/configuration.schema.json`, configurationSchemaText());

const { payloadSchemaText } = await bundled('src/ami/payload-schema.ts');
writeFileSync(`${root}/docs/publication.schema.json`, payloadSchemaText());

async function bundled(entryPoint) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
