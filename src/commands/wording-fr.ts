/** The French wording of the commands. */
import type { ConfigurationProblem, Expectation } from '../configuration/fault.ts';
import { formatCentsFrench as euros } from '../model/cents.ts';
import type { Wording } from './wording.ts';
import { FRENCH_ARCHIVE } from './wording-archive-fr.ts';
import { FRENCH_PUBLICATION } from './wording-publication-fr.ts';
import { FRENCH_REGISTER } from './wording-register-fr.ts';
import { FRENCH_ROBOT_COMMANDS } from './wording-robot-fr.ts';
import { frenchSyntax } from './wording-syntax-fr.ts';

const NBSP = '\u00a0';

export const FRENCH_WORDING: Wording = {
  help: {
    program:
      'Transmet à ISACOMPTA les écritures et les documents d’AMI COMPTA, et à AMI COMPTA le paramétrage des dossiers, sous forme de fichiers.',
    usage: `Utilisation${NBSP}:`,
    arguments: `Arguments${NBSP}:`,
    options: `Options${NBSP}:`,
    commands: `Commandes${NBSP}:`,
    showHelp: 'affiche cette aide',
    showVersion: 'affiche la version',
    config: `fichier de configuration (sans cette option${NBSP}: ami-isacompta.config.json du dossier courant)`,
    root: 'dossier racine des dossiers surveillés',
    json: 'un seul objet JSON sur la sortie standard, les messages sur la sortie d’erreur',
    lang: `langue des messages${NBSP}: fr ou en`,
    out: 'dossier où écrire le fichier d’import et le zip des documents',
    format: 'ecr (fichier d’import ISACOMPTA) ou csv (les treize colonnes de la grille)',
    dossier: 'numéro du dossier ISACOMPTA, s’il n’est pas dans le lot',
    journal: 'journal des lignes qui n’en indiquent pas',
    batchPath: `le lot${NBSP}: un dossier, un .zip ou un .csv`,
    checkedPath: 'un lot (dossier, .zip, .csv), un export de paramétrage ou un fichier d’échange (.ECR)',
    anyPath: 'un lot (dossier, .zip, .csv) ou un fichier d’échange ISACOMPTA (.ECR)',
    convert: 'convertit un lot AMI COMPTA en fichier d’import ISACOMPTA, avec le zip de ses documents',
    check: 'contrôle un lot, un export de paramétrage ou un fichier d’échange, sans rien écrire',
    show: 'affiche les écritures d’un lot ou d’un fichier d’échange, en treize colonnes, avec les totaux',
  },
  usage: {
    unknownCommand: (name) => `La commande «${NBSP}${name}${NBSP}» n’existe pas.`,
    unknownOption: (name) => `L’option ${name} n’existe pas.`,
    missingArgument: (name) => `Il manque l’argument ${name}.`,
    missingOptionValue: (name) => `Il manque la valeur de l’option ${name}.`,
    missingOption: (name) => `Il manque l’option ${name}.`,
    tooManyArguments: () => 'Trop d’arguments. Un chemin qui contient des espaces se met entre guillemets.',
    notOneOf: (option, value, allowed) =>
      `${option}${NBSP}: «${NBSP}${value}${NBSP}» n’est pas possible. Valeurs possibles${NBSP}: ${allowed.join(', ')}.`,
    notADossier: (value) =>
      `--dossier${NBSP}: «${NBSP}${value}${NBSP}» ne peut pas être un numéro de dossier (8 caractères au plus, lettres, chiffres et tirets).`,
    notAJournal: (value) =>
      `--journal${NBSP}: «${NBSP}${value}${NBSP}» n’est pas un code journal (1 ou 2 lettres ou chiffres).`,
    noSuchPath: (path) => `Le chemin «${NBSP}${path}${NBSP}» n’existe pas. Vérifiez-le, guillemets compris.`,
    outIsAFile: (path) => `--out${NBSP}: «${NBSP}${path}${NBSP}» est un fichier. Indiquez un dossier.`,
    outInBatch: (path) =>
      `--out${NBSP}: «${NBSP}${path}${NBSP}» est à l’intérieur de ce qui doit être lu. Indiquez un autre dossier.`,
    seeHelp: (command) => `Aide${NBSP}: ${['ami-isacompta', ...command, '--help'].join(' ')}`,
  },
  machine: {
    fault: (code, path) => {
      const what = MACHINE_FAULTS[code] ?? `Le système signale l’erreur ${code}.`;
      return path === '' ? what : `${what} Emplacement${NBSP}: ${path}`;
    },
    noPlace: (path) =>
      `Ce dossier ne peut pas être créé${NBSP}: le système n’accepte aucun fichier à cet endroit. Choisissez un autre emplacement. Emplacement${NBSP}: ${path}`,
    output: (code) =>
      `La sortie standard n’a pas pu être écrite${NBSP}: ${OUTPUT_FAULTS[code] ?? `le système signale l’erreur ${code}`}${NBSP}; libérez de la place ou dirigez l’affichage ailleurs, puis recommencez.`,
    bug: `Erreur interne${NBSP}: c’est un défaut du programme. Rien n’a été livré. Transmettez le texte ci-dessous à son éditeur.`,
  },
  configuration: {
    heading: (file) => `La configuration ${file} n’est pas utilisable${NBSP}:`,
    problem: (problem) => `${place(problem)}${problemText(problem)}`,
    expectation,
  },
  subject: (batch, dossier) => {
    const parts = [batch === null ? 'Lot' : `Lot ${batch}`, dossier === null ? '' : `dossier ${dossier}`];
    return parts.filter((part) => part !== '').join(', ');
  },
  colon: `${NBSP}: `,
  delivered: 'converti',
  refused: 'refusé',
  nothingWritten: 'Rien n’a été écrit.',
  lostFile: (path, how) =>
    how === 'replaced'
      ? `Fichier remplacé, dont le contenu était différent${NBSP}: ${path}`
      : `Fichier supprimé, qui restait d’une conversion précédente du même lot${NBSP}: ${path}`,
  checkedSound: 'peut être intégré',
  checkedRefused: 'serait refusé',
  figures: ({ entries, movements, debit, credit, documents, amountsComplete = true }) =>
    `${plural(entries, 'écriture')}, ${plural(movements, 'mouvement')}, débit ${euros(debit)}, crédit ${euros(credit)}${amountsComplete ? '' : ' (hors lignes illisibles)'}, ${plural(documents, 'document')}`,
  shownFigures: ({ entries, movements }) =>
    `${plural(entries, 'écriture')}, ${plural(movements, 'mouvement')}`,
  counts: ({ errors, warnings, infos }) =>
    errors + warnings + infos === 0
      ? 'Aucune anomalie.'
      : `${[plural(errors, 'erreur'), plural(warnings, 'avertissement'), plural(infos, 'information')].filter((part) => !part.startsWith('0')).join(', ')}.`,
  omitted: (count) =>
    `… et ${plural(count, 'autre anomalie', 'autres anomalies')}. Avec --json, jusqu’à 1${NBSP}000 de chaque sorte sont détaillées.`,
  progress: (percent) => `Lecture${NBSP}: ${percent}${NBSP}%`,
  total: 'Total',
  publication: FRENCH_PUBLICATION,
  archive: FRENCH_ARCHIVE,
  register: FRENCH_REGISTER,
  robot: FRENCH_ROBOT_COMMANDS,
};

