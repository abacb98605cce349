/** What several views have in common: states, counts of findings, tables that scroll, paging, and forms that act. */
import { sentenceOf } from '../check/messages/told.ts';
import type { DropRecord, ToldFinding } from '../model/drop-record.ts';
import { countFindings } from '../model/finding-counts.ts';
import { isDeliveredInPart } from '../register/integration.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import { lotPath, type Visit, withQuery } from './visit.ts';
import type { PageWording } from './wording.ts';

type ShownState = keyof PageWording['states'];

export function stateOf({ outcome, integratedAt }: DropRecord): ShownState {
  if (outcome !== 'delivered') return outcome;
  return integratedAt === null ? 'pending' : 'integrated';
}

export function stateBadge(record: DropRecord, { words }: Visit): Html {
  const state = stateOf(record);
  const part = isDeliveredInPart(record) ? html` <span class="hint">(${words.inPart})</span>` : null;
  return html`<span class="state state-${state}">${words.states[state]}</span>${part}`;
}

/** What a lot is called: its batch id, else the name that it was dropped under. */
export function lotName({ batch, name }: DropRecord): string {
  return batch ?? name;
}

/** `href` is its page unless told: from a list, with the way back. Settings say that they are no batch. */
export function lotLink(record: DropRecord, { words }: Visit, href = lotPath(record.id)): Html {
  const what = record.kind === 'settings' ? html` <span class="hint">(${words.lot.settings})</span>` : null;
  return html`<a href="${href}">${lotName(record)}</a>${what}`;
}

/** The number of a company file, which leads to its page. */
export function dossierLink(dossier: string, label = dossier): Html {
  return html`<a href="/dossiers/${encodeURIComponent(dossier)}">${label}</a>`;
}

/** `2 erreurs, 1 avertissement`; empty where there is nothing. */
export function countsText(findings: readonly ToldFinding[], { words }: Visit): string {
  const { errors, warnings, infos } = countFindings(findings);
  const { plurals } = words;
  return [
    errors > 0 && plurals.errors(errors),
    warnings > 0 && plurals.warnings(warnings),
    errors + warnings === 0 && infos > 0 && plurals.infos(infos),
  ]
    .filter((part) => part !== false)
    .join(', ');
}

export interface Column {
  readonly header: string;
  readonly kind?: 'number' | 'moment' | 'name';
}

/** A table in a region of its own, which scrolls sideways where it is too wide, also by the keyboard. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly HtmlValue[])[],
): Html {
  const classOf = (column: Column | undefined): Html | null =>
    column?.kind === undefined ? null : html` class="${column.kind}"`;
  const heads = columns.map((column) => html`<th scope="col"${classOf(column)}>${column.header}</th>`);
  const lines = rows.map(
    (cells) => html`<tr>${cells.map((cell, at) => html`<td${classOf(columns[at])}>${cell}</td>`)}</tr>\n`,
  );
  return wide(
    caption,
    html`<thead><tr>${heads}</tr></thead>
<tbody>
${lines}</tbody>`,
  );
}

/** What is in a table, within the region that scrolls. */
export function wide(caption: string, contents: Html, kind: 'grid' | null = null): Html {
  const classOf = kind === null ? null : html` class="${kind}"`;
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table${classOf}>
<caption class="unseen">${caption}</caption>
${contents}</table></div>`;
}

/** A finding below the row of a table that it is about. */
export function toldRow(finding: ToldFinding, columns: number, visit: Visit): Html {
  return html`<tr class="told told-${finding.severity}"><td colspan="${columns}"><div class="sentence">${findingText(finding, visit)}</div></td></tr>\n`;
}

/** A button that sends an act; `about` is the id of what it is done to, where many buttons say the same. */
export function act(
  action: string,
  label: string,
  { token }: Visit,
  fields: Readonly<Record<string, string>> = {},
  { isMain = false, about = null }: { readonly isMain?: boolean; readonly about?: string | null } = {},
): Html {
  const hidden = Object.entries({ _csrf: token, ...fields }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form class="act" method="post" action="${action}">${hidden}<button${isMain ? html` class="main"` : null}${about === null ? null : html` aria-describedby="${about}"`}>${label}</button></form>`;
}

/** Links to other pages; those that lead nowhere are null. */
export function paging(
  { words }: Visit,
  links: readonly { readonly label: string; readonly href: string | null; readonly rel?: string }[],
  between: string | null = null,
): Html | null {
  const shown = links.filter(({ href }) => href !== null);
  if (shown.length === 0) return null;
  const items = shown.map(
    ({ label, href, rel }) =>
      html`<li><a href="${href ?? ''}"${rel === undefined ? null : html` rel="${rel}"`}>${label}</a></li>`,
  );
  return html`<nav class="paging" aria-label="${words.paging.label}">${between === null ? null : html`<p>${between}</p>`}<ul>${items}</ul></nav>`;
}

/** Paging by number, with the rest of the query as it is. */
export function numberedPaging(path: string, page: number, pages: number, visit: Visit): Html | null {
  if (pages <= 1) return null;
  const { words, query } = visit;
  const at = (number: number): string | null =>
    number < 1 || number > pages ? null : withQuery(path, { ...query, page: number });
  return paging(
    visit,
    [
      { label: words.paging.previous, rel: 'prev', href: at(page - 1) },
      { label: words.paging.next, rel: 'next', href: at(page + 1) },
    ],
    words.paging.page(page, pages),
  );
}

/** The page that is asked for; the last one where that is behind it. */
export function askedPage({ query }: Visit, pages = Number.MAX_SAFE_INTEGER): number {
  return Math.min(pages, Number(query.page ?? '') || 1);
}

/** Where a page behind the last one is asked for, which is shown in its place. */
export function pastLast({ query, words }: Visit, pages: number): Html | null {
  const asked = Number(query.page);
  return asked > pages ? notice(words.paging.pastLast(asked), 'bad') : null;
}

export function notice(text: HtmlValue, kind: 'good' | 'bad' | 'plain' = 'plain'): Html {
  return html`<div class="notice notice-${kind}">${text}</div>`;
}

/** So many findings are told at once. */
export const MOST_FINDINGS_TOLD = 200;

/** Findings one below the other, what keeps a drop from its way first; how many more there are is told. */
export function findingList(findings: readonly ToldFinding[], visit: Visit): Html {
  const isError = ({ severity }: ToldFinding): boolean => severity === 'error';
  const sorted = [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))];
  const told = sorted.slice(0, MOST_FINDINGS_TOLD);
  const items = told.map((finding) => html`<li>${findingText(finding, visit)}</li>`);
  return html`<ul class="findings">${items}</ul>${moreFindings(sorted.length - told.length, visit)}`;
}

/** Where the findings are that are not told here; nothing where there are none. */
export function moreFindings(count: number, { words }: Visit): Html | null {
  return count === 0 ? null : html`<p>${words.lot.moreFindings(count)}</p>`;
}

/** In the language of the page; one that is only known in French says that it is. */
export function findingText(finding: ToldFinding, { words, language }: Visit): Html {
  const { severity, code } = finding;
  const sentence = sentenceOf(finding, language);
  const lang = sentence.language === language ? null : html` lang="${sentence.language}"`;
  return html`<strong class="severity severity-${severity}">${words.severities[severity]}</strong> <span${lang}>${sentence.text}</span> <code>${code}</code>`;
}
