/** What is said of a register that can't be used, in French: by the robot, and by the commands that read it. */
import type { RegisterFaultKind } from '../register/fault.ts';

const NBSP = '\u00a0';
const REBUILD = `reconstruisez-le à partir des archives${NBSP}: ami-isacompta register rebuild`;
const TWICE = 'des lots pourraient être livrés une seconde fois, c’est pourquoi rien n’est traité';

export function frenchRegisterFault(kind: RegisterFaultKind, path: string): string {
  switch (kind) {
    case 'damaged':
      return `Le registre «${NBSP}${path}${NBSP}» est endommagé ou n’est pas une base SQLite. Arrêtez le robot, gardez une copie de ce fichier, puis reconstruisez le registre à partir des archives${NBSP}: ami-isacompta register rebuild`;
    case 'foreign':
      return `«${NBSP}${path}${NBSP}» est la base d’un autre programme, pas un registre${NBSP}; elle n’a pas été touchée. Vérifiez "database" dans la configuration. Si le registre est perdu, ${REBUILD}`;
    case 'lost':
      return `Le registre «${NBSP}${path}${NBSP}» n’existe plus, alors que des dépôts sont archivés. Sans lui, ${TWICE}. Remettez-le en place, ou ${REBUILD}`;
    case 'empty':
      return `Le registre «${NBSP}${path}${NBSP}» est vide, alors que des dépôts sont archivés${NBSP}: ${TWICE}. Remettez le bon fichier en place, ou ${REBUILD}`;
    case 'outdated':
      return `Le registre «${NBSP}${path}${NBSP}» est plus ancien que les archives (copie de sauvegarde remise en place${NBSP}?)${NBSP}: ${TWICE}. Arrêtez le robot, puis ${REBUILD}`;
    case 'replaced':
      return `Le registre «${NBSP}${path}${NBSP}» a été supprimé, déplacé ou remplacé pendant le travail${NBSP}; rien n’est traité sans lui. Remettez-le en place puis relancez le robot${NBSP}; s’il est perdu, ${REBUILD}`;
    case 'newer':
      return `Le registre «${NBSP}${path}${NBSP}» a été écrit par une version plus récente du programme${NBSP}; il n’a pas été touché. Installez cette version ou une plus récente sur ce poste.`;
  }
}
