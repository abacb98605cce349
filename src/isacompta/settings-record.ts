/**
 * One record of an exchange file as a value of the settings. It owns which field says what, and tells what is no value
 * there.
 */
import { type Field, fieldsByName } from '../format/fixed-width.ts';
import { accountType } from '../model/account.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import type { Findings } from '../model/findings.ts';
import type { RateHundredths } from '../model/rate.ts';
import type {
  SettingsAccount,
  SettingsJournal,
  SettingsThirdParty,
  SettingsVatCode,
} from '../model/settings.ts';
import type { SettingsValue } from '../model/settings-fault.ts';
import { tellControl } from '../model/unreadable.ts';
import { dateOf, flagOf, rateOf, textOf } from './field-values.ts';
import { ACCOUNT, JOURNAL, THIRD_PARTY, VAT_CODE } from './layouts.ts';
import type { ExchangeRecord } from './record.ts';
import { ACCOUNT_TYPES, JOURNAL_TYPES, SIDES, VAT_CODE_TYPES } from './settings-codes.ts';
import { TextWindow } from './text-window.ts';

const accountFields = fieldsByName(ACCOUNT);
const journalFields = fieldsByName(JOURNAL);
const vatFields = fieldsByName(VAT_CODE);
const thirdPartyFields = fieldsByName(THIRD_PARTY);

export class RecordValues {
  readonly #file: string;
  readonly #findings: Findings;
  /** There may be hundreds of thousands of accounts and third parties. */
  readonly #window = new TextWindow();

  constructor(file: string, findings: Findings) {
    this.#file = file;
    this.#findings = findings;
  }

  /** The text of a short field, which may stay. */
  key(record: ExchangeRecord, field: Field): string {
    this.#window.moveTo(record);
    return this.#window.textOf(field);
  }

  /**
   * A type that is not said shows in the number. Some exports name the collective account of an auxiliary one as its
   * grouping account (compte de regroupement) alone.
   */
  account(record: ExchangeRecord, number: string): SettingsAccount {
    const text = this.#window;
    text.moveTo(record);
    const code = text.textOf(accountFields.type).toLowerCase();
    const type = ACCOUNT_TYPES.get(code) ?? accountType(number);
    const debitAccount = text.textOf(accountFields.debitAccount);
    const creditAccount = text.textOf(accountFields.creditAccount);
    const isGrouped = type === 'auxiliary' && debitAccount === '' && creditAccount === '';
    const collective = isGrouped ? text.textOf(accountFields.groupAccount) : '';
    return {
      number,
      label: this.#plain(record, accountFields.label),
      type,
      vatCode: text.textOf(accountFields.vatCode),
      letterable: flagOf(record, accountFields.letterable),
      side: SIDES.get(text.textOf(accountFields.preferredSide).toLowerCase()) ?? 'either',
      debitAccount: debitAccount || collective,
      creditAccount: creditAccount || collective,
    };
  }

  journal(record: ExchangeRecord, code: string): SettingsJournal {
    return {
      code,
      label: this.#plainOf(record, journalFields.label),
      type: JOURNAL_TYPES.get(codeOf(record, journalFields.type)) ?? null,
      counterpart: textOf(record, journalFields.counterpart),
    };
  }

  vatCode(record: ExchangeRecord, code: string): SettingsVatCode {
    return {
      code,
      label: this.#plainOf(record, vatFields.label),
      account: textOf(record, vatFields.account),
      rate: this.#rate(record),
      type: VAT_CODE_TYPES.get(codeOf(record, vatFields.type)) ?? null,
      validFrom: this.#date(record, vatFields.validFrom),
      validTo: this.#date(record, vatFields.validTo),
    };
  }

  thirdParty(record: ExchangeRecord, account: string): SettingsThirdParty {
    const text = this.#window;
    text.moveTo(record);
    return {
      account,
      name: this.#plain(record, thirdPartyFields.name1),
      name2: this.#plain(record, thirdPartyFields.name2),
      address1: this.#plain(record, thirdPartyFields.address1),
      address2: this.#plain(record, thirdPartyFields.address2),
      address3: this.#plain(record, thirdPartyFields.address3),
      postalCode: text.textOf(thirdPartyFields.postalCode),
      city: this.#plain(record, thirdPartyFields.city),
      country: text.textOf(thirdPartyFields.country),
      phone: text.textOf(thirdPartyFields.phone),
      siret: text.textOf(thirdPartyFields.siret),
      vatNumber: text.textOf(thirdPartyFields.vatNumber),
      // It is kept, and longer than what is copied.
      iban: textOf(record, thirdPartyFields.iban),
      bic: text.textOf(thirdPartyFields.bic),
    };
  }

  /** Tells that what stands in the field is no value for it. */
  tell(record: ExchangeRecord, field: Field, wanted: SettingsValue): void {
    const place = { file: this.#file, line: record.line, column: field.label, value: textOf(record, field) };
    this.#findings.add('SETTINGS_UNREADABLE', place, { reason: 'value', wanted });
  }

  /** A text that people write, of the record that the window is at. */
  #plain({ line }: ExchangeRecord, field: Field): string {
    const value = this.#window.textOf(field);
    if (this.#window.mayHoldControl)
      tellControl(value, { file: this.#file, line, column: field.label }, this.#findings);
    return value;
  }

  #plainOf(record: ExchangeRecord, field: Field): string {
    const value = textOf(record, field);
    tellControl(value, { file: this.#file, line: record.line, column: field.label }, this.#findings);
    return value;
  }

  /** A blank rate is none: the code of an exempt operation. */
  #rate(record: ExchangeRecord): RateHundredths {
    const rate = rateOf(record, vatFields.rate);
    if (typeof rate !== 'string') return rate ?? 0;
    this.tell(record, vatFields.rate, 'rate');
    return 0;
  }

  /** Real exports hold lines longer than the layout, their last columns shifted: no day is read from those. */
  #date(record: ExchangeRecord, field: Field): CalendarDate | null {
    const date = dateOf(record, field);
    if (date !== 'invalid') return date;
    if (record.end - record.start <= VAT_CODE.length) this.tell(record, field, 'exchange-date');
    return null;
  }
}

function codeOf(record: ExchangeRecord, field: Field): string {
  return textOf(record, field).toLowerCase();
}
