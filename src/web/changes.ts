/**
 * The changes of a publication as rows of before and after, one for each field that became different. The changes come
 * as the register keeps them, so that nothing is taken for granted of what is in them.
 */
import type { ChangeWording } from './desk.ts';

export interface ToldChange {
  readonly kind: string;
  readonly key: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const DAYS: ReadonlySet<string> = new Set(['start', 'end', 'validFrom', 'validTo', 'date']);

export function toldChanges(change: unknown, words: ChangeWording): ToldChange[] {
  const { kind, key, before, after } = fieldsOf(change);
  const name = String(kind ?? '');
  const isCompany = name === 'company-changed' || name === 'vat-liability-changed';
  const isYear = name.startsWith('fiscal-year');
  const told = {
    kind: words.changeKinds[name] ?? name,
    key: isCompany
      ? fieldPath(String(key ?? ''), words)
      : isYear
        ? words.day(String(key ?? ''))
        : String(key ?? ''),
  };
  if (!isObject(before) && !isObject(after)) {
    const last = isCompany
      ? (String(key ?? '')
          .split('.')
          .at(-1) ?? '')
      : '';
    return [{ ...told, field: '', before: shown(last, before, words), after: shown(last, after, words) }];
  }
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  // What an item is known by stands in front already.
  const different = names.filter(
    (each) =>
      was[each] !== is[each] && (was[each] ?? is[each] ?? '') !== '' && (is[each] ?? was[each]) !== key,
  );
  return different.map((each) => ({
    ...told,
    field: words.fields[each] ?? each,
    before: isObject(before) ? shown(each, was[each], words) : '',
    after: isObject(after) ? shown(each, is[each], words) : '',
  }));
}

function fieldPath(path: string, { fields }: ChangeWording): string {
  return path
    .split('.')
    .map((part) => fields[part] ?? part)
    .join(', ');
}

/** The value of a field of what is published, as a person reads it. */
export function shown(field: string, value: unknown, words: ChangeWording): string {
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (typeof value !== 'string' || value === '') return words.nothing;
  if (field === 'type' || field === 'side' || field === 'regime') return words.words[value] ?? value;
  if (field === 'rate') return words.rate(value);
  if (field === 'capital') return words.amount(value);
  return DAYS.has(field) ? words.day(value) : value;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
