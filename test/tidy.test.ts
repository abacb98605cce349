/**
 * Guards the tree itself: which layer may import which, no cycles, no file that nothing uses, no file that has grown
 * out of hand, and an opening comment that says what each file is for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** A layer may import itself and those that it names here. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  format: ['model'],
  storage: [],
  isacompta: ['model', 'format'],
  ami: ['model', 'format'],
  configuration: ['model', 'format'],
  check: ['model', 'format', 'isacompta'],
  conversion: ['model', 'format', 'storage', 'isacompta', 'ami', 'configuration', 'check'],
  convert: ['model', 'storage', 'ami', 'check', 'conversion'],
  publish: ['model', 'storage', 'ami', 'conversion'],
  register: ['model', 'storage', 'configuration'],
  archive: ['model', 'format', 'storage'],
  robot: [
    'model',
    'format',
    'storage',
    'ami',
    'configuration',
    'check',
    'conversion',
    'convert',
    'publish',
    'register',
    'archive',
  ],
  web: [
    'model',
    'format',
    'storage',
    'isacompta',
    'ami',
    'configuration',
    'check',
    'conversion',
    'convert',
    'publish',
    'register',
    'archive',
    'robot',
  ],
  commands: [
    'model',
    'format',
    'storage',
    'isacompta',
    'ami',
    'configuration',
    'check',
    'conversion',
    'convert',
    'publish',
    'register',
    'archive',
    'robot',
    'web',
  ],
  cli: ['commands'],
};

/** A longer file is a reason to think; data and catalogues are long because there is much to list. */
const MOST_LINES = 300;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = readSources('src');
const byPath = new Map(sources.map((source) => [source.path, source]));

test('every import stays within the layers', () => {
  const strays = sources.flatMap(({ path, imports }) =>
    imports
      .filter((target) => layerOf(target) !== layerOf(path))
      .filter((target) => !(MAY_IMPORT[layerOf(path)] ?? []).includes(layerOf(target)))
      .map((target) => `${path} imports ${target}`),
  );
  expect(strays).toEqual([]);
});

test('every layer is known', () => {
  const unknown = sources.filter(({ path }) => MAY_IMPORT[layerOf(path)] === undefined);
  expect(unknown.map(({ path }) => path)).toEqual([]);
});

test('there are no import cycles', () => {
  expect(findCycle()).toEqual([]);
});

test('every file is used by the program', () => {
  const used = new Set<string>();
  const visit = (path: string): void => {
    if (used.has(path)) return;
    used.add(path);
    for (const target of byPath.get(path)?.imports ?? []) visit(target);
  };
  visit('src/cli.ts');
  expect(sources.map(({ path }) => path).filter((path) => !used.has(path))).toEqual([]);
});

test('every import leads to a file', () => {
  const lost = sources.flatMap(({ path, imports }) =>
    imports.filter((target) => !byPath.has(target)).map((target) => `${path} imports ${target}`),
  );
  expect(lost).toEqual([]);
});

test('every file opens with what it is for, and stays readable', () => {
  const bare = sources.filter(({ text }) => !/^(?:#!.*\n)?\/\*\*/.test(text)).map(({ path }) => path);
  const long = sources.filter(({ text }) => text.split('\n').length > MOST_LINES).map(({ path }) => path);
  expect({ bare, long }).toEqual({ bare: [], long: [] });
});

test('no lint or type check is switched off', () => {
  const tests = readSources('test').filter(({ path }) => path !== 'test/tidy.test.ts');
  const code = [...sources, ...readSources('scripts')];
  const switchesOff = /@ts-(?:ignore|nocheck)|biome-ignore|eslint-disable|\bas any\b/;
  const switchedOff = [...code, ...tests].filter(({ text }) => switchesOff.test(text));
  // A test may expect a type error, since it fails where the error does not come; code may not.
  const expecting = code.filter(({ text }) => text.includes('@ts-expect-error'));
  expect([...switchedOff, ...expecting].map(({ path }) => path)).toEqual([]);
});

test('no test is left out, and none shuts out the others', () => {
  const left = readSources('test')
    .filter(({ path }) => path !== 'test/tidy.test.ts')
    .filter(({ text }) => /\b(?:test|it|describe)\.(?:only|skip|todo)\b/.test(text));
  expect(left.map(({ path }) => path)).toEqual([]);
});

function readSources(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mjs)$/.test(name))
    .map((name) => {
      const path = relative(ROOT, join(ROOT, folder, name))
        .split(sep)
        .join('/');
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** Relative imports, static and on demand, as paths from the root. */
function importsOf(path: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:from\s+|import\(\s*|import\s+)'(\.[^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  );
  return specifiers.map((specifier) => posix.join(dirname(path), specifier));
}

/** `src/ami/row.ts` is in `ami`, `src/cli.ts` in `cli`. */
function layerOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

/** The first cycle, as a path that ends where it begins; empty where there is none. Types count: they are read too. */
function findCycle(): string[] {
  const finished = new Set<string>();
  const follow = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return [];
    for (const target of byPath.get(path)?.imports ?? []) {
      const cycle = follow(target, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(path);
    return [];
  };
  for (const { path } of sources) {
    const cycle = follow(path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
