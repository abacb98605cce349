/**
 * The settings as AMI COMPTA is told them: texts, true or false, and nothing that another spelling of the same
 * settings would change. What is published, hashed and compared is this, so that spaces, alignment, the decimal sign,
 * the order of an export or the composition of an accent are never a change. Letter case is one.
 *
 * The size of the accounts is left out: every number is published whole, and a settings export as CSV does not tell it.
 */
import { parseCapital } from '../model/amount-text.ts';
import { type CalendarDate, formatIsoDate, parseDate } from '../model/calendar-date.ts';
import { formatCentsPlain } from '../model/cents.ts';
import type { Address, CompanySheet, Registration, VatRegime } from '../model/company-sheet.ts';
import { formatRatePlain } from '../model/rate.ts';
import type {
  Settings,
  SettingsAccount,
  SettingsJournal,
  SettingsThirdParty,
  SettingsVatCode,
} from '../model/settings.ts';
import { plainText } from './plain-text.ts';

/** The company sheet by its chapters. The name of a field is the same in no two of them. */
export interface PublishedCompany {
  readonly identification: Pick<CompanySheet, 'title' | 'name' | 'legalForm' | 'tradeName'>;
  readonly addresses: Pick<CompanySheet, 'seat' | 'correspondence'>;
  readonly contact: Pick<CompanySheet, 'phone' | 'mobile' | 'fax' | 'email' | 'website'>;
  readonly registration: Pick<
    CompanySheet,
    'siret' | 'siren' | 'vatNumber' | 'capital' | 'tradeRegister' | 'craftsRegister'
  >;
  readonly activity: Pick<CompanySheet, 'apeCode' | 'activity'>;
  readonly taxIdentification: Pick<
    CompanySheet,
    'taxOffice' | 'taxFileNumber' | 'taxKey' | 'taxCentre' | 'taxServiceCode' | 'regime'
  >;
}

/** Days as `2022-01-01`. */
export interface PublishedFiscalYear {
  readonly start: string;
  readonly end: string;
  readonly open: boolean;
}

/** Whether the company file is liable to VAT (assujettissement); null where its régime is empty or unknown. */
export interface PublishedVatLiability {
  readonly regime: VatRegime | null;
}

export type PublishedAccount = SettingsAccount;
export type PublishedJournal = SettingsJournal;
export type PublishedThirdParty = SettingsThirdParty;

