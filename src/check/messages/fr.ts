/** The French messages, for an accountant: what is there, what is wrong, what to do, with figures. */
import { formatFrenchDate } from '../../model/calendar-date.ts';
import { formatCentsFrench as euros, gap } from '../../model/cents.ts';
import type { FindingDetails } from '../../model/finding.ts';
import { FINDINGS_KEPT_PER_CODE } from '../../model/findings.ts';
import { formatRateFrench as percent } from '../../model/rate.ts';
import type { Catalogue } from './catalogue.ts';
import { FRENCH_DELIVERED } from './delivered-fr.ts';
import {
  codePoints,
  dateFault,
  grouped,
  hasFields,
  isVisible,
  REQUIRED_HEADERS,
  shortHash as short,
} from './figures.ts';
import { FRENCH_SETTINGS } from './settings-fr.ts';
import {
  contradiction,
  DATE_FAULTS,
  DATE_FORMS,
  invalidAccount,
  NOTICE_VALUES,
  noCsv,
  noDossier,
  SCIENTIFIC_REMEDY,
  unknownVatCode,
} from './values-fr.ts';

const NBSP = '\u00a0';

export const FRENCH: Catalogue = {
  typeset: (sentence) => sentence.replace(/ (?=[:;!?](?:\s|$))/g, NBSP),
  severities: { error: 'erreur', warning: 'avertissement', info: 'information' },
  quote: (value) => (value === '' ? 'une cellule vide' : `«${NBSP}${value}${NBSP}»`),
  place: ({ file, line, column }) => {
    const parts = [
      file,
      line > 0 ? `ligne ${line}` : '',
      column === '' ? '' : `${hasFields(file) ? 'champ' : 'colonne'} «${NBSP}${column}${NBSP}»`,
    ];
    const where = parts.filter((part) => part !== '').join(', ');
    return where === '' ? '' : `${where}${NBSP}: `;
  },
  findings: {
    BATCH_UNREADABLE: (details, { value }) => unreadable(details, value),
    BATCH_EMPTY: () =>
      'aucune écriture sous la ligne de titres. Exportez de nouveau le lot depuis AMI COMPTA.',
    DOSSIER_MISSING: (details) => noDossier(details),
    PATH_UNSAFE: ({ fault }, { value }) =>
      `${value} ${PATH_FAULTS[fault]}. Rien n’a été lu à cet endroit ; recommencez avec des noms de fichiers simples, sans lien ni chemin.`,
    ARCHIVE_BOMB: ({ measure, limit }) =>
      `${BOMB_MEASURES[measure](limit)}. Rien n’a été lu ; vérifiez d’où vient ce fichier.`,
    TOTALS_MISMATCH: (details) => totals(details),
    FISCAL_YEAR_UNKNOWN: () =>
      'ni lot.json ni le paramétrage du dossier n’indiquent l’exercice. Sans lui, le fichier d’import n’a pas de ligne d’exercice ; ISACOMPTA choisit alors l’exercice d’après les dates.',
    FISCAL_YEAR_INVALID: ({ start, end, keptStart, keptEnd }) =>
      keptStart !== undefined
        ? `l’exercice du ${start} au ${end} a des jours en commun avec celui du ${keptStart} au ${keptEnd}, publié auparavant et absent de cet export, qui le garde. Corrigez ces dates, ou indiquez les deux exercices.`
        : `l’exercice du ${start || '(vide)'} au ${end || '(vide)'} est impossible : il faut une date de début et une date de fin, dans cet ordre, 24 mois au plus, et aucun jour en commun avec un autre exercice. Corrigez ces dates.`,
    FINDINGS_OMITTED: ({ of, shown, total }) =>
      `${of} : ${count(total - shown)} autres anomalies du même type ne sont pas détaillées (${count(total)} au total, les ${count(FINDINGS_KEPT_PER_CODE)} premières le sont).`,
    COLUMN_MISSING: ({ isEvery }) =>
      isEvery === true
        ? `aucune des colonnes d’un lot AMI COMPTA n’est dans cette ligne : ce fichier n’est pas un lot, ou sa ligne de titres manque. Elle doit être ${REQUIRED_HEADERS}. Un export de paramétrage d’ISACOMPTA se publie avec publish, ou se dépose dans depot-isacompta.`
        : 'cette colonne manque dans la ligne de titres. Ajoutez-la, puis déposez de nouveau le lot.',
    COLUMN_DUPLICATE: () => 'cette colonne figure deux fois. Gardez-en une seule.',
    COLUMN_UNKNOWN: ({ nearest }, { file }) =>
      `${hasFields(file) ? 'champ inconnu, ignoré' : 'colonne inconnue, ignorée'}. ${nearest === undefined ? 'Vérifiez' : `Vouliez-vous dire «${NBSP}${nearest}${NBSP}» ? Sinon, vérifiez`} que rien d’utile ne s’y trouve.`,
    COLUMN_LEFT_OUT: () =>
      'la grille en CSV n’a pas de colonne pour cela : ces valeurs n’y figurent pas. Le fichier d’import (--format ecr) les contient.',
    DOSSIER_MISMATCH: ({ announced, isSettings, isInPath }, { value }) =>
      `${isSettings === true ? 'le paramétrage est lu' : 'le lot est converti'} pour le dossier ${value}, mais ${isInPath === true ? 'son nom, ou le dossier où il se trouve, annonce' : 'il annonce'} le dossier «${NBSP}${announced}${NBSP}». Vérifiez que c’est bien voulu.`,
    ROW_MALFORMED: (details) => row(details),
    DATE_INVALID: ({ form }, { value }) => DATE_FAULTS[dateFault(value, form)](value, DATE_FORMS[form]),
    DATE_OUTSIDE_FISCAL_YEAR: ({ start, end }, { value }) =>
      `la date ${value} est hors de l’exercice, du ${formatFrenchDate(start)} au ${formatFrenchDate(end)}. Corrigez la date, ou l’exercice du lot, qui n’en couvre qu’un seul.`,
    AMOUNT_INVALID: ({ fault, rate }, { value }) => amount(fault, rate === true, value),
    AMOUNT_BOTH_SIDES: ({ debit, credit }) =>
      `débit ${euros(debit)} et crédit ${euros(credit)} sur la même ligne. Gardez un seul des deux montants, ou faites deux lignes.`,
    AMOUNT_NEGATIVE: ({ cents, movedTo }, { value }) =>
      `montant négatif ${value} : porté au ${movedTo === 'debit' ? 'débit' : 'crédit'} pour ${euros(cents)}.`,
    AMOUNT_ZERO: () =>
      'ligne sans montant (0,00). Elle est reprise telle quelle ; vérifiez qu’il ne manque rien.',
    ACCOUNT_INVALID: (details, { value }) => invalidAccount(details, value),
    ACCOUNT_UNKNOWN: ({ isKept }, { value }) =>
      isKept === true
        ? `le compte ${value} n’est plus dans l’export, mais son tiers reste publié, car l’export n’a pas de tiers. Ajoutez tiers.csv, ou rétablissez le compte.`
        : `le compte ${value} n’existe pas dans le dossier. Corrigez la ligne, ou créez ce compte dans ISACOMPTA et exportez de nouveau le paramétrage.`,
    ACCOUNT_NEW: ({ label }, { value }) =>
      `le compte ${value} (${label}) est annoncé à ISACOMPTA, qui le créera s’il ne le connaît pas. Vérifiez son numéro et son libellé.`,
    JOURNAL_INVALID: (_details, { value }) =>
      `${value} n’est pas un code journal : 1 ou 2 lettres ou chiffres (AC, VE, BQ).`,
    JOURNAL_UNKNOWN: (_details, { value }) =>
      `le journal ${value} n’existe pas dans le dossier. Corrigez la ligne, ou créez ce journal dans ISACOMPTA et exportez de nouveau le paramétrage.`,
    JOURNAL_ACCOUNT_UNUSUAL: ({ journal, kind }, { value }) =>
      `le compte ${value} est inhabituel dans le journal ${journal} (${kind === 'purchases' ? 'achats' : 'ventes'}). Vérifiez le journal et le compte.`,
    VAT_CODE_UNKNOWN: (details, { value }) => unknownVatCode(details, value),
    VAT_CODE_IGNORED: ({ account }, { value }) =>
      `le code TVA ${value} n’est pas repris, car le compte ${account} est un compte de tiers, qui n’en porte pas.`,
    DUE_DATE_UNUSED: ({ piece }) =>
      `l’échéance de la pièce «${NBSP}${piece}${NBSP}» n’est pas reprise, car l’écriture n’a aucun compte de tiers pour la porter.`,
    PIECE_MISSING: () =>
      'numéro de pièce vide : la ligne ne peut être rattachée à aucune écriture. Indiquez le numéro de pièce.',
    PIECE_INVALID: (_details, { value }) =>
      `${value} ${SCIENTIFIC_REMEDY} Des pièces différentes auraient ici le même numéro et ne feraient qu’une écriture.`,
    INVOICE_INVALID: (_details, { value }) => `${value} ${SCIENTIFIC_REMEDY} Il est repris tel quel.`,
    PIECE_SHORTENED: ({ kept, same, sameLine }, { value }) =>
      same === undefined
        ? `le numéro de pièce ${value} dépasse 8 caractères : écrit «${NBSP}${kept}${NBSP}» dans ISACOMPTA.`
        : `le numéro de pièce ${value} dépasse 8 caractères : devient «${NBSP}${kept}${NBSP}» dans ISACOMPTA, comme la pièce «${NBSP}${same}${NBSP}» de la ligne ${sameLine}. Ces deux écritures ne s’y distinguent plus par leur numéro ; donnez-leur des numéros de 8 caractères au plus.`,
    TEXT_SHORTENED: ({ kept, limit }, { value }) =>
      `${value} dépasse ${limit} caractères : écrit «${NBSP}${kept}${NBSP}» dans ISACOMPTA.`,
    CHARACTER_REPLACED: ({ character, by, isPublished }, { value }) => {
      if (isPublished === true)
        return `${value} contient un caractère de contrôle (${codePoints(character)}), publié comme une espace. Corrigez ce texte dans ISACOMPTA, puis exportez de nouveau le paramétrage.`;
      if (character.includes(UNREADABLE))
        return `${value} contient un octet illisible : ce caractère (U+FFFD) était déjà perdu dans le fichier ; il est ${by === UNREADABLE ? 'publié tel quel. Corrigez ce texte, ou exportez de nouveau le paramétrage' : `${replacedBy(by)}. Corrigez ce texte, ou exportez de nouveau le lot`}.`;
      return by === character.normalize('NFC')
        ? `dans ${value}, la lettre «${NBSP}${by}${NBSP}» est écrite en plusieurs caractères (${codePoints(character)}) ; ISACOMPTA la reçoit en un seul.`
        : `le caractère ${named(character)} de ${value} n’existe pas dans ISACOMPTA (Windows-1252) ; il est ${replacedBy(by)}.`;
    },
    ENTRY_UNBALANCED: ({ journal, date, piece, debit, credit, lastLine }, { line }) =>
      `l’écriture du ${formatFrenchDate(date)}, journal ${journal}, pièce «${NBSP}${piece}${NBSP}» (${lines(line, lastLine)}) n’est pas équilibrée : débit ${euros(debit)}, crédit ${euros(credit)}, écart ${euros(gap(debit, credit))}. Corrigez le montant en cause.`,
    ENTRY_TOO_LONG: ({ piece, measure, limit }) =>
      `la pièce «${NBSP}${piece}${NBSP}» a plus de ${count(limit)} ${measure === 'lines' ? 'lignes' : 'caractères de textes'}. Vérifiez les numéros de pièce, ou partagez l’écriture en plusieurs pièces.`,
    ENTRY_INCONSISTENT: (details, { value }) => contradiction(details, value),
    VAT_MISMATCH: ({ vatCode, rate, base, expected, found, tolerance, piece }) =>
      `pièce «${NBSP}${piece}${NBSP}», TVA ${vatCode} à ${percent(rate)}${NBSP}% : base ${euros(base)}, TVA attendue ${euros(expected)}, TVA trouvée ${euros(found)}, écart ${euros(gap(expected, found))} (tolérance ${euros(tolerance)}). Vérifiez le taux et les montants.`,
    VAT_RATE_MISMATCH: ({ vatCode, rate, expected }) =>
      `le code TVA ${vatCode} est à ${percent(expected)}${NBSP}% dans le dossier, la ligne dit ${percent(rate)}${NBSP}%. Vérifiez le code et le taux.`,
    DOCUMENT_MISSING: ({ listed }, { value }) =>
      listed
        ? `lot.json annonce le document ${value}, qui n’est pas dans le lot. Ajoutez-le dans le dossier documents.`
        : `le document ${value} n’est pas dans le lot. Ajoutez-le dans le dossier documents, ou corrigez la colonne D.`,
    DOCUMENT_EMPTY: () => 'ce document est vide (0 octet). Remplacez-le par le document complet.',
    DOCUMENT_HASH_MISMATCH: ({ announced, found }) =>
      `ce document n’est pas celui que lot.json annonce (empreinte SHA-256 annoncée ${short(announced)}, trouvée ${short(found)}) : il a été modifié ou abîmé. Exportez de nouveau le lot.`,
    DOCUMENT_TYPE_REFUSED: () =>
      'ce document n’est ni un PDF, ni une image JPEG, PNG ou TIFF, ni un XML, d’après son contenu. Remplacez-le par un document lisible.',
    DOCUMENT_TOO_LARGE: ({ bytes, limitMiB }) =>
      `ce document fait ${mebibytes(bytes)}${NBSP}Mio, la limite est de ${limitMiB}${NBSP}Mio (limits.documentMiB). Réduisez-le, par exemple en numérisant avec une résolution plus basse.`,
    DOCUMENT_UNREFERENCED: () =>
      'aucune écriture ne cite ce fichier, qui n’est pas transmis à ISACOMPTA. Si c’est une pièce justificative, citez-la dans la colonne D.',
    DOCUMENT_RENAMED: ({ name }) =>
      `ce document s’appelle «${NBSP}${name}${NBSP}» pour ISACOMPTA (30 caractères au plus, sans signe interdit, extension d’après le contenu).`,
    EXCHANGE_FILE_UNREADABLE: ({ reason }) => EXCHANGE_FILE_FAULTS[reason],
    RECORD_UNKNOWN: (_details, { value }) =>
      `enregistrement ${value} inconnu, ignoré. Vérifiez que rien d’utile ne s’y trouve.`,
    RECORD_MISPLACED: ({ parent }, { value }) =>
      `enregistrement ${value} sans l’enregistrement ${parent} auquel il se rattache. Le fichier a pu être abîmé ; exportez-le de nouveau.`,
    REMARK_UNCLOSED: () =>
      'ce commentaire (RMQDEB) n’est jamais fermé (RMQFIN) : la suite du fichier est illisible.',
    LAST_LINE_CUT: ({ columns }) =>
      `la dernière ligne s’arrête après ${columns} caractères, sans fin de ligne. Le fichier a pu être coupé.`,
    ...FRENCH_DELIVERED,
    ...FRENCH_SETTINGS,
  },
};

