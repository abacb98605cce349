/** What is said of an archive that can't be used, in English: by the commands, the page and its log. */
import type { ArchiveFault } from '../archive/fault.ts';

const FROM_BACKUP = 'Put the archive back from a backup, in this place and under this name.';

export function englishArchiveFault(found: ArchiveFault): string {
  switch (found.kind) {
    case 'missing':
      return `The archive is missing. ${FROM_BACKUP}`;
    case 'unreadable':
      return `The archive could not be read (error ${found.code} of the system). Check the disk and the permissions, then run archive verify again.`;
    case 'damaged':
      return `The archive is damaged: it is no whole zip (${found.detail}). ${FROM_BACKUP}`;
    case 'seal-broken':
      return `The archived files are unchanged, but the zip around them was changed. ${FROM_BACKUP}`;
    case 'manifest-missing':
      return `The archive has no manifest (manifeste.json). ${FROM_BACKUP}`;
    case 'manifest-unreadable':
      return `The manifest of the archive is not of this program, or of a later version. ${FROM_BACKUP}`;
    case 'replaced':
      return `The archive was replaced: its manifest is not the one that the register knows. Keep this file aside. ${FROM_BACKUP}`;
    case 'exchanged':
      return `This file is the archive of another drop, ${found.other}. Put each archive back in its place and under its name.`;
    case 'member-missing':
      return `“${found.member}” is missing in the archive. ${FROM_BACKUP}`;
    case 'member-changed':
      return `“${found.member}” has changed since it was archived. ${FROM_BACKUP}`;
    case 'member-unknown':
      return `“${found.member}” was added to the archive. ${FROM_BACKUP}`;
    case 'member-unsafe':
      return `“${found.member}” is a name that this system does not accept. Nothing was given back; open the archive with another tool, or on Linux.`;
    case 'registration-unreadable':
      return 'What the archive keeps for the register (registre.json) is not of this program, or of a later version. Install the version that wrote it.';
    case 'chain-gap':
      return `The register was changed: the archive has position ${found.found} in it, position ${found.expected} was expected. Put the register back from a backup.`;
    case 'chain-broken':
      return `The register was changed: at position ${found.position} its hash does not follow from the one before. Put the register back from a backup.`;
    case 'unknown':
      return 'The register does not know this archive. If it was lost or put back from a backup, make it again with register rebuild; if the robot is at work, run archive verify again.';
  }
}