/** The rate as `20.00`, days as `2022-01-01`. */
export interface PublishedVatCode extends Pick<SettingsVatCode, 'code' | 'label' | 'account' | 'type'> {
  readonly rate: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** What is published beside the lists that may be long. */
export interface PublishedHead {
  readonly dossier: string;
  readonly company: PublishedCompany;
  /** By start. */
  readonly fiscalYears: readonly PublishedFiscalYear[];
  readonly vatLiability: PublishedVatLiability;
}

/** What an item of each list is. Its properties stand in the order of their code units, as canonical JSON has them. */
export interface PublishedItems {
  readonly accounts: PublishedAccount;
  readonly journals: PublishedJournal;
  readonly thirdParties: PublishedThirdParty;
  readonly vatCodes: PublishedVatCode;
}

export type PublishedListName = keyof PublishedItems;

/** In the order in which they stand in a document. */
export const LIST_NAMES: readonly PublishedListName[] = ['accounts', 'journals', 'thirdParties', 'vatCodes'];

/** The whole as a payload has it: each list in the order of its keys. */
export type PublishedSettings = PublishedHead & {
  readonly [N in PublishedListName]: readonly PublishedItems[N][];
};

/** An account's number, a journal's or a VAT code's code, a third party's account. */
export function keyOf(item: PublishedItems[PublishedListName]): string {
  if ('number' in item) return item.number;
  return 'code' in item ? item.code : item.account;
}

export function publishedHead(
  settings: Pick<Settings, 'dossier' | 'company' | 'fiscalYears'>,
): PublishedHead {
  return {
    dossier: settings.dossier,
    company: publishedCompany(settings.company),
    fiscalYears: settings.fiscalYears.map(publishedFiscalYear),
    vatLiability: { regime: settings.company.vatRegime },
  };
}

function publishedCompany(sheet: CompanySheet): PublishedCompany {
  return {
    identification: {
      title: plainText(sheet.title),
      name: plainText(sheet.name),
      legalForm: plainText(sheet.legalForm),
      tradeName: plainText(sheet.tradeName),
    },
    addresses: { seat: address(sheet.seat), correspondence: address(sheet.correspondence) },
    contact: {
      phone: plainText(sheet.phone),
      mobile: plainText(sheet.mobile),
      fax: plainText(sheet.fax),
      email: plainText(sheet.email),
      website: plainText(sheet.website),
    },
    registration: {
      siret: joined(sheet.siret),
      siren: joined(sheet.siren),
      vatNumber: joined(sheet.vatNumber),
      capital: capital(sheet.capital),
      tradeRegister: registration(sheet.tradeRegister),
      craftsRegister: registration(sheet.craftsRegister),
    },
    activity: { apeCode: apeCode(sheet.apeCode), activity: plainText(sheet.activity) },
    taxIdentification: {
      taxOffice: plainText(sheet.taxOffice),
      taxFileNumber: plainText(sheet.taxFileNumber),
      taxKey: plainText(sheet.taxKey),
      taxCentre: plainText(sheet.taxCentre),
      taxServiceCode: plainText(sheet.taxServiceCode),
      regime: plainText(sheet.regime),
    },
  };
}

function address(address: Address): Address {
  return {
    country: plainText(address.country),
    street: plainText(address.street),
    extra: plainText(address.extra),
    postalCode: plainText(address.postalCode),
    city: plainText(address.city),
    inseeCode: joined(address.inseeCode),
  };
}

function registration({ city, date, number }: Registration): Registration {
  return { city: plainText(city), date: day(date), number: plainText(number) };
}

export function publishedFiscalYear({
  start,
  end,
  open,
}: Settings['fiscalYears'][number]): PublishedFiscalYear {
  return { end: formatIsoDate(end), open, start: formatIsoDate(start) };
}

export function publishedAccount(account: SettingsAccount): PublishedAccount {
  return {
    creditAccount: account.creditAccount,
    debitAccount: account.debitAccount,
    label: plainText(account.label),
    letterable: account.letterable,
    number: account.number,
    side: account.side,
    type: account.type,
    vatCode: account.vatCode,
  };
}

export function publishedJournal({ code, counterpart, label, type }: SettingsJournal): PublishedJournal {
  return { code, counterpart, label: plainText(label), type };
}

export function publishedVatCode(vatCode: SettingsVatCode): PublishedVatCode {
  return {
    account: vatCode.account,
    code: vatCode.code,
    label: plainText(vatCode.label),
    rate: formatRatePlain(vatCode.rate),
    type: vatCode.type,
    validFrom: isoDate(vatCode.validFrom),
    validTo: isoDate(vatCode.validTo),
  };
}

export function publishedThirdParty(thirdParty: SettingsThirdParty): PublishedThirdParty {
  return {
    account: thirdParty.account,
    address1: plainText(thirdParty.address1),
    address2: plainText(thirdParty.address2),
    address3: plainText(thirdParty.address3),
    bic: joined(thirdParty.bic),
    city: plainText(thirdParty.city),
    country: plainText(thirdParty.country),
    iban: joined(thirdParty.iban),
    name: plainText(thirdParty.name),
    name2: plainText(thirdParty.name2),
    phone: plainText(thirdParty.phone),
    postalCode: plainText(thirdParty.postalCode),
    siret: joined(thirdParty.siret),
    vatNumber: joined(thirdParty.vatNumber),
  };
}

/** A number or code in which spaces only group (`123 456 789 00012`). */
function joined(text: string): string {
  return text === '' ? text : text.normalize('NFC').replace(/\s+/g, '');
}

/** `1071c` as `10.71C`; a text that is no APE code as it is. */
function apeCode(text: string): string {
  const [, division, group, letter] = /^(\d\d)\.?(\d\d)([A-Za-z])$/.exec(joined(text)) ?? [];
  return letter === undefined ? joined(text) : `${division}.${group}${letter.toUpperCase()}`;
}

/** `7 500,00 €` as `7500.00`; a text that is no capital as it is. */
function capital(text: string): string {
  const cents = parseCapital(plainText(text));
  return cents === null ? plainText(text) : formatCentsPlain(cents);
}

/** `31/08/2022` as `2022-08-31`; a text that is no day as it is. */
function day(text: string): string {
  return isoDate(parseDate(plainText(text))) ?? plainText(text);
}

function isoDate(date: CalendarDate | null): string | null {
  return date === null ? null : formatIsoDate(date);
}
