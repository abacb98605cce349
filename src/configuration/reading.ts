/**
 * The text of a configuration file as values, or as the problems it has, each with its line. Loaded only where there
 * is a file. Knows nothing of folders and defaults.
 */
import { closest, distance } from 'fastest-levenshtein';
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { ConfigurationForm, ConfigurationProblem, Expectation } from './fault.ts';
import {
  type ConfigurationFile,
  configurationJsonSchema,
  configurationSchema,
  type SchemaNode,
} from './schema.ts';

export type ConfigurationReading =
  | { readonly kind: 'read'; readonly value: ConfigurationFile }
  | { readonly kind: 'faulty'; readonly problems: readonly ConfigurationProblem[] };

/** A found value is shown this long at most. */
const LONGEST_FOUND = 60;

/** Reads JSON with comments and trailing commas. */
export function readConfiguration(text: string): ConfigurationReading {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  // The first one only: the others mostly follow from it.
  if (first !== undefined || tree === undefined) {
    const code = first === undefined ? 'ValueExpected' : printParseErrorCode(first.error);
    return { kind: 'faulty', problems: [syntaxProblem(code, '', text, first?.offset ?? 0)] };
  }
  const duplicates = duplicateKeys(tree, text);
  const result = configurationSchema.safeParse(getNodeValue(tree));
  if (duplicates.length === 0 && result.success) return { kind: 'read', value: result.data };
  const schema = configurationJsonSchema();
  const problems = (result.error?.issues ?? []).flatMap((issue) => problemsOf(issue, { text, tree, schema }));
  const inOrder = [...duplicates, ...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { kind: 'faulty', problems: inOrder };
}

/** What zod says of one place, as far as it is looked at here. */
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

interface Context {
  readonly text: string;
  readonly tree: Node;
  readonly schema: SchemaNode;
}

function problemsOf(issue: Issue, context: Context): ConfigurationProblem[] {
  const path = issue.path.map(String);
  const node = findNodeAtLocation(context.tree, path) ?? context.tree;
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(context.schema, path).properties ?? {});
    return (issue.keys ?? []).map((key) => unknownKey(key, known, path, node, context.text));
  }
  const place = { path: path.join('.'), line: lineAt(context.text, keyOffset(node)) };
  if (issue.code === 'invalid_key') {
    return [
      {
        ...place,
        kind: 'wrong-value',
        found: path.at(-1) ?? '',
        expected: { kind: 'form', form: 'dossier' },
      },
    ];
  }
  const found = shortened(context.text.slice(node.offset, node.offset + node.length));
  return [
    { ...place, kind: 'wrong-value', found, expected: expectation(issue, schemaAt(context.schema, path)) },
  ];
}

function unknownKey(
  key: string,
  known: readonly string[],
  path: readonly string[],
  node: Node,
  text: string,
): ConfigurationProblem {
  const property = node.children?.find((child) => child.children?.[0]?.value === key);
  const nearest = nearestKey(key, known);
  return {
    kind: 'unknown-key',
    path: [...path, key].join('.'),
    line: lineAt(text, (property ?? node).offset),
    key,
    nearest,
    isNear: isNear(key, nearest),
    known,
  };
}

/** Whether at least half of its letters are those of the other: with fewer it was meant to be something else. */
function isNear(key: string, nearest: string): boolean {
  return distance(key.toLowerCase(), nearest.toLowerCase()) <= key.length / 2;
}

/** The known key that needs the fewest changes, letters counting as the same in either case. */
function nearestKey(key: string, known: readonly string[]): string {
  const lowered = new Map(known.map((name) => [name.toLowerCase(), name]));
  return lowered.get(closest(key.toLowerCase(), [...lowered.keys()])) ?? '';
}

function expectation(issue: Issue, schema: SchemaNode): Expectation {
  if (issue.code === 'invalid_format' || issue.code === 'custom') {
    return { kind: 'form', form: issue.message as ConfigurationForm };
  }
  if (schema.enum !== undefined) return { kind: 'one-of', values: schema.enum };
  if (schema.type === 'number' || schema.type === 'integer') {
    const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema;
    return { kind: 'number', whole: schema.type === 'integer', minimum, maximum };
  }
  if (schema.type === 'string') return { kind: 'type', type: 'text' };
  return { kind: 'type', type: schema.type === 'boolean' ? 'yes-or-no' : 'group' };
}

function schemaAt(schema: SchemaNode, path: readonly string[]): SchemaNode {
  let node: SchemaNode = schema;
  for (const key of path) node = node.properties?.[key] ?? (node.additionalProperties || {});
  return node;
}

/** Keys given twice: one of the two would be ignored in silence. */
function duplicateKeys(node: Node, text: string, path: readonly string[] = []): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const seen = new Set<string>();
  for (const property of node.type === 'object' ? (node.children ?? []) : []) {
    const [name, value] = property.children ?? [];
    const key = String(name?.value);
    const at = [...path, key];
    if (seen.has(key)) {
      problems.push(syntaxProblem('DuplicateKey', at.join('.'), text, property.offset));
    }
    seen.add(key);
    if (value !== undefined) problems.push(...duplicateKeys(value, text, at));
  }
  return problems;
}

/** Where the key of a value stands; a value without a key stands for itself. */
function keyOffset(node: Node): number {
  return node.parent?.type === 'property' ? node.parent.offset : node.offset;
}

function syntaxProblem(code: string, path: string, text: string, offset: number): ConfigurationProblem {
  const column =
    (
      text
        .slice(0, offset)
        .split(/\r\n|\r|\n/)
        .at(-1) ?? ''
    ).length + 1;
  return { kind: 'syntax', code, path, line: lineAt(text, offset), column };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

function shortened(written: string): string {
  const found = written.replace(/\s+/g, ' ');
  return found.length > LONGEST_FOUND ? `${found.slice(0, LONGEST_FOUND)}…` : found;
}
