import fc from 'fast-check';
import { expect, test } from 'vitest';
import { innerPath, visibleName } from '../../src/format/inner-path.ts';

test.each([
  ['documents/a.pdf', 'documents/a.pdf'],
  ['documents\\a.pdf', 'documents/a.pdf'],
  ['./lot//a.pdf', 'lot/a.pdf'],
  ['documents/', 'documents'],
  ['e\u0301te\u0301.pdf', 'été.pdf'],
  ['..a/b..', '..a/b..'],
])('%s is %s', (name, path) => {
  expect(innerPath(name)).toEqual({ path });
});

test.each([
  ['../a.pdf', 'climbs'],
  ['a/../../b', 'climbs'],
  ['a\\..\\b', 'climbs'],
  ['.. /a', 'climbs'],
  ['a/..', 'climbs'],
  ['/etc/passwd', 'absolute'],
  ['C:\\a', 'absolute'],
  ['c:a', 'drive'],
  ['./c:a', 'drive'],
  ['\\\\server\\share\\a', 'absolute'],
  ['a\0.pdf', 'name'],
  ['a\n.pdf', 'name'],
  ['a\u0085.pdf', 'name'],
  ['a\ud800.pdf', 'name'],
  ['a\uFFFD.pdf', 'name'],
  ['', 'name'],
  ['./', 'name'],
  ['x'.repeat(1_025), 'name'],
  ['x/'.repeat(40), 'name'],
])('%j is refused: %s', (name, fault) => {
  expect(innerPath(name)).toEqual({ fault });
});

test('an accepted path stays what it is, and stays inside', () => {
  const part = fc.constantFrom('.', '..', 'a', 'é', 'e\u0301', ' ', '/', '\\', 'C:', '...', '\t');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (name) => {
        const result = innerPath(name);
        if ('fault' in result) return;
        expect(innerPath(result.path)).toEqual(result);
        expect(result.path.split('/')).not.toContain('..');
        expect(result.path).not.toMatch(/^\/|\\|\/\/|^[a-z]:/i);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('a report can show any name', () => {
  expect(visibleName('a\0\n\u007f\u0085b\ud800')).toBe('a␀␊␡\uFFFDb\uFFFD');
  expect(visibleName('x'.repeat(5_000))).toHaveLength(255);
});
