/** The words of a command line, before commander sees them: which of them name the command, and what stands before it. */
import type { Command } from 'commander';

/** Options that every command has, and that may therefore stand before it too. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--config', '--root', '--lang']);
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['--json']);

/** Commands that only have others below them. */
const GROUPS: ReadonlySet<string> = new Set(['archive', 'register']);

/** `--lang en list` as `list --lang en`. Where no command follows, the help has none of these options. */
export function commandFirst(args: readonly string[]): string[] {
  const count = leadingOptions(args);
  const options = args.slice(0, count);
  const rest = args.slice(count);
  const words = GROUPS.has(rest[0] ?? '') ? 2 : 1;
  const named = rest.slice(0, words);
  if (named.length < words || named.some((word) => word.startsWith('-'))) return rest;
  return [...named, ...options, ...rest.slice(words)];
}

/** The words that name the command, as far as there is one of this name: `archive verify`. */
export function wordsOfCommand(program: Command, args: readonly string[]): string[] {
  const words: string[] = [];
  let command: Command | undefined = program;
  for (const word of args) {
    command = command.commands.find((each) => each.name() === word);
    if (command === undefined) break;
    words.push(word);
  }
  return words;
}

/** How many of the words are common options and their values, before the first that is neither. */
function leadingOptions(args: readonly string[]): number {
  let count = 0;
  for (;;) {
    const [name = '', value] = (args[count] ?? '').split('=', 2);
    if (WITH_VALUE.has(name) && (value !== undefined || args[count + 1] !== undefined))
      count += value === undefined ? 2 : 1;
    else if (WITHOUT_VALUE.has(args[count] ?? '')) count += 1;
    else return count;
  }
}
