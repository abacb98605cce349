/** Which files a modification may start from: ours as they are, ours with other white space, and no others. */
import { truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonicalDocument } from '../../src/ami/canonical-json.ts';
import { creationPayload, modificationPayload } from '../../src/ami/payload.ts';
import { PayloadError, type PayloadFault } from '../../src/ami/payload-error.ts';
import { readPayload } from '../../src/ami/payload-file.ts';
import { assertItem, isItem } from '../../src/ami/payload-validation.ts';
import type { PublishedSettings } from '../../src/ami/published-settings.ts';
import {
  documentOf,
  hashOf,
  type PayloadDocument,
  payloadText,
  previousOf,
  stateOf,
  toldBy,
} from '../support/published.ts';
import { PUBLISHED } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CREATION = creationPayload(stateOf(PUBLISHED));
const TEXT = payloadText(CREATION);
const LATER: PublishedSettings = { ...PUBLISHED, journals: [] };

function file(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'payload.json');
  writeFileSync(path, content);
  return path;
}

async function toldIn(content: string): Promise<object> {
  const payload = await readPayload(file(content));
  try {
    return toldBy(payload);
  } finally {
    payload.close();
  }
}

/** How the file is refused: when it is read, or when its items are compared; null where it is not. */
async function faultOf(content: string | Buffer): Promise<PayloadFault['kind'] | null> {
  return faultIn(async () => {
    const payload = await readPayload(file(content));
    try {
      modificationPayload(payload, stateOf(LATER), { assertItem, isItem });
    } finally {
      payload.close();
    }
  });
}

async function faultIn(read: () => Promise<void>): Promise<PayloadFault['kind'] | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof PayloadError) return error.fault.kind;
    throw error;
  }
}

/** The document with other settings, and the hash that they have. */
function forged(told: object): PayloadDocument {
  const settings = { ...PUBLISHED, ...told };
  return { ...documentOf(CREATION), ...told, settingsHash: hashOf(settings) };
}

test.each<[string, string]>([
  ['as it was written', TEXT],
  ['on one line', JSON.stringify(JSON.parse(TEXT))],
  ['with more indentation', JSON.stringify(JSON.parse(TEXT), null, 4)],
  ['with the line endings of Windows', TEXT.replaceAll('\n', '\r\n')],
  ['with a byte order mark', `\ufeff${TEXT}`],
  ['with a space in one item', TEXT.replace('"number":', '"number": ')],
  [
    'with its members in another order',
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(TEXT)).reverse())),
  ],
])('a payload %s is read, and says the same', async (_what, content) => {
  expect(await toldIn(content)).toEqual(toldBy(previousOf(CREATION)));
});

test('so is a modification', async () => {
  const payload = modificationPayload(previousOf(CREATION), stateOf(LATER), {
    isItem,
    assertItem,
  });
  if (payload === null) throw new Error('Nothing is different');
  expect(await toldIn(payloadText(payload))).toEqual(toldBy(previousOf(payload)));
});

const [first, ...others] = PUBLISHED.accounts;

test.each<[PayloadFault['kind'], string, string | Buffer]>([
  ['unreadable', 'cut short', TEXT.slice(0, -3)],
  ['unreadable', 'no JSON', 'dossier;888'],
  ['empty', 'empty', ''],
  ['empty', 'of blanks', ' \r\n'],
  ['encoding', 'in Windows-1252', Buffer.from(TEXT.replace('HONORAIRES', 'HONORAIRES É'), 'latin1')],
  ['encoding', 'in UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['altered', 'with the sign of a lost character', TEXT.replace('HONORAIRES', 'HONOR\ufffd')],
  ['altered', 'with another value', TEXT.replace('HONORAIRES', 'CONSEIL')],
  ['altered', 'with a line less', TEXT.replace(/ {4}\{[^\n]*"number":"401ORANGE"[^\n]*\n/, '')],
  [
    'altered',
    'with a wrong hash',
    TEXT.replace(/"settingsHash": "./, '"settingsHash": "0').replace('": "00', '": "01'),
  ],
  ['foreign', 'with a property more', TEXT.replace('"kind":', '"junk": "",\n  "kind":')],
  [
    'foreign',
    'with an item that is none, though the hash is right',
    canonicalDocument(forged({ accounts: [{ ...first, side: 'left' }, ...others] })),
  ],
  [
    'foreign',
    'with its accounts out of order, though the hash is right',
    canonicalDocument(forged({ accounts: [...others, first] })),
  ],
])('%s: a file %s', async (kind, _what, content) => {
  expect(content).not.toBe(TEXT);
  expect(await faultOf(content)).toBe(kind);
});

test('a folder in its place is told as one', async () => {
  expect(await faultIn(async () => (await readPayload(temporaryFolder())).close())).toBe('folder');
});

test.each<[string, string]>([
  ['longer', `${TEXT}\n`],
  ['shorter', TEXT.slice(0, 500)],
  ['another', TEXT.replace('HONORAIRES', 'CONSEILLER')],
])('a file that becomes %s while it is read is altered', async (_what, content) => {
  const path = file(TEXT);
  const payload = await readPayload(path);
  payload.assertUnchanged();
  writeFileSync(path, content);
  utimesSync(path, 1, 1);
  expect(await faultIn(async () => payload.assertUnchanged())).toBe('altered');
  payload.close();
});

test('what is gone of a file is not taken for the end of a list', async () => {
  const path = file(TEXT);
  const payload = await readPayload(path);
  truncateSync(path, 100);
  expect(await faultIn(async () => void toldBy(payload))).toBe('altered');
  payload.close();
});

test('a text that looks like the end of a list does not end it', async () => {
  const label = '}, {"number":"1"}\n  ],\n  "accounts": [\n    {';
  const state = stateOf({
    ...PUBLISHED,
    accounts: PUBLISHED.accounts.map((account) => ({ ...account, label })),
  });
  const content = payloadText(creationPayload(state));
  expect(await toldIn(content)).toEqual(toldBy(previousOf({ sequence: 1, state })));
});
