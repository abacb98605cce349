/**
 * `rapport.txt`: what became of a drop, for the accountant who opens it with a double click. Owns what stands on the
 * page and in which order; sentences are the catalogues'.
 */
import { type Language, messageOf, severityName } from '../../check/messages/report.ts';
import { findingOf } from '../../check/messages/told.ts';
import type { Conversion } from '../../convert.ts';
import type { BatchTotals } from '../../model/batch.ts';
import type { DropRecord, Timestamp } from '../../model/drop-record.ts';
import type { Finding } from '../../model/finding.ts';
import { countByCode, countFindings } from '../../model/finding-counts.ts';
import type { Publication } from '../../publish.ts';
import { inReadingOrder, worstFindings } from './finding-order.ts';
import { TextPage } from './text-page.ts';
import type { ReportWording } from './wording.ts';
import { ENGLISH_REPORT } from './wording-en.ts';
import { FRENCH_REPORT } from './wording-fr.ts';

/** More than this nobody reads on a page; `anomalies.csv` has the rest. */
export const MOST_FINDINGS_SHOWN = 200;

const WORDINGS: Readonly<Record<Language, ReportWording>> = { fr: FRENCH_REPORT, en: ENGLISH_REPORT };

/** What is known of a drop beside what it holds. */
export interface ReceivedDrop {
  /** As it was dropped: `888_2022-09.zip`. */
  readonly name: string;
  readonly receivedAt: Timestamp;
}

/** What is told of a batch. */
type ReportedConversion = Pick<Conversion, 'batch' | 'dossier' | 'left' | 'findings' | keyof BatchTotals>;

/** Of a batch that was refused, or that was delivered without the entries that are left to be mended. */
export function batchReportText(
  drop: ReceivedDrop,
  conversion: ReportedConversion,
  language: Language,
): string {
  const wording = WORDINGS[language];
  const { facts, figures } = wording;
  const { batch, dossier, left, findings } = conversion;
  const { heading, remedy } = left === null ? wording.batchRefused : wording.batchSplit;
  const page = new TextPage()
    .heading(heading, '=')
    .facts(
      [
        ...dropFacts(drop, wording),
        [facts.batch, batch ?? ''],
        [facts.dossier, dossier ?? ''],
        [left === null ? facts.contents : facts.delivered, figures(conversion)],
        [facts.left, left === null ? '' : figures(left)],
      ],
      wording.colon,
    )
    .gap()
    .paragraph(remedy)
    .gap();
  return tellFindings(page, findings, language).toString();
}

/** Of settings that were refused. */
export function settingsReportText(
  drop: ReceivedDrop,
  publication: Pick<Publication, 'dossier' | 'findings'>,
  language: Language,
): string {
  const wording = WORDINGS[language];
  const { heading, remedy } = wording.settingsRefused;
  const page = new TextPage()
    .heading(heading, '=')
    .facts([...dropFacts(drop, wording), [wording.facts.dossier, publication.dossier ?? '']], wording.colon)
    .gap()
    .paragraph(remedy)
    .gap();
  return tellFindings(page, publication.findings, language).toString();
}

/** Of a refusal that is in the register, as it was written then; null where it was kept without the figures of its findings. */
export function refusalReportText(record: DropRecord, language: Language): string | null {
  const { batch, dossier, facts, kind } = record;
  const findings: Finding[] = [];
  for (const told of record.findings) {
    const finding = findingOf(told);
    if (finding === null) return null;
    findings.push(finding);
  }
  if (kind === 'settings') return settingsReportText(record, { dossier, findings }, language);
  return facts === null
    ? null
    : batchReportText(record, { ...facts, batch, dossier, left: null, findings }, language);
}

/** The note beside a duplicate: when and as what its content was delivered. */
export function duplicateNote(drop: ReceivedDrop, earlier: DropRecord, language: Language): string {
  const wording = WORDINGS[language];
  const { facts, figures, moment } = wording;
  const { heading, remedy } = wording.duplicate;
  const { id, name, batch, dossier, finishedAt, receivedAt, integratedAt, places } = earlier;
  return new TextPage()
    .heading(heading, '=')
    .facts(dropFacts(drop, wording), wording.colon)
    .gap()
    .paragraph(remedy)
    .gap()
    .heading(wording.earlierDelivery, '-')
    .facts(
      [
        [facts.drop, name],
        [facts.received, moment(receivedAt)],
        [facts.batch, batch ?? ''],
        [facts.dossier, dossier ?? ''],
        [facts.contents, earlier.facts === null ? '' : figures(earlier.facts)],
        [facts.deliveredAt, moment(finishedAt ?? receivedAt)],
        [facts.integratedAt, integratedAt === null ? '' : moment(integratedAt)],
        [facts.files, places.join(' ')],
      ],
      wording.colon,
    )
    .gap()
    .paragraph(wording.deliverAgain)
    .line(`  ami-isacompta replay ${id} --again`)
    .toString();
}

function dropFacts({ name, receivedAt }: ReceivedDrop, { facts, moment }: ReportWording): [string, string][] {
  return [
    [facts.drop, name],
    [facts.received, moment(receivedAt)],
  ];
}

function tellFindings(page: TextPage, findings: readonly Finding[], language: Language): TextPage {
  const wording = WORDINGS[language];
  const detailed = findings.filter(({ code }) => code !== 'FINDINGS_OMITTED');
  const shown = inReadingOrder(worstFindings(detailed, MOST_FINDINGS_SHOWN));
  page.heading(wording.findingsHeading(countFindings(findings)), '-');
  for (const finding of shown) {
    page.paragraph(`${capitalised(severityName(finding.severity, language))} (${finding.code})`);
    page.paragraph(messageOf(finding, language), 2).gap();
  }
  const shownCounts = countByCode(shown);
  const rest = [...countByCode(findings)]
    .map(([code, count]) => [code, count - (shownCounts.get(code) ?? 0)] as const)
    .filter(([, count]) => count > 0);
  if (rest.length > 0) page.paragraph(wording.notShown(rest));
  return page;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
