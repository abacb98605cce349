/** `list [ID]`: the batches that were received and what became of them, newest first; or one drop with its findings. */
import { retold } from '../check/messages/told.ts';
import { formatIsoDate } from '../model/calendar-date.ts';
import { formatCentsPlain } from '../model/cents.ts';
import type { DropRecord, ToldFinding } from '../model/drop-record.ts';
import { countFindings } from '../model/finding-counts.ts';
import { stateFilter } from '../register/drop-states.ts';
import { importPlaceOf, isDeliveredInPart, noticeIntegration } from '../register/integration.ts';
import type { DropFilter, Register } from '../register/register.ts';
import { amountText } from './languages.ts';
import { dayOption, limitOption } from './listing-options.ts';
import { namedDrop } from './named-drop.ts';
import { withRegister } from './register-access.ts';
import { tableText } from './register-table.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import type { Wording } from './wording.ts';

export interface ListOptions {
  readonly dossier?: string;
  readonly state?: 'delivered' | 'refused' | 'duplicate' | 'pending' | 'integrated';
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly limit: string;
  readonly before?: string;
}

export async function list(run: Run, id: string | null, options: ListOptions): Promise<ExitCode> {
  if (id !== null) return listOne(run, id);
  const filter = filterOf(options);
  return withRegister(run, { whereOutdated: 'warn' }, async ({ register, folders }) => {
    const drops = register === null ? [] : await listed(register, filter, folders.root);
    if (run.json) printJson(run, drops);
    else
      print(run, drops, filter, register === null ? run.wording.register.noRegister(folders.register) : null);
    return 0;
  });
}

/** One drop, also one of settings, and what was found in it. */
async function listOne(run: Run, id: string): Promise<ExitCode> {
  return withRegister(run, { whereOutdated: 'warn' }, async ({ register, folders }) => {
    if (register === null) throw new UsageFault(({ robot }) => robot.replay.unknown(id));
    const named = await namedDrop(register, id);
    const sight = { root: folders.root, at: new Date().toISOString() };
    await noticeIntegration(register, sight, async () => [(await register.find(named.id)) ?? named]);
    const drop = (await register.find(named.id)) ?? named;
    const findings = drop.findings.map((finding) => retold(finding, run.language));
    if (run.json) {
      run.streams.output.write(`${JSON.stringify({ batches: [{ ...batchOf(drop), findings }] }, null, 2)}\n`);
      return 0;
    }
    printOne(run, drop, findings);
    return 0;
  });
}

/** Its line of the list, where it is, and what was found. */
function printOne(run: Run, drop: DropRecord, findings: readonly ToldFinding[]): void {
  const { streams, wording } = run;
  const { counts, robot } = wording;
  const lines = [...drop.places, ...findings.map((finding) => robot.replay.finding(finding))];
  streams.output.write(
    `${listTable(run, [drop])}${[...lines, counts(countFindings(drop.findings))].join('\n')}\n`,
  );
}

/** What ISACOMPTA took meanwhile is noted first, so that the list says how things are. */
async function listed(register: Register, filter: DropFilter, root: string): Promise<readonly DropRecord[]> {
  const { before } = filter;
  if (before !== undefined && (await register.find(before)) === null) {
    throw new UsageFault(({ register: words }) => words.unknownId(before));
  }
  const sight = { root, at: new Date().toISOString() };
  if (filter.isIntegrated === true)
    await noticeIntegration(register, sight, () => register.pending(filter.dossier));
  for (;;) {
    const { drops, taken } = await noticeIntegration(register, sight, () => register.list(filter));
    if (taken.size === 0) return drops;
  }
}

function filterOf({ dossier, state, from, to, text, limit, before }: ListOptions): DropFilter {
  return {
    kind: 'batch',
    limit: limitOption(limit),
    ...(dossier === undefined ? {} : { dossier }),
    ...stateFilter(state),
    ...(from === undefined ? {} : { from: formatIsoDate(dayOption('--from', from)) }),
    ...(to === undefined ? {} : { to: formatIsoDate(dayOption('--to', to)) }),
    ...(text === undefined ? {} : { text }),
    ...(before === undefined ? {} : { before }),
  };
}

