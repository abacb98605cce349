/** What an address asks and a page can make nothing of: it is told, in both languages, and the page is there all the same. */
import { expect, test } from 'vitest';
import { newRoot } from '../robot/robot-root.ts';
import { PlainBrowser, testPage } from './opened-page.ts';

async function browserOn(): Promise<PlainBrowser> {
  return new PlainBrowser(await testPage(newRoot().root));
}

/** The notices on what was left out, with plain spaces. */
function leftOut(body: string): string[] {
  const [, told = ''] = /<h1>.*?<\/h1>\s*<div role="status">(.*?<\/div>)<\/div>/s.exec(body) ?? [];
  return [...told.matchAll(/<div class="notice notice-bad">([^<]*)<\/div>/g)].map(([, sentence = '']) =>
    sentence.replace(/[\u00a0\u202f]/g, ' '),
  );
}

const NOT_APPLIED = 'Ce filtre n’a pas été appliqué.';

test.each([
  ['/lots?etat=zzz', [`« zzz » n’est pas un état de lot. ${NOT_APPLIED}`]],
  ['/lots?du=demain', [`« demain » n’est pas un jour (jj/mm/aaaa ou aaaa-mm-jj). ${NOT_APPLIED}`]],
  ['/lots?au=2025-02-30', [`« 2025-02-30 » n’est pas un jour (jj/mm/aaaa ou aaaa-mm-jj). ${NOT_APPLIED}`]],
  ['/lots?etat=refused&etat=delivered', [`« refused delivered » n’est pas un état de lot. ${NOT_APPLIED}`]],
  ['/lots?page=-1', ['« page=-1 » n’a pas de sens pour cette page, qui n’en a pas tenu compte.']],
  ['/lots?page=2', ['« page=2 » n’a pas de sens pour cette page, qui n’en a pas tenu compte.']],
  [
    '/archives?etat=refused',
    ['« etat=refused » n’a pas de sens pour cette page, qui n’en a pas tenu compte.'],
  ],
  ...['-1', '0', 'abc', '1.5', '1e3'].map((page): [string, string[]] => [
    `/dossiers?page=${page}`,
    [`« ${page} » n’est pas un numéro de page. La première page est affichée.`],
  ]),
  ...['lots', 'archives', 'publications'].map((list): [string, string[]] => [
    `/${list}?avant=zzz`,
    [
      'Le registre ne connaît pas le dépôt « zzz », après lequel la liste devait commencer. Elle commence par les plus récents.',
    ],
  ]),
  [`/lots?etat=${'z'.repeat(2_000)}`, [`« ${'z'.repeat(40)}… » n’est pas un état de lot. ${NOT_APPLIED}`]],
  ['/lots?etat=zzz&du=demain', [expect.stringContaining('zzz'), expect.stringContaining('demain')]],
])('%s', async (address, sentences) => {
  const browser = await browserOn();
  const answer = await browser.get(address);
  expect(answer.statusCode).toBe(200);
  expect(leftOut(answer.body)).toEqual(sentences);
  const english = await browser.get(`${address}&lang=en`);
  expect(leftOut(english.body)).toHaveLength(sentences.length);
  expect(leftOut(english.body).join()).not.toContain('«');
});

test.each([
  '/lots?etat=&du=&au=&avant=&page=&q=&dossier=',
  '/lots?etat=unseen&du=01/02/2025&au=2025-02-28&dossier=888&q=x',
  '/dossiers?page=1&dossier=8',
  '/a-integrer?page=1',
  '/depot?source=signet',
])('%s is understood', async (address) => {
  const browser = await browserOn();
  expect(leftOut((await browser.get(address)).body)).toEqual([]);
});

test('a page behind the last one, and days the wrong way round, are told', async () => {
  const browser = await browserOn();
  for (const path of ['/dossiers', '/a-integrer'])
    expect((await browser.get(`${path}?page=9`)).body).toContain(
      'Il n’y a pas de page 9\u00a0: voici la dernière.',
    );
  expect((await browser.get('/lots?du=2025-03-01&au=2025-02-01')).body).toContain(
    'Le premier jour de ce filtre vient après le dernier',
  );
});
