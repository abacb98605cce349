/** `open`: what it says and opens, on a desktop of the test's own; and the built program where nothing is opened. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type LaunchFault, launchFault } from '../../src/commands/desktop.ts';
import { wordingFor } from '../../src/commands/languages.ts';
import { isSupportedBrowser, type OpenOptions, open } from '../../src/commands/open.ts';
import { type Run, UsageFault } from '../../src/commands/run.ts';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import { jsonOf, runProgram, withPlainSpaces } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ADDRESS = 'https://amicompta.example.fr/dossiers/{dossier}';

interface Opening extends OpenOptions {
  readonly dossier?: string;
  readonly url?: string | null;
  readonly browser?: string | null;
  readonly json?: boolean;
  readonly language?: 'fr' | 'en';
  readonly fault?: LaunchFault | null;
}

/** Runs the command; what happened, in its order. */
async function opening({
  dossier,
  url = ADDRESS,
  browser = 'Google Chrome',
  json = false,
  language = 'fr',
  fault = null,
  ...options
}: Opening): Promise<string[]> {
  const happened: string[] = [];
  const run: Run = {
    json,
    language,
    wording: wordingFor(language),
    configuration: { ...DEFAULT_CONFIGURATION, amiCompta: { url } },
    streams: {
      output: recorder((text) => happened.push(`printed ${text}`)),
      errors: recorder((text) => happened.push(`told ${text}`)),
    },
  };
  const exitCode = await open(run, dossier ?? null, options, {
    browserName: async () => browser,
    open: async (address) => {
      happened.push(`opened ${address}`);
      return fault;
    },
  });
  expect(exitCode).toBe(fault === null ? 0 : 3);
  return happened;
}

describe('the address', () => {
  test('of AMI COMPTA, opened in the default browser', async () => {
    expect(await opening({})).toEqual([
      'printed https://amicompta.example.fr/dossiers/',
      'opened https://amicompta.example.fr/dossiers/',
    ]);
  });

  test('of one company file', async () => {
    expect(await opening({ dossier: 'AB-12' })).toContain(
      'opened https://amicompta.example.fr/dossiers/AB-12',
    );
    const url = 'https://amicompta.example.fr/?d={dossier}#{dossier}';
    expect(await opening({ dossier: '888', url })).toContain(
      'opened https://amicompta.example.fr/?d=888#888',
    );
    expect(await opening({ dossier: '888', url: 'https://a.fr' })).toContain('opened https://a.fr');
    expect(await opening({ dossier: '888', url: 'https://a.fr/{Dossier}/{DOSSIER}' })).toContain(
      'opened https://a.fr/888/888',
    );
  });

  test('with --print is printed, and nothing is opened or said of a browser', async () => {
    expect(await opening({ dossier: '888', print: true, browser: 'Firefox' })).toEqual([
      'printed https://amicompta.example.fr/dossiers/888',
    ]);
  });

  test('that is not configured, or a company file that is none, is wrong usage', async () => {
    await expect(opening({ url: null })).rejects.toThrow(UsageFault);
    await expect(opening({ dossier: '../888' })).rejects.toThrow(UsageFault);
  });
});

describe('the browser', () => {
  test.each(['Google Chrome', 'Chrome', 'Chrome Beta', 'google-chrome', 'Microsoft Edge', 'Edge', 'MSEdge'])(
    '%s is one that AMI COMPTA wants',
    async (browser) => {
      expect(isSupportedBrowser(browser)).toBe(true);
      expect((await opening({ browser })).map((what) => what.split(' ', 1)[0])).toEqual([
        'printed',
        'opened',
      ]);
    },
  );

  test.each(['Firefox', 'Chromium', 'Safari', 'Internet Explorer', 'Brave', 'Edgecombe'])(
    '%s is not, which is said before it opens',
    async (browser) => {
      expect(isSupportedBrowser(browser)).toBe(false);
      const happened = await opening({ browser });
      expect(happened.map((what) => what.split(' ', 1)[0])).toEqual(['told', 'printed', 'opened']);
      expect(happened[0]).toContain(
        `Le navigateur par défaut est ${browser}. AMI COMPTA demande Google Chrome ou Microsoft Edge`,
      );
      expect((await opening({ browser, language: 'en' }))[0]).toContain(`The default browser is ${browser}.`);
    },
  );

  test('that nobody knows is said as well', async () => {
    const [told] = await opening({ browser: null });
    expect(told).toContain('told Navigateur par défaut inconnu.');
  });

  test.each([
    ['Google Chrome', true],
    ['Firefox', false],
    [null, null],
  ])('%s, as JSON', async (browser, isSupported) => {
    const printed = (await opening({ browser, json: true })).filter((what) => what.startsWith('printed '));
    expect(printed.map((what) => JSON.parse(what.slice('printed '.length)))).toEqual([
      { url: 'https://amicompta.example.fr/dossiers/', browser, isSupported },
    ]);
  });
});

