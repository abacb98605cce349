/** `pending`: what waits to be integrated, by company file. */
import type { DropRecord } from '../model/drop-record.ts';
import { importPlaceOf, noticeIntegration } from '../register/integration.ts';
import type { Register } from '../register/register.ts';
import { withRegister } from './register-access.ts';
import { tableText } from './register-table.ts';
import type { ExitCode, Run } from './run.ts';

export interface PendingOptions {
  readonly dossier?: string;
}

export async function pending(run: Run, options: PendingOptions): Promise<ExitCode> {
  return withRegister(run, { whereOutdated: 'warn' }, async ({ register, folders }) => {
    const waiting = register === null ? [] : await waitingDrops(register, options.dossier, folders.root);
    if (run.json) printJson(run, waiting);
    else print(run, waiting);
    return 0;
  });
}

/** By company file, then oldest first. What is no longer in its folder was integrated, what is back waits again. */
async function waitingDrops(
  register: Register,
  dossier: string | undefined,
  root: string,
): Promise<readonly DropRecord[]> {
  const sight = { root, at: new Date().toISOString() };
  const { drops, taken } = await noticeIntegration(register, sight, () => register.pending(dossier));
  return drops
    .filter(({ id }) => !taken.has(id))
    .sort((one, other) => (one.dossier ?? '').localeCompare(other.dossier ?? '', 'fr', { numeric: true }));
}

function printJson({ streams }: Run, drops: readonly DropRecord[]): void {
  const told = drops.map((drop) => ({
    dossier: drop.dossier,
    batch: drop.batch,
    file: importPlaceOf(drop),
    since: drop.finishedAt,
  }));
  streams.output.write(`${JSON.stringify({ pending: told }, null, 2)}\n`);
}

function print({ streams, wording }: Run, drops: readonly DropRecord[]): void {
  const { register: words } = wording;
  if (drops.length === 0) {
    streams.output.write(`${words.nothingPending}\n`);
    return;
  }
  const { headers } = words;
  const table = tableText(
    [
      { header: headers.dossier },
      { header: headers.batch, least: 12 },
      { header: headers.since },
      { header: headers.entries, isRight: true },
      { header: headers.file },
    ],
    drops.map((drop) => [
      drop.dossier ?? '',
      drop.batch ?? drop.name,
      words.moment(drop.finishedAt ?? drop.receivedAt),
      String(drop.facts?.entries ?? ''),
      importPlaceOf(drop),
    ]),
    streams.output,
  );
  streams.output.write(`${table}${words.waiting(drops.length)}\n`);
}
