import { expect, test } from 'vitest';
import { KEY_LENGTH } from '../../src/format/fixed-width.ts';
import { LAYOUTS } from '../../src/isacompta/layouts.ts';

test.each(LAYOUTS.map((layout) => [layout.key, layout] as const))(
  'the fields of %s leave no gap and do not overlap',
  (_, layout) => {
    let column = KEY_LENGTH + 1;
    for (const field of layout.fields) {
      expect(field, field.name).toMatchObject({ start: column });
      column += field.length;
    }
    expect(column - 1).toBe(layout.length);
  },
);

test.each(LAYOUTS.map((layout) => [layout.key, layout] as const))(
  'the fields of %s are named',
  (_, layout) => {
    const names = layout.fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const field of layout.fields) expect(field.label === '', field.name).toBe(field.type === 'filler');
  },
);

test('keys have six columns, differ, and stand under records that exist', () => {
  const keys: readonly string[] = LAYOUTS.map(({ key }) => key);
  expect(new Set(keys).size).toBe(17);
  for (const { key, parents } of LAYOUTS) {
    expect(key).toHaveLength(KEY_LENGTH);
    for (const parent of parents) expect(keys).toContain(parent);
  }
});