describe('a browser that does not come up', () => {
  test('is told with what to do, and ends with 3', async () => {
    const failed = await opening({ fault: { kind: 'failed', exitCode: 4 } });
    expect(withPlainSpaces(failed.at(-1) ?? '')).toContain(
      'a échoué (code 4). Ouvrez vous-même l’adresse https://',
    );
    const none = { fault: { kind: 'no-launcher', code: 'ENOENT' }, json: true, language: 'en' } as const;
    const told = await opening(none);
    expect(told.at(-1)).toContain('this machine has no program that opens it (ENOENT;');
    expect(told.filter((what) => what.startsWith('printed'))).toHaveLength(1);
  });

  test.each([
    ['exit 4', { kind: 'failed', exitCode: 4 }],
    ['exit 0', null],
    ['sleep 5', null],
  ])('as a launcher that does %s says', async (script, expected) => {
    const launcher = spawn('sh', ['-c', script]);
    expect(await launchFault(launcher, 1_000)).toEqual(expected);
    launcher.kill();
  });

  test.skipIf(process.platform !== 'linux')('as the built program tells', async () => {
    const bin = temporaryFolder();
    writeFileSync(join(bin, 'xdg-open'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const config = join(bin, 'c.json');
    writeFileSync(config, JSON.stringify({ amiCompta: { url: 'HTTPS://a.example/{dossier}' } }));
    const args = ['open', '888', '--config', config];
    const failed = await runProgram(args, { environment: { PATH: bin } });
    expect([failed.exitCode, failed.stdout]).toEqual([3, 'HTTPS://a.example/888\n']);
    expect(withPlainSpaces(failed.stderr)).toContain('a échoué (code 3)');
    const none = await runProgram(args, { environment: { PATH: join(bin, 'none') } });
    expect(none.exitCode).toBe(3);
    expect(withPlainSpaces(none.stderr)).toContain('cette machine n’a pas de programme qui l’ouvre');
  });
});

describe('the built program', () => {
  test('prints the address of the configuration', async () => {
    const folder = temporaryFolder();
    const config = join(folder, 'c.json');
    writeFileSync(config, JSON.stringify({ amiCompta: { url: ADDRESS } }));
    const ended = await runProgram(['open', '888', '--print', '--config', config]);
    expect(ended).toMatchObject({
      exitCode: 0,
      stdout: 'https://amicompta.example.fr/dossiers/888\n',
      stderr: '',
    });
    const json = await runProgram(['open', '888', '--print', '--json', '--config', config]);
    expect(jsonOf(json)).toEqual({
      url: 'https://amicompta.example.fr/dossiers/888',
      browser: null,
      isSupported: null,
    });
  });

  test('says how to configure the address where it is not', async () => {
    const cwd = temporaryFolder();
    const ended = await runProgram(['open', '--print'], { cwd });
    expect([ended.exitCode, ended.stdout]).toEqual([2, '']);
    expect(withPlainSpaces(ended.stderr)).toContain(
      'L’adresse d’AMI COMPTA n’est pas configurée. Ajoutez-la dans ami-isacompta.config.json : "amiCompta"',
    );
    const english = await runProgram(['open', '--print', '--lang', 'en'], { cwd });
    expect(english.stderr).toContain('The address of AMI COMPTA is not configured.');
  });

  test('refuses a number that is none', async () => {
    const ended = await runProgram(['open', '88/8', '--print']);
    expect([ended.exitCode, ended.stdout]).toEqual([2, '']);
    expect(withPlainSpaces(ended.stderr)).toContain('« 88/8 » ne peut pas être un numéro de dossier');
  });
});

/** A stream that hands on each text without its line ending. */
function recorder(onText: (text: string) => void): NodeJS.WriteStream {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      onText(chunk.trimEnd());
      done();
    },
  });
  return stream as unknown as NodeJS.WriteStream;
}
