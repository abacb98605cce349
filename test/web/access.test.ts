/** Who gets the page and who doesn't: names, origins, tokens, passwords, and what a browser is told it may do. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { Access, isLoopback, pageAddress } from '../../src/web/access.ts';
import { ownPath } from '../../src/web/visit.ts';
import { newRoot } from '../robot/robot-root.ts';
import { listening, PlainBrowser, testPage } from './opened-page.ts';

const PASSWORD = 'une phrase que vous seul connaissez';

const locked = () => testPage(newRoot().root, { web: { host: '0.0.0.0', port: 4180, password: PASSWORD } });

describe('on this machine', () => {
  test('the page answers under the names of this machine, and under no other', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    for (const host of ['127.0.0.1:4180', 'localhost:4180', '[::1]:4180', 'LOCALHOST'])
      expect((await browser.get('/lots', { host })).statusCode, host).toBe(200);
    for (const host of ['evil.example', '127.0.0.1.evil.example:4180', 'evil.example:127']) {
      const answer = await browser.get('/lots', { host });
      expect(answer.statusCode, host).toBe(403);
      expect(answer.body, host).not.toContain('Lots reçus');
    }
  });

  test('every answer is told what it may do', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    for (const path of ['/lots', '/nulle-part', '/depot', '/dossiers/x']) {
      const { headers } = await browser.get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).not.toMatch(/unsafe|\*|data:|https?:/);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
  });

  test('what is no address leads nowhere else in the other language either', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    for (const path of ['//evil.example/lots', '//evil.example']) {
      const { statusCode, body } = await browser.get(path);
      expect([statusCode, /<a href="([^"]*)" hreflang="en"/.exec(body)?.[1]], path).toEqual([
        404,
        '/lots?lang=en',
      ]);
    }
    expect(ownPath('/\\evil.example')).toBe('/lots');
  });

  test('what is no request is answered with a sentence and as safely', async () => {
    const address = new URL(await listening(await testPage(newRoot().root)));
    const asked = [
      ['GET /%zz', 400],
      ['GET /%', 400],
      [`GET /lots/${'x'.repeat(200)}`, 414],
      [`GET /${'x'.repeat(20_000)}`, 431],
      ['NEVERHEARD /lots', 400],
      ['GET /a\0b', 400],
    ] as const;
    for (const [line, status] of asked) {
      const socket = connect(Number(address.port), address.hostname);
      socket.write(`${line} HTTP/1.1\r\nHost: ${address.host}\r\nConnection: close\r\n\r\n`);
      const answer = await text(socket);
      const name = line.slice(0, 20);
      expect(answer, name).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer, name).toMatch(/content-security-policy: default-src 'none'/i);
      expect(answer, name).toMatch(/x-content-type-options: nosniff/i);
      expect(answer, name).toMatch(/cache-control: no-store/i);
      expect(answer, name).toContain('Cette demande');
    }
    const events = await fetch(new URL('/evenements', address));
    expect(events.headers.get('content-security-policy')).toContain("default-src 'none'");
    await events.body?.cancel();
  });

  test('style and script may be kept, under names of their content', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    const { body } = await browser.get('/lots');
    for (const [, path = ''] of body.matchAll(/(?:href|src)="(\/statique\/[^"]+)"/g)) {
      const answer = await browser.get(path);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toContain('immutable');
      expect((await browser.get(path.replace(/-[0-9a-f]+/, '-000000000000'))).statusCode).toBe(404);
    }
    expect(body.match(/\/statique\//g)).toHaveLength(2);
  });

  test('no page has script or style of its own, nor anything from elsewhere', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    for (const path of ['/lots', '/depot', '/archives', '/dossiers', '/publications', '/a-integrer']) {
      const { body } = await browser.get(path);
      expect(body, path).not.toMatch(
        /<style|<script(?! src="\/statique)|\son\w+=|style="|(?:src|href)="(?:https?:)?\/\//,
      );
    }
  });
});

describe('an act', () => {
  test.each(['/lots/x/vu', '/lots/x/rejouer', '/lots/x/verifier', '/archives/verifier'])(
    '%s needs the token of its page',
    async (path) => {
      const browser = new PlainBrowser(await testPage(newRoot().root));
      expect((await browser.post(path)).statusCode).toBe(403);
      await browser.get('/archives');
      expect((await browser.post(path, { _csrf: `${browser.token}x` })).statusCode).toBe(403);
      const stranger = new PlainBrowser(await testPage(newRoot().root));
      await stranger.get('/archives');
      expect((await browser.post(path, { _csrf: stranger.token })).statusCode).toBe(403);
      expect((await browser.post(path)).statusCode).not.toBe(403);
    },
  );

  test('comes from this page', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    await browser.get('/archives');
    const elsewhere = [
      { origin: 'http://evil.example' },
      { origin: 'http://127.0.0.1:9999' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of elsewhere)
      expect((await browser.post('/archives/verifier', {}, headers)).statusCode).toBe(403);
    expect(
      (await browser.post('/archives/verifier', {}, { 'sec-fetch-site': 'same-origin' })).statusCode,
    ).toBe(303);
  });

  test('is never done by looking', async () => {
    const browser = new PlainBrowser(await testPage(newRoot().root));
    for (const path of ['/lots/x/vu', '/lots/x/verifier', '/archives/verifier', '/deconnexion'])
      expect((await browser.get(path)).statusCode, path).toBe(404);
  });
});

describe('with a password', () => {
  test('nothing is seen without it', async () => {
    const { page } = await locked();
    const browser = new PlainBrowser({ page });
    for (const path of ['/lots', '/lots/x/fichiers/archive', '/depot', '/nulle-part']) {
      const answer = await browser.get(path);
      expect(answer.statusCode, path).toBe(302);
      expect(answer.headers.location).toBe(`/connexion?vers=${encodeURIComponent(path)}`);
      expect(answer.body).toBe('');
    }
    expect((await browser.get('/evenements', { accept: 'text/event-stream' })).statusCode).toBe(401);
    const login = await browser.get('/connexion');
    expect(login.body).not.toContain('<nav');
    expect((await browser.post('/archives/verifier')).statusCode).toBe(401);
    expect((await browser.upload([])).statusCode).toBe(401);
  });

  test('it opens the page that was asked for, until one leaves', async () => {
    const browser = new PlainBrowser(await locked());
    await browser.get('/connexion?vers=/archives');
    const wrong = await browser.post('/connexion', { motDePasse: `${PASSWORD} `, vers: '/archives' });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toContain('n’est pas le bon');
    const right = await browser.post('/connexion', { motDePasse: PASSWORD, vers: '/archives' });
    expect([right.statusCode, right.headers.location]).toEqual([303, '/archives']);
    const cookie = right.cookies.find(({ name }) => name === 'ami_session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect((await browser.get('/archives?lang=fr')).body).toContain('Se déconnecter');
    // A cookie knows no port: those of another program on the same machine must not be ours.
    expect([...browser.cookies.keys()].sort()).toEqual(['ami_csrf', 'ami_lang', 'ami_session']);
    const session = browser.cookies.get('ami_session') ?? '';
    await browser.post('/deconnexion');
    expect((await browser.get('/archives')).statusCode).toBe(302);
    browser.cookies.set('ami_session', session);
    expect((await browser.get('/archives')).statusCode).toBe(302);
  });

  test('it leads to no other site', async () => {
    const browser = new PlainBrowser(await locked());
    for (const vers of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/ x',
      '/lots?q=☃',
      '/lots\r\nx: y',
      '/lots\u007f',
    ]) {
      await browser.get('/connexion');
      const answer = await browser.post('/connexion', { motDePasse: PASSWORD, vers });
      expect(answer.headers.location, vers).toBe('/lots');
      await browser.get('/lots');
      await browser.post('/deconnexion');
    }
  });

  test('after ten wrong ones the right one is not taken either', async () => {
    const browser = new PlainBrowser(await locked());
    await browser.get('/connexion');
    const tried = [];
    for (let count = 0; count < 12; count += 1) {
      const motDePasse = count === 11 ? PASSWORD : `essai ${count}`;
      tried.push((await browser.post('/connexion', { motDePasse })).statusCode);
    }
    expect(tried).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await browser.post('/connexion', { motDePasse: PASSWORD })).body).toContain('Trop d’essais');
  });

  test('who knows it is never kept out, nor is a form without its token a try', async () => {
    const browser = new PlainBrowser(await locked());
    await browser.get('/connexion');
    for (let count = 0; count < 12; count += 1) {
      expect((await browser.post('/connexion', { motDePasse: 'x', _csrf: 'none' })).statusCode).toBe(403);
      expect((await browser.post('/connexion', { motDePasse: PASSWORD })).statusCode).toBe(303);
    }
  });

  test('tries are forgotten after a quarter of an hour', async () => {
    const browser = new PlainBrowser(await locked());
    await browser.get('/connexion');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      for (let count = 0; count < 10; count += 1) await browser.post('/connexion', { motDePasse: 'x' });
      vi.advanceTimersByTime(15 * 60_000 - 1_000);
      expect((await browser.post('/connexion', { motDePasse: PASSWORD })).statusCode).toBe(429);
      vi.advanceTimersByTime(2_000);
      expect((await browser.post('/connexion', { motDePasse: PASSWORD })).statusCode).toBe(303);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a session ends by itself, and is no other’s', () => {
    let now = 0;
    const access = new Access(PASSWORD, () => now);
    expect(access.enter('')).toBeNull();
    expect(access.enter(PASSWORD.toUpperCase())).toBeNull();
    const session = access.enter(PASSWORD);
    expect(session).toMatch(/^[\w-]{43}$/);
    expect([access.admits(session ?? ''), access.admits('x'), access.admits(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    now = 12 * 60 * 60_000;
    expect(access.admits(session ?? '')).toBe(false);
    expect(new Access(null).admits(undefined)).toBe(true);
  });
});

test('the address that is told can be opened', () => {
  for (const [host, shown] of [
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '[::1]'],
    ['0.0.0.0', 'localhost'],
    ['::', 'localhost'],
    ['192.168.1.20', '192.168.1.20'],
    ['fd00::20', '[fd00::20]'],
    ['compta', 'compta'],
  ] as const)
    expect(pageAddress({ host, port: 4180 }), host).toBe(`http://${shown}:4180/`);
});

test('only addresses of this machine need no password', () => {
  for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost'])
    expect(isLoopback(host), host).toBe(true);
  for (const host of ['0.0.0.0', '::', '192.168.1.2', 'cabinet', '127.0.0.1.evil', ''])
    expect(isLoopback(host), host).toBe(false);
});
