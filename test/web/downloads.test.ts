/** The files of a lot as a browser gets them: byte for byte, told as what they are, and able to do nothing. */
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DropRecord } from '../../src/model/drop-record.ts';
import type { Bureau } from '../commands/robot-process.ts';
import { filledBureau } from './filled-root.ts';
import { type OpenedPage, openPage, PlainBrowser } from './opened-page.ts';

let bureau: Bureau;
let opened: OpenedPage;
let browser: PlainBrowser;
let records: readonly DropRecord[];

beforeAll(async () => {
  bureau = await filledBureau({ accepted: ['grille'], refused: ['DATE_INVALID'], settings: [] });
  opened = await openPage(bureau.root);
  browser = new PlainBrowser(opened);
  records = await opened.desk.register.list({ limit: 10 });
}, 60_000);

afterAll(async () => {
  await opened.close();
  bureau.remove();
  expect(opened.faults).toEqual([]);
});

const named = (name: string): DropRecord => {
  const record = records.find((each) => each.name === name);
  if (record === undefined) throw new Error(`There is no drop ${name}`);
  return record;
};

test('come as they were delivered', async () => {
  const { id, dossier } = named('888_grille');
  const folder = bureau.path(`a-integrer/${dossier}`);
  for (const [which, ending] of [
    ['import', '.ECR'],
    ['documents', '.zip'],
  ] as const) {
    const answer = await browser.get(`/lots/${id}/fichiers/${which}`);
    const name = readdirSync(folder).find((each) => each.endsWith(ending)) ?? '';
    expect(answer.rawPayload.equals(readFileSync(join(folder, name)))).toBe(true);
    expect(answer.headers['content-disposition']).toContain(`filename="${name}"`);
  }
  const archive = await browser.get(`/lots/${id}/fichiers/archive`);
  const path = bureau.path(`archives/${named('888_grille').archive}`);
  expect(archive.rawPayload.equals(readFileSync(path))).toBe(true);
  const report = await browser.get(`/lots/${id}/fichiers/rapport.json`);
  expect(JSON.parse(report.body)).toMatchObject({ status: 'delivered', debit: '302.26' });
});

test('the anomalies are those of the refusal', async () => {
  const { id, places } = named('305_garage-DATE_INVALID');
  const answer = await browser.get(`/lots/${id}/fichiers/anomalies.csv`);
  expect(answer.body).toBe(readFileSync(bureau.path(`${places[0]}/anomalies.csv`), 'utf8'));
});

test('that a lot does not have are not there', async () => {
  const { id } = named('305_garage-DATE_INVALID');
  for (const which of ['import', 'documents', 'publication', '..%2f..%2fregistre.db', 'autre.txt'])
    expect((await browser.get(`/lots/${id}/fichiers/${which}`)).statusCode, which).toBe(404);
});

test('the report of a refusal is the one that lies beside it, also where that is no more', async () => {
  const { id, places } = named('305_garage-DATE_INVALID');
  expect((await browser.get(`/lots/${id}`)).body).toContain('rapport.txt');
  const path = bureau.path(`${places[0]}/rapport.txt`);
  const written = readFileSync(path);
  renameSync(path, `${path}.away`);
  try {
    const answer = await browser.get(`/lots/${id}/fichiers/rapport.txt`);
    expect([answer.statusCode, answer.rawPayload.equals(written)]).toEqual([200, true]);
    expect(answer.headers['content-disposition']).toContain(`attachment; filename="${id}_rapport.txt"`);
  } finally {
    renameSync(`${path}.away`, path);
  }
  const delivered = named('888_grille');
  expect((await browser.get(`/lots/${delivered.id}`)).body).not.toContain('rapport.txt');
  expect((await browser.get(`/lots/${delivered.id}/fichiers/rapport.txt`)).statusCode).toBe(404);
});

test('of an archive that is missing are not there, which is no defect of the program', async () => {
  const { id, archive } = named('305_garage-DATE_INVALID');
  const path = bureau.path(`archives/${archive}`);
  renameSync(path, `${path}.away`);
  try {
    for (const which of ['archive', 'rapport.json']) {
      const answer = await browser.get(`/lots/${id}/fichiers/${which}`);
      expect([answer.statusCode, answer.body]).toEqual([404, expect.stringContaining('manque')]);
      expect(answer.body).not.toContain('défaut');
    }
    expect(opened.faults).toEqual([]);
  } finally {
    renameSync(`${path}.away`, path);
  }
});

test('a document has its checked type, and can do nothing', async () => {
  const { id } = named('888_grille');
  const { body } = await browser.get(`/lots/${id}`);
  const [, href = ''] = /data-piece="([^"]*)"/.exec(body) ?? [];
  const answer = await browser.get(href);
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'self'",
  });
  expect(answer.headers['content-disposition']).toBeUndefined();
  const saved = await browser.get(`${href}?telecharger=1`);
  expect(saved.headers['content-disposition']).toContain('attachment');
  for (const name of ['..%2f..%2f..%2fregistre.db', 'absent.pdf', '%2e%2e'])
    expect((await browser.get(`/lots/${id}/documents/${name}`)).statusCode, name).toBe(404);
});

test('the anomalies are told in the language of the page', async () => {
  const { id } = named('305_garage-DATE_INVALID');
  const english = new PlainBrowser(opened);
  await english.get('/lots?lang=en');
  const { body } = await english.get(`/lots/${id}/fichiers/anomalies.csv`);
  expect(body).toContain('column “Date”');
  expect(body).not.toContain('colonne');
});
