/**
 * Gathers the findings of one drop. It keeps the first of each code and counts the rest, so that a million faults
 * neither fill the memory nor drown the reader.
 */
import {
  type Finding,
  type FindingCode,
  type FindingDetails,
  finding,
  type Place,
  severityOf,
} from './finding.ts';

/** How many findings of one code are kept in detail. */
export const FINDINGS_KEPT_PER_CODE = 1_000;

export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();
  #errors = 0;

  add<C extends FindingCode>(code: C, place: Place, details: FindingDetails[C]): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (severityOf(code) === 'error') this.#errors += 1;
    if (count <= FINDINGS_KEPT_PER_CODE) this.#kept.push(finding(code, place, details) as Finding);
  }

  /** Remembers what was found so far; the function that it gives forgets everything found since. */
  mark(): () => void {
    const kept = this.#kept.length;
    const counts = new Map(this.#counts);
    const errors = this.#errors;
    return () => {
      this.#kept.length = kept;
      this.#errors = errors;
      this.#counts.clear();
      for (const [code, count] of counts) this.#counts.set(code, count);
    };
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** How many errors there were, kept or not. */
  get errors(): number {
    return this.#errors;
  }

  /** How many findings there were of a code, kept or not. */
  count(code: FindingCode): number {
    return this.#counts.get(code) ?? 0;
  }

  /** Everything kept, sorted by file and line, and one `FINDINGS_OMITTED` for each code that had more. */
  list(): Finding[] {
    const sorted = this.#kept
      .map((value, order) => ({ value, order }))
      .sort((a, b) => compare(a.value, b.value) || a.order - b.order)
      .map(({ value }) => value);
    for (const [code, total] of this.#counts) {
      if (total <= FINDINGS_KEPT_PER_CODE) continue;
      sorted.push(finding('FINDINGS_OMITTED', {}, { of: code, shown: FINDINGS_KEPT_PER_CODE, total }));
    }
    return sorted;
  }
}

function compare(a: Finding, b: Finding): number {
  if (a.file !== b.file) return (a.file ?? '') < (b.file ?? '') ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
