/**
 * Who may see the page: anybody on this machine where no password is configured, else whoever knows it. Owns passwords
 * and sessions; knows no request.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A working day: after it the password is asked for again. */
const SESSION_MS = 12 * 60 * 60_000;
const MOST_SESSIONS = 1_000;

/** Addresses that only this machine reaches. */
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/i;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** What a person of this machine opens; an address that stands for all of them is none that a browser takes. */
export function pageAddress({ host, port }: { readonly host: string; readonly port: number }): string {
  const name = isEveryAddress(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}

/** Whether it stands for all addresses of this machine. */
export function isEveryAddress(host: string): boolean {
  return EVERY_ADDRESS.test(host);
}

const EVERY_ADDRESS = /^(?:0\.0\.0\.0|::)$/;

export class Access {
  readonly #key = randomBytes(32);
  readonly #password: Buffer | null;
  readonly #now: () => number;
  /** Until when, by session. */
  readonly #sessions = new Map<string, number>();

  /** `now` in milliseconds. */
  constructor(password: string | null, now: () => number = Date.now) {
    this.#password = password === null ? null : this.#digest(password);
    this.#now = now;
  }

  get isLocked(): boolean {
    return this.#password !== null;
  }

  /** A new session where the password is right; null where it is not. Takes as long either way. */
  enter(password: string): string | null {
    const isRight = this.#password !== null && timingSafeEqual(this.#digest(password), this.#password);
    if (!isRight) return null;
    const session = randomBytes(32).toString('base64url');
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
    this.#sessions.set(session, this.#now() + SESSION_MS);
    return session;
  }

  /** Whether a request with this session may see anything. */
  admits(session: string | undefined): boolean {
    if (this.#password === null) return true;
    const until = session === undefined ? undefined : this.#sessions.get(session);
    return until !== undefined && this.#now() < until;
  }

  leave(session: string | undefined): void {
    if (session !== undefined) this.#sessions.delete(session);
  }

  /** Of the same length whatever the text, so that comparing tells nothing. */
  #digest(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }
}
