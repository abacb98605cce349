/** The commands around the robot, as the command line sees them. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { InitOptions } from './init.ts';
import { command, start } from './program-parts.ts';
import type { ReplayOptions } from './replay.ts';
import type { CommonOptions } from './run.ts';
import type { WatchOptions } from './watch.ts';
import type { Wording } from './wording.ts';

export function addRobotCommands(program: Command, wording: Wording): void {
  const { help } = wording.robot;
  command(program, 'init', help.init, wording)
    .argument('[DIR]', help.initFolder)
    .action((folder: string | undefined, options: CommonOptions & InitOptions) =>
      start(withPresentConfiguration(options), async (run) =>
        (await import('./init.ts')).init(run, folder ?? null, options),
      ),
    );
  command(program, 'watch', help.watch, wording)
    .option('--once', help.once)
    .option('--web', help.web)
    .action((options: CommonOptions & WatchOptions) =>
      start(options, async (run) => (await import('./watch.ts')).watch(run, options)),
    );
  command(program, 'serve', help.serve, wording).action((options: CommonOptions) =>
    start(options, async (run) => (await import('./serve.ts')).serve(run)),
  );
  command(program, 'replay', help.replay, wording)
    .argument('<ID>', help.replayId)
    .option('--again', help.again)
    .action((id: string, options: CommonOptions & ReplayOptions) =>
      start(options, async (run) => (await import('./replay.ts')).replay(run, id, options)),
    );
  command(program, 'status', help.status, wording).action((options: CommonOptions) =>
    start(options, async (run) => (await import('./status.ts')).status(run)),
  );
}

/** `init --config FILE` makes the file where it is missing, which is a fault for every other command. */
function withPresentConfiguration(options: CommonOptions): CommonOptions {
  const { config, root: _, ...others } = options;
  return config === undefined || !existsSync(config) ? others : { ...others, config };
}
