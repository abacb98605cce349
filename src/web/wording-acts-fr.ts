/** What the page says of acts, of access, of the robot and of faults, in French. */
import { grouped } from '../check/messages/figures.ts';
import { frenchPlural, NBSP } from './wording-counts.ts';

export const FRENCH_ACTS = {
  rerun: {
    title: 'Traiter de nouveau ce lot',
    explain: 'Le lot est repris tel qu’il est dans l’archive, avec le paramétrage d’aujourd’hui.',
    delivered: (when: string) =>
      `Ce lot a déjà été livré le ${when}. Si ses écritures sont encore dans ISACOMPTA, elles y arriveront une deuxième fois.`,
    question: `Faut-il vraiment le livrer une fois de plus${NBSP}?`,
    confirmAgain: 'Oui, livrer une fois de plus',
    confirm: 'Traiter de nouveau',
    cancel: 'Non, revenir au lot',
    back: 'Revenir au lot',
    work: (name: string) => `Nouveau traitement de ${name}`,
    refusals: {
      settings: 'C’est un export de paramétrage, pas un lot. Pour le publier à nouveau, déposez-le.',
      'no-archive': 'Ce dépôt n’a pas d’archive, il ne peut pas être traité de nouveau. Déposez le lot.',
      delivered: 'Ce lot a été livré entre-temps. Confirmez si vous voulez le livrer une fois de plus.',
    },
  },
  works: {
    busy: 'Un autre travail est en cours. Attendez qu’il soit terminé, puis recommencez.',
    progress: (done: number, of: number) => `${grouped(done, NBSP)} sur ${grouped(of, NBSP)}`,
    wait: 'Cette page se met à jour d’elle-même.',
    refresh: 'Actualiser',
    done: `Terminé${NBSP}: voir le résultat.`,
    failed: 'Le travail n’a pas pu être terminé',
    unknown: 'Ce travail n’est plus connu. Il a pu se terminer avant un redémarrage.',
  },
  drop: {
    title: 'Déposer des fichiers',
    batches: 'Un lot d’AMI COMPTA',
    batchHint: `Le dossier du lot, ou un .zip ou un .csv par lot${NBSP}; ou bien ecritures.csv, lot.json et les documents d’un seul lot, ensemble.`,
    settings: 'Un paramétrage d’ISACOMPTA',
    settingsHint:
      'Le fichier d’échange et la fiche entreprise (entreprise.csv), ou un .zip, ou les tables d’un seul dossier, ensemble.',
    dossier: 'Dossier (si les fichiers ne le disent pas)',
    dossierHint: '8 caractères au plus',
    nature: 'Ce que vous déposez',
    zone: 'Faites glisser ici des fichiers ou un dossier entier, ou choisissez ci-dessous.',
    files: 'Des fichiers',
    folder: 'Un dossier entier, celui d’un lot avec ses documents',
    dragged: `Prêt à déposer${NBSP}: `,
    send: 'Déposer',
    sending: 'Envoi en cours',
    done: (names: string) =>
      `Déposé${NBSP}: ${names}. Le robot le prendra dans un instant${NBSP}; son état apparaîtra dans les lots.`,
    noRobot: `Aucun robot ne travaille en ce moment${NBSP}: ce qui est déposé attendra.`,
    limits: (batch: string, files: string) => `Au plus ${batch} et ${files} à la fois.`,
    partly: (names: string) =>
      `Une partie seulement a été déposée${NBSP}: ${names}. La machine n’a pas pris le reste. Ne déposez de nouveau que ce qui manque.`,
    refusedName: (name: string, reason: string) =>
      `Le nom «${NBSP}${name}${NBSP}» ${reason}. Rien n’a été déposé.`,
    /** Why a name is refused. */
    unfit: {
      technical:
        'est celui d’un fichier du système, ou d’une copie en cours, que le robot laisse de côté. Renommez-le',
      path: 'n’est pas un chemin simple à l’intérieur du dossier envoyé. Renommez-le',
      signs: `n’est pas accepté par Windows (il contient < > : " / \\ | ? *, finit par un point ou une espace, ou est réservé, comme NUL). Renommez-le`,
      hidden: 'commence par un point, ce qui le cache. Renommez-le',
      turning: 'contient des signes invisibles qui le font lire autrement. Renommez-le',
      ours: 'est celui de la notice du dossier de dépôt. Renommez-le',
    },
    faults: {
      nature: `Ce que vous déposez doit être un lot d’AMI COMPTA ou un paramétrage d’ISACOMPTA${NBSP}: choisissez l’un des deux. Rien n’a été déposé.`,
      empty: 'Aucun fichier n’a été choisi.',
      'too-large': 'Ces fichiers sont trop gros pour la configuration. Rien n’a été déposé.',
      'too-many': 'Il y a trop de fichiers pour la configuration. Rien n’a été déposé.',
      dossier: `Ce numéro de dossier n’en est pas un (8 caractères au plus${NBSP}: lettres, chiffres et tirets). Rien n’a été déposé.`,
      name: 'Un des fichiers porte un nom que le robot ne prendrait pas. Renommez-le. Rien n’a été déposé.',
      long: 'Un des fichiers porte un nom trop long. Raccourcissez-le. Rien n’a été déposé.',
      twice: 'Deux des fichiers portent le même nom. Rien n’a été déposé.',
      cut: 'L’envoi a été interrompu. Rien n’a été déposé.',
    },
    /** What only the script finds out. */
    script: {
      ended: 'Votre session a pris fin. Rien n’a été déposé.',
      failed: `Le dépôt n’a pas pu être fait${NBSP}: la page n’a pas répondu comme prévu. Rechargez-la et recommencez.`,
      unreadable: 'Ce dossier n’a pas pu être lu en entier. Rien n’a été déposé.',
    },
  },
  access: {
    title: 'Connexion',
    password: 'Mot de passe',
    enter: 'Entrer',
    again: 'Connectez-vous',
    wrong: 'Ce mot de passe n’est pas le bon.',
    tooMany: (minutes: number) => `Trop d’essais. Recommencez dans ${frenchPlural(minutes, 'minute')}.`,
  },
  robot: {
    running: (waiting: number, inHand: number) =>
      `Robot en marche${NBSP}: ${inHand === 0 ? 'rien en cours' : `${inHand} en cours`}${waiting === 0 ? '' : `, ${waiting} en attente`}.`,
    stopped: (waiting: number) =>
      `Aucun robot ne travaille${waiting === 0 ? '.' : `${NBSP}: ${frenchPlural(waiting, 'dépôt attend', 'dépôts attendent')}.`}`,
    unseen: `Le dossier de travail n’a pas pu être lu${NBSP}: on ne sait pas si un robot travaille. Prévenez votre service informatique, qui trouvera la cause dans le journal.`,
    lost: `Liaison perdue${NBSP}: cette page n’est plus à jour.`,
    ended: `Votre session a pris fin${NBSP}: cette page n’est plus à jour.`,
    news: 'La page vient d’être mise à jour.',
  },
  faults: {
    title: 'Cette page ne peut pas être affichée',
    notFound: 'Il n’y a rien à cette adresse.',
    unknownLot: 'Le registre ne connaît pas ce dépôt.',
    registerBusy:
      'Le registre est occupé par un autre programme. Rien n’a été changé. Réessayez dans un instant.',
    registerLost: `Le registre du dossier de travail a été retiré ou remplacé pendant que cette page était ouverte${NBSP}: ce qu’elle montrerait ne serait plus vrai. Prévenez votre service informatique, qui vérifiera le dossier de travail${NBSP}; la page reprend d’elle-même dès qu’un registre en bon état est en place, ou après un redémarrage si elle tourne avec le robot.`,
    diskFull:
      'Le disque du dossier de travail est plein. Rien n’a été changé. Libérez de la place, puis recommencez.',
    nameTooLong:
      'Un nom est trop long pour ce disque. Rien n’a été changé. Raccourcissez-le, puis recommencez.',
    malformed: 'Cette demande n’a pas pu être comprise. Revenez aux lots et recommencez.',
    tooLong: 'Cette demande est trop longue ou trop grosse. Revenez aux lots et recommencez.',
    slow: 'La demande n’est pas arrivée en entier à temps. Recommencez.',
    forbidden: 'Cette action n’a pas été reconnue comme venant de cette page. Rechargez-la et recommencez.',
    host: 'Cette page ne répond pas sous ce nom. Ouvrez-la par l’adresse que la commande serve a indiquée.',
    machine: (code: string) =>
      `La machine a signalé une erreur (${code}). Rien n’a été changé. Réessayez${NBSP}; si elle revient, prévenez votre service informatique.`,
    bug: 'Un défaut du programme. Rien n’est perdu. Prévenez votre service informatique, qui le trouvera dans le journal.',
  },
};
