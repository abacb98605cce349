/** What is in hand: drops that are being worked on, by their keys, from before they are claimed. Knows nothing of files. */

export interface Hand {
  readonly name: string;
  /** The id of its claim, from before that is there. */
  claim: string | null;
  /** Whether it lies in its claim: what is in its place from then on is another. */
  isTaken: boolean;
}

interface HeldDrop extends Hand {
  /** Whether another one has settled in its place. */
  isFollowed: boolean;
  done: Promise<void>;
}

export class Hands {
  readonly #drops = new Map<string, HeldDrop>();

  get size(): number {
    return this.#drops.size;
  }

  /** Names of the drops. */
  get names(): readonly string[] {
    return [...this.#drops.values()].map(({ name }) => name);
  }

  /** The ids of their claims. */
  claims(): ReadonlySet<string | null> {
    return new Set([...this.#drops.values()].map(({ claim }) => claim));
  }

  /** Whether a drop of this key lies in its claim. */
  isTaken(key: string): boolean {
    return this.#drops.get(key)?.isTaken === true;
  }

  /** The keys of those that lie in their claims. */
  taken(): ReadonlySet<string> {
    return new Set([...this.#drops].filter(([, { isTaken }]) => isTaken).map(([key]) => key));
  }

  /**
   * Whether a settled drop of this key is passed over, because one is in hand. It is another one only where that lay in its
   * claim before the folders were looked into: `takenBefore` has its key then.
   */
  passesOver(key: string, takenBefore: ReadonlySet<string>): boolean {
    const drop = this.#drops.get(key);
    if (drop !== undefined && takenBefore.has(key)) drop.isFollowed = true;
    return drop !== undefined;
  }

  /** Works on a drop. At its end `onDone` hears whether another one was passed over meanwhile, which waits for a look. */
  hold(
    key: string,
    name: string,
    work: (hand: Hand) => Promise<void>,
    onDone: (isFollowed: boolean) => void,
  ): void {
    const drop: HeldDrop = { name, claim: null, isTaken: false, isFollowed: false, done: Promise.resolve() };
    this.#drops.set(key, drop);
    drop.done = work(drop).finally(() => {
      this.#drops.delete(key);
      onDone(drop.isFollowed);
    });
  }

  /** Resolves when there are none any more. */
  async idle(): Promise<void> {
    while (this.size > 0) await Promise.race([...this.#drops.values()].map(({ done }) => done));
  }
}
