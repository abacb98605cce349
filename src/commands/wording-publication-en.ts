/** What `publish` says, in English. */

import type { PublishedListName } from '../ami/published-settings.ts';
import { formatCentsEnglish, parseCentsPlain } from '../model/cents.ts';
import type { SinceFault } from './since-fault.ts';
import type { PublicationWording } from './wording-publication.ts';

export const ENGLISH_PUBLICATION: PublicationWording = {
  help: {
    publish: 'publishes the settings of an ISACOMPTA company file for AMI COMPTA, or their modifications',
    path: 'the settings export: an exchange file with entreprise.csv beside it, a folder or a .zip',
    out: 'folder for the payload',
    since: 'the payload before this one, from which to publish the modifications',
    dossier: 'number of the ISACOMPTA company file, where the export does not tell it',
    settings:
      'export of the settings of the company file, to check accounts, journals, VAT codes and fiscal years against',
    open: 'opens AMI COMPTA in the default browser',
    openDossier: 'number of the ISACOMPTA company file',
    print: 'prints the address, opens nothing',
  },
  sound: 'can be published',
  settingsAlone: 'settings without a company sheet',
  notShown: (path) =>
    `“${path}” is a settings export, without entries to show. Check it with check, or publish it with publish.`,
  settingsUnused: (path, kind) =>
    `--settings has no effect: “${path}” is ${kind === 'settings' ? 'itself a settings export' : 'an exchange file'}; only a batch is compared with settings.`,
  browser: (name) =>
    name === null
      ? 'Unknown default browser. AMI COMPTA wants Google Chrome or Microsoft Edge; ask your IT service.'
      : `The default browser is ${name}. AMI COMPTA wants Google Chrome or Microsoft Edge; ask your IT service.`,
  notOpened: (address, fault) =>
    fault.kind === 'failed'
      ? `The browser could not be opened: the system’s program that opens it failed (code ${fault.exitCode}). Open the address yourself: ${address}`
      : `The browser could not be opened: this machine has no program that opens it (${fault.code}; on Linux install xdg-utils). Open the address yourself: ${address}`,
  noAddress:
    'The address of AMI COMPTA is not configured. Add it to ami-isacompta.config.json: "amiCompta": { "url": "https://…" }.',
  notADossier: (value) =>
    `“${value}” cannot be a company file number (at most 8 characters, letters, digits and hyphens).`,
  sinceFault: (path, fault) => `--since: “${path}” ${faultText(fault)}`,
  replaced: (path, later) =>
    later.length === 0
      ? 'Modifications are published from the publication before. If AMI COMPTA has received the one that was just replaced, take a copy of that one and give it to --since: this one would not fit.'
      : `The ${later.length === 1 ? 'publication after it starts from the one that was just replaced, and no longer fits' : 'publications after it start from the one that was just replaced, and no longer fit'}: ${later.join(', ')}. Publish ${later.length === 1 ? 'it again, with' : 'them again, each from the one before, at first with'} --since ${path}. If AMI COMPTA has received the one that was just replaced, rather take a copy of that one.`,
  removals: (removals) =>
    removals
      .map(
        ({ list, removed, before }) =>
          `${grouped(removed)} of ${before === 1 ? `1 ${ITEMS[list][0]}` : `${grouped(before)} ${ITEMS[list][1]}`} removed`,
      )
      .join(', '),
  subject: (dossier) => (dossier === null ? 'Settings' : `Settings, company file ${dossier}`),
  outcomes: { published: 'published', unchanged: 'nothing changed', refused: 'refused' },
  kind: (kind, sequence, changes) =>
    kind === 'creation'
      ? `Creation, payload no. ${sequence}`
      : `Modification, payload no. ${sequence}, ${plural(changes, 'change')}`,
  changeKinds: {
    'company-changed': 'Company sheet',
    'fiscal-year-added': 'Fiscal year added',
    'fiscal-year-changed': 'Fiscal year changed',
    'account-added': 'Account added',
    'account-changed': 'Account changed',
    'account-removed': 'Account removed',
    'journal-added': 'Journal added',
    'journal-changed': 'Journal changed',
    'journal-removed': 'Journal removed',
    'vat-code-added': 'VAT code added',
    'vat-code-changed': 'VAT code changed',
    'vat-code-removed': 'VAT code removed',
    'vat-liability-changed': 'VAT liability',
    'third-party-added': 'Third party added',
    'third-party-changed': 'Third party changed',
    'third-party-removed': 'Third party removed',
  },
  fields: {
    title: 'title',
    name: 'name',
    legalForm: 'legal form',
    tradeName: 'trade name',
    seat: 'seat',
    correspondence: 'correspondence',
    phone: 'phone',
    mobile: 'mobile phone',
    fax: 'fax',
    email: 'email',
    website: 'website',
    siret: 'SIRET',
    siren: 'SIREN',
    vatNumber: 'VAT number',
    capital: 'share capital',
    tradeRegister: 'R.C.S.',
    craftsRegister: 'R.M.',
    apeCode: 'APE code',
    activity: 'activity',
    taxOffice: 'S.I.E.',
    taxFileNumber: 'tax file number',
    taxKey: 'key',
    taxCentre: 'C.D.I.',
    taxServiceCode: 'service code',
    regime: 'regime',
    text: 'text of the sheet',
    country: 'country',
    street: 'address',
    extra: 'address extra',
    postalCode: 'postal code',
    city: 'city',
    inseeCode: 'INSEE code',
    date: 'date',
    number: 'number',
    start: 'start',
    end: 'end',
    open: 'open',
    label: 'label',
    type: 'type',
    vatCode: 'VAT code',
    letterable: 'can be matched',
    side: 'side',
    debitAccount: 'collective account, debit',
    creditAccount: 'collective account, credit',
    code: 'code',
    counterpart: 'counterpart',
    account: 'account',
    rate: 'rate',
    validFrom: 'valid from',
    validTo: 'valid to',
    name2: 'name, continued',
    address1: 'address',
    address2: 'address, 2nd line',
    address3: 'address, 3rd line',
    iban: 'IBAN',
    bic: 'BIC',
  },
  words: {
    exempt: 'exempt',
    simplified: 'simplified',
    'normal-monthly': 'normal, monthly',
    'normal-quarterly': 'normal, quarterly',
    'simplified-agricultural': 'simplified, agricultural',
    general: 'general',
    auxiliary: 'auxiliary',
    collective: 'collective',
    debit: 'debit',
    credit: 'credit',
    either: 'debit or credit',
    purchases: 'purchases',
    sales: 'sales',
    treasury: 'treasury',
    miscellaneous: 'miscellaneous',
    opening: 'opening',
    reversal: 'reversal',
    situation: 'situation',
    stock: 'stock',
    analytic: 'analytic',
    purchase: 'purchase',
    'fixed-asset': 'fixed asset',
    sale: 'sale',
  },
  day: (iso) => iso,
  amount: (plain) => {
    const cents = parseCentsPlain(plain);
    return cents === null ? plain : `€${formatCentsEnglish(cents)}`;
  },
  rate: (plain) => `${plain} %`,
  yes: 'yes',
  no: 'no',
  nothing: '(empty)',
  moreChanges: (count) => `… and ${plural(count, 'more change')}, in the file.`,
};

