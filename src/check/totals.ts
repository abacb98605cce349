/** Compares what `lot.json` announces with what was counted. A figure that faults left incomplete is not compared. */
import type { AnnouncedTotals, BatchTotals } from '../model/batch.ts';
import { formatCentsPlain } from '../model/cents.ts';
import type { Findings } from '../model/findings.ts';

export interface CountedTotals extends BatchTotals {
  readonly rowsComplete: boolean;
  readonly keysComplete: boolean;
  readonly amountsComplete: boolean;
}

export function checkTotals(
  announced: AnnouncedTotals,
  counted: CountedTotals,
  file: string,
  findings: Findings,
): void {
  for (const what of ['entries', 'movements'] as const) {
    const figure = announced[what];
    const complete = what === 'movements' ? counted.rowsComplete : counted.keysComplete;
    if (figure === null || !complete || figure === counted[what]) continue;
    const place = { file, column: `totaux.${NAMES[what]}`, value: String(figure) };
    findings.add('TOTALS_MISMATCH', place, { what, announced: figure, counted: counted[what] });
  }
  for (const what of ['debit', 'credit'] as const) {
    const sum = announced[what];
    if (sum === null || !counted.amountsComplete || sum === counted[what]) continue;
    const place = { file, column: `totaux.${NAMES[what]}`, value: formatCentsPlain(sum) };
    findings.add('TOTALS_MISMATCH', place, { what, announced: sum, counted: counted[what] });
  }
}

const NAMES = { entries: 'ecritures', movements: 'mouvements', debit: 'debit', credit: 'credit' } as const;
