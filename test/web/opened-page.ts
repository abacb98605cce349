/** The page on a root, answering without a port; and what a person's browser keeps from one answer to the next. */
import type { LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import { wordingFor } from '../../src/commands/languages.ts';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import { type OpenedOffice, openOffice } from '../../src/robot/office.ts';
import { Desk, type SharedWording } from '../../src/web/desk.ts';
import { type Bounds, type PageServer, pageServer } from '../../src/web/server.ts';

export interface OpenedPage {
  readonly page: PageServer;
  readonly desk: Desk;
  readonly faults: unknown[];
  close(): Promise<void>;
}

export async function openPage(
  root: string,
  changes: Partial<Configuration> = {},
  bounds?: Bounds,
): Promise<OpenedPage> {
  const configuration = { ...DEFAULT_CONFIGURATION, root, ...changes };
  const reopenOffice = (): Promise<OpenedOffice> =>
    openOffice(configuration, {
      now: () => new Date(),
      today: () => 20261124 as CalendarDate,
    });
  const office = await reopenOffice();
  const faults: unknown[] = [];
  const desk = await Desk.open({
    configuration,
    office,
    reopenOffice,
    shared: { fr: shared('fr'), en: shared('en') },
    onFault: (error) => faults.push(error),
  });
  const page = await pageServer(desk, bounds);
  const close = async (): Promise<void> => {
    await page.close();
    await desk.close();
    await office.close();
  };
  return { page, desk, faults, close };
}

/** The same, closed when the test ends. */
export async function testPage(
  root: string,
  changes: Partial<Configuration> = {},
  bounds?: Bounds,
): Promise<OpenedPage> {
  const opened = await openPage(root, changes, bounds);
  onTestFinished(() => opened.close());
  return opened;
}

/** Has it answer on a port; gives its address. */
export async function listening({ page }: Pick<OpenedPage, 'page'>): Promise<string> {
  await page.server.listen({ host: '127.0.0.1', port: 0 });
  const address = page.server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

function shared(language: 'fr' | 'en'): SharedWording {
  const { publication, archive } = wordingFor(language);
  return { changes: publication, archiveFault: (fault) => archive.fault(fault) };
}

const HOST = '127.0.0.1:4180';

/** A browser without a script: it keeps cookies, and sends the token of the last page with its forms. */
export class PlainBrowser {
  readonly #page: PageServer;
  readonly cookies = new Map<string, string>();
  token = '';

  constructor({ page }: Pick<OpenedPage, 'page'>) {
    this.#page = page;
  }

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> {
    return this.#kept(
      await this.#page.server.inject({
        method: 'GET',
        url,
        headers: { host: HOST, accept: 'text/html', cookie: this.#cookies(), ...headers },
      }),
    );
  }

  /** A form of the page, with its token unless `fields` has another. */
  async post(
    url: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<LightMyRequestResponse> {
    const payload = new URLSearchParams({ _csrf: this.token, ...fields }).toString();
    return this.#kept(
      await this.#page.server.inject({
        method: 'POST',
        url,
        payload,
        headers: {
          host: HOST,
          accept: 'text/html',
          origin: `http://${HOST}`,
          cookie: this.#cookies(),
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
      }),
    );
  }

  /** The upload form; parts in their order. */
  async upload(
    parts: readonly UploadedPart[],
    { token = this.token, headers = {} }: { token?: string; headers?: Record<string, string> } = {},
  ): Promise<LightMyRequestResponse> {
    const boundary = '----page-test';
    const chunks = parts.map(({ name, filename, content }) => {
      const file =
        filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: application/octet-stream`;
      return Buffer.concat([
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]);
    });
    return this.#page.server.inject({
      method: 'POST',
      url: `/depot?_csrf=${encodeURIComponent(token)}`,
      payload: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
      headers: {
        host: HOST,
        accept: 'application/json',
        origin: `http://${HOST}`,
        cookie: this.#cookies(),
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...headers,
      },
    });
  }

  #cookies(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #kept(answer: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    const [, field, address] = /name="_csrf" value="([^"]*)"|\?_csrf=([^"]*)"/.exec(answer.body) ?? [];
    const token = field ?? address;
    if (token !== undefined) this.token = decodeURIComponent(token);
    return answer;
  }
}

export interface UploadedPart {
  readonly name: string;
  readonly filename?: string;
  readonly content: string | Buffer;
}
