/**
 * What every command has in common: its options, its language, its output, and how it ends. Owns the exit codes; a
 * command itself only knows its own work.
 */
import { resolve } from 'node:path';
import { isDossier } from '../ami/dossier.ts';
import type { Language } from '../check/messages/report.ts';
import { type Configuration, ConfigurationFault, loadConfiguration } from '../configuration/load.ts';
import { isJournal } from '../model/journal.ts';
import { wordingFor } from './languages.ts';
import { processStreams, type Streams, styled } from './streams.ts';
import type { Wording } from './wording.ts';

/** 0 done; 1 refused by a check; 2 wrong usage or configuration; 3 a fault of the machine. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The options of every command, as commander gives them. */
export interface CommonOptions {
  readonly config?: string;
  readonly root?: string;
  readonly json?: true;
  readonly lang?: Language;
}

export interface Run {
  readonly json: boolean;
  readonly language: Language;
  readonly wording: Wording;
  readonly configuration: Configuration;
  readonly streams: Streams;
}

/** The user asked for something that makes no sense; `text` says what, in the language of the run. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
  /** Made once the language is known. */
  readonly text: (wording: Wording) => string;

  constructor(text: (wording: Wording) => string) {
    super('Wrong usage');
    this.text = text;
  }
}

/** Runs a command and ends the process with its exit code, telling whatever kept it from its end. */
export async function runCommand(
  options: CommonOptions,
  command: (run: Run) => Promise<ExitCode>,
): Promise<void> {
  const streams = processStreams();
  let language: Language = options.lang ?? 'fr';
  try {
    const loaded = await loadConfiguration({ cwd: process.cwd(), file: options.config });
    const root = options.root === undefined ? loaded.root : resolve(options.root);
    const configuration = { ...loaded, root };
    language = options.lang ?? configuration.lang;
    const wording = wordingFor(language);
    process.exitCode = await command({
      json: options.json === true,
      language,
      wording,
      configuration,
      streams,
    });
  } catch (error) {
    const told = tell(error, wordingFor(language));
    process.exitCode = told.exitCode;
    streams.errors.write(`${styled(streams.errors, 'red', told.text)}\n`);
    if (options.json === true) {
      streams.output.write(
        `${JSON.stringify({ error: { code: told.code, message: told.text } }, null, 2)}\n`,
      );
    }
  }
}

/** What `--out`, `--dossier` and `--journal` may be. An empty target, of a script's empty variable, would be the working directory. */
export function checkNamedOptions({
  out,
  dossier,
  journal,
}: {
  readonly out?: string;
  readonly dossier?: string;
  readonly journal?: string;
}): void {
  if (out?.trim() === '') throw new UsageFault(({ usage }) => usage.missingOptionValue('--out <DIR>'));
  if (dossier !== undefined && !isDossier(dossier))
    throw new UsageFault(({ usage }) => usage.notADossier(dossier));
  if (journal !== undefined && !isJournal(journal))
    throw new UsageFault(({ usage }) => usage.notAJournal(journal));
}

interface ToldError {
  readonly code: string;
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** An error as a person should read it. Only a fault of ours shows its stack. */
function tell(error: unknown, wording: Wording): ToldError {
  if (error instanceof UsageFault) {
    return { code: 'USAGE', text: `${error.text(wording)}\n${wording.usage.seeHelp([])}`, exitCode: 2 };
  }
  if (error instanceof ConfigurationFault) {
    const problems = error.problems.map((problem) => `  ${wording.configuration.problem(problem)}`);
    return {
      code: 'CONFIGURATION',
      text: [wording.configuration.heading(error.file), ...problems].join('\n'),
      exitCode: 2,
    };
  }
  const system = systemError(error);
  if (system !== null) {
    const { code, path, isNoPlace } = system;
    const text = isNoPlace ? wording.machine.noPlace(path) : wording.machine.fault(code, path);
    return { code, text, exitCode: 3 };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'BUG', text: `${wording.machine.bug}\n${stack}`, exitCode: 3 };
}

interface SystemError {
  readonly code: string;
  readonly path: string;
  /** A folder that can't be made, though the one above it is there: the system has no room for any (/proc). */
  readonly isNoPlace: boolean;
}

/**
 * An error of the operating system: it has a code such as ENOSPC, and mostly a path. Of a rename, the name that a file was
 * to get is what the user knows; the one that it has is ours.
 */
function systemError(error: unknown): SystemError | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  const path = textOf(error, 'dest') ?? textOf(error, 'path') ?? '';
  if (typeof error.code !== 'string') return null;
  return { code: error.code, path, isNoPlace: error.syscall === 'mkdir' && error.code === 'ENOENT' };
}

function textOf(error: Error, name: 'dest' | 'path'): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : null;
}
