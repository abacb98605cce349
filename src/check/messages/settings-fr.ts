/** The French messages on the company sheet and on settings. */

import { formatFrenchDate } from '../../model/calendar-date.ts';
import type { FindingDetails } from '../../model/finding.ts';
import type { RemovableList } from '../../model/settings-finding.ts';
import type { Wordings } from './catalogue.ts';
import { grouped, SPREADSHEET_TRACES } from './figures.ts';
import { frenchMoment as moment } from './moments.ts';
import { lostZeroRemedy, SCIENTIFIC_REMEDY, SERIAL_REMEDY, SETTINGS_VALUES } from './values-fr.ts';

const NBSP = '\u00a0';
const UNAVAILABLE = 'sans lui, AMI COMPTA rendrait le dossier indisponible';
const SHEET = 'dans la fiche entreprise d’ISACOMPTA';

export const FRENCH_SETTINGS = {
  COMPANY_NAME_MISSING: () => `la dénomination est vide. Complétez-la ${SHEET}, chapitre Identification.`,
  LEGAL_FORM_MISSING: () => `la forme juridique est vide. Complétez-la ${SHEET}, chapitre Identification.`,
  SIRET_MISSING: () =>
    `le numéro SIRET est vide ; ${UNAVAILABLE}. Complétez-le ${SHEET}, chapitre Immatriculation.`,
  SIRET_INVALID: ({ fault }, { value }) =>
    fault === 'form'
      ? (spreadsheetTrace(value) ??
        `${value} n’est pas un numéro SIRET : il faut les 14 chiffres donnés par l’INSEE. Corrigez-le ${SHEET} ; AMI COMPTA rendrait le dossier indisponible.`)
      : `le numéro SIRET ${value} est faux, sa clé de contrôle ne correspond pas. Vérifiez chaque chiffre ${SHEET}.`,
  SIREN_INVALID: ({ fault }, { value }) =>
    fault === 'form'
      ? (spreadsheetTrace(value) ??
        `${value} n’est pas un numéro SIREN : il faut les 9 chiffres donnés par l’INSEE. Corrigez-le ${SHEET}.`)
      : `le numéro SIREN ${value} est faux, sa clé de contrôle ne correspond pas. Vérifiez chaque chiffre ${SHEET}.`,
  SIREN_SIRET_MISMATCH: ({ siren, siret }) =>
    `le numéro SIREN ${siren} n’est pas le début du numéro SIRET ${siret}. Corrigez celui des deux qui est faux.`,
  APE_MISSING: () => `le code APE est vide ; ${UNAVAILABLE}. Complétez-le ${SHEET}, chapitre Activité.`,
  APE_INVALID: (_details, { value }) =>
    `${value} n’est pas un code APE : quatre chiffres et une lettre, comme 47.11B. Corrigez-le ${SHEET} ; AMI COMPTA rendrait le dossier indisponible.`,
  VAT_NUMBER_INVALID: ({ fault }, { value }) =>
    fault === 'form'
      ? `${value} n’est pas un numéro de TVA français : il faut FR, une clé de deux caractères, et le SIREN. Corrigez-le ${SHEET}.`
      : `le numéro de TVA ${value} est faux : sa clé, ou celle du SIREN qu’il contient, ne correspond pas. Vérifiez chaque caractère ${SHEET}.`,
  VAT_NUMBER_SIREN_MISMATCH: ({ siren, vatNumber }) =>
    `le numéro de TVA ${vatNumber} ne contient pas le SIREN ${siren}. Corrigez celui des deux qui est faux.`,
  COMPANY_FIELD_EMPTY: ({ isRegime }) =>
    isRegime === true
      ? 'le régime est vide, l’assujettissement à la TVA n’est donc pas publié ; s’il l’a été auparavant, il reste tel quel. Complétez-le.'
      : 'ce champ de la fiche entreprise est vide. Complétez-le si vous le connaissez.',
  COMPANY_FIELD_UNKNOWN: () =>
    'ce champ n’existe pas dans la fiche entreprise, il est ignoré. Vérifiez son nom.',
  COMPANY_FIELD_INVALID: ({ wanted }, { value }) => invalidField(wanted, value),
  POSTAL_CODE_INVALID: ({ account }, { value }) =>
    SPREADSHEET_TRACES.lostZero.test(value)
      ? `le code postal ${value}${account === undefined ? '' : ` du tiers ${account}`} ${lostZeroRemedy(5)}`
      : `${value} n’est pas un code postal français : il faut 5 chiffres. Corrigez-le ${SHEET}.`,
  INSEE_CODE_INVALID: (_details, { value }) =>
    SPREADSHEET_TRACES.lostZero.test(value)
      ? `le code INSEE ${value} ${lostZeroRemedy(5)}`
      : `${value} n’est pas un code INSEE de commune : il faut 5 caractères, comme 35238 ou 2A004. Corrigez-le ${SHEET}.`,
  PHONE_INVALID: ({ account }, { value }) =>
    `le téléphone ${value}${account === undefined ? '' : ` du tiers ${account}`} ${SPREADSHEET_TRACES.scientific.test(value) ? SCIENTIFIC_REMEDY : lostZeroRemedy(10)}`,
  VAT_REGIME_UNKNOWN: (_details, { value }) =>
    `le régime ${value} est inconnu, l’assujettissement à la TVA n’est donc pas publié ; s’il l’a été auparavant, il reste tel quel. Indiquez l’un de ceux-ci : franchise en base, réel simplifié, réel normal mensuel ou trimestriel, simplifié agricole.`,
  VAT_REGIME_ENDING: ({ end }) =>
    `le régime réel simplifié de TVA n’existe plus depuis le ${formatFrenchDate(end)}, ou dès la clôture de l’exercice ouvert avant. Indiquez le régime réel normal, mensuel ou trimestriel, qui le remplace.`,
  EXCHANGE_FILE_SETTINGS: ({ accounts }) =>
    `ce fichier est un export de paramétrage (${plural(accounts, 'compte')}), sans aucune écriture, et la fiche entreprise n’est pas à côté de lui. Pour le contrôler et le publier comme paramétrage, ajoutez entreprise.csv ou entreprise.json dans le même dossier.`,
  SETTINGS_DOSSIER_MISMATCH: ({ found }, { value }) =>
    `le lot est celui du dossier ${value}, le paramétrage celui du dossier «${NBSP}${found}${NBSP}». Indiquez avec --settings le paramétrage du même dossier, ou corrigez le numéro de dossier du lot.`,
  SETTINGS_UNREADABLE: (details, { value }) => unreadable(details, value),
  SETTINGS_OUTDATED: ({ receivedAt, laterAt, sequence }) =>
    `ce paramétrage a été reçu le ${moment(receivedAt)}, avant un autre du même dossier, reçu le ${moment(laterAt)}, ${sequence === null ? 'qui ne changeait rien à ce qui était publié' : `et déjà publié (n° ${sequence})`}. Celui-ci est publié par-dessus : si c’est l’autre le plus récent, déposez l’autre de nouveau.`,
  SETTINGS_FILE_IGNORED: (details) => ignored(details),
  SETTINGS_LIST_EMPTIED: ({ list, removed }, { file }) => {
    const [one, many] = ITEMS[list];
    const gone =
      removed < 2
        ? `le seul ${one} publié auparavant est supprimé`
        : `les ${grouped(removed, NBSP)} ${many} publiés auparavant sont tous supprimés`;
    return file === ''
      ? `l’export n’a aucun ${one} : ${gone}. Si ce n’est pas voulu, exportez de nouveau le paramétrage avec les ${many}, et publiez-le avant d’importer cette publication.`
      : `cette table n’a que sa ligne de titres : ${gone}. Si ce n’est pas voulu, exportez-la de nouveau, ou retirez ce fichier de l’export : ce qui a été publié reste alors tel quel.`;
  },
  ACCOUNT_DUPLICATE: ({ firstLine }, { value }) => duplicate('le compte', value, firstLine),
  JOURNAL_DUPLICATE: ({ firstLine }, { value }) => duplicate('le journal', value, firstLine),
  VAT_CODE_DUPLICATE: ({ firstLine }, { value }) => duplicate('le code TVA', value, firstLine),
  VAT_ACCOUNT_UNKNOWN: ({ vatCode }, { value }) =>
    `le code TVA ${vatCode} renvoie au compte ${value}, qui n’existe pas dans le dossier. Créez le compte, ou corrigez le code TVA.`,
  JOURNAL_ACCOUNT_UNKNOWN: ({ journal, isKept }, { value }) =>
    isKept === true
      ? `le journal ${journal} garde la contrepartie ${value}, publiée auparavant, que l’export ne donne pas ; mais ce compte n’existe plus dans le dossier. Rétablissez le compte, ou indiquez la contrepartie de ce journal dans l’export.`
      : `le journal ${journal} a pour contrepartie le compte ${value}, qui n’existe pas dans le dossier. Créez le compte, ou corrigez la contrepartie du journal.`,
  COLLECTIVE_ACCOUNT_MISSING: ({ account, isKept }, { value, isEmpty }) => {
    if (isKept === true)
      return `le compte auxiliaire ${account} garde le compte centralisateur ${value}, publié auparavant, car comptes.csv n’a pas de colonne Compte collectif ; mais ce compte n’existe plus dans le dossier. Ajoutez cette colonne, ou rétablissez le compte.`;
    return isEmpty
      ? `le compte auxiliaire ${account} n’a pas de compte centralisateur. Indiquez-le dans ISACOMPTA.`
      : `le compte auxiliaire ${account} renvoie au compte centralisateur ${value}, qui n’existe pas dans le dossier. Créez-le, ou corrigez le compte auxiliaire.`;
  },
  ACCOUNT_SIZE_MISMATCH: ({ size }, { value }) =>
    `le compte général ${value} n’a pas ${size} chiffres, la taille des comptes du dossier. Vérifiez son numéro.`,
  VAT_CODES_ABSENT: ({ accounts, codes }, { file }) =>
    `${accounts < 2 ? 'ce compte a un code TVA' : `${plural(accounts, 'compte')} ont un code TVA`} par défaut (${codes}), mais l’export n’a aucun code TVA : AMI COMPTA ne les connaît que s’ils ont été publiés auparavant. ${/\.csv$/i.test(file) ? 'Ajoutez tva.csv' : 'Exportez de nouveau le paramétrage, avec les codes TVA'}.`,
  VAT_CODE_TYPE_MISMATCH: ({ vatCode, type }, { value }) =>
    `le code TVA ${vatCode} est un code ${type === 'purchase' ? 'd’achat' : 'de vente'}, mais son compte ${value} n’est pas un compte ${type === 'purchase' ? '4456' : '4457'}. Vérifiez le type du code et son compte.`,
  IBAN_INVALID: ({ account }, { value }) =>
    `l’IBAN ${value} du compte ${account} est faux. Vérifiez-le avec le relevé d’identité bancaire.`,
  BIC_INVALID: ({ account }, { value }) =>
    `le BIC ${value} du compte ${account} est faux : il faut 8 ou 11 caractères, comme AGRIFRPP835. Vérifiez-le avec le relevé d’identité bancaire.`,
} satisfies Partial<Wordings>;

