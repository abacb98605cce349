/** The commands of the archive, and the one that makes the register again from it, as commander sees them. */
import type { Command } from 'commander';
import type { ArchiveExtractOptions } from './archive-extract.ts';
import type { ArchiveListOptions } from './archive-list.ts';
import type { ArchivePurgeOptions } from './archive-purge.ts';
import { command, inLanguage, start } from './program-parts.ts';
import type { RegisterRebuildOptions } from './register-rebuild.ts';
import type { CommonOptions } from './run.ts';
import type { Wording } from './wording.ts';

const USUAL_LIMIT = '50';

export function addArchiveCommands(program: Command, wording: Wording): void {
  addArchive(group(program, 'archive', wording.archive.help.archive, wording), wording);
  const register = group(program, 'register', wording.archive.help.register, wording);
  command(register, 'rebuild', wording.archive.help.rebuild, wording)
    .option('--force', wording.archive.help.forceRebuild)
    .action((options: CommonOptions & RegisterRebuildOptions) =>
      start(options, async (run) => (await import('./register-rebuild.ts')).registerRebuild(run, options)),
    );
}

function addArchive(archive: Command, wording: Wording): void {
  const { help } = wording.archive;
  const { help: filters } = wording.register;
  command(archive, 'list', help.list, wording)
    .option('--dossier <N>', filters.dossier)
    .option('--from <DATE>', filters.from)
    .option('--to <DATE>', filters.to)
    .option('--text <TEXT>', filters.text)
    .option('--limit <N>', help.limit, USUAL_LIMIT)
    .action((options: CommonOptions & ArchiveListOptions) =>
      start(options, async (run) => (await import('./archive-list.ts')).archiveList(run, options)),
    );
  command(archive, 'verify', help.verify, wording)
    .argument('[ID]', help.idOrAll)
    .action((id: string | undefined, options: CommonOptions) =>
      start(options, async (run) => (await import('./archive-verify.ts')).archiveVerify(run, id ?? null)),
    );
  command(archive, 'extract', help.extract, wording)
    .argument('<ID>', help.id)
    .option('--out <DIR>', help.out)
    .action((id: string, options: CommonOptions & ArchiveExtractOptions) =>
      start(options, async (run) => (await import('./archive-extract.ts')).archiveExtract(run, id, options)),
    );
  command(archive, 'purge', help.purge, wording)
    .requiredOption('--before <DATE>', help.before)
    .option('--force', help.force)
    .action((options: CommonOptions & ArchivePurgeOptions) =>
      start(options, async (run) => (await import('./archive-purge.ts')).archivePurge(run, options)),
    );
}

/** A command that only has others below it. */
function group(program: Command, name: string, description: string, wording: Wording): Command {
  return inLanguage(program.command(name).description(description), wording).helpCommand(false);
}
