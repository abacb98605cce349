/**
 * What the commands of the command line have in common: their options, their help in the user's language, and how one is
 * started. Which commands there are stands in `program.ts` and the files beside it.
 */
import { type Command, type Help, Option } from 'commander';
import type { CommonOptions, ExitCode, Run } from './run.ts';
import type { Wording } from './wording.ts';

const LANGUAGES = ['fr', 'en'] as const;

/** Options that name a company file, a journal or a target. */
export interface NamedOptions {
  readonly out?: string;
  readonly dossier?: string;
  readonly journal?: string;
}

/** A command with the options that every command has. */
export function command(program: Command, name: string, description: string, wording: Wording): Command {
  const { help } = wording;
  const added = inLanguage(program.command(name).description(description), wording);
  return added
    .option('--config <FILE>', help.config)
    .option('--root <DIR>', help.root)
    .option('--json', help.json)
    .addOption(new Option('--lang <LANG>', help.lang).choices([...LANGUAGES]));
}

/** Runs what a command does, its options checked. */
export async function start(
  options: CommonOptions & NamedOptions,
  action: (run: Run) => Promise<ExitCode>,
): Promise<void> {
  const { runCommand, checkNamedOptions } = await import('./run.ts');
  await runCommand(options, async (run) => {
    checkNamedOptions(options);
    return action(run);
  });
}

/** Help in the language, and errors that are thrown instead of printed in English. */
export function inLanguage(added: Command, { help }: Wording): Command {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': help.usage,
    'Arguments:': help.arguments,
    'Options:': help.options,
    'Commands:': help.commands,
  };
  return added
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError(false)
    .helpOption('-h, --help', help.showHelp)
    .configureHelp({
      styleTitle: (title: string) => titles[title] ?? title,
      optionDescription: (option: Option) => option.description,
    } satisfies Partial<Help>);
}
