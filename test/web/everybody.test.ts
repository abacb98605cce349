/** Every page in a real browser, for everybody to use: axe, zoom, phone, keyboard, and without a script. */
import { appendFileSync, chmodSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DropRecord } from '../../src/model/drop-record.ts';
import type { WorkResult } from '../../src/web/works.ts';
import type { Bureau } from '../commands/robot-process.ts';
import { Axe } from './axe.ts';
import { launchChromium, watchedPage } from './chromium.ts';
import { filledBureau } from './filled-root.ts';
import { listening, type OpenedPage, openPage } from './opened-page.ts';

const PASSWORD = 'une phrase que vous seul connaissez';

let bureau: Bureau;
let browser: Browser;
let open: OpenedPage;
let locked: OpenedPage;
let address: string;
let lockedAddress: string;
/** Paths of every kind of page that is only looked at, by what they are. */
const paths = new Map<string, string>();

beforeAll(async () => {
  bureau = await filledBureau();
  open = await openPage(bureau.root);
  address = await listening(open);
  locked = await openPage(bureau.root, { web: { host: '127.0.0.1', port: 0, password: PASSWORD } });
  lockedAddress = await listening(locked);
  browser = await launchChromium();
  const records = await open.desk.register.list({ limit: 1_000 });
  const idOf = (what: string, isIt: (record: DropRecord) => boolean): string => {
    const record = records.find(isIt);
    if (record === undefined) throw new Error(`There is no ${what}`);
    return record.id;
  };
  const lot = (name: string): string => `lots/${idOf(name, (each) => each.name === name)}`;
  const publication = (kind: string): string =>
    `publications/${idOf(kind, ({ publication: each }) => each?.payloadKind === kind)}`;
  for (const [name, path] of [
    ['lots', 'lots'],
    ['no lots', 'lots?q=introuvable'],
    ['bad filters', 'lots?du=demain&etat=zzz&page=-1'],
    ['delivered', lot('888_grille')],
    ['warned', lot('96_a-regarder')],
    ['refused', lot('305_garage-DATE_INVALID')],
    ['refused whole', `${lot('305_garage-ENTRY_UNBALANCED')}?vue=tout`],
    [
      'settings refused',
      `lots/${idOf('refused settings', ({ kind, outcome }) => kind === 'settings' && outcome === 'refused')}`,
    ],
    ['question', `${lot('888_grille')}/rejouer`],
    ['question of a refusal', `${lot('305_garage-DATE_INVALID')}/rejouer`],
    ['pending', 'a-integrer'],
    ['publications', 'publications'],
    ['publication', publication('modification')],
    ['first publication', publication('creation')],
    ['companies', 'dossiers'],
    ['company', 'dossiers/0742'],
    ['unpublished company', 'dossiers/888'],
    ['archives', 'archives'],
    ['drop', 'depot'],
    ['unknown', 'nulle-part'],
  ] as const)
    paths.set(name, path);
}, 240_000);

afterAll(async () => {
  await browser.close();
  await locked.close();
  await open.close();
  bureau.remove();
  expect([...open.faults, ...locked.faults]).toEqual([expect.objectContaining({ message: 'a fault' })]);
});

interface Visitor {
  readonly page: Page;
  /** Goes to the page of this name, which has to be there. */
  goto(name: string, query?: string): Promise<void>;
  /** An answer of this status is on its way, of which the browser will complain. */
  awaits(status: number): void;
}

/** Of whose pages none says that something went wrong, or asks anybody else. */
async function visitor(options = {}): Promise<Visitor> {
  const { page, complaints } = await watchedPage(browser, address, options);
  const awaited: unknown[] = [];
  const awaits = (status: number): void => {
    awaited.push(expect.stringContaining(`a status of ${status}`));
  };
  onTestFinished(async () => {
    await page.close();
    expect(complaints).toEqual(awaited);
  });
  const goto = async (name: string, query = ''): Promise<void> => {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`There is no page ${name}`);
    const isMissing = name === 'unknown';
    if (isMissing) awaits(404);
    const answer = await page.goto(`${address}${path}${query && (path.includes('?') ? '&' : '?')}${query}`);
    expect(answer?.status(), name).toBe(isMissing ? 404 : 200);
  };
  return { page, goto, awaits };
}

test('axe finds nothing on any page, in either theme', async () => {
  const { page, goto } = await visitor();
  const axe = await Axe.open(page);
  for (const name of paths.keys()) {
    await goto(name);
    if (name === 'delivered') await page.locator('a[data-piece]').first().click();
    expect(await axe.findings(), name).toEqual([]);
  }
}, 240_000);

test('nor in English', async () => {
  const { page, goto } = await visitor();
  const axe = await Axe.open(page);
  for (const name of [
    'lots',
    'delivered',
    'warned',
    'refused',
    'question',
    'publication',
    'company',
    'drop',
  ]) {
    await goto(name, 'lang=en');
    expect(await axe.lightFindings(), name).toEqual([]);
  }
}, 240_000);

