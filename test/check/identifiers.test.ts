import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { expect, test } from 'vitest';
import {
  isApeCode,
  isBic,
  isFrenchPostalCode,
  isIban,
  isInseeCode,
  sirenFault,
  sirenOfVatNumber,
  siretFault,
  vatNumberFault,
} from '../../src/check/identifiers.ts';

const RUNS = 3_000;

test.each([
  ['732829320', null],
  ['732 829 320', null],
  ['732\u00a0829\u202f320', null],
  ['356000000', null],
  ['732829321', 'key'],
  ['73282932', 'form'],
  ['7328293200', 'form'],
  ['73282932O', 'form'],
  ['000000000', 'form'],
  ['', 'form'],
])('SIREN %s: %s', (siren, fault) => {
  expect(sirenFault(siren)).toBe(fault);
});

test.each([
  ['73282932000074', null],
  ['732 829 320 00074', null],
  ['73282932000075', 'key'],
  ['7328293200007', 'form'],
  ['732829320000740', 'form'],
  ['7,32829E+13', 'form'],
  ['00000000000000', 'form'],
  // La Poste: its head office by Luhn, its post offices by the sum of their digits, a multiple of 5.
  ['35600000000048', null],
  ['35600000000010', null],
  ['35600000009075', null],
  ['35600000000011', 'key'],
])('SIRET %s: %s', (siret, fault) => {
  expect(siretFault(siret)).toBe(fault);
});

test.each([
  ['FR44732829320', null],
  ['fr 44 732 829 320', null],
  ['FR83404833048', null],
  ['FR40303265045', null],
  // Keys with letters, and Monaco, from the published examples.
  ['FRK7399859412', null],
  ['FR4Z123456782', null],
  ['FR53000004605', null],
  ['FR45732829320', 'key'],
  ['FR84404833048', 'key'],
  ['FR4Y123456782', 'key'],
  ['FR54000004605', 'key'],
  // Its key fits the number in it, which is no SIREN.
  ['FR56732829324', 'key'],
  ['44732829320', 'form'],
  ['FR4732829320', 'form'],
  ['FRO4732829320', 'form'],
  ['FRI4732829320', 'form'],
  ['FR12000000000', 'form'],
  ['BE0403019261', 'form'],
])('VAT number %s: %s', (number, fault) => {
  expect(vatNumberFault(number)).toBe(fault);
});

test('the SIREN of a VAT number, which Monaco does not have', () => {
  expect(sirenOfVatNumber('fr 44 732 829 320')).toBe('732829320');
  expect(sirenOfVatNumber('FR53000004605')).toBeNull();
});

/** Digits, half of them with the last one such that Luhn's key holds. */
function digits(length: number, start = ''): fc.Arbitrary<string> {
  const body = fc.string({
    unit: fc.constantFrom(...'0123456789'),
    minLength: length - 1,
    maxLength: length - 1,
  });
  return fc
    .tuple(body, fc.constantFrom(...'0123456789'), fc.boolean())
    .map(([text, last, sound]) => {
      const head = (start + text).slice(0, length - 1);
      const key = [...'0123456789'].find((digit) => stdnumAccepts('siren', `${head}${digit}`.slice(-9)));
      return sound && length === 9 && key !== undefined ? head + key : head + last;
    })
    .filter((text) => !/^0+$/.test(text));
}

test('SIREN as stdnum has them', () => {
  const accepted = agreement(digits(9), 'siren', sirenFault);
  expect(accepted).toBeGreaterThan(RUNS / 4);
});

test('SIRET as stdnum has them', () => {
  expect(agreement(digits(14), 'siret', siretFault)).toBeGreaterThan(RUNS / 40);
});

test('SIRET of La Poste as stdnum has them', () => {
  expect(agreement(digits(14, '356000000'), 'siret', siretFault)).toBeGreaterThan(RUNS / 10);
});

