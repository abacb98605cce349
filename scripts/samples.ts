/**
 * The golden samples: which cases stand under samples/, and what is expected of each. Owns their shape; knows neither
 * how they are run (sample-run.ts) nor what is right. `npm run golden` keeps what comes of them, test/samples.test.ts
 * compares it.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const CASE_GROUPS = ['accepted', 'refused', 'encodings', 'settings'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

/** The folder of the exchange files, which `show` and `check` are run on. */
const EXCHANGE = 'exchange';

/** What the standard output and the standard error of a case are kept as. */
export const REPORT = 'report.json';
export const MESSAGES = 'messages.txt';

/** One run of a command that writes: what it is given, and how it is called. */
export interface CaseSample {
  readonly kind: 'case';
  /** `accepted/grille`. */
  readonly id: string;
  readonly group: CaseGroup;
  readonly name: string;
  readonly folder: string;
  readonly command: 'convert' | 'publish';
  /** The one thing in `input/`, or a file in it, below `folder`. */
  readonly input: string;
  readonly arguments: readonly string[];
  readonly configuration: object | null;
  /** `--since` is given the payload that is expected of this case; null where there is none before. */
  readonly since: CaseSample | null;
  /** `--settings` is given what this case publishes; null where a batch is not checked against any. */
  readonly settings: CaseSample | null;
}

/** All exchange files together, since what is expected of them stands in one folder. */
export interface ExchangeSample {
  readonly kind: 'exchange';
  readonly id: string;
  readonly folder: string;
  readonly files: readonly string[];
}

export type Sample = CaseSample | ExchangeSample;

/** Files by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** What a case stands for: what its report says. */
export type Outcome = 'delivered' | 'published' | 'unchanged' | 'refused';

/** Every sample that can be run, those before it first, and what is wrong with the others. */
export function findSamples(root: string): { samples: Sample[]; faults: string[] } {
  const cases = new Cases(root);
  for (const group of CASE_GROUPS)
    for (const name of names(join(root, group))) cases.take(`${group}/${name}`);
  const samples: Sample[] = cases.samples();
  const folder = join(root, EXCHANGE);
  const files = names(folder).filter((name) => /\.ecr$/i.test(name));
  if (files.length > 0) samples.push({ kind: 'exchange', id: EXCHANGE, folder, files });
  return { samples, faults: cases.faults };
}

/** How the program must end on a sample; null for exchange files, which have no report. */
export function outcomeOf(sample: Sample): Outcome | null {
  if (sample.kind === 'exchange') return null;
  const { group, name, command } = sample;
  if (group === 'refused' || (group === 'settings' && codeOf(name) !== null)) return 'refused';
  if (command === 'convert') return 'delivered';
  return name.startsWith('inchange') ? 'unchanged' : 'published';
}

/** The finding that a case of this name is about (`SIRET_INVALID-cle`); null where it is about something else. */
export function codeOf(name: string): string | null {
  return /^[A-Z]+(?:_[A-Z]+)+(?=-|$)/.exec(name)?.[0] ?? null;
}

export function expectedFolder(sample: Sample): string {
  return join(sample.folder, 'expected');
}

/** What stands in `expected/`; nothing where there is no such folder. */
export function readExpected(sample: Sample): Files {
  return readFiles(expectedFolder(sample));
}

export function readFiles(folder: string): Files {
  return new Map(names(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** The cases of a folder by their ids, each behind those that it names. */
class Cases {
  readonly faults: string[] = [];
  readonly #root: string;
  /** Null while a case is being read, and where it can't be. */
  readonly #byId = new Map<string, CaseSample | null>();

  constructor(root: string) {
    this.#root = root;
  }

  samples(): CaseSample[] {
    return [...this.#byId.values()].filter((sample) => sample !== null);
  }

  take(id: string): CaseSample | null {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    this.#byId.set(id, null);
    const found = this.#read(id);
    if (typeof found === 'string') {
      this.faults.push(`${id}: ${found}`);
      return null;
    }
    // Behind those that were read on its behalf.
    this.#byId.delete(id);
    this.#byId.set(id, found);
    return found;
  }

  #read(id: string): CaseSample | string {
    const [group = '', name = ''] = id.split('/');
    const folder = join(this.#root, group, name);
    const [input, ...others] = names(join(folder, 'input'));
    if (input === undefined || others.length > 0) return 'input/ must hold exactly one thing';
    const stray = names(folder).filter((each) => !['case.json', 'expected', 'input'].includes(each));
    if (stray.length > 0) return `${stray.join(', ')} does not belong there`;
    const told = readCaseFile(join(folder, 'case.json'));
    if (typeof told === 'string') return told;
    const { command, since = null, settings = null, file = '', arguments: args, configuration } = told;
    const path = join('input', input, file);
    if (!existsSync(join(folder, path))) return `there is no ${path}`;
    const before = since === null ? null : this.#named(since);
    const against = settings === null ? null : this.#named(settings);
    if (since !== null && before === null) return `since: ${since} is no case that can be run before`;
    if (settings !== null && against === null)
      return `settings: ${settings} is no case that can be run before`;
    return {
      kind: 'case',
      id,
      group: group as CaseGroup,
      name,
      folder,
      command,
      input: path,
      arguments: args,
      configuration,
      since: before,
      settings: against,
    };
  }

  /** The case of settings that another case names; null where there is none, or where it names that one itself. */
  #named(id: string): CaseSample | null {
    const sample = names(join(this.#root, id)).length === 0 ? null : this.take(id);
    return sample?.command === 'publish' ? sample : null;
  }
}

interface CaseFile {
  readonly command: CaseSample['command'];
  readonly arguments: readonly string[];
  readonly configuration: object | null;
  readonly file?: string;
  readonly since?: string;
  readonly settings?: string;
}

const TEXTS = ['file', 'since', 'settings'] as const;

/** What `case.json` says, or why it can't be used. */
function readCaseFile(path: string): CaseFile | string {
  let told: unknown;
  try {
    told = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return `case.json: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!isObject(told)) return 'case.json must be an object';
  const {
    title,
    command,
    arguments: args = [],
    configuration = null,
    file,
    since,
    settings,
    ...unknown
  } = told;
  const texts = Object.fromEntries(
    Object.entries({ file, since, settings }).filter(([, value]) => value !== undefined),
  );
  if (typeof title !== 'string' || title === '') return 'case.json must have a title';
  if (command !== 'convert' && command !== 'publish')
    return 'the command of case.json must be convert or publish';
  if (!isTexts(args)) return 'the arguments of case.json must be texts';
  if (configuration !== null && !isObject(configuration)) return 'the configuration must be an object';
  if (!isTexts(Object.values(texts))) return `${TEXTS.join(', ')} must be texts`;
  if (since !== undefined && command !== 'publish') return 'since is for publish';
  if (settings !== undefined && command !== 'convert') return 'settings is for convert';
  if (Object.keys(unknown).length > 0) return `case.json: unknown ${Object.keys(unknown).join(', ')}`;
  return { command, arguments: args, configuration, ...texts };
}

/** Sorted; empty for a folder that does not exist. What a system leaves in its folders is not looked at. */
function names(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => !/^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name))
    .sort();
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