function unreadable(details: FindingDetails['SETTINGS_UNREADABLE'], value: string): string {
  switch (details.reason) {
    case 'no-company-sheet':
      return 'la fiche entreprise manque. Ajoutez entreprise.csv ou entreprise.json à côté de l’export.';
    case 'batch':
      return 'c’est un lot d’AMI COMPTA, pas un export de paramétrage. Déposez-le dans depot-ami ; sans le robot, convertissez-le avec ami-isacompta convert.';
    case 'no-settings':
      return 'ce n’est pas un export de paramétrage : il faut un fichier d’échange ISACOMPTA, ou les fichiers comptes.csv, journaux.csv et les autres.';
    case 'payload':
      return 'c’est une publication, faite à partir d’un export, et non un export de paramétrage. Indiquez l’export d’ISACOMPTA ; la publication précédente se donne à --since.';
    case 'no-account-table':
      return 'aucun compte dans cet export, ni comptes.csv ni fichier d’échange ISACOMPTA (.ECR). Ajoutez l’un des deux.';
    case 'no-accounts':
      return 'ce fichier ne contient aucun compte. Exportez de nouveau le paramétrage, avec le plan comptable.';
    case 'table-alone':
      return 'ce fichier n’est qu’une partie d’un export. Indiquez le dossier qui le contient, avec entreprise.csv, comptes.csv et les autres tables.';
    case 'several-natives':
      return `plusieurs fichiers d’échange (${details.detail}) : rien ne dit lequel est le paramétrage. Gardez-en un seul, ou indiquez son chemin.`;
    case 'native-empty':
      return 'ce fichier d’échange est vide. Exportez de nouveau le paramétrage depuis ISACOMPTA.';
    case 'native-unicode':
      return 'ce fichier d’échange a été enregistré en Unicode (UTF-16 ou UTF-8 avec BOM) par un autre programme. Reprenez celui qu’ISACOMPTA a écrit, sans l’ouvrir ni l’enregistrer.';
    case 'native-cut':
      return `le fichier s’arrête dans cette ligne (enregistrement ${value}), après ${details.columns} caractères : il a été coupé. Ce qui suivait dans le paramétrage manque, et passerait pour supprimé. Copiez de nouveau le fichier entier, ou exportez de nouveau le paramétrage depuis ISACOMPTA.`;
    case 'company-json':
      return 'ce n’est pas du JSON valide. Vérifiez les virgules, les guillemets et les accolades.';
    case 'columns':
      return `la colonne ${details.detail} manque dans la ligne de titres. Ajoutez-la.`;
    case 'row':
      return details.cells === undefined
        ? 'cette ligne n’est pas lisible. Vérifiez ses guillemets et ses caractères.'
        : `la ligne a ${details.cells} cellules, la ligne de titres en a ${details.expected}. Vérifiez les séparateurs et les guillemets de cette ligne.`;
    case 'value':
      return details.wanted === 'all-digits'
        ? `${value} ${SCIENTIFIC_REMEDY}`
        : (spreadsheetTrace(value, details.wanted === 'date') ??
            `${value} n’est pas une valeur possible ici. Écrivez ${SETTINGS_VALUES[details.wanted]}.`);
    case 'contradiction':
      return `${value} contredit «${NBSP}${details.detail}${NBSP}», ligne ${details.firstLine}. Ne gardez que la bonne valeur.`;
  }
}

