/** Which address shows what: everything that is only looked at, and the files that can be had. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answering } from './answering.ts';
import { archivesView } from './archive.ts';
import { assetAt, YEAR_SECONDS } from './assets.ts';
import { companiesView, companyView } from './company.ts';
import { sendDocument, sendFile } from './downloads.ts';
import { dropView } from './drop-form.ts';
import { pageHeaders, SESSION_COOKIE } from './guards.ts';
import { foundDrop, lotView } from './lot.ts';
import { lotsView } from './lots.ts';
import { pendingView } from './pending.ts';
import { publicationsView, publicationView } from './publications.ts';
import { rerunView } from './rerun.ts';
import { type AskedName, understood } from './understood.ts';
import { PageFault, type View, type Visit } from './visit.ts';
import { workView } from './work-view.ts';

type Named = FastifyRequest<{ Params: Record<string, string> }>;

export function addViews(server: FastifyInstance, answering: Answering): void {
  const { desk } = answering;
  const view = (
    path: string,
    takes: readonly AskedName[],
    show: (visit: Visit, params: Record<string, string>) => Promise<View>,
  ): void => {
    server.get(path, async (request: Named, reply) => {
      const asked = answering.visit(request, reply);
      // Before the view, so that what is written meanwhile is a change to it.
      const version = await desk.version();
      const { visit, leftOut } = await understood(asked, takes, desk.register);
      return answering.show(reply, { ...(await show(visit, request.params)), version, leftOut }, visit);
    });
  };
  server.get('/', async (_request, reply) => reply.redirect('/lots'));
  view('/lots', ['etat', 'du', 'au', 'avant'], (visit) => lotsView(desk, visit));
  view('/lots/:id', ['page', 'vue'], (visit, { id = '' }) => lotView(desk, visit, id));
  view('/lots/:id/rejouer', [], (visit, { id = '' }) => rerunView(desk, visit, id));
  view('/a-integrer', ['page'], (visit) => pendingView(desk, visit));
  view('/publications', ['avant'], (visit) => publicationsView(desk, visit));
  view('/publications/:id', ['page'], (visit, { id = '' }) => publicationView(desk, visit, id));
  view('/dossiers', ['page'], (visit) => companiesView(desk, visit));
  view('/dossiers/:dossier', [], (visit, { dossier = '' }) => companyView(desk, visit, dossier));
  view('/archives', ['avant'], (visit) => archivesView(desk, visit));
  view('/travaux/:number', [], async (visit, { number = '' }) => workView(desk, visit, Number(number)));
  view('/depot', [], (visit) => dropView(desk, visit, null));
  server.get('/lots/:id/fichiers/:which', async (request: Named, reply) => {
    const { id = '', which = '' } = request.params;
    const { language } = answering.visit(request, reply);
    return sendFile(desk, await foundDrop(desk, id), which, language, reply);
  });
  server.get('/lots/:id/documents/:name', async (request: Named, reply) => {
    const { id = '', name = '' } = request.params;
    const isToSave = answering.visit(request, reply).query.telecharger !== undefined;
    return sendDocument(desk, await foundDrop(desk, id), name, isToSave, reply);
  });
  server.get('/statique/:name', async (request, reply) => sendAsset(request, reply));
  server.get('/favicon.ico', async (_request, reply) => reply.code(204).send());
  server.get('/evenements', (request, reply) => {
    const { words } = answering.visit(request, reply);
    const session = request.cookies[SESSION_COOKIE];
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...pageHeaders(),
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
    });
    const isAdmitted = (): boolean => answering.access.admits(session);
    if (!answering.live.add({ response: raw, words, isAdmitted })) raw.end();
  });
}

function sendAsset({ url }: FastifyRequest, reply: FastifyReply): unknown {
  const asset = assetAt(url.split('?', 1)[0] ?? '');
  if (asset === null) throw new PageFault(404, ({ faults }) => faults.notFound);
  reply
    .header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
    .header('content-type', asset.type);
  return reply.send(asset.text);
}
