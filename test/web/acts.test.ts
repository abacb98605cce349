/** What can be done on the page, and what it follows: seen, run again, verified, and the robot live. */
import { appendFileSync, chmodSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { faultEvent } from '../../src/robot/fault-event.ts';
import { sentenceOf } from '../../src/robot/log-line.ts';
import { Bureau } from '../commands/robot-process.ts';
import { newRoot } from '../robot/robot-root.ts';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { swept } from './filled-root.ts';
import { listening, type OpenedPage, PlainBrowser, testPage } from './opened-page.ts';

interface Seen {
  readonly bureau: Bureau;
  readonly opened: OpenedPage;
  readonly browser: PlainBrowser;
  readonly id: string;
}

/** A root with one lot, delivered or refused. */
async function seenLot({ isSound = true } = {}): Promise<Seen> {
  const bureau = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => bureau.remove());
  drop(bureau, '888_lot', isSound);
  await swept(bureau);
  const opened = await testPage(bureau.root);
  const browser = new PlainBrowser(opened);
  await browser.get('/archives');
  const [record] = await opened.desk.register.list({ limit: 1 });
  return { bureau, opened, browser, id: record?.id ?? '' };
}

function drop(bureau: Bureau, name: string, isSound = true): void {
  const rows = purchase('P1', { documents: 'facture.pdf' });
  writeBatch(bureau.path('depot-ami'), name, {
    csv: csvText(isSound ? rows : rows.slice(0, 2)),
    documents: { 'facture.pdf': PDF },
  });
}

test('a register that was taken away or replaced is told, not shown as if nothing were', async () => {
  const opened = await testPage(newRoot().root);
  const browser = new PlainBrowser(opened);
  expect((await browser.get('/lots')).statusCode).toBe(200);
  const path = opened.desk.folders.register;
  renameSync(path, `${path}.away`);
  for (const content of [null, 'another file']) {
    if (content !== null) writeFileSync(path, content);
    for (const address of ['/lots', '/depot', '/evenements']) {
      const answer = await browser.get(address);
      expect([answer.statusCode, answer.body], address).toEqual([503, expect.stringContaining('registre')]);
    }
  }
  rmSync(path);
  renameSync(`${path}.away`, path);
  expect((await browser.get('/lots')).statusCode).toBe(200);
  expect(opened.faults).toEqual([]);
});

test('a register that another program holds is told as such, while the page goes on answering', async () => {
  const { opened, browser, id } = await seenLot({ isSound: false });
  const other = new SqliteDatabase(opened.desk.folders.register);
  onTestFinished(() => {
    other.close();
  });
  other.exec('begin immediate');
  const start = performance.now();
  const act = browser.post(`/lots/${id}/vu`);
  expect((await browser.get('/depot')).statusCode).toBe(200);
  expect(performance.now() - start).toBeLessThan(900);
  const { statusCode, headers, body } = await act;
  expect([statusCode, headers['retry-after'], body]).toEqual([
    503,
    '5',
    expect.stringContaining('Le registre est occupé'),
  ]);
  expect(performance.now() - start).toBeLessThan(5_000);
  other.exec('rollback');
  expect((await browser.post(`/lots/${id}/vu`)).statusCode).toBe(303);
});

test('a register that was made again is opened without a restart, for looking and for acting', async () => {
  const { bureau, opened, browser, id } = await seenLot({ isSound: false });
  const rebuilt = await bureau.run(['register', 'rebuild', '--force']);
  expect(rebuilt.exitCode, rebuilt.stderr).toBe(0);
  const [first, second] = await Promise.all([browser.get('/lots'), browser.get(`/lots/${id}`)]);
  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  expect((await browser.post(`/lots/${id}/vu`)).statusCode).toBe(303);
  expect((await browser.post(`/lots/${id}/rejouer`)).statusCode).toBe(303);
  const { register } = opened.desk;
  expect((await register.list({ limit: 9 })).map(({ earlier }) => earlier)).toEqual([id, null]);
  expect((await register.seen([id])).size).toBe(1);
  expect(opened.faults).toEqual([]);
});

