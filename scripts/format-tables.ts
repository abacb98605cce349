/**
 * The tables of docs/format.md, one a record, made from the layouts that the program itself reads and writes by. It
 * knows neither files nor the prose around the tables.
 */
import type { Field, RecordLayout } from '../src/format/fixed-width.ts';
import { LAYOUTS } from '../src/isacompta/layouts.ts';

const OPENING = '<!-- tables: written by `npm run docs`, not by hand -->';
const CLOSING = '<!-- end of tables -->';

/** The page with its tables made anew. Throws where the page has lost its markers. */
export function withFormatTables(page: string): string {
  const start = page.indexOf(OPENING);
  const end = page.indexOf(CLOSING);
  if (start === -1 || end < start) throw new Error(`The page needs the markers ${OPENING} and ${CLOSING}`);
  const tables = LAYOUTS.map(recordSection).join('\n');
  return `${page.slice(0, start)}${OPENING}\n\n${tables}\n${page.slice(end)}`;
}

function recordSection(layout: RecordLayout): string {
  const parents = layout.parents.map((key) => `\`${key.trim()}\``).join(' or ');
  const place = parents === '' ? 'stands first' : `stands under ${parents}`;
  const lines = [
    `### \`${layout.key.trim()}\`: ${layout.title} (${lowerFirst(layout.french)})`,
    '',
    `It ${place}; occurs ${layout.occurs}; ${layout.length} columns.`,
    '',
  ];
  if (layout.fields.length > 0) lines.push(...fieldTable(layout.fields), '');
  return lines.join('\n');
}

function fieldTable(fields: readonly Field[]): string[] {
  return [
    '| columns | length | type | name | French name | note |',
    '|---|---|---|---|---|---|',
    ...fields.map(fieldRow),
  ];
}

function fieldRow(field: Field): string {
  const last = field.start + field.length - 1;
  const columns = field.length === 1 ? `${field.start}` : `${field.start}-${last}`;
  const notes = [field.required === true ? 'required' : '', field.note ?? ''].filter((note) => note !== '');
  const cells = [columns, `${field.length}`, field.type, `\`${field.name}\``, field.label, notes.join('; ')];
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
