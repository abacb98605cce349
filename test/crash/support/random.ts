/** Randomness that can be had again: its seed is told, and can be set (`CRASH_SEED`). */

/** Whether everything is tried (`npm run test:crash`), or as much as a few seconds allow. */
export const IS_WHOLE = process.env.CRASH_TESTS === 'whole';

export class Random {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed;
  }

  /** One whose seed is printed, and is what the environment says where it says something. */
  static told(name: string): Random {
    const told = Number(process.env.CRASH_SEED);
    const seed = Number.isInteger(told) && told > 0 ? told : Math.floor(Math.random() * 2 ** 31) + 1;
    console.info(`${name}: CRASH_SEED=${seed}`);
    return new Random(seed);
  }

  /** At least 0 and below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}
