/** What the members of an archive are called (`archive.ts` says what they are). Owns these names; opens nothing. */
import { posix } from 'node:path';
import { memberPart } from './member-name.ts';

/** The folder of the drop as it came. */
export const DROP_FOLDER = 'depot/';
export const REPORT_MEMBER = 'rapport.json';

const OUTPUTS_FOLDER = 'sorties/';

/** The drop, by its name on the disk. */
export function dropMember(name: string): string {
  return `${DROP_FOLDER}${memberPart(Buffer.from(name))}`;
}

/** What came out, by the place that it went to, or its name alone. */
export function outputMember(place: string): string {
  return `${OUTPUTS_FOLDER}${posix.basename(place)}`;
}
