/**
 * What every request and answer has to do with safety: under which name the page answers, from where an act may come,
 * and what a browser may do with what it gets.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, isLoopback } from './access.ts';
import { PageFault } from './visit.ts';

/** Cookies know no port: other programs of this machine have theirs beside these. */
export const SESSION_COOKIE = 'ami_session';
export const LANGUAGE_COOKIE = 'ami_lang';
export const TOKEN_COOKIE = 'ami_csrf';

/** Nothing from elsewhere, nothing inline, nothing that is framed elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A document may be shown in the page's own frame, and do nothing. */
export const DOCUMENT_POLICY = "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'";

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Those of an answer that no hook sees. */
export function pageHeaders(): Record<string, string> {
  return {
    ...HEADERS,
    'content-security-policy': PAGE_POLICY,
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  };
}

/** What may be had without the password. */
const OPEN = /^\/(?:connexion$|statique\/|favicon\.ico$)/;

interface GuardOptions {
  readonly host: string;
  readonly access: Access;
}

export function addGuards(server: FastifyInstance, { host, access }: GuardOptions): void {
  server.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value);
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', PAGE_POLICY).header('x-frame-options', 'DENY');
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.addHook('onRequest', async (request, reply) => {
    // Another site's name that leads here must not get what only this machine may see.
    if (isLoopback(host) && !isLoopback(hostName(request.headers.host ?? '')))
      throw new PageFault(403, ({ faults }) => faults.host);
    if (request.method !== 'GET' && request.method !== 'HEAD' && isFromElsewhere(request)) {
      throw new PageFault(403, ({ faults }) => faults.forbidden);
    }
    const [path = ''] = request.url.split('?', 1);
    if (OPEN.test(path) || access.admits(request.cookies[SESSION_COOKIE])) return;
    if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')) {
      return reply.redirect(`/connexion?vers=${encodeURIComponent(request.url)}`);
    }
    return reply.code(401).send();
  });
}

/** Without the port and the brackets of an IPv6 address. */
function hostName(host: string): string {
  const name = /^\[([^\]]*)\](?::\d+)?$/.exec(host)?.[1];
  return name ?? host.replace(/:\d+$/, '');
}

/** A browser says from where it sends; what says nothing is no browser, and has no cookie that could be misused. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
