/** Runs the built program on a golden sample, and says whether it ended as the sample is meant to. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CaseSample,
  type ExchangeSample,
  expectedFolder,
  type Files,
  isObject,
  MESSAGES,
  outcomeOf,
  REPORT,
  readExpected,
  readFiles,
  type Sample,
} from './samples.ts';

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

/** Runs the program on a sample; gives the files that it wrote and what it said. */
export async function produce(sample: Sample, place: Place): Promise<Produced> {
  return sample.kind === 'exchange' ? produceViews(sample, place) : produceCase(sample, place);
}

async function produceCase(sample: CaseSample, place: Place): Promise<Produced> {
  const out = join(place.work, 'out');
  // From the case's own folder its input is called by its relative path, as a person there would.
  const input = place.cwd === sample.folder ? sample.input : join(sample.folder, sample.input);
  const args = [sample.command, input, '--json', '--out', out, ...sample.arguments];
  if (sample.since !== null) args.push('--since', payloadOf(sample.since));
  if (sample.settings !== null) args.push('--settings', join(sample.settings.folder, sample.settings.input));
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

/** The path of the payload that is expected of a case. */
function payloadOf(sample: CaseSample): string {
  const [name, ...others] = writtenNames(readExpected(sample));
  if (name === undefined || others.length > 0) throw new Error(`${sample.id} has not one payload`);
  return join(expectedFolder(sample), name);
}

/** What a command wrote, without what it said. */
export function writtenNames(files: Files): string[] {
  return [...files.keys()].filter((name) => name !== REPORT && name !== MESSAGES);
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
  const written = writtenNames(files);
  if (outcome === 'delivered' || outcome === 'published') return written.length > 0 ? null : 'wrote nothing';
  return written.length === 0 ? null : `was ${outcome}, and wrote ${written.join(', ')}`;
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
