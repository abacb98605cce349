/** Which address does what: every act is a POST with the token of its page. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Answering } from './answering.ts';
import { verificationView, verifyEverything } from './archive.ts';
import { type DropAnswer, dropView, FOLDER_FIELD, kindNamed } from './drop-form.ts';
import { SESSION_COOKIE } from './guards.ts';
import { html } from './html.ts';
import { foundDrop } from './lot.ts';
import { notice } from './parts.ts';
import { beginRerun } from './rerun.ts';
import { PartlyDropped, UploadFault, type UploadFaultKind } from './upload-fault.ts';
import { Upload } from './uploads.ts';
import { isForScript, listOf, lotFrom, ownPath, PageFault, type View, type Visit } from './visit.ts';
import type { PageWording } from './wording.ts';
import type { BegunWork } from './works.ts';

type Named = FastifyRequest<{ Params: Record<string, string> }>;
type Form = FastifyRequest<{ Body: Readonly<Record<string, unknown>> | undefined }>;

/** Whoever does not know the password has so many tries in so long. */
const TRIES = 10;
const TRIES_MINUTES = 15;

/** A work that ends this soon is shown at its end at once. */
const SOON_MS = 1_500;

export function addActs(server: FastifyInstance, answering: Answering): void {
  const { desk } = answering;
  const guarded = { preHandler: server.csrfProtection };
  server.post('/lots/:id/vu', guarded, async (request: Named, reply) => {
    const { id = '' } = request.params;
    await foundDrop(desk, id);
    await desk.register.markSeen(id, new Date().toISOString());
    desk.changed();
    const { retour = '' } = (request.body ?? {}) as { retour?: unknown };
    return reply.redirect(lotFrom(listOf({ query: { retour: String(retour) } }), id), 303);
  });
  server.post('/lots/:id/rejouer', guarded, async (request: Named, reply) => {
    const { id = '' } = request.params;
    const { encore } = (request.body ?? {}) as { encore?: unknown };
    return reply.redirect(await wayOf(await beginRerun(desk, id, encore === '1')), 303);
  });
  server.post('/lots/:id/verifier', guarded, async (request: Named, reply) => {
    const visit = answering.visit(request, reply);
    return answering.show(reply, await verificationView(desk, visit, request.params.id ?? ''), visit);
  });
  server.post('/archives/verifier', guarded, async (_request, reply) => {
    const begun = desk.works.begin(
      ({ archives }) => archives.verifyWork,
      (progress) => verifyEverything(desk, progress),
    );
    return reply.redirect(await wayOf(begun), 303);
  });
  addUpload(server, answering);
  addAccess(server, answering);
}

/** Where a person goes on: to the outcome where it is there already, else to the progress. */
async function wayOf(begun: BegunWork | null): Promise<string> {
  if (begun === null) throw new PageFault(409, ({ works }) => works.busy);
  const { work, ended } = begun;
  await Promise.race([ended, new Promise((done) => setTimeout(done, SOON_MS).unref())]);
  return work.result?.address ?? `/travaux/${work.number}`;
}

function addUpload(server: FastifyInstance, answering: Answering): void {
  const { desk } = answering;
  // The token stands in the address: the files must not be read before it is known.
  server.post('/depot', { preValidation: server.csrfProtection }, async (request, reply) => {
    const visit = answering.visit(request, reply);
    // Without it nothing can be told apart in what was sent.
    const sent = request.headers['content-type'] ?? '';
    if (request.isMultipart() && !/boundary=./i.test(sent)) throw new PageFault(400, malformed);
    const answer = await receive(request, answering, visit);
    const { status } = answer;
    if (isForScript(request)) {
      return reply.code(status).send({ text: answer.text });
    }
    return answering.show(reply, { ...(await dropView(desk, visit, answer)), status }, visit);
  });
}

function malformed({ faults }: PageWording): string {
  return faults.malformed;
}

interface Received extends DropAnswer {
  readonly status: number;
}

