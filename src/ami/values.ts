/** How AMI COMPTA spells rates. Amounts and dates are spelt as everywhere (see model/). */
import { parseAmount } from '../model/amount-text.ts';
import type { AmountFault } from '../model/finding.ts';
import { MAX_RATE_HUNDREDTHS } from '../model/rate.ts';

/** A rate such as `20,00`, `5.5` or `20` in hundredths of a percent. The text is trimmed and not empty. */
export function parseRate(text: string): number | AmountFault {
  const rate = parseAmount(text);
  if (typeof rate !== 'number') return rate;
  if (rate < 0) return 'not-a-number';
  return rate > MAX_RATE_HUNDREDTHS ? 'too-large' : rate;
}