test('nor on what acts and long work answer', async () => {
  const { page, awaits } = await visitor();
  const axe = await Axe.open(page);
  const { works } = open.desk;
  let end: (result: WorkResult) => void = () => {};
  works.begin(
    ({ archives }) => archives.verifyWork,
    (progress) => {
      progress(3, 12);
      return new Promise((done) => {
        end = done;
      });
    },
  );
  await page.goto(`${address}travaux/1`);
  await page.getByText('3 sur 12').waitFor();
  expect(await axe.findings(), 'progress').toEqual([]);
  end({ address: '/archives', isSound: true, sentences: () => ['Fini.'] });
  await page.getByText('Fini.').waitFor();
  expect(await axe.findings(), 'the end').toEqual([]);
  await works.idle();
  await works.begin(
    ({ archives }) => archives.verifyWork,
    () => Promise.reject(new Error('a fault')),
  )?.ended;
  await page.goto(`${address}travaux/2`);
  expect(await axe.findings(), 'a fault').toEqual([]);

  const verify = (): Promise<void> =>
    page.getByRole('button', { name: 'Vérifier', exact: true }).first().click();
  await page.goto(`${address}archives`);
  await verify();
  await page.locator('.notice-good').waitFor();
  expect(await axe.findings(), 'verified').toEqual([]);
  const [newest] = await open.desk.register.list({ limit: 1 });
  const archive = bureau.path(`archives/${newest?.archive}`);
  chmodSync(archive, 0o644);
  appendFileSync(archive, 'x');
  await page.goto(`${address}archives`);
  await verify();
  await page.locator('.notice-bad').waitFor();
  expect(await axe.findings(), 'damaged').toEqual([]);

  await page.goto(`${address}depot`);
  awaits(400);
  await page.getByRole('button', { name: 'Déposer' }).click();
  await page.locator('#reponse.notice-bad').waitFor();
  expect(await axe.findings(), 'nothing dropped').toEqual([]);
  await page
    .getByLabel('Des fichiers')
    .setInputFiles({ name: '1_a.csv', mimeType: 'text/csv', buffer: Buffer.from('x') });
  await page.getByRole('button', { name: 'Déposer' }).click();
  await page.locator('#reponse.notice-good').waitFor();
  expect(await axe.findings(), 'dropped').toEqual([]);
}, 240_000);

test('nor where the password is asked for', async () => {
  const { page } = await watchedPage(browser, lockedAddress);
  onTestFinished(() => page.close());
  const axe = await Axe.open(page);
  await page.goto(`${lockedAddress}archives`);
  expect(await axe.findings(), 'login').toEqual([]);
  const enter = async (password: string): Promise<void> => {
    await page.getByLabel('Mot de passe').fill(password);
    await page.keyboard.press('Enter');
  };
  await enter('autre');
  await page.getByText('n’est pas le bon').waitFor();
  expect(await axe.findings(), 'a wrong one').toEqual([]);
  const [field] = (await heard(page)).filter(({ role }) => role === 'textbox');
  expect(field).toMatchObject({ name: 'Mot de passe', description: 'Ce mot de passe n’est pas le bon.' });
  await enter(PASSWORD);
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
  expect(page.url()).toBe(`${lockedAddress}archives`);
  expect(await axe.findings(), 'inside').toEqual([]);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByLabel('Mot de passe').waitFor();
}, 60_000);

