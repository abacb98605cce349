/** The changes of a publication on a terminal: one line each, with the fields that are different. */
import type { Change } from '../ami/differences.ts';
import { lastField, shownField, shownPath, shownValue } from '../robot/report/published-value.ts';
import { TextBlock } from './text-block.ts';
import type { PublicationWording } from './wording-publication.ts';

/** More than this nobody reads on a screen; the file has them all. */
const MOST_SHOWN = 100;
const LONGEST_VALUE = 60;

/** The lines that tell the changes, each indented and with its line ending; those left out are counted. */
export function changesText(changes: readonly Change[], wording: PublicationWording, colon: string): string {
  const rows = changes
    .slice(0, MOST_SHOWN)
    .map((change) => [
      wording.changeKinds[change.kind],
      keyText(change, wording),
      detail(change, wording, colon),
    ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  let text = '';
  const block = new TextBlock((lines) => {
    text += lines;
  });
  for (const row of rows) {
    block.space();
    for (const [column, cell] of row.entries()) {
      block.space();
      block.cell(cell, { width: widths[column] ?? 0, isRight: false, isCut: false });
    }
    block.endLine();
  }
  block.flush();
  const omitted = changes.length - rows.length;
  return omitted === 0 ? text : `${text}  ${wording.moreChanges(omitted)}\n`;
}

/** A field of the company sheet by its name in the language, a day as the language writes it, a code as it is. */
function keyText({ kind, key }: Change, wording: PublicationWording): string {
  switch (kind) {
    case 'company-changed':
    case 'vat-liability-changed':
      return shownPath(key, wording);
    case 'fiscal-year-added':
    case 'fiscal-year-changed':
      return wording.day(key);
    default:
      return key;
  }
}

function detail(change: Change, wording: PublicationWording, colon: string): string {
  switch (change.kind) {
    case 'company-changed':
      return [change.before, change.after]
        .map((value) => shown(lastField(change.key), value, wording))
        .join(' → ');
    case 'vat-liability-changed':
      return `${shown('regime', change.before.regime, wording)} → ${shown('regime', change.after.regime, wording)}`;
    case 'fiscal-year-added':
      // The start stands in front: it is the key.
      return `→ ${wording.day(change.after.end)}`;
    case 'account-added':
    case 'journal-added':
    case 'vat-code-added':
      return change.after.label;
    case 'account-removed':
    case 'journal-removed':
    case 'vat-code-removed':
      return change.before.label;
    case 'third-party-added':
      return change.after.name;
    case 'third-party-removed':
      return change.before.name;
    default:
      return changedFields(change.before, change.after, wording, colon);
  }
}

/** `code TVA : A5 → B5`, for each field that is different. */
function changedFields(before: object, after: object, wording: PublicationWording, colon: string): string {
  const now = new Map<string, unknown>(Object.entries(after));
  const was: [string, unknown][] = Object.entries(before);
  return was
    .filter(([name, value]) => value !== now.get(name))
    .map(
      ([name, value]) =>
        `${shownField(name, wording)}${colon}${shown(name, value, wording)} → ${shown(name, now.get(name), wording)}`,
    )
    .join(' ; ');
}

/** The value of a field, cut where it is long. */
function shown(name: string, value: unknown, wording: PublicationWording): string {
  const text = shownValue(name, value, wording);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1).toWellFormed()}…` : text;
}
