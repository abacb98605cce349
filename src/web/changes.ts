/**
 * The changes of a publication as rows of before and after, one for each field that became different. The changes come
 * as the register keeps them, so that nothing is taken for granted of what is in them.
 */
import { lastField, shownField, shownPath, shownValue } from '../robot/report/published-value.ts';
import type { ChangeWording } from './desk.ts';

export interface ToldChange {
  readonly kind: string;
  readonly key: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export function toldChanges(change: unknown, words: ChangeWording): ToldChange[] {
  const { kind, key, before, after } = fieldsOf(change);
  const name = String(kind ?? '');
  const isCompany = name === 'company-changed' || name === 'vat-liability-changed';
  const isYear = name.startsWith('fiscal-year');
  const told = {
    kind: words.changeKinds[name] ?? name,
    key: isCompany
      ? shownPath(String(key ?? ''), words)
      : isYear
        ? words.day(String(key ?? ''))
        : String(key ?? ''),
  };
  if (!isObject(before) && !isObject(after)) {
    const last = isCompany ? lastField(String(key ?? '')) : '';
    return [
      { ...told, field: '', before: shownValue(last, before, words), after: shownValue(last, after, words) },
    ];
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
    field: shownField(each, words),
    before: isObject(before) ? shownValue(each, was[each], words) : '',
    after: isObject(after) ? shownValue(each, is[each], words) : '',
  }));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
