/**
 * What is different between two lists of lines, key by key. Both stand in the order of their keys, so that one pass
 * over both is enough, and an item whose line is the same on both sides is never read.
 *
 * The lists of a payload that was published before are no better than its file. Each of its items is either the same
 * as one of ours, which the schema was asked about, or it is read, and the schema is asked about it here.
 */
import { ItemCursor } from './item-cursor.ts';
import type { ItemLines } from './item-lines.ts';
import { PayloadError } from './payload-error.ts';
import { keyOf, type PublishedItems, type PublishedListName } from './published-settings.ts';
import type { ItemCheck } from './published-state.ts';

/** A key whose value came (no `before`), changed or went (no `after`). */
export interface Difference<Value> {
  readonly key: string;
  readonly before: Value | null;
  readonly after: Value | null;
}

interface Keyed<Value> {
  readonly key: string;
  readonly value: Value;
}

/** By key. Throws a `PayloadError` where `before` holds what is no item of the list, or is not in order. */
export function* lineDifferences<N extends PublishedListName>(
  list: N,
  before: ItemLines,
  after: ItemLines,
  check: ItemCheck,
): Generator<Difference<PublishedItems[N]>> {
  const read = (cursor: ItemCursor): Keyed<PublishedItems[N]> => keyed(list, cursor.text, check);
  const [was, is] = [new ItemCursor(before), new ItemCursor(after)];
  // The items that the cursors stand at, where they had to be read; the last key of `before` that was.
  let old: Keyed<PublishedItems[N]> | null = null;
  let now: Keyed<PublishedItems[N]> | null = null;
  let last = '';
  while (!was.isAtEnd || !is.isAtEnd) {
    if (!was.isAtEnd && !is.isAtEnd && was.skipSame(is)) {
      [old, now] = [null, null];
      continue;
    }
    if (!was.isAtEnd && old === null) {
      old = read(was);
      if (old.key <= last) throw new PayloadError({ kind: 'foreign' });
      last = old.key;
    }
    if (!is.isAtEnd) now ??= read(is);
    const isGone = old !== null && (now === null || old.key <= now.key);
    const isNew = now !== null && (old === null || now.key <= old.key);
    yield {
      key: (isGone ? old?.key : now?.key) ?? '',
      before: isGone && old !== null ? old.value : null,
      after: isNew && now !== null ? now.value : null,
    };
    if (isGone) {
      old = null;
      was.next();
    }
    if (isNew) {
      now = null;
      is.next();
    }
  }
}

/** Every item of a list that was published before. Throws a `PayloadError` where one is none. */
export function* publishedItems<N extends PublishedListName>(
  list: N,
  lines: ItemLines,
  check: ItemCheck,
): Generator<PublishedItems[N]> {
  for (const cursor = new ItemCursor(lines); !cursor.isAtEnd; cursor.next()) {
    yield keyed(list, cursor.text, check).value;
  }
}

function keyed<N extends PublishedListName>(
  list: N,
  text: string,
  check: ItemCheck,
): Keyed<PublishedItems[N]> {
  const value = parsed(text);
  if (!check.isItem(list, value)) throw new PayloadError({ kind: 'foreign' });
  return { key: keyOf(value), value };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PayloadError({ kind: 'foreign' }, error);
  }
}
