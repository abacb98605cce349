import { expect, test } from 'vitest';
import { accountType, isAccount, isThirdPartyAccount, isVatAccount } from '../../src/model/account.ts';

test.each([
  '622',
  '622600',
  '62260000',
  '6226000000',
  '100',
  '999',
  '401ORANGE',
  '401proxyp',
  '401A',
  '4010ABC123',
  '401ÉTÉ',
  '401ŒUVRE',
  '421L.DUPON',
  "401D'AVRIL",
  '401A&B',
  '401A-B_C/D',
  '4011A',
])('%s is an account', (account) => {
  expect(isAccount(account)).toBe(true);
});

test.each([
  ['', 'empty'],
  ['62', 'too short'],
  ['62260000000', 'of eleven digits'],
  ['401ABCDEFGH', 'of eleven characters'],
  ['012345', 'in class 0'],
  ['40A', 'with a letter among its first three'],
  ['A401', 'opened by a letter'],
  ['401 ORANGE', 'with a space'],
  ['401\u00a0ORAN', 'with a no-break space'],
  ['622 600', 'with a space between its digits'],
  ['401-12', 'without a letter or only digits'],
  ['622,00', 'an amount'],
  ['-622', 'negative'],
  ['6.22E+07', 'as a spreadsheet spoils it'],
  ['401ŁÓDŹ', 'with a letter that Windows-1252 lacks'],
  ['401E\u0301T', 'with a mark of its own'],
  ['٤٠١', 'in Arabic digits'],
  ['401A;B', 'with a separator'],
  ['401A\n', 'with a line break'],
  ['401A\u0000', 'with a NUL'],
  ['401A*', 'with a star'],
])('"%s" (%s) is not an account', (account) => {
  expect(isAccount(account)).toBe(false);
});

test.each([
  ['62260000', 'general', false, false],
  ['44566000', 'general', true, false],
  ['4456A', 'auxiliary', true, false],
  ['44571', 'general', true, false],
  ['40100000', 'general', false, true],
  ['401ORANGE', 'auxiliary', false, true],
  ['41100000', 'general', false, true],
  ['411DUPONT', 'auxiliary', false, true],
  ['421DUPONT', 'auxiliary', false, true],
  ['42100000', 'general', false, false],
  ['467ASSO', 'auxiliary', false, true],
  ['512BNP', 'auxiliary', false, false],
  ['51200000', 'general', false, false],
  ['44400000', 'general', false, false],
])('%s is %s, for VAT: %s, of a third party: %s', (account, type, vat, thirdParty) => {
  expect(isAccount(account)).toBe(true);
  expect(accountType(account)).toBe(type);
  expect(isVatAccount(account)).toBe(vat);
  expect(isThirdPartyAccount(account)).toBe(thirdParty);
});
