/** The company files, and of each the state of its sheet: complete, or what is missing. */

import type { DropRecord } from '../model/drop-record.ts';
import { countFindings } from '../model/finding-counts.ts';
import { lastField, shownValue } from '../robot/report/published-value.ts';
import { type CompanyState, companyState } from './company-state.ts';
import type { Desk } from './desk.ts';
import { type Html, html } from './html.ts';
import { byNumber, dossierSearch } from './listing.ts';
import { askedPage, dossierLink, findingList, notice, numberedPaging, pastLast, table } from './parts.ts';
import { PageFault, publicationPath, type View, type Visit, withQuery } from './visit.ts';

const DOSSIERS_A_PAGE = 50;

export async function companiesView(desk: Desk, visit: Visit): Promise<View> {
  const { words, query } = visit;
  const all = await desk.register.dossiers();
  const wanted = [...all].sort(byNumber).filter((dossier) => dossier.includes(query.dossier ?? ''));
  const pages = Math.max(1, Math.ceil(wanted.length / DOSSIERS_A_PAGE));
  const page = askedPage(visit, pages);
  const shown = wanted.slice((page - 1) * DOSSIERS_A_PAGE, page * DOSSIERS_A_PAGE);
  const rows = [];
  for (const dossier of shown) {
    const last = await lastSettings(desk, dossier);
    rows.push([
      dossierLink(dossier),
      desk.configuration.companyFiles.get(dossier)?.label ?? '',
      stateText(last, visit),
      last === null ? '' : words.moment(last.receivedAt),
    ]);
  }
  const { columns, companies } = words;
  return {
    title: companies.title,
    nav: 'companies',
    isLive: true,
    body: html`${pastLast(visit, pages)}
${dossierSearch('/dossiers', visit, companies.find)}
${
  shown.length === 0
    ? notice(query.dossier ? companies.notFound : companies.none)
    : table(
        companies.title,
        [
          { header: columns.dossier },
          { header: columns.name },
          { header: columns.sheet },
          { header: columns.settingsReceived, kind: 'moment' },
        ],
        rows,
      )
}
${numberedPaging('/dossiers', page, pages, visit)}`,
  };
}

export async function companyView(desk: Desk, visit: Visit, dossier: string): Promise<View> {
  const { words } = visit;
  const { register, office } = desk;
  const { changes } = desk.shared[visit.language];
  const last = await register.lastPublished(dossier);
  const latest = await lastSettings(desk, dossier);
  if (latest === null && !(await register.dossiers()).includes(dossier)) {
    throw new PageFault(404, ({ faults }) => faults.notFound);
  }
  const state = last === null ? null : companyState(last.payload, office.today());
  const { companies } = words;
  const published = last === null ? null : await register.find(last.drop);
  const label = desk.configuration.companyFiles.get(dossier)?.label ?? null;
  return {
    title: label === null ? companies.one(dossier) : `${companies.one(dossier)} – ${label}`,
    nav: 'companies',
    body: html`<p><a href="/dossiers">${companies.back}</a></p>
${
  latest?.outcome === 'refused'
    ? html`${notice(companies.refusedText(words.moment(latest.receivedAt)), 'bad')}${findingList(latest.findings, visit)}`
    : null
}
${sheetNotice(state, latest, visit)}
${state === null || state.findings.length === 0 ? null : findingList(state.findings, visit)}
${published === null || last === null ? null : html`<p><a href="${publicationPath(last.drop)}">${companies.publishedOn(last.sequence, words.moment(published.finishedAt ?? published.receivedAt))}</a></p>`}
<ul class="links"><li><a href="${withQuery('/lots', { dossier })}">${companies.lots}</a></li><li><a href="${withQuery('/publications', { dossier })}">${companies.publications}</a></li></ul>
${
  state === null
    ? null
    : html`<h2>${companies.sheet}</h2>${table(
        companies.sheet,
        [companies.field, companies.value].map((header) => ({ header })),
        state.fields.map(({ field, label: name, value }) => [
          html`<span lang="fr">${name}</span>`,
          value === '' ? companies.empty : shownValue(lastField(field), value, changes),
        ]),
      )}`
}`,
  };
}

/** What is in AMI COMPTA; settings that were refused since did not change it. */
function sheetNotice(state: CompanyState | null, latest: DropRecord | null, { words }: Visit): Html {
  const { companies } = words;
  if (state === null) return notice(companies.unknownText);
  if (countFindings(state.findings).errors > 0) return notice(companies.missingText, 'bad');
  return latest?.outcome === 'refused'
    ? notice(companies.stillCompleteText)
    : notice(companies.completeText, 'good');
}

/** What can become of settings. */
const OUTCOMES = ['published', 'unchanged', 'refused'] as const;

/** The settings of a company file that were received last: by outcome, since a company file has far more batches. */
async function lastSettings({ register }: Desk, dossier: string): Promise<DropRecord | null> {
  let last: DropRecord | null = null;
  for (const outcome of OUTCOMES) {
    const [latest] = await register.list({ kind: 'settings', outcome, dossier, limit: 1 });
    if (latest !== undefined && (last === null || latest.receivedAt > last.receivedAt)) last = latest;
  }
  return last;
}

function stateText(last: DropRecord | null, { words }: Visit): string {
  const { companies, plurals } = words;
  if (last === null) return companies.unknown;
  const { errors, warnings } = countFindings(last.findings);
  if (errors > 0) return companies.incomplete(plurals.errors(errors));
  return warnings > 0 ? companies.warned(plurals.warnings(warnings)) : companies.complete;
}