async function receive(request: FastifyRequest, { desk }: Answering, { words }: Visit): Promise<Received> {
  const { folders, folder, configuration } = desk;
  const { limits } = configuration;
  const upload = new Upload({ folders, folder, limits, now: () => new Date() });
  try {
    const parts = request.parts({
      // A folder that is sent whole tells its files' paths as their names; what may be one of them is judged here.
      preservePath: true,
      limits: {
        files: limits.files,
        fields: 10,
        parts: limits.files + 10,
        fileSize: Number.MAX_SAFE_INTEGER,
      },
    });
    for await (const part of parts) {
      if (part.type === 'file') {
        // A form without a choice sends a file without a name.
        if (part.filename === '') part.file.resume();
        else if (part.fieldname === FOLDER_FIELD) await upload.takeOfFolder(part.filename, part.file);
        else await upload.take(part.filename, part.file);
      } else if (part.fieldname === 'dossier') upload.dossier = String(part.value ?? '').trim();
      else if (part.fieldname === 'nature') upload.kind = kindNamed(String(part.value ?? ''));
    }
    const names = await upload.drop();
    return { isGood: true, status: 200, text: words.drop.done(names.join(', ')) };
  } catch (error) {
    await upload.discard();
    if (error instanceof PartlyDropped) {
      desk.onFault(error.cause);
      return { isGood: false, status: 500, text: words.drop.partly(error.names.join(', ')) };
    }
    const kind = faultOf(error);
    if (kind === null) throw error;
    const unfit = error instanceof UploadFault ? error.unfit : null;
    const text =
      unfit === null
        ? words.drop.faults[kind]
        : words.drop.refusedName(unfit.name, words.drop.unfit[unfit.reason]);
    return { isGood: false, status: 400, text };
  }
}

function faultOf(error: unknown): UploadFaultKind | null {
  if (error instanceof UploadFault) return error.kind;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') return 'too-many';
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? 'cut' : null;
}

function addAccess(server: FastifyInstance, answering: Answering): void {
  const { access } = answering;
  server.get('/connexion', async (request, reply) => {
    const visit = answering.visit(request, reply);
    if (access.admits(request.cookies[SESSION_COOKIE])) return reply.redirect('/lots');
    return answering.show(reply, loginView(visit, visit.query.vers ?? '', null), visit);
  });
  const wrong = new RateLimiterMemory({ points: TRIES, duration: TRIES_MINUTES * 60 });
  server.post('/connexion', { preHandler: server.csrfProtection }, async (request: Form, reply) => {
    const visit = answering.visit(request, reply);
    const { motDePasse, vers } = request.body ?? {};
    const { consumedPoints = 0 } = (await wrong.get(request.ip)) ?? {};
    if (consumedPoints >= TRIES) throw new PageFault(429, (words) => words.access.tooMany(TRIES_MINUTES));
    const session = access.enter(String(motDePasse ?? ''));
    if (session === null) {
      await wrong.penalty(request.ip);
      const view = { ...loginView(visit, String(vers ?? ''), visit.words.access.wrong), status: 401 };
      return answering.show(reply, view, visit);
    }
    reply.setCookie(SESSION_COOKIE, session, { path: '/', httpOnly: true, sameSite: 'strict' });
    return reply.redirect(ownPath(String(vers ?? '')), 303);
  });
  server.post('/deconnexion', { preHandler: server.csrfProtection }, async (request, reply) => {
    access.leave(request.cookies[SESSION_COOKIE]);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return reply.redirect('/connexion', 303);
  });
}

/** The cursor is in the field, where a screen reader says what was wrong. */
const FAULTY = html` aria-invalid="true" aria-describedby="refus"`;

function loginView({ words, token }: Visit, to: string, fault: string | null): View {
  return {
    title: words.access.title,
    nav: null,
    body: html`${fault === null ? null : html`<div id="refus">${notice(fault, 'bad')}</div>`}
<form class="sheet" method="post" action="/connexion">
<input type="hidden" name="_csrf" value="${token}"><input type="hidden" name="vers" value="${to}">
<label>${words.access.password}<input type="password" name="motDePasse" autocomplete="current-password" maxlength="200" required autofocus${fault === null ? null : FAULTY}></label>
<button class="main">${words.access.enter}</button>
</form>`,
  };
}
