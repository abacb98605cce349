/** The same values give the same bytes, whoever put them together. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDocument, canonicalJson } from '../../src/ami/canonical-json.ts';

test.each<[unknown, string]>([
  [null, 'null'],
  [true, 'true'],
  [12, '12'],
  [-0, '0'],
  ['é "\\\n€', '"é \\"\\\\\\n€"'],
  // half of a pair would be no UTF-8
  ['\ud800', '"\\ud800"'],
  [[], '[]'],
  [{}, '{}'],
  [{ b: 1, a: [2, { d: '', c: null }] }, '{"a":[2,{"c":null,"d":""}],"b":1}'],
  // as texts, not as numbers, which is how an object would have them
  [{ 9: 'nine', 10: 'ten' }, '{"10":"ten","9":"nine"}'],
  // the order of code units, which puts capitals first
  [{ é: 1, a: 2, Z: 3 }, '{"Z":3,"a":2,"é":1}'],
])('%j is written in one way', (value, expected) => {
  expect(canonicalJson(value)).toBe(expected);
});

test('a document has a level of two spaces, an item of a list on one line, and a line ending at its end', () => {
  const document = canonicalDocument({ b: [], a: { y: ['1', { d: [2], c: '3' }], x: {} } });
  expect(document).toBe(
    '{\n  "a": {\n    "x": {},\n    "y": [\n      "1",\n      {"c":"3","d":[2]}\n    ]\n  },\n  "b": []\n}\n',
  );
});

test.each([[0.5], [2 ** 53], [Number.NaN], [undefined], [() => 1], [{ a: undefined }], [[1n]]])(
  '%s is refused',
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
  ),
})).value;

test('the bytes do not depend on the order of the keys', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      expect(canonicalDocument(turned(value))).toBe(canonicalDocument(value));
    }),
  );
});

test('both forms say what the value says', () => {
  fc.assert(
    fc.property(json, (value) => {
      const same = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(same);
      expect(JSON.parse(canonicalDocument(value))).toEqual(same);
    }),
  );
});

/** The value with the keys of its objects the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, turned(held)]),
  );
}
