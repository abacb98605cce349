/**
 * The path of a file inside a drop, whatever a folder or an archive calls it. Owns what such a name may look like;
 * touches no disk. A name that could lead out of the drop, or that could not be shown or compared, is refused rather
 * than mended: a mended name could be the name of another file.
 */
import type { PathFault } from '../model/finding.ts';

/** `path`: separated by `/`, without empty or `.` parts, composed (NFC) so that é is the same é from every system. */
export type InnerPath = { readonly path: string } | { readonly fault: PathFault };

/** As long as a path may be on most systems. */
const MAX_LENGTH = 1_024;
/** A batch has one level of folders; this leaves room and keeps a walk from going down for ever. */
const MAX_DEPTH = 32;

/** `\` counts as a separator, because Windows reads it as one and some of its archivers write it. */
export function innerPath(name: string): InnerPath {
  if (name.length > MAX_LENGTH || !isReadable(name)) return { fault: 'name' };
  const fault = pathFault(name);
  if (fault !== null) return { fault };
  const parts = partsOf(name);
  if (parts.length === 0 || parts.length > MAX_DEPTH) return { fault: 'name' };
  return { path: parts.join('/') };
}

/** Whether a name leads out of the folder that it is looked for in, and how. */
export function pathFault(name: string): 'absolute' | 'drive' | 'climbs' | null {
  if (/^(?:[a-z]:)?[\\/]/i.test(name)) return 'absolute';
  if (/^[a-z]:/i.test(partsOf(name)[0] ?? '')) return 'drive';
  return climbs(name) ? 'climbs' : null;
}

/** Windows drops the dots and spaces at the end of a name, so that `.. ` climbs too. */
export function climbs(name: string): boolean {
  return partsOf(name).some((part) => /^\.[. ]+$/.test(part));
}

/** The name as a report may show it: control characters as their pictures, cut where it is endless. */
export function visibleName(name: string): string {
  return name
    .slice(0, 255)
    .replace(/\p{Cc}/gu, controlPicture)
    .replace(/\p{Cs}/gu, '\uFFFD');
}

/** No control characters, no halves of characters, and nothing that a decoder already gave up on (U+FFFD). */
function isReadable(name: string): boolean {
  return !/[\p{Cc}\p{Cs}\uFFFD]/u.test(name);
}

function partsOf(name: string): string[] {
  return name
    .normalize('NFC')
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.');
}

function controlPicture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}
