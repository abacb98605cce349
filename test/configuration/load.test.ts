import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CONFIGURATION_FILE_NAME,
  type Configuration,
  ConfigurationFault,
  loadConfiguration,
} from '../../src/configuration/load.ts';
import { configurationJsonSchema, configurationSchemaText } from '../../src/configuration/schema.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'configuration-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const DEFAULTS = {
  lang: 'fr',
  sweepMinutes: 15,
  settleSeconds: 2,
  polling: false,
  defaultJournal: 'AC',
  emitter: 'AMI',
  onError: 'refuse',
  layout: 'side-by-side',
  companyFiles: new Map(),
  limits: { documentMiB: 50, batchMiB: 2048, files: 10_000 },
  web: { host: '127.0.0.1', port: 4180 },
  amiCompta: { url: null },
  database: null,
};

const FULL = {
  $schema: './node_modules/ami-isacompta/docs/configuration.schema.json',
  root: '../partage',
  database: 'base/registre.db',
  lang: 'en',
  sweepMinutes: 0.5,
  settleSeconds: 0,
  polling: true,
  defaultJournal: 'A1',
  emitter: 'AÉ',
  onError: 'split',
  layout: 'bundle',
  companyFiles: { '888': { journal: 'VE', label: 'Café €' }, ORA: {} },
  limits: { documentMiB: 1, batchMiB: 10.5, files: 5 },
  web: { host: '0.0.0.0', port: 8080 },
  amiCompta: { url: 'https://ami.example/compta' },
};

function write(text: string | Buffer): Promise<Configuration> {
  writeFileSync(join(cwd, CONFIGURATION_FILE_NAME), text);
  return loadConfiguration({ cwd });
}

async function problemsOf(text: string): Promise<ConfigurationFault['problems']> {
  const fault: unknown = await write(text).catch((error: unknown) => error);
  if (!(fault instanceof ConfigurationFault)) throw new Error('no fault', { cause: fault });
  expect(fault.file).toBe(join(cwd, CONFIGURATION_FILE_NAME));
  return fault.problems;
}

test('without a file the defaults hold, and paths are below the working directory', async () => {
  expect(await loadConfiguration({ cwd })).toEqual({
    ...DEFAULTS,
    file: null,
    root: join(cwd, 'watch-folders'),
  });
});

test('an empty file says the same as none', async () => {
  const file = join(cwd, CONFIGURATION_FILE_NAME);
  expect(await write('{}')).toEqual({ ...DEFAULTS, file, root: join(cwd, 'watch-folders') });
});

test('everything that can be said, with paths relative to the file', async () => {
  const folder = join(cwd, 'conf');
  mkdirSync(folder);
  const file = join(folder, 'mine.json');
  writeFileSync(file, JSON.stringify(FULL));
  const { $schema: _, ...told } = FULL;
  expect(await loadConfiguration({ cwd, file: join('conf', 'mine.json') })).toEqual({
    ...told,
    file,
    root: join(cwd, 'partage'),
    database: join(folder, 'base', 'registre.db'),
    companyFiles: new Map([
      ['888', { journal: 'VE', label: 'Café €' }],
      ['ORA', { journal: null, label: null }],
    ]),
  });
});

test('one limit alone leaves the others as they are', async () => {
  const { limits } = await write('{"limits": {"files": 3}}');
  expect(limits).toEqual({ documentMiB: 50, batchMiB: 2048, files: 3 });
});

test('comments, trailing commas, a byte-order mark and accents of an older Notepad are read', async () => {
  const text = '{\r\n  // le journal\r\n  "companyFiles": {"888": {"label": "Été",},}, /* é */\r\n}';
  for (const bytes of [Buffer.from(`\ufeff${text}`), iconv.encode(text, 'windows-1252')]) {
    expect((await write(bytes)).companyFiles.get('888')?.label).toBe('Été');
  }
});

test('a file that was asked for must be there', async () => {
  const file = join(cwd, 'absent.json');
  const fault: unknown = await loadConfiguration({ cwd, file: 'absent.json' }).catch(
    (error: unknown) => error,
  );
  expect(fault).toMatchObject({ file, problems: [{ kind: 'missing', path: '', line: null }] });
});

test('a file that can not be read is a fault, not a default', async () => {
  mkdirSync(join(cwd, CONFIGURATION_FILE_NAME));
  await expect(loadConfiguration({ cwd })).rejects.toMatchObject({
    problems: [{ kind: 'unreadable', code: 'EISDIR' }],
  });
});

test.each([
  ['{\n "root": "a"\n "lang": "fr"\n}', 'CommaExpected', '', 3, 2],
  ['', 'ValueExpected', '', 1, 1],
  ['{"lang": fr}', 'InvalidSymbol', '', 1, 10],
  ['{\n"lang": "fr"\n', 'CloseBraceExpected', '', 3, 1],
  ['{"lang": "fr",\n"web": {"port": 1,\n"port": 2}}', 'DuplicateKey', 'web.port', 3, 1],
])('%j is no JSON: %s', async (text, code, path, line, column) => {
  expect(await problemsOf(text)).toEqual([{ kind: 'syntax', code, path, line, column }]);
});

