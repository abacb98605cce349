/** Every view over HTTP, on a root that a robot has filled with the samples. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentenceOf } from '../../src/check/messages/told.ts';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { GRID_HEADERS } from '../../src/model/grid.ts';
import type { SearchProgress } from '../../src/register/register.ts';
import { Indexing } from '../../src/web/indexing.ts';
import type { Bureau } from '../commands/robot-process.ts';
import { filledBureau } from './filled-root.ts';
import { type OpenedPage, openPage, PlainBrowser } from './opened-page.ts';

let bureau: Bureau;
let opened: OpenedPage;
let records: readonly DropRecord[];

beforeAll(async () => {
  bureau = await filledBureau();
  const companyFiles = new Map([['888', { journal: null, label: 'EXPLOITATION 888' }]]);
  opened = await openPage(bureau.root, { companyFiles });
  records = await opened.desk.register.list({ limit: 1_000 });
}, 120_000);

afterAll(async () => {
  const { faults } = opened;
  await opened.close();
  const left = bureau.files('en-cours');
  bureau.remove();
  expect({ faults, left }).toEqual({ faults: [], left: [] });
});

const named = (name: string): DropRecord => {
  const record = records.find((each) => each.name === name);
  if (record === undefined) throw new Error(`There is no drop ${name}`);
  return record;
};

/** The texts of a page as a person reads them, with plain spaces. */
function textOf(body: string): string {
  const texts = body
    .slice(body.indexOf('<main'))
    .replace(/<[^>]*>/g, '\ue000')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  return texts.replace(/[\u00a0\u202f]/g, ' ').replace(/[\ue000\s]+/g, ' ');
}

/** A sentence as `textOf` gives it. */
const plainOf = (sentence: string): string => sentence.replace(/[\u00a0\u202f\s]+/g, ' ');

async function shown(path: string, status = 200): Promise<string> {
  const answer = await new PlainBrowser(opened).get(path);
  expect(answer.statusCode, path).toBe(status);
  return textOf(answer.body);
}

