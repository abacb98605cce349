/** A module of the source, loaded by a script: it is TypeScript, which Node 20 does not run, so it is bundled in memory first. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the module at a path below the root exports. */
export function bundled(entryPoint) {
  return imported({ entryPoints: [entryPoint] });
}

/** What a module of this text exports; its imports are below the root. */
export function bundledText(contents) {
  return imported({ stdin: { contents, resolveDir: root } });
}

async function imported(source) {
  const { outputFiles } = await build({
    ...source,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // jsonc-parser's UMD build hides its requires from a bundler.
    mainFields: ['module', 'main'],
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
