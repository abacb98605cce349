/**
 * Takes the fields out of `entreprise.json`: an object of them, flat or in the chapters of the sheet. Owns the form of
 * the file; what a field is called is `company-field-names`.
 */
import { type Node, parseTree } from 'jsonc-parser';
import type { CompanyFieldCollector } from './company-field-collector.ts';
import { fieldNamed, sectionNamed } from './company-field-names.ts';

/** Groups within groups beyond this are none of a company sheet. */
const DEEPEST_GROUP = 4;

/** Gives every field of the text to the collector, at the line of its key. */
export function collectJson(text: string, fields: CompanyFieldCollector): void {
  const root = jsonTree(text, fields);
  if (root === null) return;
  const lineAt = lineCounter(text);
  const shown = (node: Node): string => text.slice(node.offset, node.offset + node.length);
  if (root.type !== 'object') {
    fields.refuseValue('fields', lineAt(root.offset), null, shown(root));
    return;
  }

  const collect = (group: Node, path: string, section: readonly string[], depth: number): void => {
    for (const property of group.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined || value === undefined) continue;
      const line = lineAt(key.offset);
      const name = String(key.value);
      const column = path === '' ? name : `${path}.${name}`;
      const inside = value.type === 'object' && depth < DEEPEST_GROUP ? sectionNamed(name) : null;
      const field = value.type === 'object' ? null : fieldNamed(name, section);
      if (inside !== null) collect(value, column, inside.length > 0 ? inside : section, depth + 1);
      else if (field === null) fields.unknown(column, line);
      else if (value.type === 'string') fields.set(field, String(value.value), line);
      // As it is written: a number may have lost the form that it was entered in.
      else if (value.type === 'number') fields.set(field, shown(value), line);
      else if (value.type === 'null') fields.set(field, '', line);
      else fields.refuseValue('text', line, column, shown(value));
    }
  };
  collect(root, '', [], 0);
}

/** The tree of a JSON text; null where it is none, which is told. It has what `JSON.parse` lacks: places, and repeated keys. */
function jsonTree(text: string, fields: CompanyFieldCollector): Node | null {
  const errors: Parameters<typeof parseTree>[1] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(text, errors, { disallowComments: true });
    JSON.parse(text);
    if (tree !== undefined && errors.length === 0) return tree;
  } catch {
    // Told below: no JSON, or groups within groups without end.
  }
  const offset = errors[0]?.offset ?? 0;
  fields.refuse('company-json', lineCounter(text)(offset), null, null);
  return null;
}

/** Says on which line an offset is. Offsets come in ascending order, so that a long text is counted once. */
function lineCounter(text: string): (offset: number) => number {
  let counted = 0;
  let line = 1;
  return (offset) => {
    line += text.slice(counted, offset).split(/\r\n|\r|\n/).length - 1;
    counted = offset;
    return line;
  };
}
