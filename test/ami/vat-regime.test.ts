import { expect, test } from 'vitest';
import { vatRegimeOf } from '../../src/ami/vat-regime.ts';

test.each([
  ['FR', 'exempt'],
  ['FB', 'exempt'],
  ['franchise', 'exempt'],
  ['Franchise en base', 'exempt'],
  ['FRANCHISE EN BASE DE TVA', 'exempt'],
  ['RS', 'simplified'],
  ['R.S.', 'simplified'],
  ['réel simplifié', 'simplified'],
  ['Re\u0301el simplifie\u0301', 'simplified'],
  ['Régime simplifié', 'simplified'],
  ['Régime réel simplifié d’imposition', 'simplified'],
  ['CA12', 'simplified'],
  ['CA 12', 'simplified'],
  ['RN', 'normal-monthly'],
  ['RNM', 'normal-monthly'],
  ['Réel normal', 'normal-monthly'],
  ['REEL NORMAL (MENSUEL)', 'normal-monthly'],
  ['mensuel', 'normal-monthly'],
  ['CA3', 'normal-monthly'],
  ['CA3 (M)', 'normal-monthly'],
  ['RN - Réel normal', 'normal-monthly'],
  ['RNT', 'normal-quarterly'],
  ['rt', 'normal-quarterly'],
  ['Réel normal - trimestriel', 'normal-quarterly'],
  ['Déclaration trimestrielle', 'normal-quarterly'],
  ['CA3T', 'normal-quarterly'],
  ['RSA', 'simplified-agricultural'],
  ['Simplifié agricole', 'simplified-agricultural'],
  ['Régime simplifié agricole', 'simplified-agricultural'],
  ['Régime simplifié de l’agriculture', 'simplified-agricultural'],
  ['CA12A', 'simplified-agricultural'],
])('%s is the régime %s', (text, regime) => {
  expect(vatRegimeOf(text)).toBe(regime);
});

test.each([
  '',
  ' ',
  'TVA',
  'régime de TVA',
  'X1',
  'RS - réel normal',
  'RN RT',
  'RN RN RN',
  'toString',
  'constructor',
  'non assujetti',
])('%j is no régime', (text) => {
  expect(vatRegimeOf(text)).toBeNull();
});
