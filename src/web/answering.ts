/** What views and acts are given to answer with; how it is done stands in the server. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from './access.ts';
import type { Desk } from './desk.ts';
import type { Live } from './live.ts';
import type { View, Visit } from './visit.ts';

export interface Answering {
  readonly desk: Desk;
  readonly access: Access;
  readonly live: Live;
  visit(request: FastifyRequest, reply: FastifyReply): Visit;
  /** Sends the view in its frame. */
  show(reply: FastifyReply, view: View, visit: Visit): Promise<unknown>;
}
