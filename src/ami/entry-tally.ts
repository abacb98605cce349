/** What is counted while the entries of a batch are read. */
import type { BatchTotals } from '../model/batch.ts';
import type { CalendarDate } from '../model/calendar-date.ts';
import { CentsTotal } from '../model/cents.ts';
import type { Row } from './row.ts';

/** A label of the column `Libellé compte`, and the line that it stands on. */
export interface AccountLabel {
  readonly label: string;
  readonly line: number;
}

export class EntryTally implements BatchTotals {
  entries = 0;
  /** Rows below the header, blank ones left out. */
  movements = 0;
  readonly #debit = new CentsTotal();
  readonly #credit = new CentsTotal();
  latestDate: CalendarDate | null = null;
  /** Labels of the column `Libellé compte`, by account, each where it first stands. */
  readonly accountLabels = new Map<string, AccountLabel>();
  /** Of an account with several labels, the first that is not the one that is kept. */
  readonly otherLabels = new Map<string, AccountLabel>();
  /** Whether the text was read to its end, so that `movements` means something. */
  rowsComplete = true;
  /** Whether every row belongs to an entry, so that `entries` means something. */
  keysComplete = true;
  /** Whether every amount could be read, so that `debit` and `credit` mean something. */
  amountsComplete = true;

  get debit(): bigint {
    return this.#debit.value;
  }

  get credit(): bigint {
    return this.#credit.value;
  }

  /** Counts what a row parser gave, and hands back the row where there is one. */
  count(row: Row | 'blank' | 'faulty'): Row | null {
    if (row === 'blank') return null;
    this.movements += 1;
    if (row === 'faulty') {
      this.keysComplete = false;
      this.amountsComplete = false;
      return null;
    }
    if (this.latestDate === null || row.date > this.latestDate) this.latestDate = row.date;
    const { movement } = row;
    if (movement === null) {
      this.amountsComplete = false;
      return row;
    }
    (movement.side === 'debit' ? this.#debit : this.#credit).add(movement.amountCents);
    if (row.accountLabel !== '') this.#label(movement.account, row.accountLabel, row.line);
    return row;
  }

  /** Counts a row that is not looked at any more, because its entry has too many. */
  countUnread(): void {
    this.movements += 1;
    this.amountsComplete = false;
  }

  #label(account: string, label: string, line: number): void {
    const known = this.accountLabels.get(account);
    if (known === undefined || line < known.line) this.accountLabels.set(account, { label, line });
    if (known === undefined || known.label === label) return;
    const other = line < known.line ? known : { label, line };
    const earlier = this.otherLabels.get(account);
    if (earlier === undefined || other.line < earlier.line) this.otherLabels.set(account, other);
  }
}
