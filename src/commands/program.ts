/**
 * The command line as commander sees it: names, arguments, options, help, and faults of usage in the user's language.
 * What a command does is its own file's, loaded when it runs.
 */
import { Command, CommanderError, Option } from 'commander';
import type { Language } from '../check/messages/report.ts';
import type { CheckOptions } from './check.ts';
import type { ConvertOptions } from './convert.ts';
import { wordingFor } from './languages.ts';
import type { OpenOptions } from './open.ts';
import { addArchiveCommands } from './program-archive.ts';
import { command, inLanguage, start } from './program-parts.ts';
import { addRegisterCommands } from './program-register.ts';
import { addRobotCommands } from './program-robot.ts';
import { commandFirst, wordsOfCommand } from './program-words.ts';
import type { PublishOptions } from './publish.ts';
import type { CommonOptions } from './run.ts';
import type { ShowOptions } from './show.ts';
import { guardStreams } from './streams.ts';
import { PROGRAM } from './version.ts';
import type { Wording } from './wording.ts';

const USAGE_EXIT_CODE = 2;

/** Runs the program. The process's exit code is set; nothing is thrown. */
export async function main(args: readonly string[]): Promise<void> {
  const language = languageOf(args);
  const wording = wordingFor(language);
  guardStreams(wording);
  const program = build(wording);
  const ordered = commandFirst(args);
  try {
    await program.parseAsync(ordered, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_EXIT_CODE;
    // Without a command the help was shown already.
    if (error.exitCode !== 0 && error.code !== 'commander.help')
      tellUsageFault(error, ordered, program, wording);
  }
}

function build(wording: Wording): Command {
  const { help } = wording;
  const program = inLanguage(new Command('ami-isacompta'), wording);
  program.description(help.program).version(PROGRAM.version, '-V, --version', help.showVersion);
  program.helpCommand(false);

  batchOptions(command(program, 'convert', help.convert, wording), help)
    .argument('<PATH>', help.batchPath)
    .requiredOption('--out <DIR>', help.out)
    .option('--settings <PATH>', wording.publication.help.settings)
    .addOption(new Option('--format <FORMAT>', help.format).choices(['ecr', 'csv']).default('ecr'))
    .action((path: string, options: CommonOptions & ConvertOptions) =>
      start(options, async (run) => (await import('./convert.ts')).convert(run, path, options)),
    );
  const { help: publication } = wording.publication;
  command(program, 'publish', publication.publish, wording)
    .argument('<PATH>', publication.path)
    .requiredOption('--out <DIR>', publication.out)
    .option('--since <PAYLOAD>', publication.since)
    .option('--dossier <N>', publication.dossier)
    .action((path: string, options: CommonOptions & PublishOptions) =>
      start(options, async (run) => (await import('./publish.ts')).publish(run, path, options)),
    );
  batchOptions(command(program, 'check', help.check, wording), help)
    .argument('<PATH>', help.checkedPath)
    .option('--settings <PATH>', wording.publication.help.settings)
    .action((path: string, options: CommonOptions & CheckOptions) =>
      start(options, async (run) => (await import('./check.ts')).check(run, path, options)),
    );
  batchOptions(command(program, 'show', help.show, wording), help)
    .argument('<PATH>', help.anyPath)
    .action((path: string, options: CommonOptions & ShowOptions) =>
      start(options, async (run) => (await import('./show.ts')).show(run, path, options)),
    );
  command(program, 'open', publication.open, wording)
    .argument('[DOSSIER]', publication.openDossier)
    .option('--print', publication.print)
    .action((dossier: string | undefined, options: CommonOptions & OpenOptions) =>
      start(options, async (run) => (await import('./open.ts')).open(run, dossier ?? null, options)),
    );
  addRegisterCommands(program, wording);
  addRobotCommands(program, wording);
  addArchiveCommands(program, wording);
  return program;
}

function batchOptions(added: Command, help: Wording['help']): Command {
  return added.option('--dossier <N>', help.dossier).option('--journal <J>', help.journal);
}

function tellUsageFault(
  error: CommanderError,
  args: readonly string[],
  program: Command,
  { usage }: Wording,
): void {
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
  const text = usageFaultText(error, quoted, usage);
  process.stderr.write(`${text}\n${usage.seeHelp(wordsOfCommand(program, args))}\n`);
  if (args.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: { code: 'USAGE', message: text } }, null, 2)}\n`);
  }
}

/** commander names the culprit in quotes, an option by its flags (`--out <DIR>`). */
function usageFaultText(
  { code, message }: CommanderError,
  quoted: readonly string[],
  usage: Wording['usage'],
): string {
  const [culprit = '', value = ''] = quoted;
  switch (code) {
    case 'commander.unknownCommand':
      return usage.unknownCommand(culprit);
    case 'commander.unknownOption':
      return usage.unknownOption(culprit);
    case 'commander.missingArgument':
      return usage.missingArgument(culprit);
    case 'commander.optionMissingArgument':
      return usage.missingOptionValue(culprit);
    case 'commander.missingMandatoryOptionValue':
      return usage.missingOption(culprit);
    case 'commander.excessArguments':
      return usage.tooManyArguments();
    case 'commander.invalidArgument':
      return usage.notOneOf(
        culprit,
        value,
        /Allowed choices are (.*)\.$/.exec(message)?.[1]?.split(', ') ?? [],
      );
    default:
      return message;
  }
}

/** Help and faults of usage come before the options are read, so that the language is looked for by hand. */
function languageOf(args: readonly string[]): Language {
  const at = args.indexOf('--lang');
  const asked =
    args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length) ?? (at === -1 ? '' : args[at + 1]);
  return asked === 'en' ? 'en' : 'fr';
}
