/** Applies the changes of a modification, in their order, as a receiver of payloads does. */
import type { Change } from '../../src/ami/differences.ts';
import type { PublishedSettings } from '../../src/ami/published-settings.ts';

/** Throws where a change does not fit the state: its key or its `before` is not what stands there. */
export function applyChanges(settings: PublishedSettings, changes: readonly Change[]): PublishedSettings {
  const state = structuredClone(settings);
  const lists = {
    'fiscal-year': keyed(state.fiscalYears, ({ start }) => start),
    account: keyed(state.accounts, ({ number }) => number),
    journal: keyed(state.journals, ({ code }) => code),
    'vat-code': keyed(state.vatCodes, ({ code }) => code),
    'third-party': keyed(state.thirdParties, ({ account }) => account),
  };
  for (const change of changes) {
    if (change.kind === 'company-changed') setField(state.company, change.key, change.before, change.after);
    else if (change.kind === 'vat-liability-changed') {
      replace(state.vatLiability, 'regime', change.before.regime, change.after.regime);
      if (change.before.text !== change.after.text)
        setField(state.company, 'regime', change.before.text, change.after.text);
    } else {
      const [, name = ''] = /^(.*)-(?:added|changed|removed)$/.exec(change.kind) ?? [];
      const list: KeyedList | undefined = lists[name as keyof typeof lists];
      if (list === undefined) throw new Error(`No list for ${change.kind}`);
      list.apply(change);
    }
  }
  return {
    ...state,
    fiscalYears: lists['fiscal-year'].values(),
    accounts: lists.account.values(),
    journals: lists.journal.values(),
    vatCodes: lists['vat-code'].values(),
    thirdParties: lists['third-party'].values(),
  };
}

interface KeyedList {
  apply(change: Pick<Change, 'key'> & { readonly before: unknown; readonly after: unknown }): void;
}

function keyed<T>(items: readonly T[], keyOf: (item: T) => string): KeyedList & { values(): T[] } {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return {
    apply: ({ key, before, after }) => {
      expectSame(byKey.get(key) ?? null, before, key);
      byKey.delete(key);
      if (after !== null) byKey.set(keyOf(after as T), after as T);
    },
    values: () => [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item),
  };
}

/** Sets a field of the company sheet, whichever chapter it stands in. */
function setField(company: PublishedSettings['company'], key: string, before: string, after: string): void {
  const [name = '', part] = key.split('.');
  for (const chapter of Object.values(company)) {
    const fields: Record<string, unknown> = chapter;
    if (!Object.hasOwn(fields, name)) continue;
    if (part === undefined) replace(fields, name, before, after);
    else replace(fields[name] as object, part, before, after);
    return;
  }
  throw new Error(`No field ${key}`);
}

function replace(holder: object, name: string, before: unknown, after: unknown): void {
  expectSame(Reflect.get(holder, name), before, name);
  Reflect.set(holder, name, after);
}

function expectSame(found: unknown, told: unknown, key: string): void {
  if (JSON.stringify(found) !== JSON.stringify(told))
    throw new Error(`${key}: ${JSON.stringify(found)} is not ${JSON.stringify(told)}`);
}
