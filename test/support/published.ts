/** What is published, as whole values: the states and documents that the program only holds as lines. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/ami/canonical-json.ts';
import type { Change } from '../../src/ami/differences.ts';
import type { ItemLines } from '../../src/ami/item-lines.ts';
import { ItemLinesWriter } from '../../src/ami/item-writer.ts';
import { type Payload, type PreviousPayload, writePayload } from '../../src/ami/payload.ts';
import { assertItem } from '../../src/ami/payload-validation.ts';
import {
  keyOf,
  LIST_NAMES,
  type PublishedItems,
  type PublishedListName,
  type PublishedSettings,
  publishedAccount,
  publishedHead,
  publishedJournal,
  publishedThirdParty,
  publishedVatCode,
} from '../../src/ami/published-settings.ts';
import { type PublishedState, SettingsHash } from '../../src/ami/published-state.ts';
import type { Settings } from '../../src/model/settings.ts';

export interface PayloadDocument extends PublishedSettings {
  readonly kind: 'creation' | 'modification';
  readonly sequence: number;
  readonly settingsHash: string;
  readonly previousHash?: string;
  readonly changes?: readonly Change[];
}

export function publishedSettings(settings: Settings): PublishedSettings {
  return {
    ...publishedHead(settings),
    accounts: settings.accounts.map(publishedAccount),
    journals: settings.journals.map(publishedJournal),
    thirdParties: settings.thirdParties.map(publishedThirdParty),
    vatCodes: settings.vatCodes.map(publishedVatCode),
  };
}

export function stateOf(settings: PublishedSettings, check = assertItem): PublishedState {
  const { dossier, company, fiscalYears, vatLiability } = settings;
  const lists: { readonly [N in PublishedListName]: readonly PublishedItems[N][] } = settings;
  const lines = <N extends PublishedListName>(name: N) => {
    const writer = new ItemLinesWriter<PublishedItems[N]>(keyOf, (each) => check(name, each), noScratch);
    for (const item of lists[name]) writer.add(item);
    return writer.finish();
  };
  return {
    head: { dossier, company, fiscalYears, vatLiability },
    lists: {
      accounts: lines('accounts'),
      journals: lines('journals'),
      thirdParties: lines('thirdParties'),
      vatCodes: lines('vatCodes'),
    },
  };
}

/** A payload as the one after it finds it. */
export function previousOf({ sequence, state }: Pick<Payload, 'sequence' | 'state'>): PreviousPayload {
  return { sequence, state, settingsHash: settingsHash(state) };
}

/** The hash of a state whose lists nobody else needs. */
export function settingsHash({ head, lists }: PublishedState): string {
  const hash = new SettingsHash({ ...head });
  for (const name of LIST_NAMES) {
    for (const _ of hash.passing(name, lists[name]));
  }
  return hash.digest();
}

/** Lines as a payload has them. */
export function linesText(lines: ItemLines): string {
  return Buffer.concat(Array.from(lines.pieces(), (piece) => Buffer.from(piece))).toString('utf8');
}

/** What a payload says, with its lists as texts: what lines say is not seen in them. */
export function toldBy({ sequence, state, settingsHash }: PreviousPayload): object {
  const lists = Object.entries(state.lists).map(([name, lines]) => [name, linesText(lines)]);
  return { sequence, head: state.head, settingsHash, lists: Object.fromEntries(lists) };
}

/** For lists that are short enough to be held. */
export function noScratch(): never {
  throw new Error('A scratch file for a short list');
}

/** The hash as the schema describes it to a receiver, made of the values alone. */
export function hashOf(settings: PublishedSettings): string {
  return createHash('sha256').update(canonicalJson(settings), 'utf8').digest('hex');
}

export function payloadText(payload: Payload): string {
  let document = Buffer.alloc(0);
  writePayload(payload, {
    get bytes() {
      return document.length;
    },
    write: (bytes) => {
      document = Buffer.concat([document, bytes]);
    },
    writeAt: (bytes, position) => document.set(bytes, position),
    flushGrowth: () => {},
  });
  return document.toString('utf8');
}

export function documentOf(payload: Payload): PayloadDocument {
  return JSON.parse(payloadText(payload));
}

/** The state that a document says. */
export function settingsOf(document: PayloadDocument): PublishedSettings {
  const { dossier, company, fiscalYears, vatLiability, accounts, journals, vatCodes, thirdParties } =
    document;
  return { dossier, company, fiscalYears, vatLiability, accounts, journals, vatCodes, thirdParties };
}
