/** The golden samples as tests see them: which there are, what is expected of them, and how files are compared. */
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import {
  type CaseSample,
  type Files,
  findSamples,
  type Outcome,
  outcomeOf,
  REPORT,
} from '../../scripts/samples.ts';
import { sha256, windows1252 } from './delivered.ts';

export const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
export const { samples, faults } = findSamples(SAMPLES);
export const cases = samples.filter((sample) => sample.kind === 'case');

/** The cases that must end so. */
export function ending(outcome: Outcome): CaseSample[] {
  return cases.filter((sample) => outcomeOf(sample) === outcome);
}

/** Under their ids, for `test.each`. */
export function named(some: readonly CaseSample[]): (readonly [string, CaseSample])[] {
  return some.map((sample) => [sample.id, sample] as const);
}

/** What `--json` printed. */
export interface Report {
  readonly status: string;
  readonly entries: number;
  readonly movements: number;
  readonly debit: string;
  readonly credit: string;
  readonly documents: number;
  readonly files: { readonly import: string | null; readonly documents: string | null };
  /** Of a publication. */
  readonly file?: string | null;
  readonly changes?: readonly { readonly kind: string }[];
  readonly findings: readonly { readonly code: string; readonly severity: string }[];
}

/** The same names and the same bytes; texts are compared as such first, so that a difference can be read. */
export function expectSameFiles(actual: Files, expected: Files): void {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, content] of expected) {
    const found = actual.get(name) ?? Buffer.alloc(0);
    if (!/\.zip$/i.test(name)) expect(readable(name, found), name).toBe(readable(name, content));
    expect(sha256(found), name).toBe(sha256(content));
  }
}

function readable(name: string, content: Buffer): string {
  return /\.(?:ecr|csv)$/i.test(name) ? windows1252(content) : content.toString('utf8');
}

export function reportOf(files: Files): Report {
  return JSON.parse(files.get(REPORT)?.toString('utf8') ?? '{}') as Report;
}
