/**
 * Drops of every form and both directions, and what must become of each. What is in them stays here, so that whatever a
 * robot makes of them can be compared with what was dropped.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rawZip } from '../../support/raw-zip.ts';
import { TABLES } from '../../support/settings-files.ts';
import type { Random } from './random.ts';

export type Form = 'folder' | 'zip' | 'csv';

export interface Dropped {
  readonly kind: 'batch' | 'settings';
  /** Of several drops of one content one is delivered, whichever comes first, and the others are duplicates. */
  readonly outcome: 'delivered' | 'refused' | 'published';
  /** Alike for drops of one content. */
  readonly content: string;
  readonly dossier: string;
  /** Where it is dropped, from the root, with `/`. */
  readonly folder: string;
  readonly name: string;
  /** Path in the drop, with `/`, and bytes; the path is empty where the drop is a file. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The company files of batches; what is published of settings must not change what becomes of them. */
const BATCH_DOSSIERS = ['888', '1507', '02041'];
const SETTINGS_DOSSIERS = ['0742', '0743'];

const HEADER =
  'Date;N° pièce;N° facture;Numéro;Compte;Libellé pièce;Libellé mouvement;TVA;Taux;Débit;Crédit;D;C';

/** A batch that is sound, or one whose entry is not balanced. */
export function batchDrop(number: number, form: Form, isSound: boolean, random: Random): Dropped {
  const dossier = BATCH_DOSSIERS[number % BATCH_DOSSIERS.length] ?? '';
  const documents = form === 'csv' ? [] : [0, 1].slice(0, 1 + (number % 2));
  const names = documents.map((each) => `facture ${number}-${each}.pdf`);
  const inner = new Map<string, Buffer>([['ecritures.csv', entries(number, names, isSound)]]);
  for (const name of names) {
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), random.bytes(1_000 + random.below(60_000))]);
    inner.set(`documents/${name}`, content);
  }
  if (number % 3 === 0 && form !== 'csv')
    inner.set('lot.json', Buffer.from(JSON.stringify({ lot: `L${number}`, emis: '2025-03-31T08:30:00' })));
  // Half of them tell their company file by the folder that they are dropped in, and the others by their name.
  const inFolder = number % 2 === 0;
  const label = `${inFolder ? '' : `${dossier}_`}lot-${number}`;
  return {
    kind: 'batch',
    outcome: isSound ? 'delivered' : 'refused',
    content: `batch ${number}`,
    dossier,
    folder: inFolder ? `depot-ami/${dossier}` : 'depot-ami',
    ...formed(label, form, inner),
  };
}

/** The same content under another name, by another way, in another form where there is one. */
export function duplicateOf(original: Dropped, number: number): Dropped {
  const { files, dossier } = original;
  const lone = files.get('');
  const isZip = original.name.endsWith('.zip');
  const name = `bis-${number}${isZip ? '.zip' : lone === undefined ? '' : '.csv'}`;
  return { ...original, folder: `depot-ami/${dossier}`, name };
}

/** A settings export that differs from every other one, or one without what must be there. */
export function settingsDrop(number: number, form: Exclude<Form, 'csv'>, isSound: boolean): Dropped {
  const dossier = SETTINGS_DOSSIERS[number % SETTINGS_DOSSIERS.length] ?? '';
  const accounts = `${TABLES['comptes.csv']}6061${1_000 + number};Compte ${number};général;A5;non;débit;\n`;
  const sheet = isSound
    ? TABLES['entreprise.csv']
    : TABLES['entreprise.csv'].replace('73282932000074', '73282932000075');
  const inner = new Map(
    Object.entries({ ...TABLES, 'comptes.csv': accounts, 'entreprise.csv': sheet }).map(
      ([name, text]) => [name, Buffer.from(text)] as const,
    ),
  );
  return {
    kind: 'settings',
    outcome: isSound ? 'published' : 'refused',
    content: `settings ${number}`,
    dossier,
    folder: 'depot-isacompta',
    ...formed(`${dossier}_parametrage-${number}`, form, inner),
  };
}

/** Writes it beside the root and renames it into its drop folder, so that it is there at once. */
export function drop({ folder, name, files }: Dropped, root: string, staging: string): void {
  const target = join(root, ...folder.split('/'), name);
  writeDrop(files, join(staging, name));
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(staging, name), target);
}

/** Writes its files at a path. */
export function writeDrop(files: ReadonlyMap<string, Buffer>, path: string): void {
  for (const [inner, content] of files) {
    const file = inner === '' ? path : join(path, ...inner.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function formed(
  label: string,
  form: Form,
  inner: ReadonlyMap<string, Buffer>,
): Pick<Dropped, 'name' | 'files'> {
  if (form === 'folder') return { name: label, files: inner };
  if (form === 'csv')
    return { name: `${label}.csv`, files: new Map([['', inner.get('ecritures.csv') ?? Buffer.alloc(0)]]) };
  const entries = [...inner].map(([name, content]) => ({ name, content }));
  return { name: `${label}.zip`, files: new Map([['', rawZip(entries)]]) };
}

/** Two entries that no other batch has. */
function entries(number: number, documents: readonly string[], isSound: boolean): Buffer {
  const rows = ['A', 'B'].flatMap((letter, index) => {
    const piece = `${letter}${number}`;
    const document = documents[index] ?? '';
    const cents = String(number % 100).padStart(2, '0');
    const credit = isSound ? `100,${cents}` : `101,${cents}`;
    return [
      `07/03/2025;${piece};F-${number};;60110000;Fournisseur;Achat ${number};;;100,${cents};;${document};`,
      `07/03/2025;${piece};F-${number};;401MOULIN;Fournisseur;Achat ${number};;;;${credit};${document};`,
    ];
  });
  return Buffer.from([HEADER, ...rows, ''].join('\r\n'));
}