describe('the lots', () => {
  test('are listed with state, company file, entries and total, in both languages', async () => {
    const text = await shown('/lots');
    expect(text).toContain('888 2022-09-A À intégrer 4 302,26 4');
    expect(text).toContain('305 2025-03-G Refusé');
    expect(await shown('/lots?lang=en')).toContain('888 2022-09-A To integrate 4 302.26 4');
  });

  test('tell nothing of what was not read or went nowhere, and which of them are settings', async () => {
    const text = await shown('/lots');
    expect(text).toMatch(/305_garage-BATCH_UNREADABLE Refusé 1 erreur/);
    expect(text).toMatch(/305 2025-03-G Refusé 2 504,60 1 erreur/);
    expect(text).toContain('0742 0742_boulangerie (paramétrage) Publié');
    expect(await shown('/archives')).toContain('0742_boulangerie (paramétrage) Publié');
    expect(await shown(`/lots/${named('305_garage-DATE_INVALID').id}`)).not.toContain('0 document');
  });

  test('a lot whose import file is back waits again', async () => {
    const { register } = opened.desk;
    const { id } = named('888_grille');
    await register.integrated(id, new Date().toISOString());
    expect(await shown('/lots')).toContain('888 2022-09-A À intégrer 4 302,26 4');
    expect(await register.find(id)).toMatchObject({ integratedAt: null });
  });

  test('what ISACOMPTA has taken meanwhile is among what is integrated', async () => {
    const { places } = named('888_grille');
    const [file = ''] = places.filter((place) => place.endsWith('.ECR'));
    const [path, away] = [join(bureau.root, file), join(bureau.root, 'away.ECR')];
    renameSync(path, away);
    for (const list of ['/lots?etat=integrated', '/lots?etat=integrated&dossier=888']) {
      expect(await shown(list)).toContain('888 2022-09-A Intégré 4 302,26 4');
    }
    expect(await shown('/lots?etat=pending')).not.toContain('2022-09-A');
    renameSync(away, path);
    expect(await shown('/lots?etat=integrated')).toContain('Aucun lot ne répond');
  });

  test('a lot leads back to the list that it was opened from', async () => {
    const browser = new PlainBrowser(opened);
    const list = '/lots?etat=refused&dossier=305';
    const { body } = await browser.get(`${list}&lang=fr`);
    const path = `/lots/${named('305_garage-DATE_INVALID').id}`;
    const [, href = ''] = new RegExp(`href="(${path}\\?retour=[^"]+)"`).exec(body) ?? [];
    const back = `<a href="${list.replace('&', '&amp;')}">Retour aux lots</a>`;
    const lot = await browser.get(href);
    expect(lot.body).toContain(back);
    const [, lines = ''] = /href="([^"#]*vue=tout[^"#]*)#original"/.exec(lot.body) ?? [];
    expect((await browser.get(lines.replaceAll('&amp;', '&'))).body).toContain(back);
    const seen = await browser.post(`${path}/vu`, { retour: list });
    expect((await browser.get(String(seen.headers.location))).body).toContain(back);
    for (const elsewhere of ['//evil.example/lots', 'https://evil.example', '/lots\\evil', '/depot'])
      expect((await browser.get(`${path}?retour=${encodeURIComponent(elsewhere)}`)).body).toContain(
        '<a href="/lots">Retour aux lots</a>',
      );
  });

  test('the language stays chosen', async () => {
    const browser = new PlainBrowser(opened);
    expect((await browser.get('/lots')).body).toContain('<html lang="fr">');
    expect((await browser.get('/lots?lang=en')).body).toContain('<html lang="en">');
    expect((await browser.get('/archives')).body).toContain('<html lang="en">');
    expect((await browser.get('/archives?lang=xx')).body).toContain('<html lang="en">');
  });

  test('are filtered by company file, state and day', async () => {
    expect(await shown('/lots?dossier=888')).not.toContain('Refusé 1');
    const refused = await shown('/lots?etat=refused');
    expect(refused).toContain('2025-03-G Refusé');
    expect(refused).not.toContain('2022-09-A');
    expect(await shown('/lots?etat=unseen')).toContain('2025-03-G Refusé');
    expect(await shown('/lots?etat=integrated')).toContain('Aucun lot ne répond');
    expect(await shown('/lots?au=2020-01-01')).toContain('Aucun lot ne répond');
    for (const path of ['/lots', '/archives', '/publications'])
      expect(await shown(`${path}?avant=&dossier=&lang=fr`), path).toBe(await shown(path));
    const bad = await shown('/lots?du=demain');
    expect(bad).toContain('« demain » n’est pas un jour');
    expect(bad).toContain('2022-09-A');
  });

  test('are found by piece, invoice, account, amount, label and name', async () => {
    const told: (SearchProgress | null)[] = [];
    const indexing = new Indexing(opened.desk, (progress) => told.push(progress));
    expect(await shown('/lots?q=0x9f1642')).toContain(
      `Recherche encore incomplète : 0 lot sur ${records.length}. Les autres`,
    );
    expect(await shown('/lots')).not.toContain('Recherche encore incomplète');
    indexing.start();
    while ((await opened.desk.register.wordless(1)).length > 0) await delay(20);
    await indexing.stop();
    expect(await shown('/lots?q=0x9f1642')).not.toContain('Recherche encore incomplète');
    expect(told.at(-1)).toBeNull();
    for (const progress of told.slice(0, -1)) expect(progress?.of).toBe(records.length);
    for (const asked of [
      '0x9f1642',
      '2188530413',
      '401STATION',
      '135,85',
      'sans plomb',
      '888_grille',
      '2022-09-A',
    ]) {
      const text = await shown(`/lots?q=${encodeURIComponent(asked)}`);
      expect(text, asked).toContain('888 2022-09-A');
      expect(text, asked).not.toContain('2025-02-BQ');
    }
    expect(await shown('/lots?q=introuvable')).toContain('Aucun lot ne répond');
    expect(await shown(`/lots?q=${encodeURIComponent('" OR *')}`)).toContain('Aucun lot ne répond');
    // A zip, a lone CSV, and a refused lot.
    expect(await shown('/lots?q=731_vignoble')).toContain('731 2025-03-Z');
    expect(await shown('/lots?q=GA250302&etat=refused')).toContain('305 2025-03-G Refusé');
  });
});

