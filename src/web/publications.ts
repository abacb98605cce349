/** What was published for AMI COMPTA, newest first, and each publication's changes as before and after. */
import { posix } from 'node:path';
import type { DropRecord } from '../model/drop-record.ts';
import { type ToldChange, toldChanges } from './changes.ts';
import type { Desk } from './desk.ts';
import { type Html, html } from './html.ts';
import { askedInTime, dossierSearch, pagingInTime } from './listing.ts';
import { foundDrop } from './lot.ts';
import { askedPage, dossierLink, notice, numberedPaging, pastLast, table } from './parts.ts';
import { lotPath, PageFault, publicationPath, type View, type Visit } from './visit.ts';

const PUBLICATIONS_A_PAGE = 50;
const CHANGES_A_PAGE = 200;

export async function publicationsView({ register }: Desk, visit: Visit): Promise<View> {
  const { words } = visit;
  const records = await register.list({
    kind: 'settings',
    outcome: 'published',
    limit: PUBLICATIONS_A_PAGE + 1,
    ...askedInTime(visit.query),
  });
  const shown = records.slice(0, PUBLICATIONS_A_PAGE);
  const older = records.length > shown.length ? shown.at(-1)?.id : undefined;
  const { columns } = words;
  return {
    title: words.publications.title,
    nav: 'publications',
    isLive: true,
    body: html`${dossierSearch('/publications', visit)}
${
  shown.length === 0
    ? notice(visit.query.dossier ? words.publications.notFound : words.publications.none)
    : table(
        words.publications.title,
        [
          { header: columns.published, kind: 'moment' },
          { header: columns.dossier },
          { header: columns.sequence, kind: 'number' },
          { header: columns.kind },
          { header: columns.changes, kind: 'number' },
          { header: columns.file },
        ],
        shown.map((record) => [
          words.moment(record.finishedAt ?? record.receivedAt),
          record.dossier ?? '',
          numberLink(record, visit),
          words.publications.kinds[record.publication?.payloadKind ?? 'modification'],
          record.publication?.payloadKind === 'creation'
            ? ''
            : words.number(record.publication?.changes.length ?? 0),
          posix.basename(record.places.at(-1) ?? ''),
        ]),
      )
}
${pagingInTime('/publications', older, visit)}`,
  };
}

/** A number alone says nothing where links are read out by themselves. */
function numberLink({ id, dossier, publication }: DropRecord, { words }: Visit): Html {
  const sequence = publication?.sequence ?? 0;
  const name = words.publications.one(dossier ?? '', sequence);
  return html`<a href="${publicationPath(id)}" aria-label="${name}">${sequence}</a>`;
}

export async function publicationView(desk: Desk, visit: Visit, id: string): Promise<View> {
  const record: DropRecord = await foundDrop(desk, id);
  const { publication, dossier } = record;
  const { words, language } = visit;
  if (publication === null) throw new PageFault(404, ({ faults }) => faults.unknownLot);
  const { changes, sequence, payloadKind } = publication;
  const pages = Math.max(1, Math.ceil(changes.length / CHANGES_A_PAGE));
  const page = askedPage(visit, pages);
  const told = changes
    .slice((page - 1) * CHANGES_A_PAGE, page * CHANGES_A_PAGE)
    .flatMap((change) => toldChanges(change, desk.shared[language].changes));
  const path = publicationPath(id);
  const about = [
    words.publications.kinds[payloadKind],
    words.moment(record.finishedAt ?? record.receivedAt),
    payloadKind === 'creation' ? null : words.plurals.changes(changes.length),
  ];
  return {
    title: words.publications.one(dossier ?? '', sequence),
    nav: 'publications',
    body: html`<p><a href="/publications">${words.publications.back}</a></p>
<p>${about.filter((each) => each !== null).join(', ')}</p>
<ul class="links"><li><a href="${lotPath(id)}">${words.publications.settings(record.name)}</a></li>
<li><a href="${lotPath(id, '/fichiers/publication')}" download>${words.publications.download}</a></li>
${dossier === null ? null : html`<li>${dossierLink(dossier, words.companies.one(dossier))}</li>`}</ul>
${pastLast(visit, pages)}
${changes.length > 0 ? changesTable(told, visit) : notice(payloadKind === 'creation' ? words.publications.creation : words.publications.noChanges)}
${numberedPaging(path, page, pages, visit)}`,
  };
}

function changesTable(changes: readonly ToldChange[], { words }: Visit) {
  const { columns } = words;
  return table(
    columns.changes,
    [columns.kind, columns.key, columns.field, columns.before, columns.after].map((header) => ({ header })),
    changes.map(({ kind, key, field, before, after }) => [kind, key, field, before, after]),
  );
}
