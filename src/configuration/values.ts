/**
 * The configuration as the program uses it, and what holds where nobody configured anything. Knows nothing of the
 * file that it comes from.
 */

export interface Configuration {
  /** The file that was read, or null where there is none; a full path. */
  readonly file: string | null;
  /** The folder of the watch folders, a full path. */
  readonly root: string;
  /** The register's file, a full path; null for `registre.db` in the root. */
  readonly database: string | null;
  readonly lang: 'fr' | 'en';
  readonly sweepMinutes: number;
  /** How long a drop must stay as it is before it is taken. */
  readonly settleSeconds: number;
  /** Look at the folders again and again, for network shares that announce nothing. */
  readonly polling: boolean;
  readonly defaultJournal: string;
  /** The origin that ISACOMPTA shows of an entry (émetteur). */
  readonly emitter: string;
  readonly onError: 'refuse' | 'split';
  readonly layout: 'side-by-side' | 'bundle';
  /** By the number of the company file (dossier). */
  readonly companyFiles: ReadonlyMap<string, CompanyFileConfiguration>;
  readonly limits: { readonly documentMiB: number; readonly batchMiB: number; readonly files: number };
  /** Where the page is served; without a password only on this machine. */
  readonly web: {
    readonly host: string;
    readonly port: number;
    readonly password?: string | undefined;
  };
  /** Where AMI COMPTA is opened, where that is known. */
  readonly amiCompta: { readonly url: string | null };
}

export interface CompanyFileConfiguration {
  readonly journal: string | null;
  readonly label: string | null;
}

/** `root` and `database` are still to be resolved against a folder. */
export const DEFAULT_CONFIGURATION: Configuration = {
  file: null,
  root: 'watch-folders',
  database: null,
  lang: 'fr',
  sweepMinutes: 15,
  settleSeconds: 2,
  polling: false,
  defaultJournal: 'AC',
  emitter: 'AMI',
  onError: 'refuse',
  layout: 'side-by-side',
  companyFiles: new Map(),
  limits: { documentMiB: 50, batchMiB: 2048, files: 10_000 },
  web: { host: '127.0.0.1', port: 4180 },
  amiCompta: { url: null },
};
