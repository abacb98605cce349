/**
 * The order of keys that stand in it for long runs, as an export has them: its accounts by number, once for each of its
 * fiscal years, or the collective ones ahead of the others. Knows nothing of what has the keys.
 */

/**
 * The numbers of the keys in the order of code units; of several that are alike the last alone. A run begins at each of
 * `runs`, the first at 0; in it every key is greater than the one before it.
 */
export function mergedRuns(keys: readonly string[], runs: readonly number[]): readonly number[] {
  let orders = runs.map((start, at) => numbersBetween(start, runs[at + 1] ?? keys.length));
  while (orders.length > 1) orders = mergedByTwos(orders, keys);
  return orders[0] ?? [];
}

type Order = readonly number[];

function numbersBetween(start: number, end: number): Order {
  return Array.from({ length: end - start }, (_, at) => start + at);
}

function mergedByTwos(orders: readonly Order[], keys: readonly string[]): Order[] {
  const merged: Order[] = [];
  for (let at = 0; at < orders.length; at += 2) {
    merged.push(mergedTwo(orders[at] ?? [], orders[at + 1] ?? [], keys));
  }
  return merged;
}

/** Where both have a key, that of `later` stays. */
function mergedTwo(earlier: Order, later: Order, keys: readonly string[]): Order {
  const keyAt = (order: Order, at: number): string => keys[order[at] ?? 0] ?? '';
  if (later.length === 0 || keyAt(earlier, earlier.length - 1) < keyAt(later, 0))
    return earlier.concat(later);
  if (keyAt(later, later.length - 1) < keyAt(earlier, 0)) return later.concat(earlier);
  const merged: number[] = [];
  let one = 0;
  let other = 0;
  while (one < earlier.length && other < later.length) {
    const key = keyAt(earlier, one);
    const laterKey = keyAt(later, other);
    if (key < laterKey) merged.push(earlier[one] ?? 0);
    else merged.push(later[other] ?? 0);
    if (key <= laterKey) one += 1;
    if (key >= laterKey) other += 1;
  }
  return merged.concat(earlier.slice(one), later.slice(other));
}
