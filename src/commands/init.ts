/**
 * `init [DIR]`: the watch folders, each with its LISEZMOI.txt, and a commented configuration. What is there already stays
 * as it is, and nothing is made where something is in the way.
 */
import { stat } from 'node:fs/promises';
import { EOL } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { README_NAME } from '../configuration/folders.ts';
import { CONFIGURATION_FILE_NAME } from '../configuration/load.ts';
import { configurationTemplate } from '../configuration/template.ts';
import { DEFAULT_CONFIGURATION } from '../configuration/values.ts';
import { StagedOutput } from '../storage/durable.ts';
import { errorCode } from '../storage/file-system.ts';
import { type Readme, readmes } from './init-readme.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { styled } from './streams.ts';

export interface InitOptions {
  /** Where the configuration is, or is to be. */
  readonly config?: string;
  readonly root?: string;
}

interface Plan {
  readonly root: string;
  /** Names of folders below the root, empty for itself. */
  readonly foldersToMake: readonly string[];
  readonly readmesToWrite: readonly Readme[];
  readonly configurationFile: string;
  readonly isConfigurationThere: boolean;
}

export async function init(run: Run, folder: string | null, options: InitOptions): Promise<ExitCode> {
  const plan = await planFor(run, folder ?? options.root ?? null, options.config);
  for (const { folder: name, text } of plan.readmesToWrite)
    await write(join(plan.root, name, README_NAME), text);
  if (!plan.isConfigurationThere) {
    const root = written(plan.root, dirname(plan.configurationFile));
    await write(plan.configurationFile, configurationTemplate({ root }).replaceAll('\n', EOL));
  }
  report(run, plan);
  return 0;
}

async function planFor(
  { configuration }: Run,
  asked: string | null,
  config: string = CONFIGURATION_FILE_NAME,
): Promise<Plan> {
  const configurationFile = resolve(config);
  const isConfigurationThere = configuration.file === configurationFile;
  const configured = isConfigurationThere
    ? configuration.root
    : join(dirname(configurationFile), DEFAULT_CONFIGURATION.root);
  const root = asked === null ? configured : resolve(asked);
  const foldersToMake: string[] = [];
  const readmesToWrite: Readme[] = [];
  for (const readme of readmes()) {
    const path = join(root, readme.folder);
    if (!(await isFolder(path))) foldersToMake.push(readme.folder);
    if (!(await isThere(join(path, README_NAME)))) readmesToWrite.push(readme);
  }
  return { root, foldersToMake, readmesToWrite, configurationFile, isConfigurationThere };
}

/** False where nothing is there. Throws a UsageFault where something else is, here or in the place of a folder above. */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    if (errorCode(error) !== 'ENOTDIR') throw error;
  }
  throw new UsageFault(({ robot }) => robot.init.isAFile(path));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Makes the folder, too, with those above it. */
async function write(path: string, text: string): Promise<void> {
  const output = new StagedOutput(dirname(path));
  try {
    const staged = output.stage();
    staged.write(Buffer.from(text));
    await output.publish([{ staged, finalName: basename(path) }]);
  } catch (error) {
    await output.discard();
    throw error;
  }
}

/**
 * How the root stands in a configuration in this folder: from there where it is below, so that both can be moved; with
 * `/`, which Windows takes as well and which JSON need not escape.
 */
function written(root: string, folder: string): string {
  const inside = relative(folder, root);
  const isInside = !isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`);
  return (isInside ? inside || '.' : root).split(sep).join('/');
}

function report({ streams, wording, json, configuration }: Run, plan: Plan): void {
  const { root, foldersToMake: made, configurationFile: file, isConfigurationThere } = plan;
  const words = wording.robot.init;
  const watched = isConfigurationThere ? configuration.root : root;
  if (watched !== root)
    streams.errors.write(
      `${styled(streams.errors, 'yellow', words.watchesElsewhere(file, watched, root))}\n`,
    );
  if (json) {
    const told = { root, made, configuration: { file, made: !isConfigurationThere, root: watched } };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const named = file === resolve(CONFIGURATION_FILE_NAME) ? null : file;
  const lines = [
    words.folders(root, made),
    words.configuration(file, !isConfigurationThere),
    words.next(named),
  ];
  streams.output.write(`${lines.join('\n')}\n`);
}
