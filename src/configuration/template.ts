/**
 * The configuration file as `init` writes it: every key with its description, what it may be and its default. Made from
 * the schema alone, so that a key can't be forgotten and a default can't be told wrong. Knows nothing of the disk.
 */
import { configurationJsonSchema, type SchemaNode } from './schema.ts';

const NBSP = '\u00a0';
const INDENT = '  ';

const HEAD = [
  `Configuration d’ami-isacompta${NBSP}: du JSON, où les commentaires sont permis.`,
  'Ce qui suit // ne compte pas. Une clé absente vaut ce qui est indiqué par défaut.',
];

/** For the editor only; whoever wants it adds it. */
const LEFT_OUT = '$schema';

/** The text of the file, its lines ended by `\n`. `root` is what stands there instead of the default. */
export function configurationTemplate({ root }: { readonly root: string }): string {
  const head = HEAD.map((line) => `${INDENT}// ${line}`);
  const keys = group(configurationJsonSchema(), INDENT, { root });
  return `${['{', ...head, '', ...keys, '}'].join('\n')}\n`;
}

/** The lines of the keys of a group; at the top with an empty line between two of them. */
function group(node: SchemaNode, indent: string, values: Readonly<Record<string, unknown>> = {}): string[] {
  const keys = Object.entries(node.properties ?? {}).filter(([key]) => key !== LEFT_OUT);
  const lastWritten = keys.findLastIndex(([, child]) => child.default !== undefined || isGroup(child));
  return keys.flatMap(([key, child], at) => {
    const comma = at < lastWritten ? ',' : '';
    const lines = [
      `${indent}// ${comment(child)}`,
      ...property(key, child, indent, comma, values[key] ?? child.default),
    ];
    return indent === INDENT && at < keys.length - 1 ? [...lines, ''] : lines;
  });
}

/** A key without a default stands there as an example, behind `//`. */
function property(key: string, node: SchemaNode, indent: string, comma: string, value: unknown): string[] {
  const name = JSON.stringify(key);
  if (isGroup(node)) {
    return [`${indent}${name}: {`, ...members(node, `${indent}${INDENT}`), `${indent}}${comma}`];
  }
  if (value !== undefined) return [`${indent}${name}: ${JSON.stringify(value)}${comma}`];
  return [`${indent}// ${name}: ${JSON.stringify(example(node))}${comma}`];
}

function members(node: SchemaNode, indent: string): string[] {
  if (node.properties !== undefined) return group(node, indent);
  const member = node.additionalProperties || {};
  const keys = Object.entries(member.properties ?? {});
  const values = keys.map(([key, child]) => `${JSON.stringify(key)}: ${JSON.stringify(example(child))}`);
  return [
    ...keys.map(([key, child]) => `${indent}// ${key}${NBSP}: ${child.description}`),
    `${indent}// ${JSON.stringify(example(node.propertyNames ?? {}))}: { ${values.join(', ')} }`,
  ];
}

function isGroup({ type }: SchemaNode): boolean {
  return type === 'object';
}

function example({ examples }: SchemaNode): unknown {
  const [first] = examples ?? [];
  if (first === undefined) throw new Error('A key of the configuration has neither a default nor an example');
  return first;
}

function comment(node: SchemaNode): string {
  const { description = '' } = node;
  const value = isGroup(node) || node.default === undefined ? '' : byDefault(node.default);
  return [description, allowed(node, description), value].filter((part) => part !== '').join(' ');
}

function allowed(node: SchemaNode, description: string): string {
  if (node.enum !== undefined) {
    const isTold = node.enum.every((value) => description.includes(value));
    return isTold ? '' : `Au choix${NBSP}: ${node.enum.join(', ')}.`;
  }
  if (node.type === 'boolean') return 'true ou false.';
  if (node.minimum === undefined || node.maximum === undefined) return '';
  // With the point that the file wants.
  return `De ${node.minimum} à ${node.maximum}.`;
}

function byDefault(value: unknown): string {
  return `Par défaut${NBSP}: ${JSON.stringify(value)}.`;
}