const EXCHANGE_FILE_FAULTS = {
  empty: 'le fichier est vide.',
  'no-header': 'ce n’est pas un fichier d’échange ISACOMPTA : sa première ligne doit commencer par « VER ».',
  'line-too-long':
    'cette ligne est bien trop longue pour un fichier d’échange ISACOMPTA : le fichier est abîmé. Exportez-le de nouveau.',
} as const;

const PATH_FAULTS = {
  climbs: 'sort de son dossier',
  absolute: 'est un chemin absolu',
  drive: `contient le signe «${NBSP}:${NBSP}», qui n’est pas permis dans un nom de fichier (une lettre et «${NBSP}:${NBSP}» désignent un lecteur)`,
  link: 'est un lien symbolique',
  name: 'n’est pas un nom de fichier possible',
} as const;

const BOMB_MEASURES = {
  files: (limit: number) => `l’archive contient plus de ${files(limit)} (limits.files)`,
  size: (limit: number) => `l’archive dépasse ${count(limit)} Mio une fois décompressée (limits.batchMiB)`,
  ratio: (limit: number) =>
    `un fichier de l’archive se décompresse en plus de ${count(limit)} fois sa taille`,
} as const;

/** What stands where bytes were no character. */
const UNREADABLE = '\ufffd';

function totals(details: FindingDetails['TOTALS_MISMATCH']): string {
  const { what, announced, counted } = details;
  const remedy = 'Le lot a pu être coupé ; exportez-le de nouveau.';
  if (what === 'debit' || what === 'credit') {
    const name = what === 'debit' ? 'débit' : 'crédit';
    return `lot.json annonce un ${name} total de ${euros(announced)}, celui du lot est de ${euros(counted)}, écart ${euros(gap(announced, counted))}. ${remedy}`;
  }
  const name = what === 'entries' ? 'écritures' : 'mouvements';
  return `lot.json annonce ${count(announced)} ${name}, le lot en contient ${count(counted)}, écart ${count(gap(announced, counted))}. ${remedy}`;
}

