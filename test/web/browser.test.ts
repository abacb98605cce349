/** Every act in a real browser, as a person does it, and what is hostile. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openRegister } from '../../src/register/open-register.ts';
import type { Bureau } from '../commands/robot-process.ts';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { launchChromium, type ServedPage, served, watchedPage } from './chromium.ts';
import { filledBureau } from './filled-root.ts';

let bureau: Bureau;
let browser: Browser;
let robot: ServedPage;
/** Of a delivered lot and a refused one. */
const paths = new Map<string, string>();

beforeAll(async () => {
  bureau = await filledBureau({
    accepted: ['grille'],
    refused: ['DATE_INVALID', 'ENTRY_UNBALANCED'],
    settings: ['creation-tables'],
  });
  robot = await served(bureau, ['watch', '--web']);
  browser = await launchChromium();
  const register = await openRegister(bureau.path('registre.db'), { readonly: true });
  const records = await register.list({ limit: 1_000 });
  await register.close();
  const lot = (name: string): string => `lots/${records.find((each) => each.name === name)?.id}`;
  paths.set('delivered', lot('888_grille'));
  paths.set('refused', lot('305_garage-DATE_INVALID'));
}, 120_000);

afterAll(async () => {
  await browser.close();
  const exitCode = await robot.end();
  const left = bureau.files('en-cours');
  bureau.remove();
  expect({ exitCode, left }).toEqual({ exitCode: 0, left: [] });
});

async function opened(options = {}): Promise<{ page: Page; complaints: readonly string[] }> {
  const watched = await watchedPage(browser, robot.address, options);
  onTestFinished(() => watched.page.close());
  return watched;
}

/** Files and folders of the disk, as a person drags them out of a window of her system. */
async function drag(page: Page, target: string, paths: readonly string[]): Promise<void> {
  const box = await page.locator(target).boundingBox();
  if (box === null) throw new Error(`${target} is not to be seen`);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const place = { x: box.x + box.width / 2, y: box.y + 8, data };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...place });
  await session.detach();
}

