/**
 * The drops that have settled and that nobody works on yet. Owns in which order they are worked on: settings before
 * batches, which are compared with them, and of each kind what came first; and that nothing begins while settings are
 * worked on, since later ones would be published before them, and batches compared without them.
 */
import { join } from 'node:path';
import type { Office } from './carrying-out.ts';
import { claimedAt } from './claim-folders.ts';
import { type Claim, putBack } from './claims.ts';
import { type Drop, namesIn } from './drops.ts';

/** A drop that was claimed and lies in its drop folder again, which changed its time of change. */
interface Returned {
  /** Milliseconds. */
  readonly claimedAt: number;
  /** Its time of change at the first look since; null before that. */
  changedAt: number | null;
}

export class WaitingDrops {
  #drops: Drop[] = [];
  /** The settings that are worked on. */
  #settings: Drop | null = null;
  /** By the full paths of what it is. */
  readonly #returned = new Map<string, Returned>();

  /** Those that may be worked on now, and everything that was seen with them. */
  replace(drops: readonly Drop[], seen: readonly Drop[]): void {
    const paths = new Set(seen.flatMap((drop) => drop.paths));
    for (const path of this.#returned.keys()) if (!paths.has(path)) this.#returned.delete(path);
    const arrivals = new Map(seen.map((drop) => [drop.key, this.#arrivalOf(drop)]));
    const timed = drops.map((drop) => ({ drop, at: arrivals.get(drop.key) ?? drop.changedAt }));
    timed.sort((a, b) => rank(a.drop) - rank(b.drop) || a.at - b.at || byName(a.drop, b.drop));
    this.#drops = timed.map(({ drop }) => drop);
  }

  /** The next one that may begin, until `done` is told of it. */
  next(): Drop | undefined {
    if (this.#settings !== null) return undefined;
    const drop = this.#drops.shift();
    if (drop?.kind === 'settings') this.#settings = drop;
    return drop;
  }

  done(drop: Drop): void {
    if (this.#settings === drop) this.#settings = null;
  }

  clear(): void {
    this.#drops = [];
  }

  /** Brings a drop back to where it came from, as `putBack` does. It keeps its place before what came after its claim. */
  async putBack(claim: Claim, { folders: { root } }: Office): Promise<boolean> {
    const paths = originsOf(claim, root);
    const isBack = await putBack(claim, root);
    const at = Date.parse(claimedAt(claim.id));
    if (isBack) for (const path of paths) this.#returned.set(path, { claimedAt: at, changedAt: null });
    return isBack;
  }

  #arrivalOf({ paths, changedAt }: Drop): number {
    let latest = 0;
    for (const path of paths) {
      const returned = this.#returned.get(path);
      if (returned === undefined) return changedAt;
      returned.changedAt ??= changedAt;
      // Somebody put another one in its place, or something beside it.
      if (returned.changedAt !== changedAt) return changedAt;
      latest = Math.max(latest, returned.claimedAt);
    }
    return latest;
  }
}

/** Where the files of a claim lay. */
function originsOf({ from, isLoose, path, name }: Claim, root: string): readonly string[] {
  if (from === null) return [];
  return (isLoose ? namesIn(path) : [name]).map((each) => join(root, ...from, each));
}

function rank({ kind }: Drop): number {
  return kind === 'settings' ? 0 : 1;
}

/** Whatever the language of the machine. */
function byName({ name }: Drop, { name: other }: Drop): number {
  if (name === other) return 0;
  return name < other ? -1 : 1;
}
