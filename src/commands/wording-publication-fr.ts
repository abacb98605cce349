/** What `publish` says, in French. */

import type { PublishedListName } from '../ami/published-settings.ts';
import { formatCentsFrench, parseCentsPlain } from '../model/cents.ts';
import type { SinceFault } from './since-fault.ts';
import type { PublicationWording } from './wording-publication.ts';

const NBSP = '\u00a0';

export const FRENCH_PUBLICATION: PublicationWording = {
  help: {
    publish: 'publie le paramétrage d’un dossier ISACOMPTA pour AMI COMPTA, ou ses modifications',
    path: `l’export du paramétrage${NBSP}: un fichier d’échange avec entreprise.csv à côté, un dossier ou un .zip`,
    out: 'dossier où écrire la publication',
    since: 'la publication précédente, à partir de laquelle publier les modifications',
    dossier: 'numéro du dossier ISACOMPTA, s’il n’est pas dans l’export',
    settings: 'export du paramétrage du dossier, auquel comparer comptes, journaux, codes TVA et exercices',
    open: 'ouvre AMI COMPTA dans le navigateur par défaut',
    openDossier: 'numéro du dossier ISACOMPTA',
    print: 'affiche l’adresse, sans rien ouvrir',
  },
  sound: 'peut être publié',
  settingsAlone: 'paramétrage sans fiche entreprise',
  notShown: (path) =>
    `«${NBSP}${path}${NBSP}» est un export de paramétrage, sans écritures à afficher. Contrôlez-le avec check, ou publiez-le avec publish.`,
  settingsUnused: (path, kind) =>
    `--settings est sans effet${NBSP}: «${NBSP}${path}${NBSP}» est ${kind === 'settings' ? 'lui-même un paramétrage' : 'un fichier d’échange'}${NBSP}; seul un lot est comparé à un paramétrage.`,
  browser: (name) =>
    name === null
      ? `Navigateur par défaut inconnu. AMI COMPTA demande Google Chrome ou Microsoft Edge${NBSP}; vérifiez auprès de votre service informatique.`
      : `Le navigateur par défaut est ${name}. AMI COMPTA demande Google Chrome ou Microsoft Edge${NBSP}; vérifiez auprès de votre service informatique.`,
  notOpened: (address, fault) =>
    fault.kind === 'failed'
      ? `Le navigateur n’a pas pu être ouvert${NBSP}: le programme du système qui l’ouvre a échoué (code ${fault.exitCode}). Ouvrez vous-même l’adresse ${address}`
      : `Le navigateur n’a pas pu être ouvert${NBSP}: cette machine n’a pas de programme qui l’ouvre (${fault.code}${NBSP}; sous Linux, installez xdg-utils). Ouvrez vous-même l’adresse ${address}`,
  noAddress: `L’adresse d’AMI COMPTA n’est pas configurée. Ajoutez-la dans ami-isacompta.config.json${NBSP}: "amiCompta": { "url": "https://…" }.`,
  notADossier: (value) =>
    `«${NBSP}${value}${NBSP}» ne peut pas être un numéro de dossier (8 caractères au plus, lettres, chiffres et tirets).`,
  sinceFault: (path, fault) => `--since${NBSP}: «${NBSP}${path}${NBSP}» ${faultText(fault)}`,
  replaced: (path, later) =>
    later.length === 0
      ? `Les modifications se publient à partir de la publication précédente. Si AMI COMPTA a déjà reçu celle qui vient d’être remplacée, reprenez-en une copie et donnez-la à --since${NBSP}: celle-ci ne lui conviendrait pas.`
      : `${later.length === 1 ? 'La publication suivante part de celle qui vient d’être remplacée, et ne convient' : 'Les publications suivantes partent de celle qui vient d’être remplacée, et ne conviennent'} plus${NBSP}: ${later.join(', ')}. Publiez-${later.length === 1 ? 'la de nouveau, avec' : 'les de nouveau, chacune à partir de la précédente, d’abord avec'} --since ${path}. Si AMI COMPTA a déjà reçu celle qui vient d’être remplacée, reprenez-en plutôt une copie.`,
  removals: (removals) =>
    removals
      .map(({ list, removed, before }) => {
        const [one, many] = ITEMS[list];
        return `${plural(removed, one, many)} sur ${grouped(before)} ${removed < 2 ? 'supprimé' : 'supprimés'}`;
      })
      .join(', '),
  subject: (dossier) => (dossier === null ? 'Paramétrage' : `Paramétrage, dossier ${dossier}`),
  outcomes: { published: 'publié', unchanged: 'rien n’a changé', refused: 'refusé' },
  kind: (kind, sequence, changes) =>
    kind === 'creation'
      ? `Création, publication n°${NBSP}${sequence}`
      : `Modification, publication n°${NBSP}${sequence}, ${plural(changes, 'changement')}`,
  changeKinds: {
    'company-changed': 'Fiche entreprise',
    'fiscal-year-added': 'Exercice ajouté',
    'fiscal-year-changed': 'Exercice modifié',
    'account-added': 'Compte ajouté',
    'account-changed': 'Compte modifié',
    'account-removed': 'Compte supprimé',
    'journal-added': 'Journal ajouté',
    'journal-changed': 'Journal modifié',
    'journal-removed': 'Journal supprimé',
    'vat-code-added': 'Code TVA ajouté',
    'vat-code-changed': 'Code TVA modifié',
    'vat-code-removed': 'Code TVA supprimé',
    'vat-liability-changed': 'Assujettissement à la TVA',
    'third-party-added': 'Tiers ajouté',
    'third-party-changed': 'Tiers modifié',
    'third-party-removed': 'Tiers supprimé',
  },
  fields: {
    title: 'titre',
    name: 'nom',
    legalForm: 'forme juridique',
    tradeName: 'nom commercial',
    seat: 'siège social',
    correspondence: 'correspondance',
    phone: 'téléphone',
    mobile: 'téléphone portable',
    fax: 'fax',
    email: 'email',
    website: 'site web',
    siret: 'SIRET',
    siren: 'SIREN',
    vatNumber: 'numéro de TVA',
    capital: 'capital social',
    tradeRegister: 'R.C.S.',
    craftsRegister: 'R.M.',
    apeCode: 'code APE',
    activity: 'activité exercée',
    taxOffice: 'S.I.E.',
    taxFileNumber: 'numéro de dossier fiscal',
    taxKey: 'clé',
    taxCentre: 'C.D.I.',
    taxServiceCode: 'code service',
    regime: 'régime',
    text: 'texte de la fiche',
    country: 'pays',
    street: 'adresse',
    extra: 'complément',
    postalCode: 'code postal',
    city: 'commune',
    inseeCode: 'code INSEE',
    date: 'date',
    number: 'numéro',
    start: 'début',
    end: 'fin',
    open: 'ouvert',
    label: 'libellé',
    type: 'type',
    vatCode: 'code TVA',
    letterable: 'lettrable',
    side: 'sens',
    debitAccount: 'centralisateur au débit',
    creditAccount: 'centralisateur au crédit',
    code: 'code',
    counterpart: 'contrepartie',
    account: 'compte',
    rate: 'taux',
    validFrom: 'valable du',
    validTo: 'valable au',
    name2: 'suite du nom',
    address1: 'adresse',
    address2: 'adresse, 2e ligne',
    address3: 'adresse, 3e ligne',
    iban: 'IBAN',
    bic: 'BIC',
  },
  words: {
    exempt: 'franchise en base',
    simplified: 'réel simplifié',
    'normal-monthly': 'réel normal mensuel',
    'normal-quarterly': 'réel normal trimestriel',
    'simplified-agricultural': 'simplifié agricole',
    general: 'général',
    auxiliary: 'auxiliaire',
    collective: 'centralisateur',
    debit: 'débit',
    credit: 'crédit',
    either: 'débit ou crédit',
    purchases: 'achats',
    sales: 'ventes',
    treasury: 'trésorerie',
    miscellaneous: 'opérations diverses',
    opening: 'à nouveaux',
    reversal: 'extourne',
    situation: 'situation',
    stock: 'stocks',
    analytic: 'analytique',
    purchase: 'achat',
    'fixed-asset': 'immobilisation',
    sale: 'vente',
  },
  day: (iso) => (/^\d{4}-\d\d-\d\d$/.test(iso) ? iso.split('-').reverse().join('/') : iso),
  amount: (plain) => {
    const cents = parseCentsPlain(plain);
    return cents === null ? plain : `${formatCentsFrench(cents)}${NBSP}€`;
  },
  rate: (plain) => `${plain.replace('.', ',')}${NBSP}%`,
  yes: 'oui',
  no: 'non',
  nothing: '(vide)',
  moreChanges: (count) => `… et ${plural(count, 'autre changement', 'autres changements')}, dans le fichier.`,
};

