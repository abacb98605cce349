/** The lots: what was received and what became of it, newest first, with filters and search. */
import { formatIsoDate, parseDate } from '../model/calendar-date.ts';
import type { DropRecord } from '../model/drop-record.ts';
import { DROP_STATES, stateFilter } from '../register/drop-states.ts';
import type { DropFilter } from '../register/register.ts';
import { searchTerms } from '../register/search-words.ts';
import type { Desk } from './desk.ts';
import { type Html, html } from './html.ts';
import { askedInTime, dossierField, pagingInTime } from './listing.ts';
import { countsText, lotLink, notice, stateBadge, table } from './parts.ts';
import { upToDate } from './up-to-date.ts';
import { lotFrom, type View, type Visit, withQuery } from './visit.ts';

const LOTS_A_PAGE = 50;
/** More refusals than this nobody counts. */
const MOST_COUNTED = 100;
const LONGEST_DOSSIER = 8;

export async function lotsView(desk: Desk, visit: Visit): Promise<View> {
  const { words, query } = visit;
  const days = { from: dayOf(query.du), to: dayOf(query.au) };
  const filter = filterOf(query, days);
  const isNothingAsked = (query.q ?? '').trim() !== '' && searchTerms(query.q ?? '').length === 0;
  const records = isNothingAsked ? [] : await found(desk, filter, query.q ?? '');
  const shown = records.slice(0, LOTS_A_PAGE);
  const older = records.length > shown.length ? shown.at(-1)?.id : undefined;
  const isFiltered = ['q', 'dossier', 'etat', 'du', 'au'].some((name) => (query[name] ?? '') !== '');
  return {
    title: words.lots.title,
    nav: 'lots',
    isLive: true,
    body: html`${await shortcuts(desk, visit)}
${searchForm(visit)}
${days.from !== null && days.to !== null && days.from > days.to ? notice(words.filters.daysTurned, 'bad') : null}
${(query.q ?? '') === '' ? null : await searchNotice(desk, visit)}
${isNothingAsked ? notice(words.filters.nothingAsked, 'bad') : null}
${records.length > 0 || isNothingAsked ? null : await otherDossier(desk, visit)}
${shown.length === 0 ? notice(isFiltered || query.avant ? words.lots.none : words.lots.nothingYet) : lotsTable(shown, visit)}
${pagingInTime('/lots', older, visit)}`,
  };
}

/** Where not every lot can be found yet; the page's script keeps it up to date. */
async function searchNotice({ register }: Desk, { words }: Visit): Promise<Html | null> {
  const progress = await register.searchProgress();
  if (progress === null) return null;
  const text = words.filters.incomplete(progress.known, progress.of);
  return notice(html`<p role="status" data-recherche>${text}</p>`);
}

/** A company file whose number only has other zeros in front, where there is nothing of the one that was asked for. */
async function otherDossier({ register }: Desk, { words, query }: Visit): Promise<Html | null> {
  const asked = query.dossier ?? '';
  if (!/^\d{1,8}$/.test(asked) || (await register.list({ limit: 1, dossier: asked })).length > 0) return null;
  const bare = asked.replace(/^0+(?=.)/, '');
  for (let length = bare.length; length <= LONGEST_DOSSIER; length += 1) {
    const dossier = bare.padStart(length, '0');
    if (dossier === asked || (await register.list({ limit: 1, dossier })).length === 0) continue;
    const href = withQuery('/lots', { ...query, dossier, avant: null });
    return notice(html`<a href="${href}">${words.filters.otherDossier(dossier)}</a>`);
  }
  return null;
}

function lotsTable(records: readonly DropRecord[], visit: Visit): Html {
  const { words, query } = visit;
  const { columns } = words;
  const list = withQuery('/lots', query);
  return table(
    words.lots.title,
    [
      { header: columns.received, kind: 'moment' },
      { header: columns.dossier },
      { header: columns.lot, kind: 'name' },
      { header: columns.state },
      { header: columns.entries, kind: 'number' },
      { header: columns.total, kind: 'number' },
      { header: columns.documents, kind: 'number' },
      { header: columns.findings },
    ],
    records.map((record) => [
      words.moment(record.receivedAt),
      record.dossier ?? '',
      lotLink(record, visit, lotFrom(list, record.id)),
      stateBadge(record, visit),
      ...countedOf(record, visit),
      countsText(record.findings, visit),
    ]),
  );
}

/** Entries, total and documents. Nothing is told of what was not read, nor of documents that went nowhere. */
function countedOf({ facts, outcome }: DropRecord, { words }: Visit): readonly string[] {
  if (facts === null || facts.movements === 0) return ['', '', ''];
  const documents = outcome === 'delivered' ? words.number(facts.documents) : '';
  return [words.number(facts.entries), words.amount(facts.debit), documents];
}

/** One more than a page. */
async function found(desk: Desk, filter: DropFilter, text: string): Promise<readonly DropRecord[]> {
  const terms = searchTerms(text);
  if (filter.isIntegrated === true) await upToDate(desk, () => desk.register.pending(filter.dossier));
  return upToDate(desk, () =>
    terms.length === 0 ? desk.register.list(filter) : desk.register.search(terms, filter),
  );
}

function filterOf(
  query: Visit['query'],
  { from, to }: { readonly from: string | null; readonly to: string | null },
): DropFilter {
  return {
    limit: LOTS_A_PAGE + 1,
    ...askedInTime(query),
    ...stateFilter(query.etat),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

function dayOf(text = ''): string | null {
  const day = parseDate(text);
  return day === null ? null : formatIsoDate(day);
}

async function shortcuts({ register }: Desk, { words }: Visit): Promise<Html> {
  const unseen = await register.unseen(MOST_COUNTED);
  const count = unseen < MOST_COUNTED ? words.number(unseen) : `${words.number(unseen - 1)}+`;
  return html`<ul class="links">${unseen === 0 ? null : html`<li><a href="/lots?etat=unseen">${words.lots.unseen(count)}</a></li>`}
<li><a href="/a-integrer">${words.lots.pending}</a></li></ul>`;
}

function searchForm({ words, query }: Visit): Html {
  const { filters, states } = words;
  const names = { ...states, delivered: filters.delivered, unseen: filters.unseen };
  const options = DROP_STATES.map(
    (state) =>
      html`<option value="${state}"${query.etat === state ? html` selected` : null}>${names[state]}</option>`,
  );
  return html`<form class="search" role="search" aria-label="${filters.legend}" action="/lots">
<label class="large">${filters.text}<input name="q" type="search" maxlength="200" value="${query.q ?? ''}"></label>
${dossierField(filters.dossier, query.dossier)}
<label>${filters.state}<select name="etat"><option value="">${filters.anyState}</option>${options}</select></label>
<label>${filters.from}<input name="du" type="date" value="${dayOf(query.du) ?? ''}"></label>
<label>${filters.to}<input name="au" type="date" value="${dayOf(query.au) ?? ''}"></label>
<button class="main">${filters.search}</button>
<a href="/lots">${filters.clear}</a>
</form>`;
}
