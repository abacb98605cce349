/** The drops that can't be taken and lie where they are, and why. Knows nothing of files. */

interface LeftDrop {
  readonly reason: string;
  readonly fault: Error;
}

export class LeftDrops {
  /** By their paths. */
  readonly #drops = new Map<string, LeftDrop>();

  /** Notes why a drop is left; true where no drop is left for that reason yet. */
  note(key: string, fault: Error, reason: string): boolean {
    const isKnown = [...this.#drops.values()].some((left) => left.reason === reason);
    this.#drops.set(key, { reason, fault });
    return !isKnown;
  }

  /** It was taken, or is gone. */
  forget(key: string): void {
    this.#drops.delete(key);
  }

  /** What is not there any more is left by nobody. */
  forgetAllBut(listed: ReadonlySet<string>): void {
    for (const key of this.#drops.keys()) if (!listed.has(key)) this.#drops.delete(key);
  }

  /** Each reason once. */
  faults(): readonly Error[] {
    return [...new Map([...this.#drops.values()].map(({ reason, fault }) => [reason, fault])).values()];
  }
}
