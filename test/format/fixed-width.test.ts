import { expect, test } from 'vitest';
import { fieldNamed, fieldsByName, type RecordLayout, spanOf } from '../../src/format/fixed-width.ts';

const PARCEL = {
  key: 'PAR   ',
  title: 'Parcel',
  french: 'Colis',
  parents: [],
  occurs: '0..n',
  length: 16,
  fields: [
    { start: 7, length: 4, type: 'text', name: 'code', label: 'Code' },
    { start: 11, length: 6, type: 'text', name: 'city', label: 'Commune' },
  ],
} as const satisfies RecordLayout;

test('fields are found by their names', () => {
  expect(fieldNamed(PARCEL, 'city').start).toBe(11);
  expect(fieldsByName(PARCEL).code).toBe(PARCEL.fields[0]);
});

test('a name that the layout lacks does not compile, and throws', () => {
  // @ts-expect-error The parcel has no such field.
  expect(() => fieldNamed(PARCEL, 'weight')).toThrow('no field weight');
});

test('a field stands where its columns begin', () => {
  expect(spanOf(PARCEL, 'city')).toEqual({ offset: 10, width: 6 });
});
