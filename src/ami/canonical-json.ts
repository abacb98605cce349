/**
 * JSON as one text and no other: the keys of every object in the order of their code units, so that the same values
 * give the same bytes whoever put them together. Knows nothing of what the values mean.
 *
 * The text is written here rather than by `JSON.stringify`, which puts keys that look like numbers first.
 */

/** Without white space: what is hashed and compared. Throws where the value is not JSON. */
export function canonicalJson(value: unknown): string {
  return written(value, null, '');
}

/**
 * For people: 2 spaces a level, LF, a line ending at the end. An item of a list is one line, so that a long list can be
 * searched and compared line by line. Throws where the value is not JSON.
 */
export function canonicalDocument(value: unknown): string {
  return `${written(value, '  ', '\n')}\n`;
}

/** `indent` is one level's, null for none; `newLine` a line ending with the indentation that the value stands at. */
function written(value: unknown, indent: string | null, newLine: string): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value !== 'object') throw new TypeError(`Not a value of JSON: ${typeof value}`);
  const inner = indent === null ? '' : `${newLine}${indent}`;
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown) => written(item, null, ''));
    return enclosed('[', items, ']', inner, newLine);
  }
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, held]) => {
      const colon = indent === null ? ':' : ': ';
      return `${JSON.stringify(key)}${colon}${written(held, indent, inner)}`;
    });
  return enclosed('{', members, '}', inner, newLine);
}

function enclosed(
  open: string,
  items: readonly string[],
  close: string,
  inner: string,
  newLine: string,
): string {
  return items.length === 0
    ? `${open}${close}`
    : `${open}${inner}${items.join(`,${inner}`)}${newLine}${close}`;
}

/** Amounts and rates are texts, so that only counts are left; a fraction would depend on how it is printed. */
function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`Not a whole number: ${value}`);
  return String(value);
}
