/** What a payload holds, its hash, its bytes, and that every one of them fits the schema that is shipped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDocument } from '../../src/ami/canonical-json.ts';
import { withKnownFiscalYears } from '../../src/ami/differences.ts';
import {
  creationPayload,
  type ModificationPayload,
  modificationPayload,
  type Payload,
  payloadName,
} from '../../src/ami/payload.ts';
import { payloadSchemaText } from '../../src/ami/payload-schema.ts';
import { assertItem, isItem, isPayload } from '../../src/ami/payload-validation.ts';
import type { PublishedSettings } from '../../src/ami/published-settings.ts';
import { applyChanges } from '../support/apply-changes.ts';
import {
  documentOf,
  hashOf,
  payloadText,
  previousOf,
  settingsHash,
  settingsOf,
  stateOf,
} from '../support/published.ts';
import { arbitrarySettings, PUBLISHED } from '../support/settings.ts';

const SHIPPED_SCHEMA = readFileSync(
  join(import.meta.dirname, '..', '..', 'docs', 'publication.schema.json'),
  'utf8',
);
const fitsShippedSchema = new Ajv2020({ strict: true }).compile(JSON.parse(SHIPPED_SCHEMA));

const CREATION = creationPayload(stateOf(PUBLISHED));
const LATER: PublishedSettings = {
  ...PUBLISHED,
  journals: [{ code: 'AC', counterpart: '40100000', label: 'ACHATS', type: 'purchases' }],
};

const NO_ADDRESS = { country: '', street: '', extra: '', postalCode: '', city: '', inseeCode: '' };
const NO_REGISTRATION = { city: '', date: '', number: '' };
const SMALL: PublishedSettings = {
  dossier: '888',
  company: {
    identification: { title: '', name: 'É', legalForm: '', tradeName: '' },
    addresses: { seat: NO_ADDRESS, correspondence: NO_ADDRESS },
    contact: { phone: '', mobile: '', fax: '', email: '', website: '' },
    registration: {
      siret: '',
      siren: '',
      vatNumber: '',
      capital: '',
      tradeRegister: NO_REGISTRATION,
      craftsRegister: NO_REGISTRATION,
    },
    activity: { apeCode: '', activity: '' },
    taxIdentification: {
      taxOffice: '',
      taxFileNumber: '',
      taxKey: '',
      taxCentre: '',
      taxServiceCode: '',
      regime: '',
    },
  },
  fiscalYears: [{ start: '2022-01-01', end: '2022-12-31', open: true }],
  vatLiability: { regime: null },
  accounts: [],
  journals: [],
  vatCodes: [],
  thirdParties: [],
};

function modificationOf(previous: Payload, settings: PublishedSettings): ModificationPayload {
  const payload = modificationOrNull(previous, settings);
  if (payload === null) throw new Error('Nothing is different');
  return payload;
}

function modificationOrNull(previous: Payload, settings: PublishedSettings): ModificationPayload | null {
  const state = stateOf(withKnownFiscalYears(previous.state.head, settings));
  return modificationPayload(previousOf(previous), state, { assertItem, isItem });
}

test('the schema that is shipped is the one of the program', () => {
  expect(SHIPPED_SCHEMA).toBe(payloadSchemaText());
});

test('a creation holds the settings, in the order of the keys', () => {
  const text = payloadText(CREATION);
  expect(Object.keys(JSON.parse(text))).toEqual([
    'accounts',
    'company',
    'dossier',
    'fiscalYears',
    'journals',
    'kind',
    'sequence',
    'settingsHash',
    'thirdParties',
    'vatCodes',
    'vatLiability',
  ]);
  expect(JSON.parse(text)).toMatchObject({
    kind: 'creation',
    sequence: 1,
    dossier: '888',
    vatLiability: { regime: 'normal-monthly' },
    accounts: [
      { number: '40100000', type: 'collective' },
      { number: '401ORANGE', type: 'auxiliary', creditAccount: '40100000' },
      { number: '44566000' },
      { number: '62260000', label: 'HONORAIRES', vatCode: 'B5', side: 'debit', letterable: false },
    ],
    vatCodes: [{ code: 'B5', rate: '20.00', validFrom: '2014-01-01', validTo: null }],
    company: { registration: { siret: '73282932000074', capital: '7500.00' } },
  });
  expect(text).toMatch(/^\{\n {2}"accounts": \[\n {4}\{"creditAccount":"[^\r]*\}\n$/);
  expect(payloadName(CREATION)).toBe('888_0001_creation.json');
});

test('the hash is that of the state alone, in canonical JSON', () => {
  // Made with another language's JSON and SHA-256: json.dumps(…, sort_keys=True, separators=(',', ':')) of Python.
  expect(settingsHash(stateOf(SMALL))).toBe(
    'a0041e852a81069985d357befcfc59b9c46aeb9c824bd04dd5252b2814fcb148',
  );
  expect(documentOf(CREATION).settingsHash).toBe(hashOf(PUBLISHED));
});

test('a modification goes on from the payload before it', () => {
  const second = modificationOf(CREATION, LATER);
  const document = documentOf(second);
  expect(document).toMatchObject({
    kind: 'modification',
    sequence: 2,
    previousHash: hashOf(PUBLISHED),
    settingsHash: hashOf(LATER),
    changes: [{ kind: 'journal-changed', key: 'AC' }],
  });
  expect(settingsOf(document)).toEqual(LATER);
  expect(payloadName(second)).toBe('888_0002_modification.json');
  const third = documentOf(modificationOf(second, PUBLISHED));
  expect(third).toMatchObject({ sequence: 3, previousHash: document.settingsHash });
  expect(third.settingsHash).toBe(settingsHash(CREATION.state));
});

test('where nothing is different there is no modification', () => {
  expect(modificationOrNull(CREATION, structuredClone(PUBLISHED))).toBeNull();
});

test('a receiver can apply a modification and verify it, and every payload fits the schema', () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (before, told) => {
      const creation = creationPayload(stateOf(before));
      const first = documentOf(creation);
      expect(fitsShippedSchema(first), JSON.stringify(fitsShippedSchema.errors)).toBe(true);
      const modification = modificationOrNull(creation, told);
      if (modification === null) return;
      const sent = documentOf(modification);
      expect(fitsShippedSchema(sent), JSON.stringify(fitsShippedSchema.errors)).toBe(true);
      expect(sent.previousHash).toBe(hashOf(before));
      expect(hashOf(applyChanges(settingsOf(first), sent.changes ?? []))).toBe(sent.settingsHash);
      expect(sent.settingsHash).not.toBe(sent.previousHash);
    }),
  );
});

test('a document is canonical, though its lists are written line by line', () => {
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      const creation = creationPayload(stateOf(settings));
      expect(payloadText(creation)).toBe(canonicalDocument(documentOf(creation)));
      expect(documentOf(creation).settingsHash).toBe(hashOf(settings));
    }),
  );
});

test('the hash changes with any value', () => {
  fc.assert(
    fc.property(arbitrarySettings, fc.nat(), (settings, which) => {
      const places = leavesOf(settings);
      const [holder, name] = places[which % places.length] ?? [settings, 'dossier'];
      const before = settingsHash(stateOf(settings));
      const value: unknown = Reflect.get(holder, name);
      Reflect.set(holder, name, typeof value === 'boolean' ? !value : `${String(value)}+`);
      // such a value may be none that the schema allows
      expect(settingsHash(stateOf(settings, () => {}))).not.toBe(before);
      Reflect.set(holder, name, value);
      expect(settingsHash(stateOf(settings))).toBe(before);
    }),
  );
});

test.each<[string, (payload: Record<string, unknown>) => void]>([
  ['a property more', (payload) => Object.assign(payload, { note: '' })],
  ['a property less', (payload) => Reflect.deleteProperty(payload, 'vatCodes')],
  ['another kind', (payload) => Object.assign(payload, { kind: 'deletion' })],
  ['a second creation', (payload) => Object.assign(payload, { sequence: 2 })],
  [
    'a rate as a number',
    (payload) => Object.assign(payload, { vatCodes: [{ ...PUBLISHED.vatCodes[0], rate: 20 }] }),
  ],
  [
    'a French date',
    (payload) =>
      Object.assign(payload, { fiscalYears: [{ start: '01/01/2022', end: '31/12/2022', open: true }] }),
  ],
  ['no SIRET', (payload) => Object.assign(payload, { company: { ...PUBLISHED.company, registration: {} } })],
  ['changes', (payload) => Object.assign(payload, { changes: [] })],
  ['a hash of another form', (payload) => Object.assign(payload, { settingsHash: 'A' })],
])('a creation with %s does not fit the schema', (_what, alter) => {
  const payload: Record<string, unknown> = { ...documentOf(CREATION) };
  expect(isPayload(payload)).toBe(true);
  alter(payload);
  expect(isPayload(payload)).toBe(false);
});

test.each<[string, object]>([
  ['without changes', { changes: [] }],
  [
    'with a kind that does not exist',
    { changes: [{ kind: 'fiscal-year-removed', key: '1', before: null, after: null }] },
  ],
  [
    'with the values of another kind',
    { changes: [{ kind: 'journal-removed', key: 'AC', before: null, after: null }] },
  ],
  ['as the first payload', { sequence: 1 }],
])('a modification %s does not fit the schema', (_what, told) => {
  const payload = documentOf(modificationOf(CREATION, LATER));
  expect(isPayload(payload)).toBe(true);
  expect(isPayload({ ...payload, ...told })).toBe(false);
});

/** Every place of a text, of true or false, or of nothing. */
function leavesOf(value: object): [object, string][] {
  return Object.entries(value).flatMap(([name, held]: [string, unknown]): [object, string][] =>
    typeof held === 'object' && held !== null ? leavesOf(held) : [[value, name]],
  );
}
