/**
 * One lot: what it is, what became of it and what can be done, and then either its grid as ISACOMPTA has it, or the
 * original text with what is wrong in it. Owns the frame of both.
 */
import { ArchiveError } from '../archive/fault.ts';
import type { DropOutcome, DropRecord, ToldFinding } from '../model/drop-record.ts';
import { deliveredGrid } from './delivered-grid.ts';
import type { Desk } from './desk.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import { act, countsText, dossierLink, findingList, lotName, notice, stateBadge, stateOf } from './parts.ts';
import { refusedText } from './refusal.ts';
import { listOf, lotPath, PageFault, publicationPath, type View, type Visit, withQuery } from './visit.ts';

export async function foundDrop({ register }: Desk, id: string): Promise<DropRecord> {
  const record = await register.find(id);
  if (record === null || record.finishedAt === null)
    throw new PageFault(404, ({ faults }) => faults.unknownLot);
  return record;
}

export async function lotView(desk: Desk, visit: Visit, id: string): Promise<View> {
  const record = await foundDrop(desk, id);
  const { words } = visit;
  const name = lotName(record);
  return {
    title: record.kind === 'settings' ? words.lot.settingsTitle(name) : words.lot.title(name),
    nav: 'lots',
    body: html`<p><a href="${listOf(visit)}">${words.lot.back}</a></p>
${notice(remedyOf(record, visit), NOTICES[record.outcome])}
${await facts(desk, record, visit)}
${await acts(desk, record, visit)}
${downloads(record, visit)}
${await contents(desk, record, visit)}`,
  };
}

const NOTICES: Readonly<Record<DropOutcome, 'good' | 'bad' | 'plain'>> = {
  delivered: 'good',
  published: 'good',
  refused: 'bad',
  duplicate: 'plain',
  unchanged: 'plain',
};

function remedyOf(record: DropRecord, { words }: Visit): string {
  const { remedy } = words.lot;
  const { outcome, kind, places } = record;
  if (outcome === 'refused') return kind === 'settings' ? remedy.settings : remedy.refused;
  if (outcome !== 'delivered') return remedy[outcome];
  if (places.some((place) => place.startsWith('refuses/'))) return remedy.split;
  return stateOf(record) === 'pending' ? remedy.pending : remedy.integrated;
}

async function facts({ register }: Desk, record: DropRecord, visit: Visit): Promise<Html> {
  const { words } = visit;
  const { facts: names, debit, credit } = words.lot;
  const { plurals } = words;
  const seenAt = (await register.seen([record.id])).get(record.id);
  const totals = record.facts;
  const contents =
    totals === null || totals.movements === 0
      ? ''
      : [
          plurals.entries(totals.entries),
          plurals.movements(totals.movements),
          `${debit} ${words.amount(totals.debit)}`,
          `${credit} ${words.amount(totals.credit)}`,
          // Of a refused lot none went anywhere.
          ...(record.outcome === 'delivered' ? [plurals.documents(totals.documents)] : []),
        ].join(', ');
  const earlier =
    record.earlier === null ? '' : html`<a href="${lotPath(record.earlier)}">${record.earlier}</a>`;
  const told: readonly (readonly [string, HtmlValue])[] = [
    [words.columns.state, stateBadge(record, visit)],
    [names.name, record.name],
    [names.dossier, record.dossier === null ? '' : dossierLink(record.dossier)],
    [names.batch, record.batch ?? ''],
    [names.received, words.moment(record.receivedAt)],
    [names.finished, record.finishedAt === null ? '' : words.moment(record.finishedAt)],
    [names.integrated, record.integratedAt === null ? '' : words.moment(record.integratedAt)],
    [names.seen, seenAt === undefined ? '' : words.moment(seenAt)],
    [names.contents, contents],
    [names.publication, publicationLink(record, visit)],
    [names.earlier, earlier],
    [names.revision, record.revision === 0 ? '' : words.number(record.revision + 1)],
    [names.places, record.places.map((place) => html`<div>${place}</div>`)],
    [names.id, record.id],
  ];
  const shown = told.filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0));
  return html`<dl class="facts">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;
}

/** What settings became; empty where nothing was published of them. */
function publicationLink({ id, publication }: DropRecord, { words }: Visit): HtmlValue {
  if (publication === null) return '';
  const { sequence, payloadKind, changes } = publication;
  const { publications, plurals } = words;
  const counted = payloadKind === 'creation' ? '' : `, ${plurals.changes(changes.length)}`;
  return html`<a href="${publicationPath(id)}">${publications.number(sequence)}</a> (${publications.kinds[payloadKind]}${counted})`;
}

async function acts({ register }: Desk, record: DropRecord, visit: Visit): Promise<Html | null> {
  const { words } = visit;
  const isSeen = (await register.seen([record.id])).size > 0;
  const seen =
    record.outcome === 'refused' && !isSeen
      ? act(lotPath(record.id, '/vu'), words.lot.markSeen, visit, { retour: listOf(visit) })
      : null;
  const rerun =
    record.kind === 'batch'
      ? html`<a href="${withQuery(lotPath(record.id, '/rejouer'), { retour: visit.query.retour ?? null })}">${words.lot.rerun}</a>`
      : null;
  return seen === null && rerun === null ? null : html`<div class="acts">${seen}${rerun}</div>`;
}

function downloads(record: DropRecord, { words }: Visit): Html | null {
  const { lot } = words;
  const link = (which: string, label: string): Html =>
    html`<li><a href="${lotPath(record.id, `/fichiers/${which}`)}" download>${label}</a></li>`;
  const isDelivered = record.outcome === 'delivered' && record.archive !== null;
  const links = [
    record.publication !== null && link('publication', lot.publication),
    isDelivered && link('import', lot.import),
    isDelivered && (record.facts?.documents ?? 0) > 0 && link('documents', lot.documents),
    record.outcome === 'refused' && link('rapport.txt', lot.textReport),
    record.archive !== null && link('rapport.json', lot.report),
    record.findings.length > 0 && link('anomalies.csv', lot.anomalies),
    record.archive !== null && link('archive', lot.archive),
  ].filter((each) => each !== false);
  return links.length === 0
    ? null
    : html`<div class="downloads"><h2>${lot.downloads}</h2><ul class="links">${links}</ul></div>`;
}

/** An archive that can't be read says why, and the findings are shown all the same. */
async function contents(desk: Desk, record: DropRecord, visit: Visit): Promise<Html> {
  const { words, language } = visit;
  if (record.kind === 'batch' && record.archive !== null && record.outcome !== 'duplicate') {
    try {
      return await desk.lots.look(record, (lot) =>
        record.outcome === 'delivered' ? deliveredGrid(lot, visit) : refusedText(lot, visit),
      );
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      const told = error.faults.map((fault) => html`<p>${desk.shared[language].archiveFault(fault)}</p>`);
      return html`${notice(html`<p>${words.lot.archiveFault}${words.colon}</p>${told}`, 'bad')}${allFindings(record.findings, visit)}`;
    }
  }
  return allFindings(record.findings, visit);
}

function allFindings(findings: readonly ToldFinding[], visit: Visit): Html {
  const { words } = visit;
  return html`<h2>${words.lot.findings}</h2>
${findings.length === 0 ? html`<p>${words.lot.noFindings}</p>` : html`<p>${countsText(findings, visit)}</p>${findingList(findings, visit)}`}`;
}
