/** How often somebody was wrong of late, by where it came from. Counts only what it is told was wrong; knows no password. */

export interface TriesLimit {
  readonly most: number;
  readonly withinMs: number;
}

/** More places than this at once are no people; the oldest is forgotten. */
const MOST_PLACES = 10_000;

interface Wrong {
  count: number;
  /** In milliseconds. */
  readonly until: number;
}

export class Tries {
  readonly #limit: TriesLimit;
  readonly #now: () => number;
  readonly #wrong = new Map<string, Wrong>();

  /** `now` in milliseconds. */
  constructor(limit: TriesLimit, now: () => number = Date.now) {
    this.#limit = limit;
    this.#now = now;
  }

  areOver(place: string): boolean {
    return (this.#of(place)?.count ?? 0) >= this.#limit.most;
  }

  wasWrong(place: string): void {
    const earlier = this.#of(place);
    if (earlier !== null) {
      earlier.count += 1;
      return;
    }
    this.#wrong.delete(place);
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size >= MOST_PLACES && oldest !== undefined) this.#wrong.delete(oldest);
    this.#wrong.set(place, { count: 1, until: this.#now() + this.#limit.withinMs });
  }

  #of(place: string): Wrong | null {
    const wrong = this.#wrong.get(place);
    return wrong === undefined || this.#now() >= wrong.until ? null : wrong;
  }
}
