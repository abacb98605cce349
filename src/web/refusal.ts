/**
 * A refused lot: the original text as it came, each anomaly below the line that it is on and its cell marked, and before
 * it what is wrong with the lot as a whole.
 */
import type { BatchFile } from '../ami/batch-file.ts';
import type { ToldFinding } from '../model/drop-record.ts';
import { type Html, html } from './html.ts';
import type { OpenedLot } from './opened-lot.ts';
import { type OriginalRow, type OriginalRows, originalRows } from './original-rows.ts';
import { askedPage, countsText, findingList, notice, paging, pastLast, toldRow, wide } from './parts.ts';
import { listOf, lotFrom, type Visit } from './visit.ts';

/** So many lines with anomalies are shown at once, each with what stands around it. */
const FAULTY_LINES_SHOWN = 100;
const LINES_AROUND = 2;
const LINES_A_PAGE = 200;
/** A table of fewer rows needs no links to other pages behind it, too. */
const FEW_ROWS = 8;
/** Longer ones wrap, so that no cell alone makes the table wide. */
const LONGEST_PLAIN_CELL = 30;
const AMOUNTS: ReadonlySet<string> = new Set(['debit', 'credit']);

export async function refusedText(lot: OpenedLot, visit: Visit): Promise<Html> {
  const { words } = visit;
  const { findings } = lot.record;
  const text = await lot.originalText();
  const ofText = findings.filter(({ file, line }) => text !== null && file === text.path && line !== null);
  const others = findings.filter((finding) => !ofText.includes(finding));
  return html`<h2>${words.lot.findings}</h2>
<p>${findings.length === 0 ? words.lot.noFindings : countsText(findings, visit)}</p>
${others.length === 0 ? null : html`<h3>${words.lot.ofWhole}</h3>${findingList(others, visit)}`}
<h2 id="original">${words.lot.original}</h2>
${text === null ? notice(words.lot.noOriginal) : await original(lot, text, ofText, visit)}`;
}

async function original(
  lot: OpenedLot,
  file: BatchFile,
  findings: readonly ToldFinding[],
  visit: Visit,
): Promise<Html> {
  const { words, query } = visit;
  const { id } = lot.record;
  const list = listOf(visit);
  const to = (asked: Readonly<Record<string, string | number>>): string =>
    `${lotFrom(list, id, asked)}#original`;
  const byLine = linesOf(findings);
  const isWhole = query.vue === 'tout' || byLine.size === 0;
  const pages = isWhole ? undefined : Math.ceil(byLine.size / FAULTY_LINES_SHOWN);
  const page = askedPage(visit, pages);
  const rows = isWhole ? await wholePage(file, page) : await aroundFaults(file, [...byLine.keys()], page);
  const isBehind = isWhole && page > 1 && rows.rows.length === 0;
  const view = isWhole ? { vue: 'tout' } : {};
  const older = isWhole ? rows.hasMore : byLine.size > page * FAULTY_LINES_SHOWN;
  const links = [
    { label: words.lot.onlyFaulty, href: isWhole && byLine.size > 0 ? to({}) : null },
    { label: words.lot.allLines, href: isWhole ? null : to({ vue: 'tout' }) },
    {
      label: words.paging.previous,
      rel: 'prev',
      href: page > 1 ? to({ ...view, page: isBehind ? 1 : page - 1 }) : null,
    },
    {
      label: words.paging.next,
      rel: 'next',
      href: older ? to({ ...view, page: page + 1 }) : null,
    },
  ];
  return html`${pages === undefined ? null : pastLast(visit, pages)}
${paging(visit, links)}
${isBehind ? notice(words.lot.behind(page), 'bad') : rowsTable(rows, byLine, isWhole, visit)}
${rows.brokenAt === null ? null : notice(words.lot.brokenAt(rows.brokenAt), 'bad')}
${rows.rows.length < FEW_ROWS ? null : paging(visit, links)}`;
}

function linesOf(findings: readonly ToldFinding[]): Map<number, ToldFinding[]> {
  const byLine = new Map<number, ToldFinding[]>();
  for (const finding of findings) {
    const line = finding.line ?? 0;
    byLine.set(line, [...(byLine.get(line) ?? []), finding]);
  }
  return byLine;
}