const MACHINE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: `Le disque est plein. Libérez de la place, puis recommencez${NBSP}: rien n’a été livré.`,
  EDQUOT: `Le quota de disque est atteint. Libérez de la place, puis recommencez${NBSP}: rien n’a été livré.`,
  EACCES:
    'Accès refusé. Vérifiez les droits sur ce fichier ou ce dossier, ou fermez le programme qui l’utilise.',
  EPERM:
    'Opération refusée par le système. Vérifiez les droits, ou fermez le programme qui utilise ce fichier.',
  EBUSY: 'Le fichier est utilisé par un autre programme. Fermez-le, puis recommencez.',
  EROFS: 'Ce disque est en lecture seule. Choisissez un autre emplacement.',
  EIO: 'Le disque signale une erreur de lecture ou d’écriture. Vérifiez le disque ou le réseau, puis recommencez.',
  ENOENT: 'Ce fichier ou ce dossier n’existe pas, ou plus. Vérifiez le chemin, puis recommencez.',
  ENOTDIR: 'Une partie de ce chemin est un fichier, il faut un dossier. Vérifiez le chemin.',
  EISDIR: 'Il y a un dossier là où il faut un fichier. Vérifiez le chemin, ou déplacez ce dossier.',
  EEXIST: 'Un fichier ou un dossier de ce nom existe déjà. Renommez-le ou déplacez-le, puis recommencez.',
  ENOTEMPTY: 'Ce dossier n’est pas vide. Videz-le ou déplacez-le, puis recommencez.',
  ELOOP: 'Ce chemin passe par des liens qui se renvoient l’un à l’autre. Donnez le chemin réel.',
  EFBIG:
    'Ce fichier serait plus grand que ce que le système permet (EFBIG). Choisissez un autre disque, ou relevez cette limite.',
  ENFILE: 'Trop de fichiers sont ouverts sur cette machine. Fermez d’autres programmes, puis recommencez.',
  EMFILE: 'Trop de fichiers sont ouverts. Fermez d’autres programmes, puis recommencez.',
  ENAMETOOLONG: 'Ce chemin est trop long pour le système. Choisissez un emplacement plus court.',
};

