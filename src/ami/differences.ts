/**
 * What became different from one state of the settings to the next, one change for each key. Applied to the first
 * state, in their order, the changes give the second. Knows neither files nor sequences.
 */
import { canonicalJson } from './canonical-json.ts';
import { type Difference, lineDifferences } from './line-differences.ts';
import type {
  PublishedAccount,
  PublishedCompany,
  PublishedFiscalYear,
  PublishedHead,
  PublishedItems,
  PublishedJournal,
  PublishedListName,
  PublishedThirdParty,
  PublishedVatCode,
} from './published-settings.ts';
import type { ItemCheck, PublishedState } from './published-state.ts';

/** A value that came, changed or went; each whole, so that a change can be applied on its own. */
interface Added<Name extends string, Value> {
  readonly kind: `${Name}-added`;
  readonly key: string;
  readonly before: null;
  readonly after: Value;
}

interface Changed<Name extends string, Value> {
  readonly kind: `${Name}-changed`;
  readonly key: string;
  readonly before: Value;
  readonly after: Value;
}

interface Removed<Name extends string, Value> {
  readonly kind: `${Name}-removed`;
  readonly key: string;
  readonly before: Value;
  readonly after: null;
}

type ListChange<Name extends string, Value> =
  | Added<Name, Value>
  | Changed<Name, Value>
  | Removed<Name, Value>;

/** How the company file stands to VAT: what the régime means, and the text of the company sheet. */
export interface VatLiabilityValue {
  readonly regime: PublishedHead['vatLiability']['regime'];
  readonly text: string;
}

/**
 * `key` is the account's number, the journal's or VAT code's code, the fiscal year's start as it was known before, the
 * name of the company sheet's field (`siret`, `seat.city`), or `regime` for VAT.
 */
export type Change =
  | Changed<'company', string>
  | Added<'fiscal-year', PublishedFiscalYear>
  | Changed<'fiscal-year', PublishedFiscalYear>
  | ListChange<'account', PublishedAccount>
  | ListChange<'journal', PublishedJournal>
  | ListChange<'vat-code', PublishedVatCode>
  | Changed<'vat-liability', VatLiabilityValue>
  | ListChange<'third-party', PublishedThirdParty>;

export type ChangeKind = Change['kind'];

/**
 * The changes that lead from one state to the other: by kind as the type lists them, and by key in the order of code
 * units. `after` must know the fiscal years of `before` (see `withKnownFiscalYears`). Throws a `PayloadError` where an
 * item of `before` is none.
 */
export function differences(before: PublishedState, after: PublishedState, check: ItemCheck): Change[] {
  const between = <N extends PublishedListName>(list: N): Iterable<Difference<PublishedItems[N]>> =>
    lineDifferences(list, before.lists[list], after.lists[list], check);
  return [
    ...companyChanges(before.head, after.head),
    ...fiscalYearChanges(before.head.fiscalYears, after.head.fiscalYears),
    ...listChanges('account', between('accounts')),
    ...listChanges('journal', between('journals')),
    ...listChanges('vat-code', between('vatCodes')),
    ...vatLiabilityChanges(before.head, after.head),
    ...listChanges('third-party', between('thirdParties')),
  ];
}

/**
 * The state with the fiscal years that the one before it had and it has no more. An export often holds the open years
 * alone, and a year that AMI COMPTA has entries of is not to be taken away; so there is no change that removes one.
 */
export function withKnownFiscalYears<After extends PublishedHead>(
  before: PublishedHead,
  after: After,
): After {
  const kept = keptFiscalYears(before.fiscalYears, after.fiscalYears);
  if (kept.length === 0) return after;
  const fiscalYears = [...kept, ...after.fiscalYears].sort((one, other) =>
    one.start < other.start ? -1 : 1,
  );
  return { ...after, fiscalYears };
}

/** Those of before that an export has no more, and that were not put right by it either. */
export function keptFiscalYears(
  before: readonly PublishedFiscalYear[],
  after: readonly PublishedFiscalYear[],
): PublishedFiscalYear[] {
  const moved = movedYears(before, after);
  const starts = new Set(after.map(({ start }) => start));
  return before.filter(({ start }) => !starts.has(start) && !moved.has(start));
}

