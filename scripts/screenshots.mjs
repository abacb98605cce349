/**
 * Takes the pictures of the page that the guide shows (`docs/images/`): builds the program, has a robot fill a folder
 * with the samples, opens the page and looks at it with Debian's Chromium. `node scripts/screenshots.mjs [folder]`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = join(REPOSITORY, 'dist', 'cli.js');
const SAMPLES = join(REPOSITORY, 'samples');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** As root, and without looking at anything but the page. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const DESK = { width: 1_280, height: 860 };
/** Grows with what is on the page. */
const LOW = { width: 1_280, height: 300 };
const PHONE = { width: 390, height: 844 };

const images = process.argv[2] ?? join(REPOSITORY, 'docs', 'images');
const folder = mkdtempSync(join(tmpdir(), 'ami-isacompta-pictures-'));
const root = join(folder, 'watch-folders');
const configuration = join(folder, 'ami-isacompta.config.json');

try {
  execFileSync(process.execPath, [join(REPOSITORY, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  const port = await freePort();
  mkdirSync(root);
  writeFileSync(configuration, JSON.stringify({ root, settleSeconds: 0, web: { port } }));
  run('init', root);
  fill();
  mkdirSync(images, { recursive: true });
  await withPage(port, takePictures);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A working morning: batches of several company files, some refused, and settings that were published. */
function fill() {
  for (const sample of ['ventes', 'banque', 'remarques-et-comptes', 'zip', 'avertissements', 'grille'])
    drop(join('accepted', sample), 'depot-ami');
  for (const sample of ['DOCUMENT_MISSING', 'DATE_INVALID', 'ENTRY_UNBALANCED'])
    drop(join('refused', sample), 'depot-ami', sample);
  run('watch', '--once');
  for (const sample of ['creation-tables', 'modification-compte', 'SIRET_MISSING']) {
    drop(join('settings', sample), 'depot-isacompta');
    run('watch', '--once');
  }
}

function drop(sample, target, suffix = '') {
  const input = join(SAMPLES, sample, 'input');
  if (!existsSync(input)) throw new Error(`There is no sample ${sample}`);
  for (const name of readdirSync(input)) {
    const ending = /^\.(?:zip|csv)$/i.test(extname(name)) ? extname(name) : '';
    const own = suffix === '' ? name : `${name.slice(0, name.length - ending.length)}-${suffix}${ending}`;
    cpSync(join(input, name), join(root, target, own), { recursive: true });
  }
}

async function takePictures(browser, address) {
  const desk = await browser.newPage({ viewport: DESK, colorScheme: 'light', locale: 'fr-FR' });
  const picture = (page, name, options = {}) =>
    page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled', ...options });
  await desk.goto(`${address}lots`);
  await picture(desk, 'lots');
  await desk
    .getByRole('link', { name: 'GRILLE', exact: false })
    .or(desk.getByRole('link', { name: /2022-09/ }))
    .first()
    .click();
  await desk.setViewportSize({ width: 1_680, height: 900 });
  await desk.locator('a[data-piece]').first().click();
  await drawn(desk.locator('#piece iframe'));
  await desk.locator('#grille').evaluate((heading) => heading.scrollIntoView());
  await picture(desk, 'lot');
  await desk.setViewportSize(DESK);
  await desk.goto(`${address}lots?etat=refused`);
  await desk.locator('tr', { hasText: '3 erreurs' }).locator('a').first().click();
  await picture(desk, 'refus', { fullPage: true });
  await desk.goto(`${address}lots?dossier=888`);
  await desk.locator('tbody a').first().click();
  await desk.getByRole('link', { name: 'Traiter de nouveau' }).click();
  await desk.setViewportSize(LOW);
  await picture(desk, 'rejouer', { fullPage: true });
  await desk.setViewportSize(DESK);
  await desk.goto(`${address}a-integrer`);
  await picture(desk, 'a-integrer');
  await desk.goto(`${address}publications`);
  await desk.locator('tbody a').first().click();
  await desk.setViewportSize(LOW);
  await picture(desk, 'publication', { fullPage: true });
  await desk.setViewportSize(DESK);
  await desk.goto(`${address}dossiers/0742`);
  await picture(desk, 'dossier');
  await desk.goto(`${address}archives`);
  await picture(desk, 'archives');
  await desk.goto(`${address}depot`);
  await picture(desk, 'depot');
  const dark = await browser.newPage({ viewport: DESK, colorScheme: 'dark', locale: 'fr-FR' });
  await dark.goto(`${address}lots`);
  await picture(dark, 'lots-sombre');
  const phone = await browser.newPage({ viewport: PHONE, colorScheme: 'light', locale: 'fr-FR' });
  await phone.goto(`${address}lots`);
  await picture(phone, 'lots-telephone');
}

/** A viewer that has drawn nothing yet is a flat area, of which a picture is a few kilobytes at most. */
async function drawn(viewer) {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await viewer.screenshot()).length > 15_000) return;
    await delay(500);
  }
  throw new Error('The document was not drawn');
}

async function withPage(port, action) {
  const server = spawn(process.execPath, [PROGRAM, 'watch', '--web', '--config', configuration], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  try {
    await new Promise((ready, failed) => {
      server.stderr.on('data', (chunk) => {
        said += chunk;
        if (said.includes(`:${port}/`)) ready();
      });
      server.once('exit', () => failed(new Error(said)));
    });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    try {
      await action(browser, `http://127.0.0.1:${port}/`);
    } finally {
      await browser.close();
    }
  } finally {
    if (server.exitCode === null) {
      server.kill();
      await once(server, 'exit');
    }
  }
}

function run(...args) {
  execFileSync(process.execPath, [PROGRAM, ...args, '--config', configuration], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
