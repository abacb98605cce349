/**
 * Writes anew what the documents take from the source (`npm run docs`): the tables of docs/format.md and the JSON
 * Schemas of the configuration and of publications.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
globalThis.require = createRequire(import.meta.url);

const { withFormatTables } = await bundled('scripts/format-tables.ts');
const page = `${root}/docs/format.md`;
writeFileSync(page, withFormatTables(readFileSync(page, 'utf8')));

const { configurationSchemaText } = await bundled('src/configuration/schema.ts');
writeFileSync(`${root}/docs/configuration.schema.json`, configurationSchemaText());

const { payloadSchemaText } = await bundled('src/ami/payload-schema.ts');
writeFileSync(`${root}/docs/publication.schema.json`, payloadSchemaText());
