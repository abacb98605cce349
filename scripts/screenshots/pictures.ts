/**
 * Takes the pictures of the page that the guide shows (`docs/images/`): a robot fills a root with the samples, as on a
 * working morning, and Debian's Chromium looks at the page of the built program.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launchChromium, served, watchedPage } from '../../test/web/chromium.ts';
import { filledBureau } from '../../test/web/filled-root.ts';

const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');
const DESK = { width: 1_280, height: 860 };
/** Grows with what is on the page. */
const LOW = { width: 1_280, height: 300 };
/** The grid, and a document beside it. */
const WIDE = { width: 1_680, height: 900 };
const PHONE = { width: 390, height: 844 };

test('the pictures of the guide', async () => {
  const bureau = await filledBureau({
    accepted: ['ventes', 'banque', 'remarques-et-comptes', 'zip', 'avertissements', 'grille'],
    refused: ['DOCUMENT_MISSING', 'DATE_INVALID', 'ENTRY_UNBALANCED'],
    settings: ['creation-tables', 'modification-compte', 'SIRET_MISSING'],
  });
  const robot = await served(bureau, ['watch', '--web']);
  const browser = await launchChromium();
  try {
    await takePictures(browser, robot.address);
  } finally {
    await browser.close();
    await robot.end();
    bureau.remove();
  }
});

async function takePictures(browser: Browser, address: string): Promise<void> {
  const { page, complaints } = await watchedPage(browser, address, { viewport: DESK, colorScheme: 'light' });
  const goto = (path: string) => page.goto(`${address}${path}`);
  await goto('lots');
  await take(page, 'lots');

  await page
    .getByRole('link', { name: /2022-09/ })
    .first()
    .click();
  await page.setViewportSize(WIDE);
  await page.locator('a[data-piece]').first().click();
  await drawn(page.locator('#piece iframe'));
  await page.evaluate("document.getElementById('grille').scrollIntoView()");
  await take(page, 'lot');

  await page.setViewportSize(DESK);
  await goto('lots?etat=refused');
  await page.locator('tr', { hasText: '3 erreurs' }).locator('a').first().click();
  await take(page, 'refus', { fullPage: true });
  await goto('lots?dossier=888');
  await page.locator('tbody a').first().click();
  await page.getByRole('link', { name: 'Traiter de nouveau' }).click();
  await page.setViewportSize(LOW);
  await take(page, 'rejouer', { fullPage: true });
  await goto('publications');
  await page.locator('tbody a').first().click();
  await take(page, 'publication', { fullPage: true });

  await page.setViewportSize(DESK);
  for (const [path, name] of [
    ['a-integrer', 'a-integrer'],
    ['dossiers/0742', 'dossier'],
    ['archives', 'archives'],
    ['depot', 'depot'],
  ] as const) {
    await goto(path);
    await take(page, name);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await goto('lots');
  await take(page, 'lots-sombre');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  await goto('lots');
  await take(page, 'lots-telephone');
  expect(complaints).toEqual([]);
}

async function take(page: Page, name: string, options = {}): Promise<void> {
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: 'disabled', ...options });
}

/** A viewer that has drawn nothing yet is a flat area, of which a picture is a few kilobytes at most. */
async function drawn(viewer: Locator): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await viewer.screenshot()).length > 15_000) return;
    await delay(500);
  }
  throw new Error('The document was not drawn');
}