/** One, and many. */
const ITEMS: Readonly<Record<PublishedListName, readonly [string, string]>> = {
  accounts: ['account', 'accounts'],
  journals: ['journal', 'journals'],
  thirdParties: ['third party', 'third parties'],
  vatCodes: ['VAT code', 'VAT codes'],
};

const FORMS = {
  'exchange-file': 'an exchange file of ISACOMPTA',
  archive: 'a .zip archive',
  table: 'a CSV',
} as const;

function faultText(fault: SinceFault): string {
  switch (fault.kind) {
    case 'not-json':
      return `is ${FORMS[fault.form]}, not a publication. The export is given without --since, before --out; with --since, give the file of the publication before, <company file>_<number>_creation.json or _modification.json.`;
    case 'unreadable':
      return 'cannot be read as JSON. Give the file of the payload before this one.';
    case 'folder':
      return 'is a folder. Give the file of the publication before, <company file>_<number>_creation.json or _modification.json.';
    case 'empty':
      return 'is an empty file. Give the file of the publication before; if this was it, take an intact copy.';
    case 'too-large':
      return `exceeds ${fault.limitMiB} MiB: it is no publication. Give the file of the publication before.`;
    case 'encoding':
      return 'is not in UTF-8: another program saved it in another encoding (Windows-1252, UTF-16). Take the original file, without opening and saving it.';
    case 'foreign':
      return 'is not a payload. Give the file <company file>_<number>_creation.json or _modification.json.';
    case 'altered':
      return 'was changed since it was published: its hash is not that of its content. Give the original file.';
    case 'other-company-file':
      return `is a payload of company file ${fault.found}, the export is of company file ${fault.expected}. Give the payload of the same company file.`;
  }
}

function plural(count: number, one: string): string {
  return `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
