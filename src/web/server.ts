/**
 * The page as a server: plugins, guards, and which address leads to which view or act. Knows nothing of what a view
 * shows; what it gives back is a page, a file or a way on.
 */
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ArchiveError } from '../archive/fault.ts';
import type { Configuration } from '../configuration/values.ts';
import { Access, pageAddress } from './access.ts';
import { addActs } from './acts.ts';
import type { Answering } from './answering.ts';
import { YEAR_SECONDS } from './assets.ts';
import type { Desk } from './desk.ts';
import { faultSentence, isRegisterBusy, statusSentence } from './faults.ts';
import { addGuards, LANGUAGE_COOKIE, SESSION_COOKIE, TOKEN_COOKIE } from './guards.ts';
import { html } from './html.ts';
import { Indexing } from './indexing.ts';
import { page } from './layout.ts';
import { Live } from './live.ts';
import { notice } from './parts.ts';
import { robotSentence } from './robot-state.ts';
import { answerUnreadable, answerUnroutable } from './unroutable.ts';
import { addViews } from './views.ts';
import { isForScript, PageFault, type View, type Visit } from './visit.ts';
import { pageWording } from './wording.ts';

export interface PageServer {
  readonly server: FastifyInstance;
  /** Begins to answer; gives the address that a person opens. Throws what the system says of the port. */
  listen(): Promise<string>;
  /** Ends what is open; the desk is the caller's to close. */
  close(): Promise<void>;
}

/** How much of the server anybody may keep busy, whether or not she knows the password. */
export interface Bounds {
  /** More than tabs that follow the robot. */
  readonly connections: number;
  /** How long a request may take to arrive. */
  readonly requestMs: number;
  /** How often it is looked whether one has taken longer. */
  readonly lookMs: number;
}

const HEAD_MS = 60_000;
const HALF_AN_HOUR_MS = 30 * 60_000;
/** The largest upload has to fit: what is slower than that is no network of an office. */
const SLOWEST_MIB_MS = 1_000;

function boundsOf({ limits }: Configuration): Bounds {
  const requestMs = Math.max(HALF_AN_HOUR_MS, limits.batchMiB * SLOWEST_MIB_MS);
  return { connections: 500, requestMs, lookMs: 30_000 };
}

/** A form of the page is a few words; uploads have limits of their own. */
const BODY_BYTES = 64 * 1024;
const NEEDS_NO_REGISTER = /^\/(?:connexion|deconnexion|statique\/|favicon\.ico)/;
/** After so long it is worth trying again. */
const BUSY_SECONDS = 5;

export async function pageServer(desk: Desk, bounds = boundsOf(desk.configuration)): Promise<PageServer> {
  const { web } = desk.configuration;
  const access = new Access(web.password ?? null);
  const live = new Live(desk);
  const indexing = new Indexing(desk, (progress) => live.tellSearch(progress));
  const { lang } = desk.configuration;
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: bounds.requestMs,
    http: {
      connectionsCheckingInterval: bounds.lookMs,
      // Node takes the shorter one of the two for that of the head.
      headersTimeout: Math.min(HEAD_MS, bounds.requestMs),
    },
    frameworkErrors: (error, _request, reply) => answerUnroutable(error.statusCode ?? 400, lang, reply),
    clientErrorHandler: (error, socket) => answerUnreadable(error, lang, socket),
  });
  server.server.maxConnections = bounds.connections;
  const answering: Answering = {
    desk,
    access,
    live,
    visit: (request, reply) => visitOf(desk, access, request, reply),
    show: (reply, view, visit) => show(desk, reply, view, visit),
  };
  await server.register(cookie);
  await server.register(csrf, {
    cookieKey: TOKEN_COOKIE,
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict' },
    getToken: tokenOf,
  });
  await server.register(formbody, { bodyLimit: BODY_BYTES });
  await server.register(multipart);
  addGuards(server, { host: web.host, access });
  server.addHook('preHandler', async ({ url }) => {
    if (NEEDS_NO_REGISTER.test(url) || (await desk.isRegisterThere())) return;
    throw new PageFault(503, ({ faults }) => faults.registerLost);
  });
  server.setNotFoundHandler(() => {
    throw new PageFault(404, ({ faults }) => faults.notFound);
  });
  server.setErrorHandler((error, request, reply) => tellFault(answering, error, request, reply));
  addViews(server, answering);
  addActs(server, answering);
  return {
    server,
    listen: async () => {
      await server.listen({ host: web.host, port: web.port });
      indexing.start();
      return pageAddress(web);
    },
    close: async () => {
      live.close();
      await indexing.stop();
      await server.close();
    },
  };
}

/** In a field of the form; files come behind it, so that theirs is in the address. */
function tokenOf({ body, query }: FastifyRequest): string {
  for (const fields of [body, query]) {
    if (typeof fields === 'object' && fields !== null && '_csrf' in fields) return String(fields._csrf);
  }
  return '';
}

function visitOf(desk: Desk, access: Access, request: FastifyRequest, reply: FastifyReply): Visit {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query ?? {})) {
    // What is asked more than once is asked as one, which is found or told: nothing of it is passed over.
    query[name] = [value].flat().join(' ');
  }
  const asked = [query.lang, request.cookies[LANGUAGE_COOKIE]].find((each) => each === 'fr' || each === 'en');
  const language = asked === 'en' ? 'en' : asked === 'fr' ? 'fr' : desk.configuration.lang;
  if (query.lang === language) {
    reply.setCookie(LANGUAGE_COOKIE, language, { path: '/', sameSite: 'strict', maxAge: YEAR_SECONDS });
  }
  delete query.lang;
  return {
    language,
    words: pageWording(language),
    address: request.method === 'GET' ? request.url : '/lots',
    query,
    token: reply.generateCsrf(),
    isInside: access.admits(request.cookies[SESSION_COOKIE]),
    isLocked: access.isLocked,
  };
}

async function show(desk: Desk, reply: FastifyReply, view: View, visit: Visit): Promise<unknown> {
  const { isInside, words } = visit;
  const sight = isInside && view.sight === undefined ? await desk.robot.sight() : (view.sight ?? null);
  reply.code(view.status ?? 200).type('text/html; charset=utf-8');
  return reply.send(page(view, visit, isInside ? robotSentence(sight, words) : ''));
}

/** Every fault becomes a page that says what is to be done; what is ours or the machine's is told to the log, too. */
async function tellFault(
  { desk, visit, show: answer }: Answering,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const from = visit(request, reply);
  const { words } = from;
  const status = statusOf(error);
  if (status >= 500 && !(error instanceof PageFault)) desk.onFault(error);
  const sentence = sentenceOf(error, status, from, desk);
  if (isRegisterBusy(error)) reply.header('retry-after', BUSY_SECONDS);
  if (isForScript(request)) {
    return reply.code(status).send({ text: sentence });
  }
  const view = {
    title: words.faults.title,
    nav: null,
    status,
    body: html`${notice(sentence, 'bad')}<p><a href="/lots">${words.lot.back}</a></p>`,
  };
  return answer(reply, view, from);
}

function sentenceOf(error: unknown, status: number, visit: Visit, { shared }: Desk): string {
  if (error instanceof PageFault) return error.sentence(visit.words);
  const isOfRequest = status < 500 && !(error instanceof ArchiveError);
  return isOfRequest ? statusSentence(status, visit.words) : faultSentence(error, visit, shared);
}

function statusOf(error: unknown): number {
  if (error instanceof PageFault) return error.status;
  if (error instanceof ArchiveError) return 404;
  if (isRegisterBusy(error)) return 503;
  const told = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return told >= 400 && told < 600 ? told : 500;
}
