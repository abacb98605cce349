/** Moments as a person reads them: on the clock of the machine, which stands in her office. */
import type { Timestamp } from '../../model/drop-record.ts';

/** `24/11/2026 à 10:15`. */
export function frenchMoment(timestamp: Timestamp): string {
  const { year, month, day, time } = localMoment(timestamp);
  return `${day}/${month}/${year} à ${time}`;
}

/** `2026-11-24 at 10:15`. */
export function englishMoment(timestamp: Timestamp): string {
  const { year, month, day, time } = localMoment(timestamp);
  return `${year}-${month}-${day} at ${time}`;
}

function localMoment(timestamp: Timestamp): { year: string; month: string; day: string; time: string } {
  const moment = new Date(timestamp);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    year: String(moment.getFullYear()).padStart(4, '0'),
    month: two(moment.getMonth() + 1),
    day: two(moment.getDate()),
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
}
