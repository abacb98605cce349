/** A long work as it is looked at: its progress, which moves by itself, and its end. */
import type { Desk } from './desk.ts';
import { faultSentence } from './faults.ts';
import { html } from './html.ts';
import { notice } from './parts.ts';
import { PageFault, type View, type Visit } from './visit.ts';
import type { Work } from './works.ts';

export function workView({ works, shared }: Desk, visit: Visit, number: number): View {
  const work = works.find(number);
  if (work === null) throw new PageFault(404, (words) => words.works.unknown);
  const { words } = visit;
  return {
    title: work.title(words),
    nav: null,
    body: work.result !== null || work.error !== null ? ended(work, visit, shared) : underway(work, visit),
  };
}

export function progressText({ done, of }: Work, { words }: Pick<Visit, 'words'>): string {
  return of === 0 ? '' : words.works.progress(done, of);
}

function underway(work: Work, visit: Visit) {
  const { words, address } = visit;
  const value = work.of === 0 ? null : html` value="${work.done}"`;
  return html`<div data-travail="${work.number}"><p><progress aria-label="${work.title(words)}" max="${work.of || 1}"${value}></progress></p>
<p class="count" role="status">${progressText(work, visit)}</p></div>
<p class="hint">${words.works.wait}</p>
<noscript><p><a href="${address}">${words.works.refresh}</a></p></noscript>`;
}

function ended({ result, error }: Work, visit: Visit, shared: Desk['shared']) {
  const { words, language } = visit;
  if (result === null)
    return notice(
      html`<p>${words.works.failed}${words.colon}${faultSentence(error, visit, shared)}</p>`,
      'bad',
    );
  const sentences = result.sentences(words, language).map((sentence) => html`<p>${sentence}</p>`);
  const link =
    result.address === null ? null : html`<p><a href="${result.address}">${words.works.done}</a></p>`;
  return html`${notice(sentences, result.isSound ? 'good' : 'bad')}${link}`;
}