/** The fields of the company sheet by their names; those of an address or a registration after its own. */
function companyFields(company: PublishedCompany): Map<string, string> {
  const fields = new Map<string, string>();
  for (const chapter of Object.values(company)) {
    for (const [name, value] of Object.entries<string | object>(chapter)) {
      if (typeof value === 'string') fields.set(name, value);
      else for (const [part, text] of Object.entries(value)) fields.set(`${name}.${part}`, String(text));
    }
  }
  return fields;
}

function companyChanges(before: PublishedHead, after: PublishedHead): Changed<'company', string>[] {
  const known = companyFields(before.company);
  // The text of a régime that means another than before is told with it.
  if (before.vatLiability.regime !== after.vatLiability.regime) known.delete('regime');
  const fields = companyFields(after.company);
  return [...known]
    .map(
      ([key, value]) =>
        ({ kind: 'company-changed', key, before: value, after: fields.get(key) ?? '' }) as const,
    )
    .filter((change) => change.before !== change.after)
    .sort(byChangeKey);
}

function vatLiabilityChanges(
  before: PublishedHead,
  after: PublishedHead,
): Changed<'vat-liability', VatLiabilityValue>[] {
  if (before.vatLiability.regime === after.vatLiability.regime) return [];
  const values = { before: vatLiabilityValue(before), after: vatLiabilityValue(after) };
  return [{ kind: 'vat-liability-changed', key: 'regime', ...values }];
}

function vatLiabilityValue({ vatLiability, company }: PublishedHead): VatLiabilityValue {
  return { regime: vatLiability.regime, text: company.taxIdentification.regime };
}

function fiscalYearChanges(
  before: readonly PublishedFiscalYear[],
  after: readonly PublishedFiscalYear[],
): (Added<'fiscal-year', PublishedFiscalYear> | Changed<'fiscal-year', PublishedFiscalYear>)[] {
  const moved = movedYears(before, after);
  const movedTo = new Set(moved.values());
  const known = new Set(before.map(({ start }) => start));
  const same = new Map(after.map((year) => [year.start, year]));
  const added = after
    .filter((year) => !known.has(year.start) && !movedTo.has(year))
    .map((year) => ({ kind: 'fiscal-year-added', key: year.start, before: null, after: year }) as const);
  const changed = before.flatMap((year) => {
    const now = moved.get(year.start) ?? same.get(year.start);
    if (now === undefined || canonicalJson(year) === canonicalJson(now)) return [];
    return [{ kind: 'fiscal-year-changed', key: year.start, before: year, after: now } as const];
  });
  return [...added, ...changed].sort(byKindAndKey);
}

/**
 * Years whose start was put right, by their former start: years that are gone, each with the new year that shares
 * days with it. Left as a year gone and a year added, AMI COMPTA would have both for the same days.
 */
function movedYears(
  before: readonly PublishedFiscalYear[],
  after: readonly PublishedFiscalYear[],
): Map<string, PublishedFiscalYear> {
  const known = new Set(before.map(({ start }) => start));
  const left = new Set(after.map(({ start }) => start));
  const added = after.filter(({ start }) => !known.has(start));
  const moved = new Map<string, PublishedFiscalYear>();
  for (const year of before) {
    if (left.has(year.start)) continue;
    const at = added.findIndex(({ start, end }) => start <= year.end && year.start <= end);
    const [to] = at === -1 ? [] : added.splice(at, 1);
    if (to !== undefined) moved.set(year.start, to);
  }
  return moved;
}

/** Those added, then those changed, then those removed. */
function listChanges<Name extends string, Value>(
  name: Name,
  differences: Iterable<Difference<Value>>,
): ListChange<Name, Value>[] {
  const added: Added<Name, Value>[] = [];
  const changed: Changed<Name, Value>[] = [];
  const removed: Removed<Name, Value>[] = [];
  for (const { key, before, after } of differences) {
    if (after === null) {
      if (before !== null) removed.push({ kind: `${name}-removed`, key, before, after: null });
    } else if (before === null) added.push({ kind: `${name}-added`, key, before: null, after });
    else changed.push({ kind: `${name}-changed`, key, before, after });
  }
  return [...added, ...changed, ...removed];
}

function byChangeKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}

function byKindAndKey(one: Pick<Change, 'kind' | 'key'>, other: Pick<Change, 'kind' | 'key'>): number {
  return one.kind === other.kind ? byChangeKey(one, other) : one.kind < other.kind ? -1 : 1;
}
