import { expect, test } from 'vitest';
import { fieldNamed, sectionNamed } from '../../src/ami/company-field-names.ts';
import { COMPANY_FIELD_NAMES, COMPANY_FIELDS } from '../../src/model/company-fields.ts';

test('the labels of two fields differ, and each names its field', () => {
  const labels = COMPANY_FIELD_NAMES.map((field) => COMPANY_FIELDS[field].label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.map((label) => fieldNamed(label))).toEqual(COMPANY_FIELD_NAMES);
  expect(labels.map((label) => fieldNamed(label.toUpperCase()))).toEqual(COMPANY_FIELD_NAMES);
  expect(labels.map((label) => fieldNamed(label.normalize('NFD')))).toEqual(COMPANY_FIELD_NAMES);
});

test.each([
  ['denomination', 'name'],
  ['Dénomination *', 'name'],
  ['Raison sociale', 'name'],
  ['formeJuridique', 'legalForm'],
  ['forme_juridique', 'legalForm'],
  ['Pays', 'seat.country'],
  ['Adresse', 'seat.street'],
  ['Adresse (siège)', 'seat.street'],
  ['Adresse siège social', 'seat.street'],
  ['Adresse du siège', 'seat.street'],
  ['Siège social', 'seat.street'],
  ['Siège social - Code postal', 'seat.postalCode'],
  ['Siège social : Commune', 'seat.city'],
  ['Adresse du siège - Ville', 'seat.city'],
  ['Complément d’adresse', 'seat.extra'],
  ['CP', 'seat.postalCode'],
  ['Ville', 'seat.city'],
  ['N° INSEE', 'seat.inseeCode'],
  ['no insee', 'seat.inseeCode'],
  ['Numéro INSEE', 'seat.inseeCode'],
  ['Code INSEE', 'seat.inseeCode'],
  ['Code INSEE de la commune', 'seat.inseeCode'],
  ['Adresse correspondance', 'correspondence.street'],
  ['Adresse de correspondance', 'correspondence.street'],
  ['Correspondance Code postal', 'correspondence.postalCode'],
  ['Commune (correspondance)', 'correspondence.city'],
  ['Correspondance - N° INSEE', 'correspondence.inseeCode'],
  ['Téléphone', 'phone'],
  ['Tél fixe', 'phone'],
  ['Portable', 'mobile'],
  ['E-mail', 'email'],
  ['Mail', 'email'],
  ['Adresse email', 'email'],
  ['Site Internet', 'website'],
  ['SIRET', 'siret'],
  ['N° SIRET', 'siret'],
  ['numeroSiret', 'siret'],
  ['SIRET du siège', 'siret'],
  ['SIREN', 'siren'],
  ['TVA intracommunautaire', 'vatNumber'],
  ['N° de TVA intracommunautaire', 'vatNumber'],
  ['N° TVA', 'vatNumber'],
  ['Capital', 'capital'],
  ['Capital social', 'capital'],
  ['RCS Commune', 'tradeRegister.city'],
  ['Date R.C.S. Commune', null],
  ['RCS date', 'tradeRegister.date'],
  ['Identification juridique', 'tradeRegister.number'],
  ['RCS N°', 'tradeRegister.number'],
  ['RM Commune', 'craftsRegister.city'],
  ['R.M. N°', 'craftsRegister.number'],
  ['APE', 'apeCode'],
  ['Code APE', 'apeCode'],
  ['NAF', 'apeCode'],
  ['Code NAF', 'apeCode'],
  ['Code A.P.E. (NAF rév 2 - 2008)', 'apeCode'],
  ['Activité', 'activity'],
  ['SIE', 'taxOffice'],
  ['N° de dossier', 'taxFileNumber'],
  ['cle', 'taxKey'],
  ['CDI', 'taxCentre'],
  ['c d i', 'taxCentre'],
  ['complement_d_adresse', 'seat.extra'],
  ['L’ADRESSE DU SIÈGE', 'seat.street'],
  ['Régime de TVA', 'regime'],
  // The number of the company file, which is not the tax office's.
  ['Dossier', null],
  // The régime, the number, a rate: nobody can say.
  ['TVA', null],
  ['Date', null],
  ['Numéro', null],
  ['SIRET correspondance', null],
  ['', null],
  ['°', null],
  ['constructor', null],
])('%j names %s', (name, field) => {
  expect(fieldNamed(name)).toBe(field);
});

test.each([
  ['Identification', []],
  ['Adresses', []],
  ['siegeSocial', ['siege']],
  ['Siège social', ['siege']],
  ['CORRESPONDANCE', ['correspondance']],
  ['COORDONNEES', []],
  ['R.C.S.', ['rcs']],
  ['Identification fiscale', []],
  ['Divers', null],
])('the section %s', (name, words) => {
  expect(sectionNamed(name)).toEqual(words);
});

test.each([
  ['Commune', ['rcs'], 'tradeRegister.city'],
  ['Date', ['rm'], 'craftsRegister.date'],
  ['Commune', ['correspondance'], 'correspondence.city'],
  ['Email', ['correspondance'], 'email'],
  ['Code A.P.E.', ['rcs'], 'apeCode'],
  ['Code postal', ['siege'], 'seat.postalCode'],
  ['Fantaisie', ['siege'], null],
])('%s in the section %j is %s', (name, section, field) => {
  expect(fieldNamed(name, section)).toBe(field);
});
