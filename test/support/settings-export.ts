/** Writes a settings export as tables, the form that a person makes by hand. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SHEET: Readonly<Record<string, string>> = {
  Dénomination: 'EARL DES PRÉS',
  'Forme juridique': 'EARL',
  'Numéro SIRET': '73282932000074',
  'Numéro SIREN': '732829320',
  'Code A.P.E.': '01.50Z',
  'Capital social': '7 500,00',
  Régime: 'Réel normal mensuel',
};

export interface SettingsTables {
  readonly sheet: Readonly<Record<string, string>>;
  readonly years: readonly string[];
  readonly accounts: readonly string[];
  readonly journals: readonly string[];
  readonly vatCodes: readonly string[];
  readonly thirdParties: readonly string[];
}

export const ROWS: SettingsTables = {
  sheet: SHEET,
  years: ['01/01/2022;31/12/2022'],
  accounts: [
    '40100000;FOURNISSEURS;;',
    '401ORANGE;ORANGE;;40100000',
    '44566000;TVA DÉDUCTIBLE;;',
    '62260000;HONORAIRES;B5;',
  ],
  journals: ['AC;ACHATS'],
  vatCodes: ['B5;TVA 20 %;44566000;20,00'],
  thirdParties: ['401ORANGE;ORANGE;ISSY'],
};

/** Makes the folder anew, with these tables in place of the usual ones. */
export function writeSettings(folder: string, told: Partial<SettingsTables> = {}): string {
  const { sheet, years, accounts, journals, vatCodes, thirdParties } = { ...ROWS, ...told };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, header: string, rows: readonly string[]): void =>
    writeFileSync(join(folder, name), [header, ...rows, ''].join('\r\n'));
  write(
    'entreprise.csv',
    'champ;valeur',
    Object.entries(sheet).map(([field, value]) => `${field};${value}`),
  );
  write('exercices.csv', 'Début;Fin', years);
  write('comptes.csv', 'Compte;Libellé;Code TVA;Compte collectif', accounts);
  write('journaux.csv', 'Code;Libellé', journals);
  write('tva.csv', 'Code;Libellé;Compte;Taux', vatCodes);
  write('tiers.csv', 'Compte;Nom;Ville', thirdParties);
  return folder;
}
