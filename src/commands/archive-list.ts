/** `archive list`: the archives by company file, period and text, newest first. */
import { stat } from 'node:fs/promises';
import { archivePath } from '../archive/archive-files.ts';
import { formatIsoDate } from '../model/calendar-date.ts';
import type { DropRecord, Timestamp } from '../model/drop-record.ts';
import type { DropFilter, Register } from '../register/register.ts';
import { dayOption, limitOption } from './listing-options.ts';
import { withRegister } from './register-access.ts';
import { tableText } from './register-table.ts';
import type { ExitCode, Run } from './run.ts';

export interface ArchiveListOptions {
  readonly dossier?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly limit: string;
}

interface ListedArchive {
  readonly record: DropRecord;
  readonly archive: string;
  /** Null where it is not there. */
  readonly bytes: number | null;
  readonly purgedAt: Timestamp | null;
}

/** How many drops are asked for at once; some of them have no archive. */
const PAGE = 500;

export async function archiveList(run: Run, options: ArchiveListOptions): Promise<ExitCode> {
  const filter = filterOf(options);
  return withRegister(run, { readonly: true, worksWithout: true }, async ({ register, folders }) => {
    const archives = register === null ? [] : await listed(register, filter, folders.archives);
    if (run.json) printJson(run, archives);
    else print(run, archives, register !== null);
    return 0;
  });
}

function filterOf({ dossier, from, to, text, limit }: ArchiveListOptions): DropFilter {
  return {
    limit: limitOption(limit),
    ...(dossier === undefined ? {} : { dossier }),
    ...(from === undefined ? {} : { from: formatIsoDate(dayOption('--from', from)) }),
    ...(to === undefined ? {} : { to: formatIsoDate(dayOption('--to', to)) }),
    ...(text === undefined ? {} : { text }),
  };
}

async function listed(register: Register, filter: DropFilter, archives: string): Promise<ListedArchive[]> {
  const found: ListedArchive[] = [];
  const purges = new Purges(register);
  let before: string | undefined;
  do {
    const page = await register.list({ ...filter, limit: PAGE, ...(before === undefined ? {} : { before }) });
    for (const record of page) {
      const { archive, finishedAt } = record;
      if (archive === null || finishedAt === null || found.length === filter.limit) continue;
      const bytes = await sizeOf(archivePath(archives, archive));
      const purgedAt = bytes === null ? await purges.of(record.id) : null;
      found.push({ record, archive, bytes, purgedAt });
    }
    before = page.length < PAGE ? undefined : page.at(-1)?.id;
  } while (before !== undefined && found.length < filter.limit);
  return found;
}

/** When archives were purged: asked for once, and only where one is not there. */
class Purges {
  readonly #register: Register;
  #times: Map<string, Timestamp | null> | null = null;

  constructor(register: Register) {
    this.#register = register;
  }

  async of(drop: string): Promise<Timestamp | null> {
    this.#times ??= new Map((await this.#register.archives()).map((link) => [link.drop, link.purgedAt]));
    return this.#times.get(drop) ?? null;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    // Why it can't be seen is for archive verify to tell; here it is one line among many.
    return null;
  }
}

function printJson({ streams }: Run, archives: readonly ListedArchive[]): void {
  const told = archives.map(({ record, archive, bytes, purgedAt }) => ({
    id: record.id,
    dossier: record.dossier,
    batch: record.batch,
    name: record.name,
    status: record.outcome,
    receivedAt: record.receivedAt,
    fiscalYearEnd: record.fiscalYearEnd === null ? null : formatIsoDate(record.fiscalYearEnd),
    archive,
    bytes,
    purgedAt,
  }));
  streams.output.write(`${JSON.stringify({ archives: told }, null, 2)}\n`);
}

function print(run: Run, archives: readonly ListedArchive[], hasRegister: boolean): void {
  const { streams, wording } = run;
  const { archive: words, register } = wording;
  if (archives.length === 0) {
    streams.output.write(`${hasRegister ? words.nothingArchived : words.noRegister}\n`);
    return;
  }
  const table = tableText(
    [
      { header: register.headers.received },
      { header: register.headers.dossier },
      { header: register.headers.batch, least: 12 },
      { header: register.headers.state },
      { header: words.headers.size, isRight: true },
      { header: words.headers.archive },
    ],
    archives.map(({ record, archive, bytes, purgedAt }) => [
      register.moment(record.receivedAt),
      record.dossier ?? '',
      record.batch ?? record.name,
      register.states[record.outcome],
      bytes !== null ? words.size(bytes) : purgedAt !== null ? words.purgedState : words.missingState,
      archive,
    ]),
    streams.output,
  );
  streams.output.write(`${table}${words.archives(archives.length)}\n`);
}
