/** What is wrong with a value, in French: dates, fields of `lot.json`, lines that contradict each other. */
import { FIRST_YEAR, LAST_YEAR } from '../../model/calendar-date.ts';
import type { FindingDetails, NoticeValue } from '../../model/finding.ts';
import type { SettingsValue } from '../../model/settings-fault.ts';
import { depth, SPREADSHEET_TRACES } from './figures.ts';

const NBSP = '\u00a0';

export const DATE_FAULTS = {
  form: (value: string, form: string) => `${value} n’est pas une date lisible ici. Écrivez-la ${form}.`,
  year: (value: string) =>
    `l’année de la date ${value} est impossible : elle doit être de ${FIRST_YEAR} à ${LAST_YEAR}. Corrigez-la.`,
  day: (value: string) => `la date ${value} n’existe pas au calendrier. Corrigez-la.`,
} as const;

export const DATE_FORMS = {
  csv: 'jj/mm/aaaa ou aaaa-mm-jj',
  iso: 'aaaa-mm-jj, par exemple 2022-12-31 (ISO 8601)',
  exchange: 'jjmmaaaa',
} as const;

/** `found`: a CSV further down, else an exchange file; empty where there is neither. */
export function noCsv(found: string): string {
  if (found === '')
    return 'aucun fichier .csv dans le lot. Un lot contient ecritures.csv, et les documents dans le dossier documents.';
  if (!/\.csv$/i.test(found))
    return `aucun fichier .csv dans le lot, mais un fichier d’échange d’ISACOMPTA, ${found}. Si c’est un export de paramétrage, ajoutez à côté de lui la fiche entreprise (entreprise.csv ou entreprise.json). Si ce sont des écritures, elles sont déjà au format d’ISACOMPTA : contrôlez ce fichier lui-même.`;
  return `aucun fichier .csv à la racine du lot, mais ${found} : ${FOLDERS[depth(found)] ?? `${depth(found)} dossiers`} plus bas. Envoyez le dossier qui le contient, avec ses documents.`;
}

/** How far below the top of a batch its CSV is, in words. */
const FOLDERS: Readonly<Record<number, string>> = {
  1: 'un dossier',
  2: 'deux dossiers',
  3: 'trois dossiers',
};

export const NOTICE_VALUES: Readonly<Record<NoticeValue, string>> = {
  text: 'un texte entre guillemets, ou un nombre entier',
  count: 'un nombre entier, sans signe ni espace',
  sum: 'un montant entre guillemets, par exemple "1234.56"',
  group: 'un groupe entre accolades, { … }',
  list: 'une liste entre crochets, [ … ]',
  document: 'un groupe par document, { "fichier": "facture.pdf", "sha256": "…" }',
  'one-hash': 'une seule empreinte pour ce document, qui est annoncé deux fois',
};

export const SETTINGS_VALUES: Readonly<Record<Exclude<SettingsValue, 'all-digits'>, string>> = {
  account: 'un numéro de compte de 10 caractères au plus, par exemple 62260000 ou 401ORANGE',
  'journal-code': 'un code journal de 1 ou 2 caractères, par exemple AC',
  'vat-code': 'un code TVA de 1 ou 2 caractères, par exemple A5',
  'account-type': 'général, auxiliaire ou collectif',
  side: 'débit, crédit ou indifférent',
  'journal-type':
    'achats, ventes, trésorerie, opérations diverses, à nouveaux, extourne, situation, stocks ou analytique',
  'vat-code-type': 'achat, immobilisation ou vente',
  'yes-no': 'oui ou non',
  date: 'une date du calendrier, jj/mm/aaaa ou aaaa-mm-jj',
  'exchange-date': 'une date du calendrier, jjmmaaaa',
  rate: 'un taux de 0 à 99,99 avec deux décimales au plus, par exemple 5,50',
  text: 'un texte entre guillemets',
  fields: 'les champs de la fiche entre accolades, { … }',
  'rate-of-account': 'le taux de ce code TVA, par exemple 5,50, ou 0 s’il est exonéré',
};

/** What a spreadsheet does to long numbers, and how one gets them back. */
export const SCIENTIFIC_REMEDY =
  'est un nombre abrégé par Excel (notation scientifique), ses derniers chiffres sont perdus. Dans Excel, mettez cette colonne au format Texte, saisissez de nouveau le numéro entier, puis enregistrez le CSV.';

