/** The commands that read the register, as commander sees them. */
import { type Command, Option } from 'commander';
import type { HistoryOptions } from './history.ts';
import type { ListOptions } from './list.ts';
import type { PendingOptions } from './pending.ts';
import { command, start } from './program-parts.ts';
import type { CommonOptions } from './run.ts';
import type { Wording } from './wording.ts';

const STATES = ['delivered', 'refused', 'duplicate', 'pending', 'integrated'] as const;
const USUAL_LIMIT = '50';

export function addRegisterCommands(program: Command, wording: Wording): void {
  const { help } = wording.register;
  command(program, 'list', help.list, wording)
    .argument('[ID]', help.id)
    .option('--dossier <N>', help.dossier)
    .addOption(new Option('--state <STATE>', help.state).choices([...STATES]))
    .option('--from <DATE>', help.from)
    .option('--to <DATE>', help.to)
    .option('--text <TEXT>', help.text)
    .option('--limit <N>', help.limit, USUAL_LIMIT)
    .option('--before <ID>', help.before)
    .action((id: string | undefined, options: CommonOptions & ListOptions) =>
      start(options, async (run) => (await import('./list.ts')).list(run, id ?? null, options)),
    );
  command(program, 'pending', help.pending, wording)
    .option('--dossier <N>', help.dossier)
    .action((options: CommonOptions & PendingOptions) =>
      start(options, async (run) => (await import('./pending.ts')).pending(run, options)),
    );
  command(program, 'history', help.history, wording)
    .option('--dossier <N>', help.dossier)
    .option('--refused', help.refused)
    .action((options: CommonOptions & HistoryOptions) =>
      start(options, async (run) => (await import('./history.ts')).history(run, options)),
    );
}
