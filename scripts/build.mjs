/**
 * Builds the program into dist/: one bundle, split where the source imports on demand. A bundle starts in half the
 * time of the same modules loaded one by one from node_modules.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundledText } from './bundled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

const STANDALONE_VALIDATORS = `
  import standalone from 'ajv/dist/standalone';
  import { payloadAjv, VALIDATOR_NAMES } from './src/ami/payload-ajv.ts';
  export default standalone.default(payloadAjv(), Object.fromEntries(VALIDATOR_NAMES.map((name) => [name, name])));
`;
/** What Ajv makes of the payload's schema, in the place of the file that has it made at every start. */
const compiledValidators = {
  name: 'compiled-validators',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]payload-validators\.ts$/ }, async () => {
      const { default: contents } = await bundledText(STANDALONE_VALIDATORS);
      return { contents, loader: 'js', resolveDir: root };
    });
  },
};

const { outputFiles } = await build({
  write: false,
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // A compiled addon: it is found beside the program, in node_modules.
  external: ['better-sqlite3'],
  // jsonc-parser's UMD build hides its requires from a bundler.
  mainFields: ['module', 'main'],
  define: { PROGRAM_VERSION: JSON.stringify(version) },
  legalComments: 'linked',
  // Less to parse at every start; names stay, so that a stack trace can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module';\nconst require = bundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
  plugins: [compiledValidators],
});

// File by file and under its name at once, old files last: a program that starts meanwhile finds a whole one.
const dist = join(root, 'dist');
mkdirSync(dist, { recursive: true });
const names = new Set(outputFiles.map(({ path }) => basename(path)));
for (const { path, contents } of outputFiles.toReversed()) {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  if (basename(path) === 'cli.js') chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}
for (const name of readdirSync(dist)) {
  if (!names.has(name) && !name.endsWith('.tmp')) rmSync(join(dist, name));
}
