/**
 * `history`: what was published for AMI COMPTA, newest first, and below it the settings that were refused. As JSON the
 * refused ones are given where they are asked for.
 */
import { posix } from 'node:path';
import type { DropRecord, PublicationFacts } from '../model/drop-record.ts';
import { countFindings } from '../model/finding-counts.ts';
import type { Register } from '../register/register.ts';
import { withRegister } from './register-access.ts';
import { tableText } from './register-table.ts';
import type { ExitCode, Run } from './run.ts';

export interface HistoryOptions {
  readonly dossier?: string;
  /** The refused ones alone. */
  readonly refused?: true;
}

/** More refusals than this are no history any more. */
const MOST_REFUSED = 1_000;

interface Publication {
  readonly drop: DropRecord;
  readonly facts: PublicationFacts;
  /** The payload, as a path from the root with `/`. */
  readonly file: string;
}

export async function history(run: Run, options: HistoryOptions): Promise<ExitCode> {
  return withRegister(run, { readonly: true, whereOutdated: 'warn' }, async ({ register }) => {
    const isRefusedOnly = options.refused === true;
    const drops = register === null || isRefusedOnly ? [] : await register.publications(options.dossier);
    const publications = drops.map(publicationOf);
    const refused = register === null ? [] : await refusedSettings(register, options);
    if (run.json) printJson(run, publications, isRefusedOnly ? refused : null);
    else {
      if (!isRefusedOnly) print(run, publications);
      printRefused(run, refused, isRefusedOnly);
    }
    return 0;
  });
}

function refusedSettings(register: Register, { dossier }: HistoryOptions): Promise<readonly DropRecord[]> {
  const filter = { kind: 'settings', outcome: 'refused', limit: MOST_REFUSED } as const;
  return register.list(dossier === undefined ? filter : { ...filter, dossier });
}

function publicationOf(drop: DropRecord): Publication {
  const file = drop.places.at(-1);
  if (drop.publication === null || file === undefined) throw new Error(`${drop.id} published nothing`);
  return { drop, facts: drop.publication, file };
}

/** A publication as programs read it; its names are those of `publish --json`. */
function printJson(
  { streams }: Run,
  publications: readonly Publication[],
  refused: readonly DropRecord[] | null,
): void {
  const told = publications.map(({ drop, facts, file }) => ({
    id: drop.id,
    dossier: drop.dossier,
    name: drop.name,
    kind: facts.payloadKind,
    sequence: facts.sequence,
    file,
    changes: facts.changes,
    settingsHash: facts.settingsHash,
    receivedAt: drop.receivedAt,
    publishedAt: drop.finishedAt,
    archive: drop.archive,
  }));
  const json =
    refused === null ? { publications: told } : { publications: told, refused: refused.map(refusalOf) };
  streams.output.write(`${JSON.stringify(json, null, 2)}\n`);
}

function print({ streams, wording }: Run, publications: readonly Publication[]): void {
  const { register: words } = wording;
  if (publications.length === 0) {
    streams.output.write(`${words.nothingPublished}\n`);
    return;
  }
  const { headers } = words;
  const table = tableText(
    [
      { header: headers.published },
      { header: headers.dossier },
      { header: headers.kind },
      { header: headers.changes, isRight: true },
      { header: headers.file, least: 20 },
      { header: headers.id },
    ],
    publications.map(({ drop, facts, file }) => [
      words.moment(drop.finishedAt ?? drop.receivedAt),
      drop.dossier ?? '',
      words.kinds[facts.payloadKind],
      // A creation is no change from anything.
      facts.payloadKind === 'creation' ? '' : String(facts.changes.length),
      posix.basename(file),
      drop.id,
    ]),
    streams.output,
  );
  streams.output.write(`${table}${words.publications(publications.length)}\n`);
}

function refusalOf({ id, dossier, name, receivedAt, findings, places, archive }: DropRecord) {
  return {
    id,
    dossier,
    name,
    receivedAt,
    errors: countFindings(findings).errors,
    place: places[0] ?? null,
    archive,
  };
}

/** Where there are none, that is only said to whoever asks for them. */
function printRefused({ streams, wording }: Run, drops: readonly DropRecord[], isAsked: boolean): void {
  const { register: words } = wording;
  if (drops.length === 0) {
    if (isAsked) streams.output.write(`${words.nothingRefused}\n`);
    return;
  }
  const { headers } = words;
  const table = tableText(
    [
      { header: headers.received },
      { header: headers.dossier },
      { header: headers.errors, isRight: true },
      { header: headers.report, least: 20 },
      { header: headers.id },
    ],
    drops.map(({ id, dossier, receivedAt, findings, places, name }) => [
      words.moment(receivedAt),
      dossier ?? '',
      String(countFindings(findings).errors),
      places[0] ?? name,
      id,
    ]),
    streams.output,
  );
  streams.output.write(`${isAsked ? '' : '\n'}${table}${words.refusals(drops.length)}\n`);
}
