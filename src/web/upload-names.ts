/**
 * What a file that a browser sends may be called in a drop folder: a name of its own, or a path in the folder that it was
 * sent with. A name that could lead elsewhere, or that Windows does not take, is refused rather than mended.
 */
import { README_NAME } from '../configuration/folders.ts';
import { innerPath } from '../format/inner-path.ts';
import { isTechnicalFile } from '../format/technical-files.ts';
import { isSafeFileName } from '../format/windows-names.ts';
import { type UnfitName, UploadFault } from './upload-fault.ts';

const LONGEST_NAME = 200;
/** Of the 255 that a file system takes; the rest is for what the page adds to tell a drop from another. */
const LONGEST_NAME_BYTES = 215;

/** What turns the direction of a name, so that it reads as another one. */
const TURNING = /\p{Bidi_Control}/u;

const UNSHOWN = /[\p{Bidi_Control}\p{Cc}\p{Cs}]/gu;

/** The last part of what was sent: some browsers send where the file lies on its machine. */
export function sentName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '').normalize('NFC');
  if (isTechnicalFile(name)) throw unfit(name, 'technical');
  return checked([name])[0] ?? '';
}

/**
 * The parts of the path of a file in a folder that was sent whole, the folder first. Null for what a system leaves in a
 * folder: nobody chose it, and no robot would look at it.
 */
export function sentPath(sent: string): readonly string[] | null {
  const inner = innerPath(sent);
  if ('fault' in inner) throw unfit(sent, 'path');
  return isTechnicalFile(inner.path) ? null : checked(inner.path.split('/'));
}

function checked(parts: readonly string[]): readonly string[] {
  if (parts.some((part) => part.length > LONGEST_NAME || Buffer.byteLength(part) > LONGEST_NAME_BYTES))
    throw new UploadFault('long');
  for (const part of parts) {
    if (!isSafeFileName(part)) throw unfit(part, 'signs');
    if (part.startsWith('.')) throw unfit(part, 'hidden');
    if (TURNING.test(part)) throw unfit(part, 'turning');
  }
  const [first = ''] = parts;
  if (first.toLowerCase() === README_NAME.toLowerCase()) throw unfit(first, 'ours');
  return parts;
}

/** What can't be seen of a name, or turns it, is shown as a replacement. */
function unfit(name: string, reason: UnfitName['reason']): UploadFault {
  const shown = [...name].slice(0, LONGEST_NAME).join('');
  return new UploadFault('name', { name: shown.replace(UNSHOWN, '\ufffd'), reason });
}
