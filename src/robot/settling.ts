/**
 * When a drop has settled: nothing in it has changed for a while. A pure function of what was seen and when; it knows
 * neither folders nor clocks. The listing is the truth: what is not listed any more is forgotten.
 */

/** What a look at a drop saw of it: anything that changes makes another text. */
export interface SeenDrop {
  /** Tells this drop from others: its path. */
  readonly key: string;
  /** Names, sizes and times of everything in it. */
  readonly fingerprint: string;
}

/** The milliseconds of a clock that only goes forward. */
export type Milliseconds = number;

interface Watched {
  fingerprint: string;
  since: Milliseconds;
}

export class Settling {
  readonly #settleMs: number;
  #watched = new Map<string, Watched>();

  constructor(settleSeconds: number) {
    this.#settleMs = settleSeconds * 1_000;
  }

  /** Takes a whole listing, and gives those of its drops that have settled, in its order. */
  look<D extends SeenDrop>(listing: readonly D[], now: Milliseconds): D[] {
    const watched = new Map<string, Watched>();
    const settled: D[] = [];
    for (const drop of listing) {
      const before = this.#watched.get(drop.key);
      const isSame = before?.fingerprint === drop.fingerprint;
      const since = isSame ? before.since : now;
      watched.set(drop.key, { fingerprint: drop.fingerprint, since });
      if (now - since >= this.#settleMs) settled.push(drop);
    }
    this.#watched = watched;
    return settled;
  }

  /** How long until the next drop may have settled; null where none is watched that has not. */
  untilNext(now: Milliseconds): Milliseconds | null {
    let next: Milliseconds | null = null;
    for (const { since } of this.#watched.values()) {
      const left = since + this.#settleMs - now;
      if (left > 0 && (next === null || left < next)) next = left;
    }
    return next;
  }
}