const OUTPUT_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'le disque est plein',
  EDQUOT: 'le quota de disque est atteint',
  EIO: 'le disque signale une erreur d’écriture',
};

function place(problem: ConfigurationProblem): string {
  const { path, line } = problem;
  const column = problem.kind === 'syntax' ? `colonne ${problem.column}` : '';
  const where = [line === null ? '' : `ligne ${line}`, column, path].filter((part) => part !== '').join(', ');
  return where === '' ? '' : `${where}${NBSP}: `;
}

function problemText(problem: ConfigurationProblem): string {
  switch (problem.kind) {
    case 'missing':
      return 'le fichier n’existe pas.';
    case 'unreadable':
      return MACHINE_FAULTS[problem.code] ?? `le système signale l’erreur ${problem.code}.`;
    case 'syntax':
      return frenchSyntax(problem.code);
    case 'unknown-key':
      return `la clé «${NBSP}${problem.key}${NBSP}» n’existe pas. ${problem.isNear ? `Vouliez-vous dire «${NBSP}${problem.nearest}${NBSP}»${NBSP}?` : `Clés possibles ici${NBSP}: ${problem.known.join(', ')}.`}`;
    case 'wrong-value':
      return `${problem.found} n’est pas possible${NBSP}; il faut ${expectation(problem.expected)}.`;
  }
}

function expectation(expected: Expectation): string {
  switch (expected.kind) {
    case 'one-of':
      return `une de ces valeurs${NBSP}: ${expected.values.join(', ')}`;
    case 'type':
      return { text: 'un texte', 'yes-or-no': 'true ou false', group: 'un groupe { … }' }[expected.type];
    case 'number':
      return `un nombre${expected.whole ? ' entier' : ''} de ${expected.minimum} à ${expected.maximum}`;
    case 'form':
      return {
        journal: 'un code journal (1 ou 2 lettres ou chiffres)',
        dossier: 'un numéro de dossier (8 lettres ou chiffres au plus)',
        emitter: 'un code émetteur (1 à 3 caractères)',
        'web-address': 'une adresse https:// ou http://',
        password: '12 à 200 caractères',
        'not-empty': 'un texte qui ne soit pas vide',
      }[expected.form];
  }
}

function plural(count: number, one: string, many = `${one}s`): string {
  const figure = String(count).replace(/\B(?=(\d{3})+$)/g, NBSP);
  return `${figure} ${count < 2 ? one : many}`;
}