test('French VAT numbers as stdnum has them', () => {
  const numericKey = (siren: string): string => String((Number(siren) * 100 + 12) % 97).padStart(2, '0');
  const anyKey = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    minLength: 2,
    maxLength: 2,
  });
  const siren = fc.oneof({ weight: 4, arbitrary: digits(9) }, digits(9, '000'));
  const number = fc
    .tuple(siren, anyKey, fc.boolean())
    .map(([body, key, sound]) => `FR${sound ? numericKey(body) : key}${body}`);
  const accepted = agreement(number, 'tva', vatNumberFault);
  expect(accepted).toBeGreaterThan(RUNS / 6);
});

test('keys with letters as stdnum has them: every key of a SIREN', () => {
  const characters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const numbers = characters.flatMap((first) =>
    characters.flatMap((second) => ['732829320', '404833048'].map((siren) => `FR${first}${second}${siren}`)),
  );
  const accepted = numbers.filter((number) => vatNumberFault(number) === null);
  expect(accepted).toEqual(numbers.filter((number) => stdnumAccepts('tva', number)));
  expect(accepted.length).toBeGreaterThan(100);
});

test.each([
  ['47.11B', true],
  ['4711B', true],
  ['47.11b', true],
  ['01.11Z', true],
  // NAF 2025 has other letters.
  ['62.10Y', true],
  ['47.12H', true],
  ['47.11', false],
  ['47.1B', false],
  ['4711BB', false],
  ['47,11B', false],
  ['4711É', false],
  ['7010', false],
  ['B4711', false],
])('APE code %s: %s', (code, sound) => {
  expect(isApeCode(code)).toBe(sound);
});

test.each([
  ['01053', true],
  ['35238', true],
  ['2A004', true],
  ['2b033', true],
  ['97105', true],
  ['98818', true],
  ['95018', true],
  ['20004', false],
  ['00001', false],
  ['96001', false],
  ['99131', false],
  ['2C004', false],
  ['3523', false],
  ['352380', false],
])('INSEE code %s: %s', (code, sound) => {
  expect(isInseeCode(code)).toBe(sound);
});

test.each([
  ['01000', true],
  ['97400', true],
  ['35 000', true],
  ['1000', false],
  ['350000', false],
  ['3500O', false],
  ['F-35000', false],
])('postal code %s: %s', (code, sound) => {
  expect(isFrenchPostalCode(code)).toBe(sound);
});

test.each([
  ['FR1420041010050500013M02606', true],
  ['fr14 2004 1010 0505 0001 3m02 606', true],
  ['DE89370400440532013000', true],
  ['FR1520041010050500013M02606', false],
  ['FR142004101005050001', false],
  ['FR14;20041010050500013M02606', false],
  ['XX89370400440532013000', false],
  ['', false],
])('IBAN %s: %s', (iban, sound) => {
  expect(isIban(iban)).toBe(sound);
});

test.each([
  ['AGRIFRPP835', true],
  ['agrifrpp', true],
  ['AGRI FR PP 835', true],
  ['AGRIFRPP83', false],
  ['AGRIXXPP', false],
  ['12345678', false],
  ['', false],
])('BIC %s: %s', (bic, sound) => {
  expect(isBic(bic)).toBe(sound);
});

/** Fails where the two judge a number differently; gives how many of them were accepted. */
function agreement(
  numbers: fc.Arbitrary<string>,
  kind: 'siren' | 'siret' | 'tva',
  fault: (text: string) => string | null,
): number {
  let accepted = 0;
  fc.assert(
    fc.property(numbers, (number) => {
      const sound = fault(number) === null;
      if (sound) accepted += 1;
      expect({ number, sound }).toEqual({ number, sound: stdnumAccepts(kind, number) });
    }),
    { numRuns: RUNS },
  );
  return accepted;
}

function stdnumAccepts(kind: 'siren' | 'siret' | 'tva', number: string): boolean {
  const validator = stdnum.FR?.[kind];
  if (validator === undefined) throw new Error(`stdnum has no ${kind}`);
  return validator.validate(number).isValid;
}
