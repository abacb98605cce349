/** What is said of a register that can't be used, in English: by the robot, and by the commands that read it. */
import type { RegisterFaultKind } from '../register/fault.ts';

const REBUILD = 'make it again from the archives: ami-isacompta register rebuild';
const TWICE = 'batches could be delivered a second time, so that nothing is worked on';

export function englishRegisterFault(kind: RegisterFaultKind, path: string): string {
  switch (kind) {
    case 'damaged':
      return `The register “${path}” is damaged or is not an SQLite database. Stop the robot, keep a copy of this file, then make the register again from the archives: ami-isacompta register rebuild`;
    case 'foreign':
      return `“${path}” is the database of another program, not a register; it was left as it is. Check "database" in the configuration. If the register is lost, ${REBUILD}`;
    case 'lost':
      return `The register “${path}” is gone, although drops are archived. Without it ${TWICE}. Put it back in its place, or ${REBUILD}`;
    case 'empty':
      return `The register “${path}” is empty, although drops are archived: ${TWICE}. Put the right file in its place, or ${REBUILD}`;
    case 'outdated':
      return `The register “${path}” is older than the archives (a backup that was put back?): ${TWICE}. Stop the robot, then ${REBUILD}`;
    case 'replaced':
      return `The register “${path}” was removed, moved or replaced during the work; nothing is worked on without it. Put it back in its place and start the robot again; if it is lost, ${REBUILD}`;
    case 'newer':
      return `The register “${path}” was written by a later version of the program; it was left as it is. Install that version or a later one on this machine.`;
  }
}
