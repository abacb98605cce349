/**
 * What each folder's LISEZMOI.txt says, to whoever opens the folder. The folders of this repository hold the same texts.
 */
import { FOLDER_NAMES, type FolderName, LOG_FOLDER_NAME } from '../configuration/folders.ts';

const NBSP = '\u00a0';

const ROOT_TEXT = [
  'Les dossiers surveillés par ami-isacompta. Chaque dossier contient un LISEZMOI.txt qui dit à quoi il sert.',
  'registre.db est le registre de ce qui a été reçu et livré, robot.json le signe de vie du robot. N’y touchez pas.',
];

const LOG_TEXT = [
  'Les journaux du robot, un fichier par jour au moins, les plus anciens effacés d’eux-mêmes.',
  'Ils sont faits pour le service informatique.',
];

const TEXTS: Readonly<Record<FolderName, readonly string[]>> = {
  amiDrops: [
    `Déposez ici les lots d’AMI COMPTA${NBSP}: un dossier, un .zip ou un .csv par lot.`,
    `Son nom commence par le numéro du dossier ISACOMPTA, suivi de «${NBSP}_${NBSP}»${NBSP}: 888_septembre, 888_septembre.zip.`,
    `Il peut aussi être déposé, sous n’importe quel nom, dans un sous-dossier qui porte ce numéro${NBSP}: 888/septembre.`,
    'Un dossier qui contient lui-même ecritures.csv est un lot, même si son nom est un numéro.',
    'Un lot disparaît d’ici quand le robot le prend en charge.',
  ],
  isacomptaDrops: [
    'Déposez ici les exports de paramétrage d’ISACOMPTA, avec la fiche entreprise (entreprise.csv) de chacun.',
    'Ce qui en est publié pour AMI COMPTA arrive dans a-publier.',
  ],
  claimed: ['Les dépôts en cours de traitement. Ne touchez à rien ici.'],
  toIntegrate: [
    'Les fichiers d’import pour ISACOMPTA, par dossier, chacun accompagné du zip de ses documents.',
    'Intégrez le .ECR dans ISACOMPTA. Un lot est considéré comme intégré quand son .ECR n’est plus ici.',
  ],
  toPublish: ['Les publications de paramétrage pour AMI COMPTA, par dossier, dans l’ordre de leurs numéros.'],
  refused: [
    'Les dépôts refusés, tels qu’ils sont arrivés, avec le rapport qui dit pourquoi et quoi faire.',
    `Dans chacun${NBSP}: rapport.txt à lire, anomalies.csv à ouvrir dans Excel, rapport.json pour les programmes.`,
    'Corrigez le lot, puis déposez-le de nouveau. Rien n’en a été livré, sauf si rapport.txt dit le contraire.',
  ],
  duplicates: [
    'Les dépôts dont le contenu a déjà été livré. Rien n’est livré deux fois.',
    'Une fois vus, ils peuvent être supprimés.',
  ],
  archives: [
    'Une archive par dépôt traité, écrite une seule fois, rangée par année et par mois.',
    'Ne modifiez, ne renommez et ne supprimez rien ici.',
  ],
};

/** A folder below the root, by its name (empty for the root itself), and its text with the line endings of Windows. */
export interface Readme {
  readonly folder: string;
  readonly text: string;
}

export function readmes(): Readme[] {
  const states = Object.entries(FOLDER_NAMES) as [FolderName, string][];
  return [
    { folder: '', text: textOf(ROOT_TEXT) },
    ...states.map(([name, folder]) => ({ folder, text: textOf(TEXTS[name]) })),
    { folder: LOG_FOLDER_NAME, text: textOf(LOG_TEXT) },
  ];
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}