describe('acts', () => {
  test('a dropped file goes its way, and the list follows the robot by itself', async () => {
    const { page, complaints } = await opened();
    const { page: list } = await opened();
    await list.goto(`${robot.address}lots?dossier=4321`);
    expect(await list.locator('main').textContent()).toContain('Aucun lot ne répond');
    await page.goto(`${robot.address}depot`);
    const csv = csvText(purchase('DEPOSE1'));
    await page.locator('input[name=dossier]').fill('4321');
    await page
      .getByLabel('Des fichiers')
      .setInputFiles({ name: 'lot.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Déposer' }).click();
    await page.locator('#reponse').waitFor();
    expect(await page.locator('#reponse').textContent()).toContain(
      'Déposé : lot.csv'.replace(' :', '\u00a0:'),
    );
    await list.locator('tbody tr').first().waitFor({ timeout: 20_000 });
    expect(await list.locator('tbody tr').first().textContent()).toContain('4321');
    expect(await list.locator('#nouvelles').textContent()).toBe('La page vient d’être mise à jour.');
    expect(complaints).toEqual([]);
  }, 40_000);

  test('what changed while one was typing comes once the field is left, and nothing typed is lost', async () => {
    const { page } = await opened();
    await page.goto(`${robot.address}lots?dossier=4399`);
    const field = page.locator('input[name=q]');
    await field.focus();
    writeFileSync(bureau.path('depot-ami/4399_lot.csv'), csvText(purchase('TAPE1')));
    const { page: other } = await opened();
    await other.goto(`${robot.address}lots?dossier=4399`);
    await other.locator('tbody tr').first().waitFor({ timeout: 20_000 });
    await page.waitForTimeout(1_500);
    expect(await page.locator('tbody tr').count()).toBe(0);
    await page.locator('h1').click();
    await page.locator('tbody tr').first().waitFor({ timeout: 10_000 });
  }, 40_000);

  test('a lost connection is told until it is back, and an upload without a session where to go', async () => {
    const { page } = await opened();
    await page.route('**/evenements', (route) => route.abort());
    await page.goto(`${robot.address}lots`);
    await page.locator('#robot.lost').waitFor({ timeout: 10_000 });
    expect(await page.locator('#robot').textContent()).toContain('Liaison perdue');
    await page.unroute('**/evenements');
    await page.locator('#robot:not(.lost)').waitFor({ timeout: 20_000 });
    await page.goto(`${robot.address}depot`);
    await page.route('**/depot?*', (route) => route.fulfill({ status: 401, body: '' }));
    await page.getByRole('button', { name: 'Déposer' }).click();
    await page.locator('#reponse a').waitFor();
    expect(await page.locator('#reponse').textContent()).toMatch(/session a pris fin.*Connectez-vous/);
  }, 60_000);

  test('a tab that nobody looks at keeps no connection, and takes it up again', async () => {
    const { page } = await opened();
    await page.addInitScript({
      content: `globalThis.seen = [];
        globalThis.EventSource = class extends EventSource {
          constructor(url) { super(url); seen.push(this); }
        };`,
    });
    await page.goto(`${robot.address}lots`);
    const turn = (isHidden: boolean) =>
      page.evaluate(`
        Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        seen.map(({ readyState }) => readyState === 2)`);
    expect(await turn(true)).toEqual([true]);
    expect(await turn(false)).toEqual([true, false]);
  }, 40_000);

  test('a whole folder goes its way, chosen or dragged, with its documents', async () => {
    const { page, complaints } = await opened();
    const folder = temporaryFolder();
    for (const name of ['5501_choisi', '5502_glisse'])
      writeBatch(folder, name, {
        csv: csvText(purchase('DOSSIER1', { documents: 'facture.pdf' })),
        documents: { 'facture.pdf': PDF },
      });
    await page.goto(`${robot.address}depot`);
    await page.getByLabel('Un dossier entier').setInputFiles(join(folder, '5501_choisi'));
    await page.getByRole('button', { name: 'Déposer' }).click();
    await page.getByText('5501_choisi. Le robot').waitFor();

    await drag(page, '.zone', [join(folder, '5502_glisse')]);
    await page.getByText('5502_glisse (2)').waitFor();
    await page.getByRole('button', { name: 'Déposer' }).click();
    await page.getByText('5502_glisse. Le robot').waitFor();
    expect(await page.locator('.dragged').textContent()).toBe('');

    for (const dossier of ['5501', '5502']) {
      await expect.poll(() => bureau.imports(dossier), { timeout: 20_000 }).toHaveLength(1);
      await page.goto(`${robot.address}lots?dossier=${dossier}`);
      expect(await page.locator('tbody td').nth(6).textContent()).toBe('1');
    }
    expect(complaints).toEqual([]);
  }, 60_000);

  test('a refusal is marked as seen, a lot run again with a question, archives verified', async () => {
    const { page, complaints } = await opened();
    await page.goto(`${robot.address}lots?etat=unseen`);
    const before = await page.locator('tbody tr').count();
    await page.locator('tbody a').first().click();
    await page.getByRole('button', { name: 'Marquer comme vu' }).click();
    await page.goto(`${robot.address}lots?etat=unseen`);
    expect(await page.locator('tbody tr').count()).toBe(before - 1);

    await page.goto(`${robot.address}${paths.get('delivered')}`);
    await page.getByRole('link', { name: 'Traiter de nouveau' }).click();
    expect(await page.locator('main').textContent()).toContain('Faut-il vraiment');
    await page.getByRole('link', { name: 'Non, revenir au lot' }).click();
    await page.getByRole('link', { name: 'Traiter de nouveau' }).click();
    await page.getByRole('button', { name: 'Oui, livrer une fois de plus' }).click();
    // On a slow machine by way of the progress.
    const end = page.getByRole('link', { name: 'voir le résultat' });
    await page.getByText('Livraison n°').or(end).waitFor();
    if (await end.isVisible()) await end.click();
    await page.getByText('Livraison n°').waitFor();
    expect(bureau.imports('888')).toHaveLength(2);

    await page.goto(`${robot.address}archives`);
    await page.getByRole('button', { name: 'Vérifier', exact: true }).first().click();
    expect(await page.locator('.notice-good').textContent()).toContain('intacte');
    await page.goto(`${robot.address}archives`);
    await page.getByRole('button', { name: 'Vérifier toutes les archives' }).click();
    await page.locator('.notice-good').waitFor();
    expect(await page.locator('.notice-good').textContent()).toContain('aucune anomalie');
    expect(complaints).toEqual([]);
  }, 40_000);

  test('the tables of what waits have their columns below each other', async () => {
    const { page } = await opened();
    await page.goto(`${robot.address}a-integrer`);
    const edges = await page
      .locator('main table')
      .evaluateAll((tables) =>
        tables.map((each) =>
          [...each.querySelectorAll('th')].map((head) => head.getBoundingClientRect().left),
        ),
      );
    expect(edges.length).toBeGreaterThan(1);
    for (const each of edges)
      for (const [at, left] of each.entries()) expect(left).toBeCloseTo(edges[0]?.[at] ?? 0, 0);
  });

  test('every file can be downloaded', async () => {
    const { page } = await opened();
    for (const [name, count] of [
      ['delivered', 4],
      ['refused', 4],
    ] as const) {
      await page.goto(`${robot.address}${paths.get(name)}`);
      const links = page.locator('.links a[download]');
      expect(await links.count()).toBe(count);
      for (let at = 0; at < count; at += 1) {
        const [download] = await Promise.all([page.waitForEvent('download'), links.nth(at).click()]);
        expect(await download.failure()).toBeNull();
        const saved = join(temporaryFolder(), download.suggestedFilename());
        await download.saveAs(saved);
        expect(readFileSync(saved).length).toBeGreaterThan(20);
      }
    }
  }, 40_000);

  test('D opens the document beside the grid on a usual screen, and what was clicked stays in sight', async () => {
    const { page } = await opened({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${robot.address}${paths.get('delivered')}`);
    const link = page.locator('a[data-piece]').first();
    await link.click();
    const grid = await page.locator('.wide').boundingBox();
    const panel = await page.locator('#piece').boundingBox();
    const clicked = await link.boundingBox();
    if (grid === null || panel === null || clicked === null) throw new Error('not to be seen');
    expect(panel.x).toBeGreaterThan(grid.x + grid.width);
    expect(panel.y).toBeLessThan(grid.y + grid.height);
    expect(clicked.x + clicked.width).toBeLessThan(grid.x + grid.width);
  });

  test('D opens the document beside the grid, without leaving it', async () => {
    const { page, complaints } = await opened();
    await page.goto(`${robot.address}${paths.get('delivered')}`);
    const answers: string[] = [];
    page.on('response', (answer) => {
      if (answer.url().includes('/documents/'))
        answers.push(`${answer.status()} ${answer.headers()['content-type']}`);
    });
    await page.locator('a[data-piece]').first().click();
    await page.frameLocator('#piece iframe').locator('body, embed').first().waitFor({ state: 'attached' });
    await expect.poll(() => answers[0]).toBe('200 application/pdf');
    expect(page.url()).toBe(`${robot.address}${paths.get('delivered')}`);
    expect(await page.locator('#piece').isVisible()).toBe(true);
    // An image stands in the page itself.
    await page.locator('a[data-vue=image]').first().click();
    const drawn = (): Promise<number> =>
      page.evaluate<number>("document.querySelector('#piece img')?.naturalWidth ?? 0");
    await expect.poll(drawn).toBeGreaterThan(0);
    expect(await page.locator('#piece iframe').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('D opens a PDF by itself where the browser shows none within a page', async () => {
    const { page } = await opened();
    await page.addInitScript({
      content: "Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', { get: () => false })",
    });
    await page.goto(`${robot.address}${paths.get('delivered')}`);
    const [other] = await Promise.all([
      page.waitForEvent('popup'),
      page.locator('a[data-piece$=".pdf"]').first().click(),
    ]);
    await other.close();
    expect(await page.locator('#piece').isHidden()).toBe(true);
  });
});

describe('what is hostile', () => {
  test('is only ever shown: labels, names, comments, documents that are HTML inside', async () => {
    const { page, complaints } = await opened();
    const label = '<script>alert(1)</script>';
    const image = '"><img src=x onerror=alert(2)>';
    writeBatch(bureau.path('depot-ami'), '66_hostile', {
      csv: csvText(
        purchase("P'1", {
          entryLabel: label,
          label: image,
          invoice: '{{7*7}}',
          comment: '</td></table><h1>x',
          documents: 'facture.pdf',
        }),
      ),
      documents: { 'facture.pdf': Buffer.concat([Buffer.from('<script>alert(3)</script>'), PDF]) },
    });
    mkdirSync(bureau.path('depot-ami/67_autre'));
    writeFileSync(
      bureau.path(`depot-ami/67_autre/${'<b onmouseover=alert(4)>'.replaceAll('/', '')}.csv`),
      `${label};x\n1;2\n`,
    );
    await page.goto(`${robot.address}lots?dossier=66`);
    await page.locator('tbody tr').first().waitFor({ timeout: 20_000 });
    await page.locator('tbody a').first().click();
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain(label);
    expect(text).toContain(image.slice(0, 28));
    expect(text).toContain('</td></table><h1>x');
    expect(await page.locator('main script, main img, main h1 ~ h1').count()).toBe(0);
    // What a browser would take for a page is shown as what it was checked to be, in a frame that can do nothing.
    await Promise.all([
      page.waitForResponse((each) => each.url().includes('/documents/')),
      page.locator('a[data-piece]').first().click(),
    ]);
    const document = await page.request.get(
      `${robot.address}${(await page.locator('a[data-piece]').first().getAttribute('href'))?.slice(1)}`,
    );
    await page.frameLocator('#piece iframe').locator('body, embed').first().waitFor({ state: 'attached' });
    expect(document.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
    });
    expect(document.headers()['content-security-policy']).toContain('sandbox');
    await page.goto(`${robot.address}lots?dossier=67`);
    await page.locator('tbody tr').first().waitFor({ timeout: 20_000 });
    await page.locator('tbody a').first().click();
    expect(await page.locator('main').textContent()).toContain('<b onmouseover=alert(4)>');
    await page.goto(
      `${robot.address}lots?q=${encodeURIComponent(image)}&dossier=${encodeURIComponent(image)}`,
    );
    expect(await page.locator('input[name=q]').inputValue()).toBe(image);
    expect(complaints).toEqual([]);
  }, 60_000);

  test('a form of another site does nothing', async () => {
    const { page } = await opened();
    await page.goto(`${robot.address}lots`);
    const evil = join(temporaryFolder(), 'evil.html');
    writeFileSync(
      evil,
      `<form method="post" action="${robot.address}archives/verifier"><button>go</button></form>`,
    );
    await page.goto(`file://${evil}`);
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.url().includes('/archives/verifier')),
      page.getByRole('button').click(),
    ]);
    expect(answer.status()).toBe(403);
    expect(await page.locator('main').textContent()).toContain(
      'n’a pas été reconnue comme venant de cette page',
    );
  });
});
