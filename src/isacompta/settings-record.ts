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
import { hasControl, tellControl } from '../model/unreadable.ts';
import { dateOf, flagOf, rateOf, textIn, textOf } from './field-values.ts';
import { ACCOUNT, JOURNAL, THIRD_PARTY, VAT_CODE } from './layouts.ts';
import { type ExchangeRecord, filledText } from './record.ts';
import { ACCOUNT_TYPES, JOURNAL_TYPES, SIDES, VAT_CODE_TYPES } from './settings-codes.ts';

const accountFields = fieldsByName(ACCOUNT);
const journalFields = fieldsByName(JOURNAL);
const vatFields = fieldsByName(VAT_CODE);
const thirdPartyFields = fieldsByName(THIRD_PARTY);

export class RecordValues {
  readonly #file: string;
  readonly #findings: Findings;

  constructor(file: string, findings: Findings) {
    this.#file = file;
    this.#findings = findings;
  }

  /**
   * A type that is not said shows in the number. Some exports name the collective account of an auxiliary one as its
   * grouping account (compte de regroupement) alone.
   */
  account(record: ExchangeRecord, number: string): SettingsAccount {
    const line = filledText(record);
    const code = textIn(line, accountFields.type).toLowerCase();
    const type = ACCOUNT_TYPES.get(code) ?? accountType(number);
    const debitAccount = textIn(line, accountFields.debitAccount);
    const creditAccount = textIn(line, accountFields.creditAccount);
    const isGrouped = type === 'auxiliary' && debitAccount === '' && creditAccount === '';
    const collective = isGrouped ? textIn(line, accountFields.groupAccount) : '';
    return {
      number,
      label: this.#plainIn(line, accountFields.label, record.line),
      type,
      vatCode: textIn(line, accountFields.vatCode),
      letterable: flagOf(record, accountFields.letterable),
      side: SIDES.get(textIn(line, accountFields.preferredSide).toLowerCase()) ?? 'either',
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
    const line = filledText(record);
    return {
      account,
      name: this.#plainIn(line, thirdPartyFields.name1, record.line),
      name2: this.#plainIn(line, thirdPartyFields.name2, record.line),
      address1: this.#plainIn(line, thirdPartyFields.address1, record.line),
      address2: this.#plainIn(line, thirdPartyFields.address2, record.line),
      address3: this.#plainIn(line, thirdPartyFields.address3, record.line),
      postalCode: textIn(line, thirdPartyFields.postalCode),
      city: this.#plainIn(line, thirdPartyFields.city, record.line),
      country: textIn(line, thirdPartyFields.country),
      phone: textIn(line, thirdPartyFields.phone),
      siret: textIn(line, thirdPartyFields.siret),
      vatNumber: textIn(line, thirdPartyFields.vatNumber),
      iban: textIn(line, thirdPartyFields.iban),
      bic: textIn(line, thirdPartyFields.bic),
    };
  }

  /** Tells that what stands in the field is no value for it. */
  tell(record: ExchangeRecord, field: Field, wanted: SettingsValue): void {
    const place = { file: this.#file, line: record.line, column: field.label, value: textOf(record, field) };
    this.#findings.add('SETTINGS_UNREADABLE', place, { reason: 'value', wanted });
  }

  /** A text that people write, out of that of its line. */
  #plainIn(text: string, field: Field, line: number): string {
    const value = textIn(text, field);
    if (hasControl(value))
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
