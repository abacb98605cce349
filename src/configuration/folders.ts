/**
 * The folders below the root: each state of a drop is one. Owns their names, which users and other programs rely on;
 * makes none of them.
 */
import { join } from 'node:path';

/** Names below the root, in the order in which a drop meets them. */
export const FOLDER_NAMES = {
  /** Batches of AMI COMPTA are dropped here, or in a folder here that is named after the company file. */
  amiDrops: 'depot-ami',
  /** Settings exports of ISACOMPTA are dropped here. */
  isacomptaDrops: 'depot-isacompta',
  /** Claimed by a robot. */
  claimed: 'en-cours',
  /** For ISACOMPTA, a folder for each company file. */
  toIntegrate: 'a-integrer',
  /** For AMI COMPTA, a folder for each company file. */
  toPublish: 'a-publier',
  refused: 'refuses',
  /** What was delivered before. */
  duplicates: 'doublons',
  /** A zip for each drop, by year and month. */
  archives: 'archives',
} as const;

export type FolderName = keyof typeof FOLDER_NAMES;

/** Full paths. */
export type Folders = Readonly<Record<FolderName, string>> & {
  readonly root: string;
  /** The register's file. */
  readonly register: string;
  /** The robot's logs, a file for each day. */
  readonly logs: string;
  /** The robot's sign of life. */
  readonly heartbeat: string;
};

/** Says in each folder what it is for. */
export const README_NAME = 'LISEZMOI.txt';

const REGISTER_NAME = 'registre.db';
const HEARTBEAT_NAME = 'robot.json';

/** The one folder below the root that is no state of a drop. */
export const LOG_FOLDER_NAME = 'journaux';

/** `root` and `database` as the configuration has them; the register is in the root where no database is named. */
export function foldersOf({
  root,
  database,
}: {
  readonly root: string;
  readonly database: string | null;
}): Folders {
  const paths = Object.entries(FOLDER_NAMES).map(([name, folder]) => [name, join(root, folder)]);
  return {
    ...(Object.fromEntries(paths) as Record<FolderName, string>),
    root,
    register: database ?? join(root, REGISTER_NAME),
    logs: join(root, LOG_FOLDER_NAME),
    heartbeat: join(root, HEARTBEAT_NAME),
  };
}
