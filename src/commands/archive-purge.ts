/** `archive purge --before DATE`: removes archives that need not be kept any longer, all that are asked for or none. */
import {
  finishPurges,
  latestPassingDay,
  type PurgeCandidate,
  type PurgePlan,
  planPurge,
  purgeArchives,
} from '../archive/purge.ts';
import { knownFiscalYearEnd } from '../archive/retention.ts';
import { type CalendarDate, formatIsoDate } from '../model/calendar-date.ts';
import { dayOption } from './listing-options.ts';
import { withRegister } from './register-access.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';
import { today } from './today.ts';
import type { YoungArchive } from './wording-archive.ts';

export interface ArchivePurgeOptions {
  readonly before: string;
  readonly force?: true;
}

export async function archivePurge(run: Run, options: ArchivePurgeOptions): Promise<ExitCode> {
  const before = dayOption('--before', options.before);
  return withRegister(run, { worksWithout: true, whereOutdated: 'refuse' }, async ({ register, folders }) => {
    if (register === null) {
      reportNothing(run, run.wording.archive.noRegister);
      return 0;
    }
    const plan = await planPurge(register, before, today());
    const { old, young } = plan;
    if (young.length > 0 && options.force !== true) {
      reportRefusal(run, plan);
      return 1;
    }
    const going = [...old, ...young].sort((one, other) => one.link.position - other.link.position);
    await purgeArchives(folders.archives, register, going, () => new Date().toISOString());
    await finishPurges(folders.archives, register);
    tellForced(run, young);
    reportPurge(run, going, before);
    return 0;
  });
}

function reportRefusal({ streams, wording, json }: Run, plan: PurgePlan): void {
  const { archive: words } = wording;
  const passing = latestPassingDay(plan);
  const refused = plan.young
    .map(youngArchive)
    .map((archive) => ({ archive: archive.archive, message: words.young(archive) }));
  for (const { message } of refused) streams.errors.write(`${message}\n`);
  if (json) {
    const before = passing === null ? null : formatIsoDate(passing.before);
    streams.output.write(`${JSON.stringify({ purged: [], refused, before }, null, 2)}\n`);
    return;
  }
  streams.output.write(`${styled(streams.output, 'red', words.purgeRefused(plan.young.length, passing))}\n`);
}

/** Which of them had still to be kept, now that they are gone. */
function tellForced({ streams, wording }: Run, young: readonly PurgeCandidate[]): void {
  for (const candidate of young) {
    const message = wording.archive.forced(youngArchive(candidate));
    streams.errors.write(`${styled(streams.errors, 'yellow', message)}\n`);
  }
}

function youngArchive({ link, record, keptUntil }: PurgeCandidate): YoungArchive {
  return { archive: link.archive, fiscalYearEnd: knownFiscalYearEnd(record), keptUntil };
}

function reportPurge(run: Run, gone: readonly PurgeCandidate[], before: CalendarDate): void {
  const { streams, wording, json } = run;
  if (gone.length === 0) {
    reportNothing(run, wording.archive.nothingToPurge(before));
    return;
  }
  const purged = gone.map(({ link }) => link.archive);
  if (json) streams.output.write(`${JSON.stringify({ purged, refused: [] }, null, 2)}\n`);
  else streams.output.write(`${purged.join('\n')}\n${wording.archive.purged(purged.length)}\n`);
}

function reportNothing({ streams, json }: Run, text: string): void {
  if (json) streams.output.write(`${JSON.stringify({ purged: [], refused: [] }, null, 2)}\n`);
  else streams.output.write(`${text}\n`);
}