function unreadable(
  { reason, limit = 0, detail = '', expected = 'text' }: FindingDetails['BATCH_UNREADABLE'],
  value: string,
): string {
  switch (reason) {
    case 'no-csv':
      return noCsv(detail);
    case 'several-csv':
      return `plusieurs fichiers .csv (${detail}) et aucun ne s’appelle ecritures.csv. Renommez celui des écritures, ou retirez les autres.`;
    case 'not-a-batch':
      return 'ce n’est pas un lot AMI COMPTA : il faut un dossier, un .zip ou un .csv. Un export de paramétrage d’ISACOMPTA se dépose dans depot-isacompta.';
    case 'settings':
      return 'c’est un export de paramétrage d’ISACOMPTA, pas un lot. Déposez-le dans depot-isacompta ; sans le robot, publiez-le avec ami-isacompta publish.';
    case 'payload':
      return 'c’est une publication de paramétrage pour AMI COMPTA, pas un lot : il n’y a ni écriture à contrôler ni à convertir. Elle se donne à publish --since pour publier les modifications suivantes.';
    case 'zip-damaged':
      return 'l’archive est abîmée ou incomplète. Exportez-la de nouveau.';
    case 'zip-encrypted':
      return 'l’archive est protégée par un mot de passe. Refaites-la sans mot de passe.';
    case 'zip-method':
      return 'l’archive utilise une compression inconnue. Refaites un .zip ordinaire (Envoyer vers, Dossier compressé).';
    case 'zip-duplicate-name':
      return 'deux fichiers portent ce nom, sans tenir compte des majuscules. Renommez l’un des deux.';
    case 'file-damaged':
      return 'ce fichier est abîmé. Exportez-le de nouveau.';
    case 'file-changed':
      return 'ce fichier a changé pendant la lecture. Attendez la fin de sa copie, puis recommencez.';
    case 'too-many-files':
      return `plus de ${files(limit)} (limits.files). Partagez cet envoi en plusieurs, ou relevez cette limite dans la configuration.`;
    case 'too-large':
      return `l’ensemble dépasse ${count(limit)}${NBSP}Mio (limits.batchMiB). Partagez cet envoi en plusieurs, ou relevez cette limite dans la configuration.`;
    case 'notice-too-large':
      return `ce fichier dépasse ${limit}${NBSP}Mio, il ne devrait avoir que quelques lignes. Vérifiez que c’est le bon.`;
    case 'too-many-columns':
      return `${detail} colonnes dans la ligne de titres, ${limit} au plus. Vérifiez le séparateur et le fichier.`;
    case 'lot-json':
      return detail === 'syntax'
        ? 'à partir d’ici, ce n’est pas du JSON valide. Vérifiez les virgules, les guillemets et les accolades.'
        : `${value} n’est pas une valeur possible ici. Écrivez ${NOTICE_VALUES[expected]}.`;
    case 'special-file':
      return 'ce n’est pas un fichier ordinaire ; il n’a pas été ouvert.';
  }
}

