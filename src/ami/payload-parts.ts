/**
 * Takes a payload as we write it apart, in one pass over its bytes: the long lists as lines, what stands around them as
 * values, and the hash over its state. Knows neither whether the values are right nor which hash is.
 */
import { type ByteSource, positionOf, textBetween } from './byte-source.ts';
import { ItemLines, NO_LINES } from './item-lines.ts';
import { listMarks } from './payload.ts';
import { LIST_NAMES, type PublishedListName } from './published-settings.ts';
import { SettingsHash } from './published-state.ts';

export interface PayloadParts {
  readonly lists: Readonly<Record<PublishedListName, ItemLines>>;
  /** Every member but the lists, which are empty in it. */
  readonly frame: Readonly<Record<string, unknown>>;
  /** What the frame was read from. */
  readonly frameText: string;
  /** As `SettingsHash` takes it, over what the document says of the state. */
  readonly settingsHash: string;
}

/** Null where it is not in our form. Whether it is so to the byte is seen in the frame's text and in the hash. */
export function payloadParts(source: ByteSource, size: number): PayloadParts | null {
  const lists = { accounts: NO_LINES, journals: NO_LINES, thirdParties: NO_LINES, vatCodes: NO_LINES };
  const frame: Record<string, unknown> = {};
  let frameText = '';
  // Members stand in a document in the order in which they are hashed, so that each is known when it is needed.
  const hash = new SettingsHash(frame);
  let position = 0;
  const readFrame = (end: number): boolean => {
    const text = textBetween(source, position, end);
    frameText += text;
    position = end;
    const members = membersIn(text);
    Object.assign(frame, members);
    return members !== null;
  };
  for (const name of LIST_NAMES) {
    const { empty, opening, closing } = listMarks(name);
    const before = positionOf(source, empty.slice(0, -1), position);
    if (before === -1 || !readFrame(before)) return null;
    frame[name] = [];
    frameText += empty;
    hash.begin(name);
    position += empty.length;
    if (textBetween(source, position - 1, position) !== ']') {
      const start = before + opening.length;
      const end = positionOf(source, closing, start, (passed) => hash.update(passed));
      if (end === -1) return null;
      lists[name] = new ItemLines(source, [{ start, end }]);
      position = end + closing.length;
    }
    hash.end();
  }
  return readFrame(size) ? { lists, frame, frameText, settingsHash: hash.digest() } : null;
}

/** Members as a document has them between two lists, or before or behind all of them; null where it is no JSON. */
function membersIn(text: string): Record<string, unknown> | null {
  const members = text.replace(/^[{,]/, '').replace(/,$|\}\n$/, '');
  try {
    return JSON.parse(`{${members}}`);
  } catch {
    return null;
  }
}