describe('one lot', () => {
  test('is the grid of the reference, thirteen columns, with totals and documents', async () => {
    const { body } = await new PlainBrowser(opened).get(`/lots/${named('888_grille').id}`);
    const heads = [...body.matchAll(/<th scope="col"[^>]*>([^<]*)<\/th>/g)].map(([, head]) => head);
    expect(heads).toEqual(Object.values(GRID_HEADERS));
    const text = textOf(body);
    expect(text).toContain(
      '31/08/2022 0x9f1642 2022120 62260000 PROXYPAYE USD 88989305300013 BULLETIN D B5 20,00 27,81 D',
    );
    expect(text).toContain(
      '31/08/2022 0x9f1642 2022120 401PROXYP PROXYPAYE USD 88989305300013 BULLETIN D 33,37 D',
    );
    expect(text).toContain('Total du lot : 4 écritures, 12 mouvements 302,26 302,26');
    expect(body.match(/<tr id="e\d+" class="starts">/g)).toHaveLength(4);
  });

  test('of each shape is shown: bundle, zip, lone CSV', async () => {
    for (const name of ['630_mai', '731_vignoble.zip', '2041_ecritures-mars.csv'])
      expect(await shown(`/lots/${named(name).id}`), name).toContain('Total du lot');
  });

  test('has its findings at their lines', async () => {
    const record = named('96_a-regarder');
    const { body } = await new PlainBrowser(opened).get(`/lots/${record.id}`);
    const rows = body.slice(body.indexOf('<tbody>'), body.indexOf('</tbody>')).split('</tr>');
    const told = rows.filter((row) => row.includes('class="told'));
    const placed = record.findings.filter(
      ({ file, line }) => file === 'ecritures.csv' && line !== null && line > 1,
    );
    expect(told).toHaveLength(placed.length);
    // A finding stands below the row that it is about.
    const amount = placed.find(({ code }) => code === 'AMOUNT_NEGATIVE');
    const at = rows.findIndex((row) => row.includes('AMOUNT_NEGATIVE'));
    expect(amount).toBeDefined();
    const above = rows.slice(0, at).findLast((row) => !row.includes('class="told')) ?? '';
    const original = csvRows(record)[(amount?.line ?? 0) - 1] ?? [];
    expect(textOf(`<main>${above}`)).toContain(original[4]);
  });

  test('that was refused shows each anomaly in its place in the original', async () => {
    const record = named('305_garage-DATE_INVALID');
    const { body } = await new PlainBrowser(opened).get(`/lots/${record.id}`);
    expect(body.match(/<td class="faulty">31\/02\/2025<\/td>/g)).toHaveLength(3);
    const text = textOf(body);
    expect(text).toContain('Rien n’a été livré à ISACOMPTA. Corrigez');
    expect(text).toMatch(/5 31\/02\/2025 .* Erreur ecritures\.csv, ligne 5, colonne « Date »/);
    expect(text).toContain('ligne 2 sans anomalie');
    expect(await shown(`/lots/${record.id}?vue=tout`)).toContain('2 06/03/2025');
  });

  test('that was refused has no page behind its last line, and says so', async () => {
    const { id } = named('305_garage-DATE_INVALID');
    expect(await shown(`/lots/${id}?page=9`)).toMatch(/pas de page 9 : voici la dernière\. .*5 31\/02\/2025/);
    const { body } = await new PlainBrowser(opened).get(`/lots/${id}?page=9&vue=tout`);
    expect(body).toContain('Il n’y a pas de page 9\u00a0: le fichier se termine avant.');
    expect(body).toContain(`href="/lots/${id}?vue=tout&amp;page=1#original" rel="prev"`);
    expect(await shown(`/lots/${id}?vue=zzz`)).toContain('« vue=zzz » n’a pas de sens');
  });

  test('are not listed where there is nothing to search for, and another number is offered', async () => {
    for (const text of ['😀', '"', '%']) {
      const told = await shown(`/lots?q=${encodeURIComponent(text)}`);
      expect(told).toContain('rien à chercher');
      expect(told).not.toContain('888_grille');
    }
    const { body } = await new PlainBrowser(opened).get('/lots?dossier=742');
    expect(body).toMatch(/<a href="\/lots\?dossier=0742">Vouliez-vous dire le dossier 0742/);
    expect(await shown('/lots?dossier=9999')).not.toContain('Vouliez-vous');
  });

  test('that was delivered tells a warning once on a page', async () => {
    const warned = records.find(
      ({ outcome, findings }) => outcome === 'delivered' && findings.some(({ line }) => line !== null),
    );
    const text = await shown(`/lots/${warned?.id}`);
    const finding = warned?.findings.find(({ line }) => line !== null);
    if (finding === undefined) throw new Error('nothing was found');
    expect(text.split(plainOf(sentenceOf(finding, 'fr').text))).toHaveLength(2);
  });

  test('that was refused marks of an imbalance the amounts, of a broken line the line, and no other cell', async () => {
    const marked = async (name: string) => {
      const { body } = await new PlainBrowser(opened).get(`/lots/${named(name).id}?vue=tout`);
      const heads = [...body.matchAll(/<th scope="col"[^>]*>([^<]*)</g)].map(([, head]) => head);
      return [...body.matchAll(/<tr id="l\d+"( class="faulty")?>(.*)<\/tr>/g)].flatMap(
        ([, line, cells = '']) => [
          ...(line === undefined ? [] : ['line']),
          ...[...cells.matchAll(/<t[dh]([^>]*)>/g)].flatMap(([, kind = ''], at) =>
            kind.includes('faulty') ? [heads[at]] : [],
          ),
        ],
      );
    };
    const nameOf = (code: string) => records.find(({ name }) => name.includes(`-${code}`))?.name ?? '';
    expect(await marked(nameOf('ENTRY_UNBALANCED'))).toEqual(['Débit', 'Crédit']);
    expect(await marked(nameOf('ROW_MALFORMED'))).toEqual(['line']);
  });

  test('that was refused is shown whatever it was refused for', async () => {
    const refused = records.filter(({ outcome, kind }) => outcome === 'refused' && kind === 'batch');
    expect(refused.length).toBeGreaterThan(20);
    for (const record of refused) {
      const text = await shown(`/lots/${record.id}`);
      for (const { code } of record.findings) expect(text, record.name).toContain(code);
    }
  });

  test('tells its findings in the language of the page', async () => {
    for (const record of records.filter(({ findings }) => findings.length > 0)) {
      const { body } = await new PlainBrowser(opened).get(`/lots/${record.id}?lang=en`);
      expect(body, record.name).not.toContain('<span lang="fr">');
      for (const finding of record.findings)
        expect(textOf(body), record.name).toContain(plainOf(sentenceOf(finding, 'en').text));
    }
    const { id } = named('305_garage-DATE_INVALID');
    expect(await shown(`/lots/${id}?lang=en`)).toMatch(/Error ecritures\.csv, line \d+, column “Date”: /);
  });

  test('of settings leads to its publication and the JSON of that, where there is one', async () => {
    const published = records.find(({ publication }) => publication?.payloadKind === 'modification');
    const { body } = await new PlainBrowser(opened).get(`/lots/${published?.id}`);
    expect(body).toContain(
      `<a href="/publications/${published?.id}">n°\u00a02</a> (Modification, 3\u00a0changements)`,
    );
    expect(body).toContain(
      `<a href="/lots/${published?.id}/fichiers/publication" download>Publication (.json)</a>`,
    );
    expect(body).toContain('<a href="/dossiers/0742">0742</a>');
    const refused = records.find(({ kind, outcome }) => kind === 'settings' && outcome === 'refused');
    const other = await new PlainBrowser(opened).get(`/lots/${refused?.id}`);
    expect(other.body).not.toMatch(/\/publications\/|fichiers\/publication/);
  });

  test('of settings tells what is wrong in them', async () => {
    const record = records.find(({ kind, outcome }) => kind === 'settings' && outcome === 'refused');
    expect(await shown(`/lots/${record?.id}`)).toContain('SIRET_MISSING');
  });

  test('that nobody knows is told so', async () => {
    expect(await shown('/lots/20200101-000000-000000', 404)).toContain('Le registre ne connaît pas ce dépôt');
    expect(await shown('/lots/..%2f..%2fetc%2fpasswd', 404)).toContain('Le registre ne connaît pas');
    expect(await shown('/nulle/part', 404)).toContain('Il n’y a rien à cette adresse');
  });
});