describe('mark as seen', () => {
  test('takes a refusal out of what is to be looked at, and tells when', async () => {
    const { browser, id } = await seenLot({ isSound: false });
    expect((await browser.get('/lots')).body).toContain('1 refus à voir');
    expect((await browser.get(`/lots/${id}`)).body).toContain('Marquer comme vu');
    const answer = await browser.post(`/lots/${id}/vu`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/lots/${id}`]);
    const { body } = await browser.get(`/lots/${id}`);
    expect(body).toContain('Vu le');
    expect(body).not.toContain('Marquer comme vu');
    expect((await browser.get('/lots')).body).not.toContain('refus à voir');
    expect((await browser.get('/lots?etat=unseen')).body).toContain('Aucun lot ne répond');
    expect((await browser.post('/lots/nobody/vu')).statusCode).toBe(404);
  });
});

/** Where long work led, once it is over, however long that took. */
async function endOf({ headers }: LightMyRequestResponse, { desk }: OpenedPage): Promise<string> {
  await desk.works.idle();
  const location = String(headers.location);
  const [, number] = /^\/travaux\/(\d+)$/.exec(location) ?? [];
  return desk.works.find(Number(number))?.result?.address ?? location;
}

describe('run again', () => {
  test('asks before it delivers once more, and does so only then', async () => {
    const { bureau, opened, browser, id } = await seenLot();
    const question = await browser.get(`/lots/${id}/rejouer`);
    expect(question.body).toContain('Faut-il vraiment le livrer une fois de plus');
    const refused = await browser.post(`/lots/${id}/rejouer`);
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('Confirmez si vous voulez');
    expect(bureau.imports('888')).toHaveLength(1);
    const done = await browser.post(`/lots/${id}/rejouer`, { encore: '1' });
    expect(done.statusCode).toBe(303);
    const { body } = await browser.get(await endOf(done, opened));
    expect(body).toMatch(/Livraison n°<\/dt><dd>2</);
    expect(bureau.imports('888')).toHaveLength(2);
    expect(bureau.files('en-cours').filter((path) => path.startsWith('robot-'))).toEqual([]);
  });

  test('of a refused lot asks nothing, and says what it is refused for now', async () => {
    const { opened, browser, id } = await seenLot({ isSound: false });
    const question = await browser.get(`/lots/${id}/rejouer`);
    expect(question.body).not.toContain('Faut-il vraiment');
    const done = await browser.post(`/lots/${id}/rejouer`);
    const end = await endOf(done, opened);
    expect((await browser.get(end)).body).toContain('ENTRY_UNBALANCED');
    expect(end).not.toBe(`/lots/${id}`);
  });

  test('says so where the archive is not what it was', async () => {
    const { bureau, opened, browser, id } = await seenLot({ isSound: false });
    const record = await opened.desk.register.find(id);
    damage(bureau, record?.archive ?? '');
    const done = await browser.post(`/lots/${id}/rejouer`);
    const { body } = await browser.get(await endOf(done, opened));
    expect(opened.faults).toHaveLength(1);
    expect(body).toContain('Le travail n’a pas pu être terminé');
    expect(existsSync(bureau.path('en-cours'))).toBe(true);
    expect(bureau.files('en-cours').filter((path) => path.startsWith('robot-'))).toEqual([]);
  });
});

test('running again where the archive is gone says so with what to do, on the page and in the log', async () => {
  const { bureau, opened, browser, id } = await seenLot({ isSound: false });
  const archive = (await opened.desk.register.find(id))?.archive ?? '';
  rmSync(bureau.path(`archives/${archive}`));
  const { body } = await browser.get(await endOf(await browser.post(`/lots/${id}/rejouer`), opened));
  expect(body).toContain(archive);
  expect(body).toContain('L’archive manque. Remettez l’archive depuis une sauvegarde');
  const [fault] = opened.faults;
  const told = sentenceOf(faultEvent(fault, 'page-goes-on'), 'fr');
  expect(told).toMatch(/^Archive .*L’archive manque\. Remettez.*La page continue/);
  expect(told).not.toMatch(/robot|\n/);
});

describe('verify', () => {
  test('one archive, and all of them', async () => {
    const { bureau, opened, browser, id } = await seenLot();
    expect((await browser.post(`/lots/${id}/verifier`)).body).toMatch(/notice-good">[^<]*intacte/);
    const sound = await browser.post('/archives/verifier');
    expect((await browser.get(await endOf(sound, opened))).body).toContain(
      '1\u00a0archive intacte, aucune anomalie',
    );
    damage(bureau, (await opened.desk.register.find(id))?.archive ?? '');
    expect((await browser.post(`/lots/${id}/verifier`)).body).toMatch(/notice-bad/);
    const faulty = await browser.post('/archives/verifier');
    const { body } = await browser.get(await endOf(faulty, opened));
    expect(body).toContain('0\u00a0archive intacte, 1\u00a0anomalie');
    expect((await browser.get(`/lots/${id}`)).body).toContain('ne peut pas être lue');
    expect((await browser.get('/travaux/99')).statusCode).toBe(404);
  });

  test('while other long work goes on, a second one waits for a person to ask again', async () => {
    const { opened, browser } = await seenLot();
    let end = (): void => {};
    opened.desk.works.begin(
      () => 'Travail',
      (progress) => {
        progress(3, 12);
        return new Promise((done) => {
          end = () => done({ address: null, isSound: true, sentences: () => ['Fini.'] });
        });
      },
    );
    const { body } = await browser.get('/travaux/1');
    expect(body).toContain('<progress aria-label="Travail" max="12" value="3">');
    expect(body).toContain('3 sur 12');
    expect((await browser.post('/archives/verifier')).statusCode).toBe(409);
    end();
    await opened.desk.works.idle();
    expect((await browser.get('/travaux/1')).body).toContain('Fini.');
    expect((await browser.post('/archives/verifier')).statusCode).toBe(303);
  });
});

/** Archives are read-only. */
function damage(bureau: Bureau, archive: string): void {
  const path = join(bureau.root, 'archives', ...archive.split('/'));
  chmodSync(path, 0o644);
  appendFileSync(path, 'x');
}

describe('live', () => {
  test('tells what a robot did, and the progress of long work', async () => {
    const { bureau, opened, browser } = await seenLot();
    const events = await followed(await listening(opened));
    expect(await next(events, 'robot')).toBe('"Aucun robot ne travaille."');
    const version = await next(events, 'changement');
    expect((await browser.get('/lots')).body).toContain(`data-direct="${JSON.parse(version)}"`);
    drop(bureau, '999_autre');
    expect(await next(events, 'robot')).toContain('1\u00a0dépôt attend');
    await swept(bureau);
    let changed = version;
    while (changed === version) changed = await next(events, 'changement');
    opened.desk.works.begin(
      () => 'Travail',
      async (progress) => {
        progress(1, 2);
        return { address: null, isSound: true, sentences: () => [] };
      },
    );
    expect(JSON.parse(await next(events, 'travail'))).toMatchObject({
      done: 1,
      of: 2,
      text: '1 sur 2',
      ended: false,
    });
    expect(JSON.parse(await next(events, 'travail'))).toMatchObject({ ended: true });
  });

  test('tells what was done on the page itself, and what it noted of ISACOMPTA', async () => {
    const { opened, browser, id } = await seenLot({ isSound: false });
    const events = await followed(await listening(opened));
    const version = await next(events, 'changement');
    await browser.post(`/lots/${id}/vu`);
    let changed = version;
    while (changed === version) changed = await next(events, 'changement');

    const delivered = await seenLot();
    const others = await followed(await listening(delivered.opened));
    const before = await next(others, 'changement');
    const [file = ''] = delivered.bureau.imports('888');
    rmSync(delivered.bureau.path(`a-integrer/888/${file}`));
    expect((await delivered.browser.get('/a-integrer')).body).toContain('Rien n’attend');
    changed = before;
    while (changed === before) changed = await next(others, 'changement');
  });

  test('tells nothing any more once one has left', async () => {
    const password = 'une phrase que vous seul connaissez';
    const opened = await testPage(newRoot().root, { web: { host: '127.0.0.1', port: 0, password } });
    const [leaving, staying] = [new PlainBrowser(opened), new PlainBrowser(opened)];
    for (const browser of [leaving, staying]) {
      await browser.get('/connexion');
      await browser.post('/connexion', { motDePasse: password });
    }
    const cookieOf = ({ cookies }: PlainBrowser): string => `ami_session=${cookies.get('ami_session')}`;
    const address = await listening(opened);
    const stays = await followed(address, cookieOf(staying));
    const events = await followed(address, cookieOf(leaving));
    await next(events, 'changement');
    await leaving.get('/archives');
    await leaving.post('/deconnexion');
    await expect(next(events, 'never')).rejects.toThrow('never came');
    expect(await next(stays, 'changement')).toBeDefined();
  });
});

/** A tab that follows the robot. */
async function followed(address: string, cookie = ''): Promise<AsyncGenerator<readonly [string, string]>> {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const answer = await fetch(`${address}evenements`, {
    signal: end.signal,
    headers: { cookie },
  });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  return eventsOf(answer);
}

async function next(events: AsyncGenerator<readonly [string, string]>, wanted: string): Promise<string> {
  for (;;) {
    const { value, done } = await events.next();
    if (done === true) throw new Error(`${wanted} never came`);
    const [name, data] = value;
    if (name === wanted) return data;
  }
}

async function* eventsOf(answer: Response): AsyncGenerator<readonly [string, string]> {
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    for (let at = text.indexOf('\n\n'); at !== -1; at = text.indexOf('\n\n')) {
      const [, name = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, at)) ?? [];
      text = text.slice(at + 2);
      if (name !== '') yield [name, data];
    }
  }
}
