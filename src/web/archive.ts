/** The archives, newest first, each to be downloaded and verified; and the verification of all of them as a long work. */
import { stat } from 'node:fs/promises';
import { archivePath } from '../archive/archive-files.ts';
import { verifyAll } from '../archive/verify-all.ts';
import { verifyArchive } from '../archive/verify-archive.ts';
import type { DropRecord } from '../model/drop-record.ts';
import type { Desk } from './desk.ts';
import { html } from './html.ts';
import { askedInTime, dossierSearch, pagingInTime } from './listing.ts';
import { foundDrop } from './lot.ts';
import { act, lotLink, notice, stateBadge, table } from './parts.ts';
import { lotPath, PageFault, type View, type Visit } from './visit.ts';
import type { WorkResult } from './works.ts';

const ARCHIVES_A_PAGE = 50;
/** More faults than this nobody reads on a page; the command has them all. */
const MOST_FAULTS_TOLD = 200;

export async function archivesView({ register, folders }: Desk, visit: Visit): Promise<View> {
  const { words } = visit;
  const records = await register.list({
    limit: ARCHIVES_A_PAGE + 1,
    ...askedInTime(visit.query),
  });
  const page = records.slice(0, ARCHIVES_A_PAGE);
  const shown = page.filter(({ archive }) => archive !== null);
  const older = records.length > page.length ? page.at(-1)?.id : undefined;
  const rows = [];
  for (const record of shown) rows.push(await row(record, folders.archives, visit));
  const { columns, archives } = words;
  return {
    title: archives.title,
    nav: 'archives',
    isLive: true,
    body: html`<div class="acts">${act('/archives/verifier', archives.verifyAll, visit)}</div>
${dossierSearch('/archives', visit)}
${
  shown.length === 0
    ? notice(visit.query.dossier ? archives.notFound : archives.none)
    : table(
        archives.title,
        [
          { header: columns.received, kind: 'moment' },
          { header: columns.dossier },
          { header: columns.lot, kind: 'name' },
          { header: columns.state },
          { header: columns.archive },
          { header: columns.size, kind: 'number' },
          { header: columns.acts },
        ],
        rows,
      )
}
${pagingInTime('/archives', older, visit)}`,
  };
}

async function row(record: DropRecord, archives: string, visit: Visit) {
  const { words } = visit;
  const archive = record.archive ?? '';
  // Why it can't be seen is for the verification to tell.
  const bytes = await stat(archivePath(archives, archive)).then(
    ({ size }) => size,
    () => null,
  );
  const name = archive.split('/').at(-1) ?? '';
  const download = html`<a href="${lotPath(record.id, '/fichiers/archive')}" download aria-label="${words.archives.download} ${name}">${words.archives.download}</a>`;
  return [
    words.moment(record.receivedAt),
    record.dossier ?? '',
    lotLink(record, visit),
    stateBadge(record, visit),
    html`<span id="a${record.id}">${name}</span>`,
    bytes === null ? words.archives.missing : words.size(bytes),
    html`<div class="acts">${bytes === null ? null : download}${act(lotPath(record.id, '/verifier'), words.archives.verify, visit, {}, { about: `a${record.id}` })}</div>`,
  ];
}

/** One archive against the manifest that the register knows. */
export async function verificationView(desk: Desk, visit: Visit, id: string): Promise<View> {
  const record = await foundDrop(desk, id);
  const { archive, manifestHash } = record;
  if (archive === null) throw new PageFault(404, ({ lot }) => lot.noArchive);
  const path = archivePath(desk.folders.archives, archive);
  const faults = await verifyArchive({ path, archive, id, manifestHash });
  const { words, language } = visit;
  const told = faults.map((fault) => html`<p>${desk.shared[language].archiveFault(fault)}</p>`);
  return {
    title: words.archives.verifyOne(archive),
    nav: 'archives',
    body: html`${faults.length === 0 ? notice(words.archives.sound(archive), 'good') : notice(told, 'bad')}
<p><a href="/archives">${words.archives.title}</a></p>`,
  };
}

export async function verifyEverything(
  { folders, register, shared }: Desk,
  progress: (done: number, of: number) => void,
): Promise<WorkResult> {
  const { verified, faults } = await verifyAll(folders.archives, register, progress);
  return {
    address: null,
    isSound: faults.length === 0,
    sentences: (words, language) => [
      words.archives.result(verified, faults.length),
      ...faults
        .slice(0, MOST_FAULTS_TOLD)
        .map(({ archive, fault }) => `${archive}${words.colon}${shared[language].archiveFault(fault)}`),
    ],
  };
}
