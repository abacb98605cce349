/**
 * What is wrong with a configuration, as data: the place, what stands there and what may. The wording is the message
 * catalogues' own.
 */

/** What a text has to look like, where more than its type counts. */
export type ConfigurationForm = 'journal' | 'dossier' | 'emitter' | 'web-address' | 'password' | 'not-empty';

/** What may stand at a place. */
export type Expectation =
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'type'; readonly type: 'text' | 'yes-or-no' | 'group' }
  | {
      readonly kind: 'number';
      readonly whole: boolean;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly kind: 'form'; readonly form: ConfigurationForm };

interface Place {
  /** `web.port`; empty for the file as a whole. */
  readonly path: string;
  /** 1-based; null where the file could not be read. */
  readonly line: number | null;
}

export type ConfigurationProblem = Place &
  (
    | { readonly kind: 'missing' }
    /** `code` is the system's, such as EACCES. */
    | { readonly kind: 'unreadable'; readonly code: string }
    /** `code` is a name of jsonc-parser (`CommaExpected`) or `DuplicateKey`. */
    | { readonly kind: 'syntax'; readonly code: string; readonly column: number }
    /** `known` are the keys that may stand there; `isNear` where the nearest of them is probably what was meant. */
    | {
        readonly kind: 'unknown-key';
        readonly key: string;
        readonly nearest: string;
        readonly isNear: boolean;
        readonly known: readonly string[];
      }
    /** `found` is the value as it is written, cut where it is long; for the number of a company file, the number. */
    | { readonly kind: 'wrong-value'; readonly found: string; readonly expected: Expectation }
  );

export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
  /** The full path of the configuration file. */
  readonly file: string;
  /** In the order of the file, at least one. */
  readonly problems: readonly ConfigurationProblem[];

  constructor(file: string, problems: readonly ConfigurationProblem[], cause?: unknown) {
    super(`Configuration ${file}: ${problems.map(({ path, kind }) => `${kind} ${path}`).join(', ')}`, {
      cause,
    });
    this.file = file;
    this.problems = problems;
  }
}
