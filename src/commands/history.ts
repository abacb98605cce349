/** `history`: what was published for AMI COMPTA, newest first. */
import { posix } from 'node:path';
import type { DropRecord, PublicationFacts } from '../model/drop-record.ts';
import { withRegister } from './register-access.ts';
import { tableText } from './register-table.ts';
import type { ExitCode, Run } from './run.ts';

export interface HistoryOptions {
  readonly dossier?: string;
}

interface Publication {
  readonly drop: DropRecord;
  readonly facts: PublicationFacts;
  /** The payload, as a path from the root with `/`. */
  readonly file: string;
}

export async function history(run: Run, options: HistoryOptions): Promise<ExitCode> {
  return withRegister(run, { readonly: true }, async ({ register }) => {
    const drops = register === null ? [] : await register.publications(options.dossier);
    const publications = drops.map(publicationOf);
    if (run.json) printJson(run, publications);
    else print(run, publications);
    return 0;
  });
}

function publicationOf(drop: DropRecord): Publication {
  const file = drop.places.at(-1);
  if (drop.publication === null || file === undefined) throw new Error(`${drop.id} published nothing`);
  return { drop, facts: drop.publication, file };
}

/** A publication as programs read it; its names are those of `publish --json`. */
function printJson({ streams }: Run, publications: readonly Publication[]): void {
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
  streams.output.write(`${JSON.stringify({ publications: told }, null, 2)}\n`);
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
      String(facts.changes.length),
      posix.basename(file),
      drop.id,
    ]),
    streams.output,
  );
  streams.output.write(`${table}${words.publications(publications.length)}\n`);
}