/** The cells of the text that a lot came with. */
function csvRows({ name }: DropRecord): string[][] {
  const sample = name.replace(/^96_a-regarder$/, 'avertissements');
  const folder = join(import.meta.dirname, '..', '..', 'samples', 'accepted', sample, 'input', name);
  return readFileSync(join(folder, 'ecritures.csv'), 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split(';'));
}

describe('the other pages', () => {
  test('what waits to be integrated, by company file', async () => {
    const text = await shown('/a-integrer');
    expect(text).toMatch(
      /Dossier 888 1 lot, 4 écritures, 302,26 € .*2022-09-A 4 302,26 888_20220908_101500_2022-09-A\.ECR/,
    );
  });

  test('publications, with their changes as before and after', async () => {
    const list = await shown('/publications');
    expect(list).toContain('0742 2 Modification 3');
    expect(await shown('/publications?dossier=0742')).toContain('0742 1 Création');
    const record = records.find(({ publication }) => publication?.payloadKind === 'modification');
    const text = await shown(`/publications/${record?.id}`);
    expect(text).toContain('Compte modifié 62260000 code TVA B5 A5');
    expect(text).toContain('Compte ajouté 61550000 libellé Entretien du matériel');
    expect(text).not.toContain('numéro 61550000');
    const { body } = await new PlainBrowser(opened).get(`/publications/${record?.id}`);
    expect(body).toContain(`<a href="/lots/${record?.id}">Paramétrage reçu\u00a0: 0742_boulangerie</a>`);
    expect(body).toContain(`<a href="/lots/${record?.id}/fichiers/publication" download>`);
    expect(body).toContain('<a href="/dossiers/0742">Dossier 0742</a>');
    const creation = records.find(({ publication }) => publication?.payloadKind === 'creation');
    expect(await shown(`/publications/${creation?.id}`)).not.toContain('0 changement');
    expect(await shown(`/publications/${creation?.id}`)).toContain('Première publication');
    await shown(`/publications/${named('888_grille').id}`, 404);
    const answer = await new PlainBrowser(opened).get(`/lots/${record?.id}/fichiers/publication`);
    expect(JSON.parse(answer.body)).toMatchObject({ sequence: 2 });
  });

  test('company files in the order of their numbers, found by a part of these', async () => {
    const { body } = await new PlainBrowser(opened).get('/dossiers');
    const listed = [...body.matchAll(/<a href="\/dossiers\/([^"]+)">/g)].map(([, dossier = '']) => dossier);
    expect(listed.length).toBeGreaterThan(5);
    expect(listed).toEqual([...listed].sort((one, other) => Number(one) - Number(other)));
    expect(await shown('/dossiers?dossier=742')).toContain('0742 À compléter');
  });

  test('a search without an answer is no list that is empty', async () => {
    expect(await shown('/dossiers?dossier=999')).toContain('Aucun dossier ne répond à cette recherche');
    expect(await shown('/publications?dossier=888')).toContain(
      'Aucune publication ne répond à cette recherche',
    );
    expect(await shown('/archives?dossier=999')).toContain('Aucune archive ne répond à cette recherche');
  });

  test('the company sheet: complete, or what is missing and what that would do', async () => {
    const list = await shown('/dossiers');
    expect(list).toMatch(/0742 À compléter : 1 erreur/);
    expect(list).toContain('888 EXPLOITATION 888 Pas encore publiée');
    const text = await shown('/dossiers/0742');
    expect(text).toContain('Capital social 8 000,00 €');
    expect(text).toContain('R.C.S. Date 15/03/2011');
    expect(await shown('/dossiers/0742?lang=en')).toContain('Capital social €8,000.00');
    expect(text).toMatch(
      /dernier paramétrage reçu.*refusé.*SIRET.*AMI COMPTA rendrait le dossier indisponible/,
    );
    expect(text).toContain('La fiche entreprise publiée avant ce refus a tout ce qu’AMI COMPTA demande');
    expect(text).toContain('Dénomination BOULANGERIE DU MARCHÉ');
    expect(await shown('/dossiers/888')).toContain('Aucun paramétrage de ce dossier n’a été publié');
    await shown('/dossiers/inconnu', 404);
  });

  test('the archives', async () => {
    const text = await shown('/archives');
    const { archive } = named('888_grille');
    expect(text).toContain(archive?.split('/').at(-1));
    expect(text).toContain('Vérifier toutes les archives');
  });
});
