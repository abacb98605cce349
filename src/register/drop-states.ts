/** The states by which drops are asked for, in options and addresses, and what each asks of the register. */
import type { DropOutcome } from '../model/drop-record.ts';
import type { DropFilter } from './register.ts';

const OUTCOMES: readonly DropOutcome[] = ['delivered', 'refused', 'duplicate', 'published', 'unchanged'];

export const DROP_STATES = ['pending', 'integrated', 'unseen', ...OUTCOMES] as const;

/** Of a state that there is not, nothing is asked. */
export function stateFilter(
  state = '',
): Pick<DropFilter, 'outcome' | 'isPending' | 'isIntegrated' | 'isUnseen'> {
  if (state === 'pending') return { isPending: true };
  if (state === 'integrated') return { isIntegrated: true };
  if (state === 'unseen') return { isUnseen: true };
  const outcome = OUTCOMES.find((each) => each === state);
  return outcome === undefined ? {} : { outcome };
}