function wholePage(file: BatchFile, page: number): Promise<OriginalRows> {
  const from = (page - 1) * LINES_A_PAGE;
  const to = from + LINES_A_PAGE;
  return originalRows(file, (line) => line > from && line <= to, to);
}

function aroundFaults(file: BatchFile, lines: readonly number[], page: number): Promise<OriginalRows> {
  const from = (page - 1) * FAULTY_LINES_SHOWN;
  const faulty = [...lines].sort((a, b) => a - b).slice(from, from + FAULTY_LINES_SHOWN);
  const wanted = new Set<number>();
  for (const line of faulty) {
    for (let at = line - LINES_AROUND; at <= line + LINES_AROUND; at += 1) wanted.add(at);
  }
  return originalRows(file, (line) => wanted.has(line), Math.max(0, ...wanted));
}

function rowsTable(
  { header, rows, hasMore }: OriginalRows,
  byLine: ReadonlyMap<number, readonly ToldFinding[]>,
  isWhole: boolean,
  visit: Visit,
): Html {
  const { words } = visit;
  const width = Math.max(1, header?.cells.length ?? 0, ...rows.map(({ cells }) => cells.length));
  const columns = header?.cells ?? [];
  const heads = Array.from({ length: width }, (_, at) => {
    const header = columns[at] ?? '';
    return html`<th scope="col"${AMOUNTS.has(folded(header)) ? html` class="number"` : null}>${header}</th>`;
  });
  let before = header?.line ?? 0;
  const lines = rows.map((row) => {
    const skipped = row.line - before - 1;
    const gap = !isWhole && skipped > 0 ? gapRow(before + 1, row.line - 1, width, visit) : null;
    before = row.line;
    return html`${gap}${originalRow(row, byLine.get(row.line) ?? [], columns, width)}${told(byLine.get(row.line) ?? [], width, visit)}`;
  });
  return wide(
    words.lot.original,
    html`<thead lang="fr"><tr><th scope="col" class="number">${words.columns.line}</th>${heads}</tr></thead>
<tbody>
${header === null ? null : told(byLine.get(header.line) ?? [], width, visit)}${lines}${hasMore ? html`<tr class="gap"><td colspan="${width + 1}">…</td></tr>` : null}</tbody>`,
    'grid',
  );
}

function originalRow(
  { line, cells }: OriginalRow,
  findings: readonly ToldFinding[],
  columns: readonly string[],
  width: number,
): Html {
  const faulty = new Set(findings.flatMap(columnsOf).map(folded));
  const isOfLine = findings.some((finding) => columnsOf(finding).length === 0);
  const shown = Array.from({ length: width }, (_, at) => {
    const isFaulty = (columns[at] ?? '').trim() !== '' && faulty.has(folded(columns[at] ?? ''));
    const text = cells[at] ?? '';
    const kinds = [
      isFaulty && 'faulty',
      AMOUNTS.has(folded(columns[at] ?? '')) && 'number',
      text.length > LONGEST_PLAIN_CELL && 'text',
    ].filter((kind) => kind !== false);
    return html`<td${kinds.length === 0 ? null : html` class="${kinds.join(' ')}"`}>${text}</td>`;
  });
  return html`<tr id="l${line}"${isOfLine ? html` class="faulty"` : null}><th scope="row" class="number">${line}</th>${shown}</tr>\n`;
}

/** What is to be looked at; a finding without a column is one of the whole line. */
function columnsOf({ code, column }: ToldFinding): readonly string[] {
  if (code === 'ENTRY_UNBALANCED') return ['Débit', 'Crédit'];
  return column === null || column === '' ? [] : [column];
}

function told(findings: readonly ToldFinding[], width: number, visit: Visit): Html[] {
  return findings.map((finding) => toldRow(finding, width + 1, visit));
}

function gapRow(from: number, to: number, width: number, { words }: Visit): Html {
  return html`<tr class="gap"><td colspan="${width + 1}"><div class="sentence">… ${words.lot.between(from, to)} …</div></td></tr>\n`;
}

/** A column is told by its usual name, and may be spelt otherwise in the text. */
function folded(header: string): string {
  const words = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter((word) => !['', 'n', 'no', 'numero', 'de'].includes(word)).join(' ') || 'numero';
}
