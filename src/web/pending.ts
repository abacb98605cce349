/** What waits to be integrated, by company file. */
import { posix } from 'node:path';
import type { DropRecord } from '../model/drop-record.ts';
import { importPlaceOf } from '../register/integration.ts';
import type { Desk } from './desk.ts';
import { html } from './html.ts';
import { byNumber } from './listing.ts';
import { askedPage, lotLink, notice, numberedPaging, pastLast, table } from './parts.ts';
import { upToDate } from './up-to-date.ts';
import { type View, type Visit, withQuery } from './visit.ts';

/** Of each company file; the others are a step away. */
const SHOWN_OF_EACH = 20;
const DOSSIERS_A_PAGE = 25;

export async function pendingView(desk: Desk, visit: Visit): Promise<View> {
  const { words } = visit;
  const groups = byDossier(await upToDate(desk, () => desk.register.pending()));
  const pages = Math.max(1, Math.ceil(groups.length / DOSSIERS_A_PAGE));
  const page = askedPage(visit, pages);
  const shown = groups.slice((page - 1) * DOSSIERS_A_PAGE, page * DOSSIERS_A_PAGE);
  const sections = shown.map(([dossier, drops]) => {
    const total = drops.reduce((sum, { facts }) => sum + (facts?.debit ?? 0n), 0n);
    const entries = drops.reduce((sum, { facts }) => sum + (facts?.entries ?? 0), 0);
    const { plurals, columns } = words;
    return html`<h2>${words.pending.ofDossier(dossier)}</h2>
<p>${plurals.lots(drops.length)}, ${plurals.entries(entries)}, ${words.euros(total)}</p>
${table(
  words.pending.ofDossier(dossier),
  [
    { header: columns.since, kind: 'moment' },
    { header: columns.lot, kind: 'name' },
    { header: columns.entries, kind: 'number' },
    { header: columns.total, kind: 'number' },
    { header: columns.file },
  ],
  drops
    .slice(0, SHOWN_OF_EACH)
    .map((drop) => [
      words.moment(drop.finishedAt ?? drop.receivedAt),
      lotLink(drop, visit),
      words.number(drop.facts?.entries ?? 0),
      words.amount(drop.facts?.debit ?? 0n),
      posix.basename(importPlaceOf(drop)),
    ]),
)}
${drops.length > SHOWN_OF_EACH ? html`<p><a href="${withQuery('/lots', { etat: 'pending', dossier })}">${words.pending.more(words.number(drops.length))}</a></p>` : null}`;
  });
  return {
    title: words.pending.title,
    nav: 'pending',
    isLive: true,
    body: html`${pastLast(visit, pages)}${groups.length === 0 ? notice(words.pending.none, 'good') : html`<p>${words.pending.explain}</p>`}<div class="alike">${sections}</div>${numberedPaging('/a-integrer', page, pages, visit)}`,
  };
}

function byDossier(drops: readonly DropRecord[]): [string, DropRecord[]][] {
  const groups = new Map<string, DropRecord[]>();
  for (const drop of drops) {
    const dossier = drop.dossier ?? '';
    const group = groups.get(dossier);
    if (group === undefined) groups.set(dossier, [drop]);
    else group.push(drop);
  }
  return [...groups].sort(([one], [other]) => byNumber(one, other));
}