test.each([
  ['{\n\n"sweepMinute": 5}', 'sweepMinute', 3, 'sweepMinutes'],
  ['{"SettleSeconds": 5}', 'SettleSeconds', 1, 'settleSeconds'],
  ['{"web":\n{"prot": 5}}', 'web.prot', 2, 'port'],
  ['{"companyFiles": {"888":\n\n{"jornal": "AC"}}}', 'companyFiles.888.jornal', 3, 'journal'],
  ['{"__proto__": {}}', '__proto__', 1, 'root'],
])('%j has a key that does not exist', async (text, path, line, nearest) => {
  const [problem, ...others] = await problemsOf(text);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ kind: 'unknown-key', path, line, key: path.split('.').at(-1) });
  if (path !== '__proto__') expect(problem).toMatchObject({ nearest, isNear: true });
});

test('a key that is near to none is told with those that there are', async () => {
  const [problem] = await problemsOf('{"web": {"x": 1}}');
  expect(problem).toMatchObject({ path: 'web.x', isNear: false, known: ['host', 'password', 'port'] });
});

const number = (whole: boolean, minimum: number, maximum: number) => ({
  kind: 'number',
  whole,
  minimum,
  maximum,
});
const form = (name: string) => ({ kind: 'form', form: name });
const type = (name: string) => ({ kind: 'type', type: name });

test.each([
  ['lang', '"de"', { kind: 'one-of', values: ['fr', 'en'] }],
  ['onError', 'true', { kind: 'one-of', values: ['refuse', 'split'] }],
  ['polling', '"oui"', type('yes-or-no')],
  ['root', '12', type('text')],
  ['root', '" "', form('not-empty')],
  ['limits', '[]', type('group')],
  ['sweepMinutes', '0', number(false, 0.01, 1_440)],
  ['sweepMinutes', '"15"', number(false, 0.01, 1_440)],
  ['settleSeconds', '-1', number(false, 0, 3_600)],
  ['settleSeconds', '1e999', number(false, 0, 3_600)],
  ['web.port', '0', number(true, 1, 65_535)],
  ['web.port', '65536', number(true, 1, 65_535)],
  ['web.port', '80.5', number(true, 1, 65_535)],
  ['limits.files', '0', number(true, 1, 1_000_000)],
  ['defaultJournal', '"ABC"', form('journal')],
  ['companyFiles.888.journal', '"-"', form('journal')],
  ['emitter', '"AMIS"', form('emitter')],
  ['emitter', '"Ł"', form('emitter')],
  ['emitter', '" A"', form('emitter')],
  ['amiCompta.url', '"javascript:x"', form('web-address')],
  ['amiCompta.url', '"http://["', form('web-address')],
])('%s can not be %s', async (path, found, expected) => {
  const keys = path.split('.');
  const text = `\n${keys.map((key) => `{"${key}": `).join('')}${found}${'}'.repeat(keys.length)}`;
  const problems = await problemsOf(text);
  expect(problems[0]).toEqual({ kind: 'wrong-value', path, line: 2, found, expected });
});

test.each(['123456789', 'A B', ''])('a company file can not be %j', async (key) => {
  expect(await problemsOf(`{"companyFiles": {"${key}": {}}}`)).toEqual([
    { kind: 'wrong-value', path: `companyFiles.${key}`, line: 1, found: key, expected: form('dossier') },
  ]);
});

test('a file that is no group of keys', async () => {
  expect(await problemsOf('[1,\n2]')).toEqual([
    { kind: 'wrong-value', path: '', line: 1, found: '[1, 2]', expected: type('group') },
  ]);
});

test('all problems are told at once, in the order of the file', async () => {
  const problems = await problemsOf('{"lang": "de",\n"web": {"port": 0},\n"polling": 1,\n"rot": ""}');
  expect(problems.map(({ path, line }) => [path, line])).toEqual([
    ['lang', 1],
    ['web.port', 2],
    ['polling', 3],
    ['rot', 4],
  ]);
});

test('the shipped JSON Schema is the one that the program would write', () => {
  const shipped = readFileSync(new URL('../../docs/configuration.schema.json', import.meta.url), 'utf8');
  expect(shipped).toBe(configurationSchemaText());
});

test('the JSON Schema accepts a full configuration and refuses a key that does not exist', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(configurationJsonSchema());
  expect(validate(FULL), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({})).toBe(true);
  expect(validate({ ...FULL, rot: '' })).toBe(false);
  expect(validate({ companyFiles: { '123456789': {} } })).toBe(false);
});
