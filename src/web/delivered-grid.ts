/**
 * The grid of a delivered lot: the thirteen columns of ISACOMPTA, entry by entry and page by page, the findings below
 * their lines, and a place beside it for the document that D opens.
 */
import type { ToldFinding } from '../model/drop-record.ts';
import { GRID_HEADERS } from '../model/grid.ts';
import type { GridRow } from '../model/grid-row.ts';
import type { GridLine } from './grid-file.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import type { OpenedLot } from './opened-lot.ts';
import {
  askedPage,
  countsText,
  findingList,
  findingText,
  MOST_FINDINGS_TOLD,
  moreFindings,
  numberedPaging,
  pastLast,
  toldRow,
  wide,
} from './parts.ts';
import { listOf, lotFrom, lotPath, type Visit } from './visit.ts';

type GridColumn = keyof typeof GRID_HEADERS;

const COLUMNS = Object.entries(GRID_HEADERS) as [GridColumn, string][];
const NUMBERS: ReadonlySet<GridColumn> = new Set(['vatRate', 'debit', 'credit']);
const TEXTS: ReadonlySet<GridColumn> = new Set(['entryLabel', 'label', 'comment']);

export async function deliveredGrid(lot: OpenedLot, visit: Visit): Promise<Html> {
  const { words } = visit;
  const { record } = lot;
  const grid = await lot.grid();
  const number = askedPage(visit, grid.pages);
  const lines = await grid.page(number);
  const { placed, rest } = await placedFindings(lot);
  const links = numberedPaging(lotPath(record.id), number, grid.pages, visit);
  return html`<h2 id="grille">${words.lot.grid}</h2>
<p class="hint">${words.lot.gridHint}</p>
${pastLast(visit, grid.pages)}
<div class="beside"><div>
${links}
${gridTable(lines, placed, lot, visit)}
${links}
</div>
${documentPanel(visit)}
</div>
${record.findings.length === 0 ? null : html`<h2>${words.lot.findings}</h2><p>${countsText(record.findings, visit)}</p>`}
${rest.length === 0 ? null : html`<h3>${words.lot.ofWhole}</h3>${findingList(rest, visit)}`}
${placed.size === 0 ? null : html`<h3>${words.lot.byEntry}</h3>${placesOfFindings(lot, placed, { pageOf: (entry) => grid.pageOf(entry), shown: number }, visit)}`}`;
}

interface PlacedFinding {
  /** From 1, within its entry, as the original has it. */
  readonly movement: number;
  readonly finding: ToldFinding;
}

/** By entry, from 1. */
type PlacedFindings = ReadonlyMap<number, readonly PlacedFinding[]>;

/** What stands at no line of the grid is the rest. */
async function placedFindings(
  lot: OpenedLot,
): Promise<{ readonly placed: PlacedFindings; readonly rest: readonly ToldFinding[] }> {
  const places = await lot.findingPlaces();
  const placed = new Map<number, PlacedFinding[]>();
  const rest: ToldFinding[] = [];
  for (const finding of lot.record.findings) {
    const place = places.get(finding);
    if (place === undefined) {
      rest.push(finding);
      continue;
    }
    const { entry, movement } = place;
    const own = placed.get(entry);
    if (own === undefined) placed.set(entry, [{ movement, finding }]);
    else own.push({ movement, finding });
  }
  return { placed, rest };
}

/** Where the findings are, whatever page they are on, as links; those of the page that is shown are told in its grid. */
function placesOfFindings(
  { record }: OpenedLot,
  placed: PlacedFindings,
  { pageOf, shown }: { readonly pageOf: (entry: number) => number; readonly shown: number },
  visit: Visit,
): Html {
  const { words } = visit;
  const told = [...placed].slice(0, MOST_FINDINGS_TOLD);
  const left = [...placed].slice(told.length).reduce((sum, [, findings]) => sum + findings.length, 0);
  const items = told.map(([entry, findings]) => {
    const page = pageOf(entry);
    const href = `${lotFrom(listOf(visit), record.id, { page })}#e${entry}`;
    const own = findings.map(({ finding }) => finding);
    const said =
      page === shown
        ? countsText(own, visit)
        : own.map((each) => html`<div>${findingText(each, visit)}</div>`);
    return html`<li><a href="${href}">${words.lot.entry(entry)}</a>${words.colon}${said}</li>`;
  });
  return html`<ul class="findings">${items}</ul>${moreFindings(left, visit)}`;
}