function row({ fault, expected = 0, found = 0 }: FindingDetails['ROW_MALFORMED']): string {
  switch (fault) {
    case 'cells':
      return `la ligne a ${count(found)} ${found < 2 ? 'cellule' : 'cellules'}, la ligne de titres en a ${expected}. Vérifiez les séparateurs et les guillemets de cette ligne.`;
    case 'quote':
      return 'un guillemet ouvert ici n’est jamais fermé : la suite du fichier n’a pas été lue. Fermez-le ou retirez-le.';
    case 'too-long':
      return 'la ligne dépasse un mébioctet : un guillemet n’est sans doute pas fermé, ou ce n’est pas un CSV. La suite du fichier n’a pas été lue.';
    case 'too-many':
      return 'plus de 100 000 lignes sont vides ou n’ont pas le bon nombre de cellules ; la suite du fichier n’a pas été lue. Vérifiez que c’est bien le CSV des écritures.';
    case 'nul':
      return 'la ligne contient des octets nuls : le fichier est abîmé, ou en UTF-16 sans marque d’ordre. Enregistrez-le de nouveau en « CSV UTF-8 ».';
  }
}

function amount(fault: FindingDetails['AMOUNT_INVALID']['fault'], rate: boolean, value: string): string {
  const what = rate ? 'un taux' : 'un montant';
  switch (fault) {
    case 'not-a-number':
      return `${value} n’est pas ${what}. Écrivez par exemple ${rate ? '20,00' : '1234,56'}.`;
    case 'decimals':
      return rate
        ? `${value} a plus de deux décimales. Arrondissez ce taux à deux décimales, par exemple 5,50.`
        : `${value} a plus de deux décimales. Écrivez les centimes avec deux décimales, et les milliers sans point ni virgule.`;
    case 'too-large':
      return `${value} est trop grand : ${rate ? '99,99' : '9 999 999 999,99'} au plus.`;
  }
}

function replacedBy(by: string): string {
  if (by === '') return 'retiré';
  return by === ' ' ? 'remplacé par une espace' : `remplacé par «${NBSP}${by}${NBSP}»`;
}

function named(character: string): string {
  return isVisible(character)
    ? `«${NBSP}${character}${NBSP}» (${codePoints(character)})`
    : codePoints(character);
}

function lines(first: number, last: number): string {
  return first === last ? `ligne ${first}` : `lignes ${first} à ${last}`;
}

function count(value: number | bigint): string {
  return grouped(value, NBSP);
}

function files(limit: number): string {
  return `${count(limit)} ${limit < 2 ? 'fichier' : 'fichiers'}`;
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1).replace('.', ',');
}