function invalidField(wanted: FindingDetails['COMPANY_FIELD_INVALID']['wanted'], value: string): string {
  switch (wanted) {
    case 'amount':
      return `${value} n’est pas un montant, il est publié tel quel. Écrivez-le par exemple 8000,00.`;
    case 'date':
      return (
        spreadsheetTrace(value, true) ??
        `${value} n’est pas une date du calendrier, elle est publiée telle quelle. Écrivez-la jj/mm/aaaa.`
      );
    case 'email':
      return `${value} n’est pas une adresse électronique, elle est publiée telle quelle. Écrivez-la par exemple contact@exemple.fr.`;
  }
}

/** What a spreadsheet did to a number, or where a day is wanted to a day; null where nothing shows that it did. */
function spreadsheetTrace(value: string, isDay = false): string | null {
  if (isDay) return SPREADSHEET_TRACES.serial.test(value) ? `${value} ${SERIAL_REMEDY}` : null;
  return SPREADSHEET_TRACES.scientific.test(value) ? `${value} ${SCIENTIFIC_REMEDY}` : null;
}

/** One item of a list, and several. */
const ITEMS: Readonly<Record<RemovableList, readonly [one: string, many: string]>> = {
  accounts: ['compte', 'comptes'],
  journals: ['journal', 'journaux'],
  vatCodes: ['code TVA', 'codes TVA'],
  thirdParties: ['tiers', 'tiers'],
};

