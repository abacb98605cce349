/**
 * Files that a system or a browser leaves beside the user's own: they say nothing and are passed over. One rule for
 * everything that looks into a folder or an archive.
 */

/** Names as they stand on disk, in lower case. */
const NAMES = new Set(['thumbs.db', 'desktop.ini', '.ds_store', '__macosx', '@eadir']);

/** `._` is macOS's second half of a file (AppleDouble), `~$` an Office document that somebody has open. */
const BEGINNINGS = ['._', '~$'];

/** A copy or a download that is still under way, or was given up. */
const ENDINGS = ['.part', '.tmp', '.crdownload', '.filepart'];

/** True where a name, or any folder of a path with `/` or `\` separators, is a technical one. */
export function isTechnicalFile(path: string): boolean {
  return path.toLowerCase().split(/[/\\]/).some(isTechnicalName);
}

/** Whether a name is that of a file that a system writes for itself, of which nobody has another use. */
export function isSystemFile(name: string): boolean {
  return NAMES.has(name.toLowerCase());
}

function isTechnicalName(name: string): boolean {
  return (
    NAMES.has(name) ||
    BEGINNINGS.some((beginning) => name.startsWith(beginning)) ||
    ENDINGS.some((ending) => name.endsWith(ending))
  );
}
