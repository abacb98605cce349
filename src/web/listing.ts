/** What lists that go back in time have in common: the way to older ones and back, and the choice of a company file. */
import { type Html, html } from './html.ts';
import { paging } from './parts.ts';
import { type Visit, withQuery } from './visit.ts';

/** `older` is the id of the last one shown, where there are others behind it. */
export function pagingInTime(path: string, older: string | undefined, visit: Visit): Html | null {
  const { words, query } = visit;
  const to = (avant: string | null): string => withQuery(path, { ...query, avant });
  return paging(visit, [
    { label: words.paging.newest, href: query.avant ? to(null) : null },
    { label: words.paging.older, rel: 'next', href: older === undefined ? null : to(older) },
  ]);
}

/** What the query asks of the register. */
export function askedInTime({ dossier, avant }: Visit['query']): {
  readonly dossier?: string;
  readonly before?: string;
} {
  return { ...(dossier ? { dossier } : {}), ...(avant ? { before: avant } : {}) };
}

/** A form that asks for the number of a company file, with the way back to everything. */
export function dossierSearch(path: string, visit: Visit, label = visit.words.columns.dossier): Html {
  const { words, query } = visit;
  return html`<form class="search" action="${path}">${dossierField(label, query.dossier)}<button>${words.filters.search}</button> <a href="${path}">${words.filters.clear}</a></form>`;
}

export function dossierField(label: string, dossier = ''): Html {
  return html`<label>${label}<input name="dossier" size="9" maxlength="8" value="${dossier}"></label>`;
}

/** Company files as a person counts them: 96, 305, 0742. */
export const byNumber = new Intl.Collator('fr', { numeric: true }).compare;