test('at 200 % and on a phone, nothing but tables is wider than the window', async () => {
  const { page, goto } = await visitor();
  for (const name of paths.keys()) {
    await goto(name);
    for (const width of [640, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(widest, `${name} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
}, 60_000);

test('a sentence below a line, and the list of lots on a usual screen, need no scrolling', async () => {
  const { page, goto } = await visitor();
  const wider = (inner: string): Promise<number> =>
    page.evaluate<number>(
      `[...document.querySelectorAll('.wide')].filter((wide) => [...wide.querySelectorAll(${JSON.stringify(inner)})]
        .some((each) => each.getBoundingClientRect().right > wide.getBoundingClientRect().right + 1)).length`,
    );
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ['refused', 'warned']) {
      await goto(name);
      expect(await page.locator('.sentence').count(), name).toBeGreaterThan(0);
      expect(await wider('.sentence'), `${name} at ${width}`).toBe(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await goto('lots');
  expect(await wider('table')).toBe(0);
  await page.setViewportSize({ width: 1024, height: 800 });
  for (const name of ['lots', 'delivered', 'archives']) {
    await goto(name);
    expect(await wider('table'), name).toBe(0);
  }
}, 60_000);

test('on paper everything of a table is there, and nothing that only a screen needs', async () => {
  const { page, goto } = await visitor();
  for (const name of ['lots', 'warned', 'refused', 'archives']) {
    await goto(name);
    await page.emulateMedia({ media: 'print' });
    expect(
      await page.locator('.top, .robot, form, .paging, .links, .downloads').filter({ visible: true }).count(),
      name,
    ).toBe(0);
    const overflow = "getComputedStyle(document.querySelector('.wide')).overflowX";
    expect(await page.evaluate(overflow), name).toBe('visible');
    await page.emulateMedia({ media: 'screen' });
  }
});

interface Heard {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

/** What a screen reader is given to say of what can be acted on. */
async function heard(page: Page): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const acting = new Set(['link', 'button', 'textbox', 'searchbox', 'combobox', 'radio', 'Date']);
  return nodes
    .filter(({ ignored, role }) => !ignored && acting.has(String(role?.value)))
    .map(({ role, name, description }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ''),
      description: String(description?.value ?? ''),
    }));
}

test('what can be acted on is named, and told from others like it', async () => {
  const { page, goto } = await visitor();
  for (const name of paths.keys()) {
    await goto(name);
    for (const { role, name: said, description } of await heard(page)) {
      expect(said, `${role} on ${name}`).not.toBe('');
      expect(description === '' || !said.includes(description), `${said} on ${name}`).toBe(true);
    }
  }
  await goto('drop');
  const choices = (await heard(page)).filter(({ role }) => role === 'radio');
  expect(choices.map(({ name }) => name)).toEqual(['Un lot d’AMI COMPTA', 'Un paramétrage d’ISACOMPTA']);
  for (const { description } of choices) expect(description).toMatch(/ensemble\.$/);
  await goto('archives');
  const verify = (await heard(page)).filter(({ name }) => name === 'Vérifier');
  expect(verify.length).toBeGreaterThan(20);
  expect(new Set(verify.map(({ description }) => description)).size).toBe(verify.length);
  await goto('publications');
  const links = (await heard(page)).map(({ name }) => name);
  expect(links).toContain('Dossier 0742, publication n°\u00a02');
}, 120_000);

test('by the keyboard: past the menu, to a lot, its document, and back', async () => {
  const { page, goto } = await visitor();
  await goto('lots');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Aller au contenu');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(/refus à voir/);
  await goto('delivered');
  await page.locator('a[data-piece]').first().focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toContain('.pdf');
  await page.keyboard.press('Escape');
  expect(await page.locator('#piece').isHidden()).toBe(true);
  expect(await focused(page)).toBe('D');
});

describe('without a script', () => {
  const WITHOUT = { javaScriptEnabled: false };

  test('every page is there', async () => {
    const { page, goto } = await visitor(WITHOUT);
    for (const name of paths.keys()) {
      await goto(name);
      expect(await page.locator('h1').count(), name).toBe(1);
    }
  }, 60_000);

  test('files are dropped, a refusal is seen and run again, archives are verified', async () => {
    const { page, goto } = await visitor(WITHOUT);
    await goto('drop');
    await page
      .getByLabel('Des fichiers')
      .setInputFiles({ name: '777_sans-script.csv', mimeType: 'text/csv', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: 'Déposer' }).click();
    expect(await page.locator('#reponse').textContent()).toContain('777_sans-script.csv');

    await goto('refused');
    await page.getByRole('button', { name: 'Marquer comme vu' }).click();
    await page.getByText('Vu le').waitFor();
    await page.getByRole('link', { name: 'Traiter de nouveau' }).click();
    await page.getByRole('button', { name: 'Traiter de nouveau' }).click();
    await ended(page);
    expect(await page.locator('main').textContent()).toContain('DATE_INVALID');

    await goto('archives');
    await page.getByRole('button', { name: 'Vérifier', exact: true }).last().click();
    expect(await page.locator('.notice-good').textContent()).toContain('intacte');
    await goto('archives');
    await page.getByRole('button', { name: 'Vérifier toutes les archives' }).click();
    await ended(page);
    expect(await page.locator('.notice').textContent()).toMatch(/archives intactes, 1.anomalie/);
  }, 60_000);

  test('one enters and leaves', async () => {
    const { page, complaints } = await watchedPage(browser, lockedAddress, WITHOUT);
    onTestFinished(() => page.close());
    await page.goto(`${lockedAddress}archives`);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Entrer' }).click();
    expect(page.url()).toBe(`${lockedAddress}archives`);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByLabel('Mot de passe').waitFor();
    expect(complaints).toEqual([]);
  });
});

/** Where long work is under way, its end is asked for as a person does. */
async function ended(page: Page): Promise<void> {
  await open.desk.works.idle();
  const refresh = page.getByRole('link', { name: 'Actualiser' });
  if (await refresh.isVisible()) await refresh.click();
  const result = page.getByRole('link', { name: 'voir le résultat' });
  if (await result.isVisible()) await result.click();
}

test('a tab whose session has ended says so, and leads back to where it was', async () => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const enter = async (): Promise<void> => {
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
  };
  await page.goto(`${lockedAddress}lots?etat=refused`);
  await enter();
  await page.locator('#robot').waitFor();
  const other = await context.newPage();
  await other.goto(`${lockedAddress}lots`);
  await other.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.locator('#robot.lost a').waitFor({ timeout: 20_000 });
  expect(await page.locator('#robot').textContent()).toMatch(/session a pris fin.*Connectez-vous/);
  await page.locator('#robot a').click();
  await enter();
  await page.locator('#robot:not(.lost)').waitFor();
  expect(page.url()).toBe(`${lockedAddress}lots?etat=refused`);
}, 60_000);

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.textContent ?? ""');
}
