/** One request for a view as the views see it: in which language, from where, and with which token its acts are sent. */
import type { FastifyRequest } from 'fastify';
import type { Language } from '../check/messages/report.ts';
import type { Html } from './html.ts';
import type { RobotSight } from './robot-state.ts';
import type { PageWording } from './wording.ts';

export interface Visit {
  readonly language: Language;
  readonly words: PageWording;
  /** Path and query. */
  readonly address: string;
  readonly query: Readonly<Record<string, string>>;
  /** Goes back with every act, so that no other site can send one. */
  readonly token: string;
  /** Whether who asks may see what there is; else only what is asked of her, and nothing of the register. */
  readonly isInside: boolean;
  /** Whether there is a password, so that one can leave. */
  readonly isLocked: boolean;
}

export type NavName = keyof PageWording['nav'];

export interface View {
  readonly title: string;
  /** The page of the menu that it belongs to; null for none. */
  readonly nav: NavName | null;
  readonly body: Html;
  readonly status?: number;
  /** Whether it follows the robot: it is fetched again when something changed. */
  readonly isLive?: boolean;
  /** The register's when the view was made. */
  readonly version?: string;
  /** What of its address could not be understood, a sentence for each. */
  readonly leftOut?: readonly string[];
  /** Where it looked for the robot itself: what it saw. */
  readonly sight?: RobotSight | null;
}

/** What can't be shown or done, as an answer rather than an error. */
export class PageFault extends Error {
  override readonly name = 'PageFault';
  readonly status: number;
  readonly sentence: (words: PageWording) => string;

  constructor(status: number, sentence: (words: PageWording) => string) {
    super(`Status ${status}`);
    this.status = status;
    this.sentence = sentence;
  }
}

/** Whether a script asks, which is given the sentence alone. */
export function isForScript({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').startsWith('application/json');
}

/** A path of this page as a link to it, or the lots where an address leads elsewhere, or is none that a header takes. */
export function ownPath(address: string): string {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(address) ? address : '/lots';
}

/** An address with a query; empty values are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | null>>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== '');
  const text = new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** `/lots/<id>`, and what is below it. */
export function lotPath(id: string, rest = ''): string {
  return `/lots/${encodeURIComponent(id)}${rest}`;
}

export function publicationPath(id: string): string {
  return `/publications/${encodeURIComponent(id)}`;
}

/** The list that a lot was opened from, with its search and page; all lots where it was opened from elsewhere. */
export function listOf({ query }: Pick<Visit, 'query'>): string {
  const { retour = '' } = query;
  return /^\/lots(?:\?|$)/.test(retour) ? ownPath(retour) : ALL_LOTS;
}

/** A lot that is opened from this list: its address keeps the way back. */
export function lotFrom(
  list: string,
  id: string,
  query: Readonly<Record<string, string | number>> = {},
): string {
  return withQuery(lotPath(id), { ...query, retour: list === ALL_LOTS ? null : list });
}

const ALL_LOTS = '/lots';
