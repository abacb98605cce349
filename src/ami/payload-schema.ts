/**
 * The form of a payload as a JSON Schema (draft 2020-12), which is shipped as docs/publication.schema.json. The
 * compiler holds it against the types: each object names every one of its properties, and no other.
 *
 * It asks for the form of days, rates, hashes and words of a list. What a SIRET or an account must look like is the
 * business of the checks, which say it in a sentence. Descriptions are for whoever receives payloads, in French.
 */
import type { Address, Registration } from '../model/company-sheet.ts';
import type { Change, ChangeKind, VatLiabilityValue } from './differences.ts';
import type {
  PublishedAccount,
  PublishedCompany,
  PublishedFiscalYear,
  PublishedJournal,
  PublishedSettings,
  PublishedThirdParty,
  PublishedVatCode,
  PublishedVatLiability,
} from './published-settings.ts';

/** A node of a JSON Schema, as far as it is made here. */
export interface SchemaNode {
  readonly [keyword: string]: unknown;
}

const DATE = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;
const HASH = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const TEXT = { type: 'string' } as const;
const CODE = { type: 'string', minLength: 1 } as const;
const YES_OR_NO = { type: 'boolean' } as const;
const NONE = { type: 'null' } as const;

/** Every property of the type, all of them required. */
function object<T extends object>(properties: { readonly [K in keyof T]-?: SchemaNode }): SchemaNode {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function list(items: SchemaNode): SchemaNode {
  return { type: 'array', items };
}

function orNone(node: SchemaNode): SchemaNode {
  return { anyOf: [node, NONE] };
}

/** One of the words, each of which the type knows. */
function word<W extends string>(...words: readonly W[]): SchemaNode {
  return { type: 'string', enum: words };
}

function described(description: string, node: SchemaNode): SchemaNode {
  return { description, ...node };
}

export type SchemaName =
  | 'address'
  | 'registration'
  | 'company'
  | 'fiscalYear'
  | 'vatLiability'
  | 'account'
  | 'journal'
  | 'vatCode'
  | 'thirdParty'
  | 'vatLiabilityValue'
  | 'change';

function ref(name: SchemaName): SchemaNode {
  return { $ref: `#/$defs/${name}` };
}

const regime = orNone(
  word<NonNullable<PublishedVatLiability['regime']>>(
    'exempt',
    'simplified',
    'normal-monthly',
    'normal-quarterly',
    'simplified-agricultural',
  ),
);

const company = object<PublishedCompany>({
  identification: object<PublishedCompany['identification']>({
    title: TEXT,
    name: described('Dénomination', CODE),
    legalForm: described('Forme juridique', CODE),
    tradeName: TEXT,
  }),
  addresses: object<PublishedCompany['addresses']>({ seat: ref('address'), correspondence: ref('address') }),
  contact: object<PublishedCompany['contact']>({
    phone: TEXT,
    mobile: TEXT,
    fax: TEXT,
    email: TEXT,
    website: TEXT,
  }),
  registration: object<PublishedCompany['registration']>({
    siret: CODE,
    siren: TEXT,
    vatNumber: described('Numéro TVA intracommunautaire', TEXT),
    capital: described('Capital social, « 7500.00 » quand c’est un montant', TEXT),
    tradeRegister: described('R.C.S.', ref('registration')),
    craftsRegister: described('R.M.', ref('registration')),
  }),
  activity: object<PublishedCompany['activity']>({ apeCode: CODE, activity: TEXT }),
  taxIdentification: object<PublishedCompany['taxIdentification']>({
    taxOffice: described('S.I.E.', TEXT),
    taxFileNumber: described('Numéro de dossier', TEXT),
    taxKey: described('Clé', TEXT),
    taxCentre: described('C.D.I.', TEXT),
    taxServiceCode: described('Code service', TEXT),
    regime: described('Régime, tel qu’il est saisi', TEXT),
  }),
});

const account = object<PublishedAccount>({
  number: CODE,
  label: TEXT,
  type: word<PublishedAccount['type']>('general', 'auxiliary', 'collective'),
  vatCode: described('Code TVA par défaut, vide sans', TEXT),
  letterable: YES_OR_NO,
  side: word<PublishedAccount['side']>('debit', 'credit', 'either'),
  debitAccount: described('Compte centralisateur au débit, vide sans', TEXT),
  creditAccount: described('Compte centralisateur au crédit, vide sans', TEXT),
});

const journal = object<PublishedJournal>({
  code: CODE,
  label: TEXT,
  type: orNone(
    word<NonNullable<PublishedJournal['type']>>(
      'purchases',
      'sales',
      'treasury',
      'miscellaneous',
      'opening',
      'reversal',
      'situation',
      'stock',
      'analytic',
    ),
  ),
  counterpart: described('Compte de contrepartie, vide sans', TEXT),
});

const vatCode = object<PublishedVatCode>({
  code: CODE,
  label: TEXT,
  account: TEXT,
  rate: described('Taux en pour cent, « 20.00 »', { type: 'string', pattern: '^\\d{1,2}\\.\\d{2}$' }),
  type: orNone(word<NonNullable<PublishedVatCode['type']>>('purchase', 'fixed-asset', 'sale')),
  validFrom: orNone(DATE),
  validTo: orNone(DATE),
});

const thirdParty = object<PublishedThirdParty>({
  account: described('Compte auxiliaire', CODE),
  name: TEXT,
  name2: TEXT,
  address1: TEXT,
  address2: TEXT,
  address3: TEXT,
  postalCode: TEXT,
  city: TEXT,
  country: TEXT,
  phone: TEXT,
  siret: TEXT,
  vatNumber: TEXT,
  iban: TEXT,
  bic: TEXT,
});

/** What each kind of change has before and after it. */
const CHANGES: Readonly<Record<ChangeKind, readonly [before: SchemaNode, after: SchemaNode]>> = {
  'company-changed': [TEXT, TEXT],
  'fiscal-year-added': [NONE, ref('fiscalYear')],
  'fiscal-year-changed': [ref('fiscalYear'), ref('fiscalYear')],
  'account-added': [NONE, ref('account')],
  'account-changed': [ref('account'), ref('account')],
  'account-removed': [ref('account'), NONE],
  'journal-added': [NONE, ref('journal')],
  'journal-changed': [ref('journal'), ref('journal')],
  'journal-removed': [ref('journal'), NONE],
  'vat-code-added': [NONE, ref('vatCode')],
  'vat-code-changed': [ref('vatCode'), ref('vatCode')],
  'vat-code-removed': [ref('vatCode'), NONE],
  'vat-liability-changed': [ref('vatLiabilityValue'), ref('vatLiabilityValue')],
  'third-party-added': [NONE, ref('thirdParty')],
  'third-party-changed': [ref('thirdParty'), ref('thirdParty')],
  'third-party-removed': [ref('thirdParty'), NONE],
};

const definitions: Readonly<Record<SchemaName, SchemaNode>> = {
  address: object<Address>({
    country: TEXT,
    street: TEXT,
    extra: TEXT,
    postalCode: TEXT,
    city: TEXT,
    inseeCode: TEXT,
  }),
  registration: object<Registration>({ city: TEXT, date: TEXT, number: TEXT }),
  company,
  fiscalYear: object<PublishedFiscalYear>({ start: DATE, end: DATE, open: YES_OR_NO }),
  vatLiability: object<PublishedVatLiability>({ regime }),
  account,
  journal,
  vatCode,
  thirdParty,
  vatLiabilityValue: object<VatLiabilityValue>({ regime, text: TEXT }),
  change: {
    oneOf: Object.entries(CHANGES).map(([kind, [before, after]]) =>
      object<Change>({ kind: { const: kind }, key: CODE, before, after }),
    ),
  },
};

/** What the documents hold. */
interface CreationDocument extends PublishedSettings {
  readonly kind: 'creation';
  readonly sequence: 1;
  readonly settingsHash: string;
}

interface ModificationDocument extends PublishedSettings {
  readonly kind: 'modification';
  readonly sequence: number;
  readonly settingsHash: string;
  readonly previousHash: string;
  readonly changes: readonly Change[];
}

const settings: { readonly [K in keyof PublishedSettings]: SchemaNode } = {
  dossier: described('Numéro du dossier ISACOMPTA', { type: 'string', pattern: '^[A-Za-z0-9-]{1,8}$' }),
  company: described('Fiche entreprise, par chapitre', ref('company')),
  fiscalYears: described('Exercices, par date de début', list(ref('fiscalYear'))),
  vatLiability: described('Assujettissement à la TVA', ref('vatLiability')),
  accounts: described('Plan comptable, par numéro', list(ref('account'))),
  journals: described('Journaux, par code', list(ref('journal'))),
  vatCodes: described('Codes TVA, par code', list(ref('vatCode'))),
  thirdParties: described('Tiers, par compte auxiliaire', list(ref('thirdParty'))),
};

const settingsHash = described(
  'SHA-256 de l’état (dossier, company, fiscalYears, vatLiability, accounts, journals, vatCodes, thirdParties) en JSON canonique : clés triées, sans espaces, UTF-8',
  HASH,
);

export const PAYLOAD_SCHEMA: SchemaNode = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Publication d’un dossier ISACOMPTA vers AMI COMPTA',
  oneOf: [
    object<CreationDocument>({
      kind: { const: 'creation' },
      sequence: described('Une création est toujours la première publication', { const: 1 }),
      settingsHash,
      ...settings,
    }),
    object<ModificationDocument>({
      kind: { const: 'modification' },
      sequence: described('Une de plus que la publication précédente', { type: 'integer', minimum: 2 }),
      settingsHash,
      previousHash: described('settingsHash de l’état auquel les modifications s’appliquent', HASH),
      changes: described('Modifications, à appliquer dans cet ordre', {
        ...list(ref('change')),
        minItems: 1,
      }),
      ...settings,
    }),
  ],
  $defs: definitions,
};

const LINE_WIDTH = 110;

/** The text of `docs/publication.schema.json`: a list on one line where it fits, as the formatter of the project has it. */
export function payloadSchemaText(): string {
  const json = JSON.stringify(PAYLOAD_SCHEMA, null, 2);
  const text = json.replace(
    /^(.*)\[\s+([^[\]{}]+?)\s+\](,?)$/gm,
    (whole, before: string, items: string, comma: string) => {
      const line = `${before}[${items.replace(/\s+/g, ' ')}]${comma}`;
      return line.length <= LINE_WIDTH ? line : whole;
    },
  );
  return `${text}\n`;
}
