/**
 * Gathers the fields of a company sheet with their lines while it is read, and tells what is wrong with them. Knows
 * neither form of the file.
 */
import { COMPANY_FIELDS, type CompanyField, type CompanyFieldLines } from '../model/company-fields.ts';
import type { Findings } from '../model/findings.ts';
import { tellControl, tellUnreadable } from '../model/unreadable.ts';
import { isSameField } from './bare-text.ts';
import { plainText } from './plain-text.ts';

export class CompanyFieldCollector {
  readonly #values = new Map<CompanyField, string>();
  readonly #lines = new Map<CompanyField, number>();
  readonly #file: string;
  readonly #findings: Findings;
  #isRefused = false;

  constructor(file: string, findings: Findings) {
    this.#file = file;
    this.#findings = findings;
  }

  /**
   * A field that comes again with another value is an error: nobody can say which of the two is right, and a wrong
   * SIRET is worse than none. An empty one, or the same again, contradicts nothing. What is kept is what is published,
   * so that one of control characters alone is empty.
   */
  set(field: CompanyField, text: string, line: number): void {
    const place = { file: this.#file, line, column: COMPANY_FIELDS[field].label };
    tellUnreadable(text.trim(), place, this.#findings);
    tellControl(text.trim(), place, this.#findings);
    const value = plainText(text);
    const before = this.value(field);
    if (before !== '') {
      if (value !== '' && !isSameField(field, value, before)) this.#contradict(field, value, line);
      return;
    }
    this.#values.set(field, value);
    this.#lines.set(field, line);
  }

  #contradict(field: CompanyField, value: string, line: number): void {
    const place = { file: this.#file, line, column: COMPANY_FIELDS[field].label, value };
    const details = { detail: this.value(field), firstLine: this.#lines.get(field) ?? 0 };
    this.#findings.add('SETTINGS_UNREADABLE', place, { reason: 'contradiction', ...details });
  }

  unknown(name: string, line: number): void {
    this.#findings.add('COMPANY_FIELD_UNKNOWN', { file: this.#file, line, column: name }, {});
  }

  refuse(reason: 'company-json' | 'row', line: number, column: string | null, value: string | null): void {
    this.#isRefused = true;
    this.#findings.add('SETTINGS_UNREADABLE', { file: this.#file, line, column, value }, { reason });
  }

  /** Of JSON: what stands there is not of this kind. */
  refuseValue(wanted: 'text' | 'fields', line: number, column: string | null, value: string): void {
    this.#isRefused = true;
    const place = { file: this.#file, line, column, value };
    this.#findings.add('SETTINGS_UNREADABLE', place, { reason: 'value', wanted });
  }

  value(field: CompanyField): string {
    return this.#values.get(field) ?? '';
  }

  /** Whether a fault kept every field from being read, which was told. */
  get isUnreadable(): boolean {
    return this.#isRefused && this.#lines.size === 0;
  }

  get lines(): CompanyFieldLines {
    return this.#lines;
  }
}
