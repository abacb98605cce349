/**
 * What is no request for any address (a method that nobody knows, a line that is no line of HTTP, an address that can't be
 * decoded) is answered with a sentence and the guards of every other answer. It comes before all plugins, so that nobody
 * is known by then: nothing of the register is in it.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { Language } from '../check/messages/report.ts';
import { errorCode } from '../storage/file-system.ts';
import { statusSentence } from './faults.ts';
import { pageHeaders } from './guards.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import { notice } from './parts.ts';
import { pageWording } from './wording.ts';

const SOCKET_STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

export function answerUnroutable(status: number, language: Language, reply: FastifyReply): void {
  reply.hijack();
  const text = unroutablePage(status, language);
  reply.raw.writeHead(status, headersOf(text)).end(text);
}

/** What Node could not read as a request: all there is of it is its connection. */
export function answerUnreadable(error: Error, language: Language, socket: Socket): void {
  const code = errorCode(error) ?? '';
  if (code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const status = SOCKET_STATUSES[code] ?? 400;
    const text = unroutablePage(status, language);
    const headers = Object.entries({ ...headersOf(text), connection: 'close' });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${text}`);
  }
  socket.destroy(error);
}

function headersOf(text: string): Record<string, string> {
  return {
    ...pageHeaders(),
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
  };
}

function unroutablePage(status: number, language: Language): string {
  const words = pageWording(language);
  const view = {
    title: words.faults.title,
    nav: null,
    body: html`${notice(statusSentence(status, words), 'bad')}<p><a href="/lots">${words.lot.back}</a></p>`,
  };
  const visit = { language, words, address: '/lots', query: {}, token: '', isInside: false, isLocked: false };
  return page(view, visit, '');
}
