/** What is said of an archive that can't be used, in French: by the commands, the page and its log. */
import type { ArchiveFault } from '../archive/fault.ts';

const NBSP = '\u00a0';
const FROM_BACKUP = 'Remettez l’archive depuis une sauvegarde, à cet emplacement et sous ce nom.';

export function frenchArchiveFault(found: ArchiveFault): string {
  switch (found.kind) {
    case 'missing':
      return `L’archive manque. ${FROM_BACKUP}`;
    case 'unreadable':
      return `L’archive n’a pas pu être lue (erreur ${found.code} du système). Vérifiez le disque et les droits, puis relancez archive verify.`;
    case 'damaged':
      return `L’archive est endommagée${NBSP}: ce n’est pas un zip entier (${found.detail}). ${FROM_BACKUP}`;
    case 'seal-broken':
      return `Les fichiers archivés sont intacts, mais le zip qui les contient a été modifié. ${FROM_BACKUP}`;
    case 'manifest-missing':
      return `L’archive n’a pas de manifeste (manifeste.json). ${FROM_BACKUP}`;
    case 'manifest-unreadable':
      return `Le manifeste de l’archive n’est pas de ce programme, ou est d’une version plus récente. ${FROM_BACKUP}`;
    case 'replaced':
      return `L’archive a été remplacée${NBSP}: son manifeste n’est pas celui que le registre connaît. Gardez ce fichier à part. ${FROM_BACKUP}`;
    case 'exchanged':
      return `Ce fichier est l’archive d’un autre dépôt, ${found.other}. Remettez chaque archive à sa place et sous son nom.`;
    case 'member-missing':
      return `«${NBSP}${found.member}${NBSP}» manque dans l’archive. ${FROM_BACKUP}`;
    case 'member-changed':
      return `«${NBSP}${found.member}${NBSP}» a changé depuis l’archivage. ${FROM_BACKUP}`;
    case 'member-unknown':
      return `«${NBSP}${found.member}${NBSP}» a été ajouté à l’archive. ${FROM_BACKUP}`;
    case 'member-unsafe':
      return `«${NBSP}${found.member}${NBSP}» est un nom que ce système n’accepte pas. Rien n’a été restitué${NBSP}; ouvrez l’archive avec un autre outil, ou sous Linux.`;
    case 'registration-unreadable':
      return `Ce que l’archive garde pour le registre (registre.json) n’est pas de ce programme, ou est d’une version plus récente. Installez la version qui l’a écrite.`;
    case 'chain-gap':
      return `Le registre a été modifié${NBSP}: l’archive y a le rang ${found.found}, le rang ${found.expected} était attendu. Remettez le registre depuis une sauvegarde.`;
    case 'chain-broken':
      return `Le registre a été modifié${NBSP}: au rang ${found.position}, son empreinte ne suit pas de la précédente. Remettez le registre depuis une sauvegarde.`;
    case 'unknown':
      return `Le registre ne connaît pas cette archive. S’il a été perdu ou remis depuis une sauvegarde, refaites-le avec register rebuild${NBSP}; si le robot travaille en ce moment, relancez archive verify.`;
  }
}
