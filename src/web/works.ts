/**
 * Long work that a person started on the page: one at a time, with its progress and its end, for whoever looks. Knows
 * nothing of what is done.
 */
import type { Language } from '../check/messages/report.ts';
import type { PageWording } from './wording.ts';

/** What a work says at its end: sentences in the language of whoever looks, and where to go on. */
export interface WorkResult {
  /** Where its outcome is to be seen; null where the sentences are all of it. */
  readonly address: string | null;
  readonly sentences: (words: PageWording, language: Language) => readonly string[];
  readonly isSound: boolean;
}

export interface Work {
  readonly number: number;
  readonly title: (words: PageWording) => string;
  done: number;
  of: number;
  /** Null while it goes on. */
  result: WorkResult | null;
  /** Null unless the machine or the program was at fault. */
  error: unknown;
}

/** So many are remembered after their end. */
const MOST_KEPT = 20;

export interface BegunWork {
  readonly work: Work;
  readonly ended: Promise<void>;
}

export class Works {
  readonly #works = new Map<number, Work>();
  readonly #listeners = new Set<(work: Work) => void>();
  readonly #onFault: (error: unknown) => void;
  #current: Promise<void> | null = null;
  #last = 0;

  /** `onFault` is told of what kept a work from its end. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Begins a work; null where another one goes on. */
  begin(
    title: Work['title'],
    action: (progress: (done: number, of: number) => void) => Promise<WorkResult>,
  ): BegunWork | null {
    if (this.#current !== null) return null;
    this.#last += 1;
    const work: Work = { number: this.#last, title, done: 0, of: 0, result: null, error: null };
    this.#works.set(work.number, work);
    const [oldest] = this.#works.keys();
    if (this.#works.size > MOST_KEPT && oldest !== undefined) this.#works.delete(oldest);
    const ended = this.#run(work, action).finally(() => {
      this.#current = null;
      this.#tell(work);
    });
    this.#current = ended;
    return { work, ended };
  }

  find(number: number): Work | null {
    return this.#works.get(number) ?? null;
  }

  /** Is told of every progress and end; the function that it gives ends that. */
  listen(listener: (work: Work) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async idle(): Promise<void> {
    await this.#current;
  }

  async #run(
    work: Work,
    action: (progress: (done: number, of: number) => void) => Promise<WorkResult>,
  ): Promise<void> {
    try {
      work.result = await action((done, of) => {
        work.done = done;
        work.of = of;
        this.#tell(work);
      });
    } catch (error) {
      work.error = error;
      this.#onFault(error);
    }
  }

  #tell(work: Work): void {
    for (const listener of this.#listeners) listener(work);
  }
}