function plural(count: number, one: string): string {
  return `${grouped(count, NBSP)} ${count < 2 ? one : `${one}s`}`;
}

function ignored(details: FindingDetails['SETTINGS_FILE_IGNORED']): string {
  if (details.what !== 'name')
    return `ce fichier n’est pas lu, car ${details.what === 'settings' ? 'le paramétrage est pris' : 'la fiche entreprise est prise'} dans ${details.used}. Ne laissez que celui des deux qui est à jour.`;
  const { nearest, isSpreadsheet, isTaken } = details;
  if (nearest === null)
    return 'ce fichier n’est pas lu : aucune table d’un export ne porte ce nom. Renommez-le entreprise.csv, comptes.csv, exercices.csv, journaux.csv, tva.csv ou tiers.csv s’il en est une, sinon retirez-le.';
  const named = `«${NBSP}${nearest}${NBSP}»`;
  if (isTaken)
    return `ce fichier n’est pas lu, car ${named} est déjà dans l’export. Ne laissez que celui des deux qui est à jour, sous ce nom.`;
  return isSpreadsheet
    ? `ce fichier n’est pas lu : c’est un classeur de tableur, et non un CSV. Enregistrez-le au format «${NBSP}CSV UTF-8${NBSP}», sous le nom ${named}.`
    : `ce fichier n’est pas lu à cause de son nom : ${named} est attendu. Renommez-le ainsi.`;
}

function duplicate(what: string, value: string, firstLine: number): string {
  return `${what} ${value} figure déjà ligne ${firstLine}. Gardez une seule des deux lignes.`;
}
