/** Runs a lot again out of its archive, with a clear question where it was delivered before. */
import { rerunOf, runAgain } from '../robot/replay.ts';
import type { Desk } from './desk.ts';
import { html } from './html.ts';
import { foundDrop } from './lot.ts';
import { act, lotLink, lotName, notice } from './parts.ts';
import { listOf, lotFrom, lotPath, PageFault, type View, type Visit } from './visit.ts';
import type { BegunWork } from './works.ts';

/** The question; nothing is done. */
export async function rerunView(desk: Desk, visit: Visit, id: string): Promise<View> {
  const record = await foundDrop(desk, id);
  const { words } = visit;
  const refusal = await rerunOf(record, false, desk.register);
  const isDelivered = 'kind' in refusal && refusal.kind === 'delivered';
  if ('kind' in refusal && refusal.kind !== 'delivered' && refusal.kind !== 'archive')
    throw new PageFault(409, ({ rerun }) => rerun.refusals[refusal.kind]);
  const back = html`<a href="${lotFrom(listOf(visit), id)}">${isDelivered ? words.rerun.cancel : words.rerun.back}</a>`;
  const action = lotPath(id, '/rejouer');
  const body = isDelivered
    ? html`${notice(html`<p>${words.rerun.delivered(words.moment(refusal.as.finishedAt ?? refusal.as.receivedAt))}</p><p><strong>${words.rerun.question}</strong></p>`, 'bad')}
<div class="acts">${act(action, words.rerun.confirmAgain, visit, { encore: '1' })}${back}</div>`
    : html`<div class="acts">${act(action, words.rerun.confirm, visit, {}, { isMain: true })}${back}</div>`;
  return {
    title: words.rerun.title,
    nav: 'lots',
    body: html`<p>${lotLink(record, visit)} (${record.name})</p><p>${words.rerun.explain}</p>${body}`,
  };
}

/** Begins it; null where another long work goes on. Throws a `PageFault` where the lot is not to be run again. */
export async function beginRerun(desk: Desk, id: string, isAgain: boolean): Promise<BegunWork | null> {
  const record = await foundDrop(desk, id);
  const rerun = await rerunOf(record, isAgain, desk.office.register);
  if ('kind' in rerun) {
    const { kind } = rerun;
    if (kind === 'archive') throw new PageFault(409, ({ lot }) => lot.archiveFault);
    throw new PageFault(409, (words) => words.rerun.refusals[kind]);
  }
  return desk.works.begin(
    ({ rerun: words }) => words.work(lotName(record)),
    async () => {
      const done = await runAgain(desk.office, rerun);
      return {
        address: lotPath(done.id),
        isSound: done.outcome === 'delivered',
        sentences: ({ states }) => [`${lotName(done)} – ${states[done.outcome]}`],
      };
    },
  );
}
