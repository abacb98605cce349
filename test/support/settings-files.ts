/** The files of settings exports for tests: records of the exchange format field by field, and folders of tables. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldName, RecordLayout } from '../../src/format/fixed-width.ts';
import { FILE_HEADER } from '../../src/isacompta/layouts.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A line of a record, of the layout's length, its values aligned to the left or to the right of their fields. */
export function recordLine<L extends RecordLayout>(
  layout: L,
  values: { readonly [N in FieldName<L>]?: string },
  align: 'left' | 'right' = 'right',
): string {
  const columns = [...layout.key.padEnd(layout.length)];
  for (const field of layout.fields) {
    const value = values[field.name as FieldName<L>];
    if (value === undefined) continue;
    const padded = align === 'left' ? value.padEnd(field.length) : value.padStart(field.length);
    columns.splice(field.start - 1, field.length, ...padded);
  }
  return columns.join('');
}

/** The bytes of an exchange file in Windows-1252: its header, and these lines. */
export function exchangeFile(lines: readonly string[]): Buffer {
  const header = recordLine(FILE_HEADER, { minimumVersion: '0200000', formatVersion: '0000', charset: '1' });
  return Buffer.from([header, ...lines].map((line) => `${line}\r\n`).join(''), 'latin1');
}

export const COMPANY_CSV = [
  'champ;valeur',
  'Dénomination;EARL LES VERGERS DU PLESSIS',
  'Forme juridique;EARL',
  'Numéro SIRET;73282932000074',
  'Code A.P.E.;01.24Z',
  '',
].join('\n');

/** A sound set of tables; no errors. */
export const TABLES = {
  'entreprise.csv': COMPANY_CSV,
  'exercices.csv': 'Début;Fin;Ouvert\n01/10/2024;30/09/2025;oui\n',
  'comptes.csv': [
    'Compte;Libellé;Type;Code TVA;Lettrable;Sens;Compte collectif',
    '40100000;Fournisseurs;Collectif;;oui;;',
    '401AGRINEG;Agri Négoce;auxiliaire;;O;;40100000',
    '44566000;TVA déductible;ge;;;;',
    '60610000;Électricité;général;A5;non;débit;',
    '',
  ].join('\n'),
  'journaux.csv': 'Code;Libellé;Type;Contrepartie\nAC;Achats;achats;\nBQ;Banque;tr;51210000\n',
  'tva.csv': 'Code;Libellé;Compte;Taux;Type;Début de validité\nA5;TVA 20 %;44566000;20,00;ac;2014-01-01\n',
  'tiers.csv': 'Compte;Nom;Code postal;Ville;IBAN\n401AGRINEG;AGRI NEGOCE;41190;Herbault;\n',
} as const;

/** A new folder named `name` with these files. */
export function settingsFolder(
  files: Readonly<Record<string, string | Buffer>>,
  name = '888_export',
): string {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}
