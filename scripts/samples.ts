/**
 * The golden samples: which cases stand under samples/, and what the built program makes of each. Owns their shape;
 * knows nothing of what is right. `npm run golden` keeps what comes of them, test/samples.test.ts compares it.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const CASE_GROUPS = ['accepted', 'refused', 'encodings'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

/** The folder of the exchange files, which `show` and `check` are run on. */
const EXCHANGE = 'exchange';

/** What the standard output and the standard error of a case are kept as. */
export const REPORT = 'report.json';
export const MESSAGES = 'messages.txt';

/** One conversion: a batch, and how the program is called on it. */
export interface ConversionSample {
  readonly kind: 'conversion';
  /** `accepted/grille`. */
  readonly id: string;
  readonly group: CaseGroup;
  readonly name: string;
  readonly folder: string;
  /** The one thing in `input/`, below `folder`. */
  readonly input: string;
  readonly arguments: readonly string[];
  readonly configuration: object | null;
}

/** All exchange files together, since what is expected of them stands in one folder. */
export interface ExchangeSample {
  readonly kind: 'exchange';
  readonly id: string;
  readonly folder: string;
  readonly files: readonly string[];
}

export type Sample = ConversionSample | ExchangeSample;

/** Files by name. */
export type Files = ReadonlyMap<string, Buffer>;

export interface Produced {
  readonly exitCode: number;
  readonly files: Files;
}

export interface Place {
  /** The built program. */
  readonly program: string;
  /** A folder for what is written. */
  readonly work: string;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Every sample that can be run, and what is wrong with the others. */
export function findSamples(root: string): { samples: Sample[]; faults: string[] } {
  const samples: Sample[] = [];
  const faults: string[] = [];
  for (const group of CASE_GROUPS) {
    for (const name of names(join(root, group))) {
      const found = readCase(root, group, name);
      if (typeof found === 'string') faults.push(`${group}/${name}: ${found}`);
      else samples.push(found);
    }
  }
  const folder = join(root, EXCHANGE);
  const files = names(folder).filter((name) => /\.ecr$/i.test(name));
  if (files.length > 0) samples.push({ kind: 'exchange', id: EXCHANGE, folder, files });
  return { samples, faults };
}

function readCase(root: string, group: CaseGroup, name: string): ConversionSample | string {
  const folder = join(root, group, name);
  const [input, ...others] = names(join(folder, 'input'));
  if (input === undefined || others.length > 0) return 'input/ must hold exactly one thing';
  const stray = names(folder).filter((each) => !['case.json', 'expected', 'input'].includes(each));
  if (stray.length > 0) return `${stray.join(', ')} does not belong there`;
  let told: unknown;
  try {
    told = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
  } catch (error) {
    return `case.json: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!isObject(told)) return 'case.json must be an object';
  const { title, command, arguments: args = [], configuration = null, ...unknown } = told;
  if (typeof title !== 'string' || title === '') return 'case.json must have a title';
  if (command !== 'convert') return 'the command of case.json must be convert';
  if (!isTexts(args)) return 'the arguments of case.json must be texts';
  if (configuration !== null && !isObject(configuration)) return 'the configuration must be an object';
  if (Object.keys(unknown).length > 0) return `case.json: unknown ${Object.keys(unknown).join(', ')}`;
  return {
    kind: 'conversion',
    id: `${group}/${name}`,
    group,
    name,
    folder,
    input: join('input', input),
    arguments: args,
    configuration,
  };
}

export function expectedFolder(sample: Sample): string {
  return join(sample.folder, 'expected');
}

/** What stands in `expected/`; nothing where there is no such folder. */
export function readExpected(sample: Sample): Files {
  return readFiles(expectedFolder(sample));
}

/** Runs the program on a sample; gives the files that it wrote and what it said. */
export async function produce(sample: Sample, place: Place): Promise<Produced> {
  return sample.kind === 'exchange' ? produceViews(sample, place) : produceConversion(sample, place);
}

async function produceConversion(sample: ConversionSample, place: Place): Promise<Produced> {
  const out = join(place.work, 'out');
  // From the case's own folder the batch is called by its relative path, as a person there would.
  const input = place.cwd === sample.folder ? sample.input : join(sample.folder, sample.input);
  const args = ['convert', input, '--json', '--out', out, ...sample.arguments];
  if (sample.configuration !== null) {
    mkdirSync(place.work, { recursive: true });
    const file = join(place.work, 'ami-isacompta.config.json');
    writeFileSync(file, JSON.stringify(sample.configuration));
    args.push('--config', file);
  }
  const { exitCode, output, errors } = await run(args, place);
  const files = new Map(readFiles(out)).set(REPORT, output);
  if (errors.length > 0) files.set(MESSAGES, errors);
  return { exitCode, files };
}

async function produceViews({ folder, files: inputs }: ExchangeSample, place: Place): Promise<Produced> {
  const files = new Map<string, Buffer>();
  let exitCode = 0;
  for (const input of inputs) {
    const name = input.replace(/\.ecr$/i, '');
    const path = join(folder, input);
    const [shown, checked] = await Promise.all([
      run(['show', path], place),
      run(['check', path, '--json'], place),
    ]);
    files.set(`${name}.show.txt`, shown.output).set(`${name}.check.json`, checked.output);
    exitCode = Math.max(exitCode, shown.exitCode, checked.exitCode);
  }
  return { exitCode, files };
}

/** How the program must end on a sample: what its report says; nothing for exchange files, which have none. */
export function outcomeOf(sample: Sample): 'delivered' | 'refused' | null {
  if (sample.kind === 'exchange') return null;
  return sample.group === 'refused' ? 'refused' : 'delivered';
}

/** Why a sample can't be what its folder says it is, or null. */
export function outcomeFault(sample: Sample, { exitCode, files }: Produced): string | null {
  const outcome = outcomeOf(sample);
  const wanted = outcome === 'refused' ? 1 : 0;
  const messages = files.get(MESSAGES)?.toString('utf8') ?? '';
  if (exitCode !== wanted) return `ended with ${exitCode} instead of ${wanted}\n${messages}`;
  if (outcome === null) return null;
  // A program that could not even start ends with 1 as well.
  const status = statusOf(files.get(REPORT));
  if (status !== outcome) return `reports "${status}"\n${messages}`;
  const written = [...files.keys()].filter((name) => name !== REPORT && name !== MESSAGES);
  if (outcome === 'refused')
    return written.length === 0 ? null : `was refused, and wrote ${written.join(', ')}`;
  return written.length > 0 ? null : 'wrote nothing';
}

function statusOf(report: Buffer | undefined): unknown {
  try {
    const told: unknown = JSON.parse(report?.toString('utf8') ?? '');
    return isObject(told) ? told.status : 'no object';
  } catch {
    return 'no JSON';
  }
}

function run(
  args: readonly string[],
  { program, cwd, env }: Place,
): Promise<{ exitCode: number; output: Buffer; errors: Buffer }> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'buffer',
      maxBuffer: 64 * 1_048_576,
    } as const;
    execFile(process.execPath, [program, ...args], options, (error, output, errors) => {
      if (error === null) resolve({ exitCode: 0, output, errors });
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, output, errors });
      else reject(error);
    });
  });
}

function readFiles(folder: string): Files {
  return new Map(names(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** Sorted; empty for a folder that does not exist. What a system leaves in its folders is not looked at. */
function names(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => !/^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name))
    .sort();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