function gridTable(lines: readonly GridLine[], placed: PlacedFindings, lot: OpenedLot, visit: Visit): Html {
  const { words } = visit;
  const heads = COLUMNS.map(
    ([column, header]) =>
      html`<th scope="col"${NUMBERS.has(column) ? html` class="number"` : null}>${header}</th>`,
  );
  const movements = new Map<number, number>();
  for (const { entry, movement } of lines) movements.set(entry, movement);
  const rows = lines.map((line, at) => {
    const starts = lines[at - 1]?.entry !== line.entry;
    const own = findingsAt(line, placed, movements.get(line.entry) === line.movement);
    return html`${gridRow(line, starts, lot, visit)}${own.map((finding) => toldRow(finding, COLUMNS.length, visit))}`;
  });
  const { facts } = lot.record;
  const { plurals } = words;
  const total = words.lot.totalOf(
    plurals.entries(facts?.entries ?? 0),
    plurals.movements(facts?.movements ?? 0),
  );
  return wide(
    words.lot.grid,
    html`<thead><tr lang="fr">${heads}</tr></thead>
<tbody>
${rows}</tbody>
<tfoot><tr><th scope="row" colspan="9">${total}</th><td class="number">${words.amount(facts?.debit ?? 0n)}</td><td class="number">${words.amount(facts?.credit ?? 0n)}</td><td colspan="2"></td></tr></tfoot>
`,
    'grid',
  );
}

/** The original may have more rows than the entry has movements here; what stands there is told behind the last one. */
function findingsAt(
  { entry, movement }: GridLine,
  placed: PlacedFindings,
  isLast: boolean,
): readonly ToldFinding[] {
  return (placed.get(entry) ?? [])
    .filter((each) => each.movement === movement || (isLast && each.movement > movement))
    .map(({ finding }) => finding);
}

function gridRow({ row, entry }: GridLine, starts: boolean, lot: OpenedLot, visit: Visit): Html {
  const cells = cellsOf(row, lot, visit);
  const shown = COLUMNS.map(([column]) => {
    // A column of texts keeps a width for them, where it has any.
    const isText = TEXTS.has(column) && cells[column] !== '';
    const kind = NUMBERS.has(column) ? html` class="number"` : isText ? html` class="text"` : null;
    return html`<td${kind}>${cells[column]}</td>`;
  });
  return html`<tr${starts ? html` id="e${entry}" class="starts"` : null}>${shown}</tr>\n`;
}

function cellsOf(row: GridRow, { record }: OpenedLot, visit: Visit): Readonly<Record<GridColumn, HtmlValue>> {
  const { words } = visit;
  return {
    date: row.date,
    piece: row.piece,
    invoice: row.invoice,
    number: row.number,
    account: row.account,
    entryLabel: row.entryLabel,
    label: row.label,
    vatCode: row.vatCode,
    vatRate: row.rate,
    debit: row.debitCents === null ? '' : words.amount(row.debitCents),
    credit: row.creditCents === null ? '' : words.amount(row.creditCents),
    documents: row.document === '' ? '' : documentLink(row.document, lotPath(record.id), visit),
    comment: row.comment,
  };
}

/** Opens the document beside the grid; without a script, on a page of its own. */
function documentLink(name: string, path: string, { words }: Visit): Html {
  const href = `${path}/documents/${encodeURIComponent(name)}`;
  const view = /\.(?:png|jpe?g)$/i.test(name) ? 'image' : /\.(?:pdf|xml)$/i.test(name) ? 'cadre' : 'aucune';
  // The name to be pointed at stands outside the link, whose own name has it already.
  return html`<span title="${name}"><a href="${href}" target="_blank" rel="noopener" data-piece="${href}" data-vue="${view}" data-nom="${name}" aria-label="${words.lot.openDocument(name)}">D</a></span>`;
}

function documentPanel({ words }: Visit): Html {
  return html`<aside id="piece" class="document" aria-label="${words.lot.document}" hidden>
<h2 tabindex="-1" class="name">${words.lot.document}</h2>
<div class="acts"><a class="get" href="" download>${words.lot.downloadDocument}</a> <button type="button" class="close-piece">${words.lot.closeDocument}</button></div>
<p class="hint" hidden>${words.lot.noPreview}</p>
<div class="view"></div>
</aside>`;
}