function printJson({ streams }: Run, drops: readonly DropRecord[]): void {
  streams.output.write(`${JSON.stringify({ batches: drops.map(batchOf) }, null, 2)}\n`);
}

/** A batch as programs read it; its names are those of `convert --json`. */
function batchOf(drop: DropRecord) {
  const { facts } = drop;
  const { errors, warnings } = countFindings(drop.findings);
  return {
    id: drop.id,
    batch: drop.batch,
    dossier: drop.dossier,
    name: drop.name,
    status: drop.outcome,
    integrated: drop.integratedAt !== null,
    integratedAt: drop.integratedAt,
    revision: drop.revision,
    entries: facts?.entries ?? 0,
    movements: facts?.movements ?? 0,
    debit: formatCentsPlain(facts?.debit ?? 0),
    credit: formatCentsPlain(facts?.credit ?? 0),
    documents: facts?.documents ?? 0,
    receivedAt: drop.receivedAt,
    finishedAt: drop.finishedAt,
    files: filesOf(drop),
    places: drop.places,
    archive: drop.archive,
    earlier: drop.earlier,
    errors,
    warnings,
  };
}

/** The zip of the documents has the import file's name; where that is a zip itself, they are in it. */
function filesOf(drop: DropRecord): { readonly import: string | null; readonly documents: string | null } {
  if (drop.outcome !== 'delivered') return { import: null, documents: null };
  const place = importPlaceOf(drop);
  const zip = place.replace(/\.[^./]+$/, '.zip');
  const hasDocuments = (drop.facts?.documents ?? 0) > 0 && drop.places.includes(zip);
  return { import: place, documents: hasDocuments ? zip : null };
}

function print(
  run: Run,
  drops: readonly DropRecord[],
  { limit }: DropFilter,
  noRegister: string | null,
): void {
  const { streams, wording } = run;
  const { register: words } = wording;
  const last = drops.at(-1);
  if (last === undefined) {
    streams.output.write(`${noRegister ?? words.nothingListed}\n`);
    return;
  }
  const more = drops.length < limit ? '' : `${words.more(last.id)}\n`;
  streams.output.write(`${listTable(run, drops)}${words.batches(drops.length)}\n${more}`);
}

function listTable({ streams, language, wording }: Run, drops: readonly DropRecord[]): string {
  const { register: words } = wording;
  const { headers } = words;
  return tableText(
    [
      { header: headers.received },
      { header: headers.dossier },
      { header: headers.batch, least: 12 },
      { header: headers.state },
      { header: headers.entries, isRight: true },
      { header: headers.debit, isRight: true },
      { header: headers.documents, isRight: true },
      { header: headers.findings, isRight: true },
      { header: headers.id },
    ],
    drops.map((drop) => [
      words.moment(drop.receivedAt),
      drop.dossier ?? '',
      drop.batch ?? drop.name,
      stateText(drop, wording),
      String(drop.facts?.entries ?? ''),
      drop.facts === null ? '' : amountText(drop.facts.debit, language),
      String(drop.facts?.documents ?? ''),
      toLookAt(drop),
      drop.id,
    ]),
    streams.output,
  );
}

function stateText(drop: DropRecord, { register: { states, inPart } }: Wording): string {
  const { outcome, integratedAt } = drop;
  if (integratedAt !== null)
    return isDeliveredInPart(drop) ? `${states.integrated}, ${inPart}` : states.integrated;
  return isDeliveredInPart(drop) ? inPart : states[outcome];
}

/** What asks for a look. */
function toLookAt({ findings }: DropRecord): string {
  const { errors, warnings } = countFindings(findings);
  return String(errors + warnings);
}