/** The same for days, and for codes and telephones that begin with a zero and have so many digits with it. */
export const SERIAL_REMEDY =
  'est une date qu’Excel a remplacée par son numéro de jour. Dans Excel, mettez cette colonne au format Texte, saisissez de nouveau la date jj/mm/aaaa, puis enregistrez le CSV.';
export function lostZeroRemedy(digits: number): string {
  return `n’a que ${digits - 1} chiffres : Excel en a sans doute retiré le zéro du début. Dans Excel, mettez cette colonne au format Texte, saisissez de nouveau les ${digits} chiffres, puis enregistrez le CSV.`;
}

export function invalidAccount(details: FindingDetails['ACCOUNT_INVALID'], value: string): string {
  if (details.isScientific === true) return `${value} ${SCIENTIFIC_REMEDY}`;
  const form =
    details.isListed === true
      ? 'lettres et chiffres seulement, 10 caractères au plus'
      : '3 à 10 caractères, qui commencent par trois chiffres, le premier de 1 à 9';
  const remedy =
    details.hasSpaces === true ? 'les espaces n’y sont pas permises. Écrivez-le d’un seul tenant : ' : '';
  return `${value} n’est pas un numéro de compte : ${remedy}${form} (62260000, 401ORANGE).`;
}

export function unknownVatCode({ shape, keptBy }: FindingDetails['VAT_CODE_UNKNOWN'], value: string): string {
  if (keptBy !== undefined)
    return `le compte ${keptBy} garde le code TVA ${value}, publié auparavant, car comptes.csv n’a pas de colonne Code TVA ; mais ce code n’existe plus dans le dossier. Ajoutez cette colonne, ou rétablissez le code.`;
  if (SPREADSHEET_TRACES.scientific.test(value)) return `${value} ${SCIENTIFIC_REMEDY}`;
  return shape
    ? `${value} n’est pas un code TVA d’ISACOMPTA : 1 ou 2 lettres ou chiffres (A5, B5).`
    : `le code TVA ${value} n’existe pas dans le dossier. Corrigez la ligne, ou créez ce code dans ISACOMPTA et exportez de nouveau le paramétrage.`;
}

const BATCH_REMEDY = `Indiquez-le au début du nom du dossier ou du fichier, suivi de «${NBSP}_${NBSP}» (exemple : 888_septembre.zip), ou, pour un lot, dans lot.json, ou en déposant le lot dans depot-ami/<numéro>/. En ligne de commande, --dossier le donne aussi.`;

const EXPORT_REMEDY = `Indiquez-le au début du nom du dossier ou du .zip de l’export, suivi de «${NBSP}_${NBSP}» (exemple : 0742_export.zip) ; un fichier d’échange d’ISACOMPTA le donne dans son enregistrement DOS. En ligne de commande, --dossier le donne aussi.`;

export function noDossier({ invalid, named, isSettings }: FindingDetails['DOSSIER_MISSING']): string {
  const remedy = isSettings === true ? EXPORT_REMEDY : BATCH_REMEDY;
  if (invalid !== null)
    return `«${NBSP}${invalid}${NBSP}» ne peut pas être un numéro de dossier : 8 caractères au plus, lettres, chiffres et tirets. ${remedy}`;
  if (named === undefined) return `aucun numéro de dossier. ${remedy}`;
  return `aucun numéro de dossier : «${NBSP}${named}${NBSP}» est le nom du lot. Si c’est aussi le numéro du dossier, renommez le lot, par exemple ${named}_septembre, ou mettez-le dans un dossier de ce nom, par exemple depot-ami/${named}/septembre. Sinon, indiquez le numéro dans lot.json, ou en ligne de commande avec --dossier.`;
}

export function contradiction(details: FindingDetails['ENTRY_INCONSISTENT'], value: string): string {
  const kept = `«${NBSP}${details.kept}${NBSP}»`;
  if ('account' in details)
    return `le compte ${details.account} a deux libellés : ${value} ici, ${kept} à la ligne ${details.keptLine}, qui est retenu. Gardez un seul libellé par compte.`;
  const piece = `«${NBSP}${details.piece}${NBSP}»`;
  if ('dueLine' in details)
    return `l’échéance ${value} n’est pas reprise : la pièce ${piece} garde celle de la ligne ${details.dueLine}, ${kept}. S’il y a plusieurs échéances, indiquez chacune sur la ligne de son compte de tiers.`;
  return `les lignes de la pièce ${piece} se contredisent : ${value} ici, ${kept} plus haut, qui est retenu. Si ce sont deux factures, donnez-leur deux numéros de pièce.`;
}
