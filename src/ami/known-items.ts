/**
 * What of a list's items stays as it was published: a field that the export has no column for, and a phone number that
 * only looks different. Knows neither files nor lines; asks nothing but the changes, since what is the same stays so.
 */
import type { UntoldFields } from '../model/settings.ts';
import { barePhone } from './bare-text.ts';
import type { Change } from './differences.ts';
import type {
  PublishedFiscalYear,
  PublishedItems,
  PublishedListName,
  PublishedThirdParty,
} from './published-settings.ts';

/** The items that are to take the place of those of their keys. */
export interface KnownItems {
  /** By start. */
  readonly fiscalYears: ReadonlyMap<string, PublishedFiscalYear>;
  readonly lists: { readonly [N in PublishedListName]: ReadonlyMap<string, PublishedItems[N]> };
}

/** Null where every change is one. */
export function knownItems(changes: readonly Change[], untold: UntoldFields): KnownItems | null {
  const fiscalYears = new Map<string, PublishedFiscalYear>();
  const lists = {
    accounts: new Map<string, PublishedItems['accounts']>(),
    journals: new Map<string, PublishedItems['journals']>(),
    thirdParties: new Map<string, PublishedThirdParty>(),
    vatCodes: new Map<string, PublishedItems['vatCodes']>(),
  };
  for (const change of changes) {
    switch (change.kind) {
      case 'fiscal-year-changed':
        keep(fiscalYears, change.after.start, change, untold.fiscalYears);
        break;
      case 'account-changed':
        keep(lists.accounts, change.key, change, untold.accounts);
        break;
      case 'journal-changed':
        keep(lists.journals, change.key, change, untold.journals);
        break;
      case 'vat-code-changed':
        keep(lists.vatCodes, change.key, change, untold.vatCodes);
        break;
      case 'third-party-changed':
        keep(lists.thirdParties, change.key, change, thirdPartyFields(change, untold));
        break;
      default:
    }
  }
  const isEmpty = [fiscalYears, ...Object.values(lists)].every(({ size }) => size === 0);
  return isEmpty ? null : { fiscalYears, lists };
}

interface ChangedItem<T> {
  readonly before: T;
  readonly after: T;
}

/** Notes the item with those fields as they were before, where one of them is different. */
function keep<T extends object>(
  items: Map<string, T>,
  key: string,
  { before, after }: ChangedItem<T>,
  fields: readonly (keyof T)[] = [],
): void {
  const different = fields.filter((field) => before[field] !== after[field]);
  if (different.length === 0) return;
  const item = { ...after };
  for (const field of different) item[field] = before[field];
  items.set(key, item);
}

function thirdPartyFields(
  { before, after }: ChangedItem<PublishedThirdParty>,
  { thirdParties = [] }: UntoldFields,
): readonly (keyof PublishedThirdParty)[] {
  return barePhone(before.phone) === barePhone(after.phone) ? [...thirdParties, 'phone'] : thirdParties;
}