/** One, and many. */
const ITEMS: Readonly<Record<PublishedListName, readonly [string, string]>> = {
  accounts: ['compte', 'comptes'],
  journals: ['journal', 'journaux'],
  thirdParties: ['tiers', 'tiers'],
  vatCodes: ['code TVA', 'codes TVA'],
};

const FORMS = {
  'exchange-file': 'un fichier d’échange d’ISACOMPTA',
  archive: 'une archive .zip',
  table: 'un CSV',
} as const;

function faultText(fault: SinceFault): string {
  switch (fault.kind) {
    case 'not-json':
      return `est ${FORMS[fault.form]}, et non une publication. L’export se donne sans --since, devant --out${NBSP}; avec --since, indiquez le fichier de la publication précédente, <dossier>_<numéro>_creation.json ou _modification.json.`;
    case 'unreadable':
      return 'n’est pas lisible comme JSON. Indiquez le fichier de la publication précédente.';
    case 'folder':
      return 'est un dossier. Indiquez le fichier de la publication précédente, <dossier>_<numéro>_creation.json ou _modification.json.';
    case 'empty':
      return 'est un fichier vide. Indiquez le fichier de la publication précédente ; si c’était lui, reprenez-en une copie intacte.';
    case 'too-large':
      return `dépasse ${fault.limitMiB}${NBSP}Mio : ce n’est pas une publication. Indiquez le fichier de la publication précédente.`;
    case 'encoding':
      return 'n’est pas en UTF-8 : un autre programme l’a enregistré dans un autre encodage (Windows-1252, UTF-16). Reprenez le fichier d’origine, sans l’ouvrir ni l’enregistrer.';
    case 'foreign':
      return 'n’est pas une publication. Indiquez le fichier <dossier>_<numéro>_creation.json ou _modification.json.';
    case 'altered':
      return 'a été modifié depuis sa publication, son empreinte ne correspond plus à son contenu. Reprenez le fichier d’origine.';
    case 'other-company-file':
      return `est une publication du dossier ${fault.found}, l’export est celui du dossier ${fault.expected}. Indiquez la publication précédente du même dossier.`;
  }
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count < 2 ? one : many}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, NBSP);
}
