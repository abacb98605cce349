/** What each view of the page says, in French. */
import { grouped } from '../check/messages/figures.ts';

const NBSP = '\u00a0';

export const FRENCH_VIEWS = {
  lots: {
    title: 'Lots reçus',
    none: 'Aucun lot ne répond à cette recherche.',
    nothingYet: 'Aucun lot n’a encore été reçu. Déposez-en un, ou attendez le prochain envoi d’AMI COMPTA.',
    unseen: (count: string) => `${count} refus à voir`,
    pending: 'Voir ce qui attend d’être intégré',
  },
  lot: {
    title: (name: string) => `Lot ${name}`,
    settingsTitle: (name: string) => `Paramétrage ${name}`,
    back: 'Retour aux lots',
    facts: {
      name: 'Dépôt',
      id: 'Identifiant',
      dossier: 'Dossier',
      batch: 'Lot',
      received: 'Reçu le',
      finished: 'Traité le',
      integrated: 'Intégré le',
      seen: 'Vu le',
      contents: 'Contenu',
      earlier: 'Répète',
      revision: 'Livraison n°',
      places: 'Fichiers',
    },
    debit: 'débit',
    credit: 'crédit',
    downloads: 'Télécharger',
    import: 'Fichier d’import (.ECR)',
    documents: 'Documents (.zip)',
    textReport: 'Rapport à lire (rapport.txt)',
    report: 'Rapport (rapport.json)',
    anomalies: 'Anomalies pour Excel (anomalies.csv)',
    archive: 'Archive complète',
    grid: 'Écritures livrées',
    gridHint: `Les treize colonnes d’ISACOMPTA. «${NBSP}D${NBSP}» ouvre la pièce justificative à côté.`,
    totalOf: (entries: string, movements: string) => `Total du lot${NBSP}: ${entries}, ${movements}`,
    entry: (number: number) => `Écriture ${grouped(number, NBSP)}`,
    openDocument: (name: string) => `Ouvrir la pièce ${name}`,
    document: 'Pièce justificative',
    closeDocument: 'Fermer la pièce',
    noPreview: 'Ce type de fichier ne s’affiche pas dans la page.',
    downloadDocument: 'Télécharger la pièce',
    findings: 'Anomalies',
    noFindings: 'Aucune anomalie.',
    ofWhole: 'Sur le lot entier',
    original: 'Le fichier d’origine, anomalies en place',
    onlyFaulty: 'Seulement autour des anomalies',
    allLines: 'Toutes les lignes',
    between: (from: number, to: number) =>
      from === to
        ? `ligne ${grouped(from, NBSP)} sans anomalie`
        : `lignes ${grouped(from, NBSP)} à ${grouped(to, NBSP)} sans anomalie`,
    brokenAt: (line: number) =>
      `À partir de la ligne ${grouped(line, NBSP)}, le fichier ne peut plus être lu.`,
    noOriginal: `Le fichier des écritures n’a pas pu être lu dans ce dépôt${NBSP}; les anomalies ci-dessus disent pourquoi.`,
    moreFindings: (count: number) =>
      `${plural(count, 'autre anomalie', 'autres anomalies')} dans anomalies.csv.`,
    archiveFault: 'L’archive de ce dépôt ne peut pas être lue',
    noArchive: 'Ce dépôt n’a pas d’archive.',
    remedy: {
      refused:
        'Rien n’a été livré à ISACOMPTA. Corrigez les erreurs ci-dessous, dans AMI COMPTA ou dans le lot, puis déposez de nouveau le lot entier.',
      split: `Les écritures sans erreur ont été livrées. Les autres sont dans le dossier a-corriger du refus, avec leurs documents${NBSP}: corrigez-les là, puis déposez ce dossier. Ne déposez pas de nouveau le lot d’origine.`,
      settings:
        'Rien n’a été publié vers AMI COMPTA. Corrigez les erreurs ci-dessous dans ISACOMPTA, exportez de nouveau le paramétrage, puis déposez-le.',
      duplicate:
        'Le contenu de ce lot a déjà été livré. Il n’est pas livré une seconde fois, et il n’y a rien à faire.',
      unchanged: `Rien n’a changé depuis la dernière publication${NBSP}; il n’y a rien à faire.`,
      pending: `Livré, et pas encore intégré${NBSP}: ISACOMPTA l’intégrera à l’entrée dans le dossier.`,
      integrated: 'Livré, et intégré dans ISACOMPTA.',
      published: 'Publié pour AMI COMPTA.',
    },
    markSeen: 'Marquer comme vu',
    rerun: 'Traiter de nouveau',
  },
  pending: {
    title: 'À intégrer dans ISACOMPTA',
    none: `Rien n’attend${NBSP}: tout ce qui a été livré est intégré.`,
    explain: 'ISACOMPTA intègre ces fichiers à l’entrée dans le dossier, et les retire alors de leur place.',
    ofDossier: (dossier: string) => `Dossier ${dossier}`,
    more: (count: string) => `Voir les ${count} lots de ce dossier`,
  },
  publications: {
    title: 'Publications pour AMI COMPTA',
    none: 'Rien n’a encore été publié.',
    kinds: { creation: 'Création', modification: 'Modification' },
    one: (dossier: string, sequence: number) => `Dossier ${dossier}, publication n°${NBSP}${sequence}`,
    creation: `Première publication du dossier${NBSP}: tout le paramétrage a été envoyé.`,
    noChanges: 'Cette publication ne dit aucun changement.',
    download: 'Télécharger la publication',
    back: 'Retour aux publications',
  },
  companies: {
    title: 'Dossiers',
    none: 'Aucun dossier n’a encore été reçu.',
    one: (dossier: string) => `Dossier ${dossier}`,
    complete: 'Complète',
    incomplete: (errors: string) => `À compléter${NBSP}: ${errors}`,
    warned: (warnings: string) => `Complète, ${warnings}`,
    unknown: 'Pas encore publiée',
    completeText: 'La fiche entreprise publiée en dernier a tout ce qu’AMI COMPTA demande.',
    stillCompleteText: `La fiche entreprise publiée avant ce refus a tout ce qu’AMI COMPTA demande${NBSP}: rien ne change dans AMI COMPTA.`,
    missingText:
      'Il manque à la fiche entreprise publiée en dernier ce que dit la liste ci-dessous. AMI COMPTA rendrait ce dossier indisponible. Complétez la fiche dans ISACOMPTA, exportez le paramétrage et déposez-le.',
    unknownText:
      'Aucun paramétrage de ce dossier n’a été publié. Exportez-le d’ISACOMPTA, avec sa fiche entreprise, et déposez-le.',
    refusedText: (when: string) => `Le dernier paramétrage reçu, le ${when}, a été refusé${NBSP}:`,
    publishedOn: (sequence: number, when: string) => `Publication n°${NBSP}${sequence} du ${when}`,
    sheet: 'Fiche entreprise',
    empty: '(vide)',
    field: 'Champ',
    value: 'Valeur',
    lots: 'Les lots de ce dossier',
    publications: 'Les publications de ce dossier',
    back: 'Retour aux dossiers',
    find: 'Aller au dossier',
    go: 'Ouvrir',
  },
  archives: {
    title: 'Archives',
    none: 'Aucune archive ne répond à cette recherche.',
    missing: 'manque',
    download: 'Télécharger',
    verify: 'Vérifier',
    verifyAll: 'Vérifier toutes les archives',
    verifyWork: 'Vérification de toutes les archives',
    verifyOne: (archive: string) => `Vérification de ${archive}`,
    sound: (archive: string) => `${archive}${NBSP}: intacte.`,
    result: (verified: number, faults: number) =>
      `${plural(verified, 'archive')} ${verified < 2 ? 'intacte' : 'intactes'}, ${faults === 0 ? 'aucune anomalie' : plural(faults, 'anomalie')}.`,
  },
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count, NBSP)}${NBSP}${count < 2 ? one : many}`;
}
