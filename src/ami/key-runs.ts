/**
 * The order of keys that stand in it for long runs, as an export has them: its accounts by number, once for each of its
 * fiscal years, or the collective ones ahead of the others. Knows nothing of what has the keys.
 */

import type { Numbered } from '../model/long-list.ts';

/** Numbers of keys one after the other, each key greater than the one before it. */
export interface KeyStretch {
  readonly first: number;
  readonly beyond: number;
}

/**
 * The keys in the order of code units, as stretches of their numbers; of several that are alike the last alone. A run
 * begins at each of `runs`, the first at 0; in it every key is greater than the one before it.
 */
export function mergedRuns(keys: Numbered<string>, runs: readonly number[]): readonly KeyStretch[] {
  let orders: Order[] = runs.map((first, at) => [{ first, beyond: runs[at + 1] ?? keys.length }]);
  while (orders.length > 1) orders = mergedByTwos(orders, keys);
  return orders[0] ?? [];
}

type Order = readonly KeyStretch[];

function mergedByTwos(orders: readonly Order[], keys: Numbered<string>): Order[] {
  const merged: Order[] = [];
  for (let at = 0; at < orders.length; at += 2) {
    merged.push(mergedTwo(orders[at] ?? [], orders[at + 1] ?? [], keys));
  }
  return merged;
}

/** Where both have a key, that of `later` stays. */
function mergedTwo(earlier: Order, later: Order, keys: Numbered<string>): Order {
  const merged = new MergedOrder();
  const [one, other] = [new OrderCursor(earlier, keys), new OrderCursor(later, keys)];
  while (!one.isAtEnd && !other.isAtEnd) {
    const [key, laterKey] = [one.key, other.key];
    if (key < laterKey) merged.add(one.takeBelow(laterKey));
    else if (laterKey < key) merged.add(other.takeBelow(key));
    else one.skip();
  }
  for (const rest of [one, other]) while (!rest.isAtEnd) merged.add(rest.takeStretch());
  return merged.stretches;
}

/** Goes through an order, taking as much of a stretch at once as it can. */
class OrderCursor {
  readonly #order: Order;
  readonly #keys: Numbered<string>;
  #at = 0;
  /** The number of the key that it stands at. */
  #number: number;

  constructor(order: Order, keys: Numbered<string>) {
    this.#order = order;
    this.#keys = keys;
    this.#number = order[0]?.first ?? 0;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#order.length;
  }

  get key(): string {
    return this.#keyOf(this.#number);
  }

  skip(): void {
    this.#goTo(this.#number + 1);
  }

  /** What is left of the stretch. */
  takeStretch(): KeyStretch {
    return this.#takeUntil(this.#beyond);
  }

  /** The keys of the stretch that are below another; the one that it stands at is. */
  takeBelow(key: string): KeyStretch {
    let below = this.#number;
    let step = 1;
    while (below + step < this.#beyond && this.#keyOf(below + step) < key) {
      below += step;
      step *= 2;
    }
    let beyond = Math.min(below + step, this.#beyond);
    while (beyond - below > 1) {
      const middle = (below + beyond) >> 1;
      if (this.#keyOf(middle) < key) below = middle;
      else beyond = middle;
    }
    return this.#takeUntil(beyond);
  }

  get #beyond(): number {
    return this.#order[this.#at]?.beyond ?? 0;
  }

  #takeUntil(beyond: number): KeyStretch {
    const taken = { first: this.#number, beyond };
    this.#goTo(beyond);
    return taken;
  }

  #goTo(number: number): void {
    this.#number = number;
    if (number < this.#beyond) return;
    this.#at += 1;
    this.#number = this.#order[this.#at]?.first ?? 0;
  }

  #keyOf(number: number): string {
    return this.#keys.at(number) ?? '';
  }
}

/** Stretches one after the other; those that follow on from each other are one. */
class MergedOrder {
  readonly stretches: { readonly first: number; beyond: number }[] = [];

  add({ first, beyond }: KeyStretch): void {
    const last = this.stretches.at(-1);
    if (last?.beyond === first) last.beyond = beyond;
    else this.stretches.push({ first, beyond });
  }
}
