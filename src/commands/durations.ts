/** How long something has taken, in the unit that a person would take. Knows no language. */

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

export interface DurationWording {
  readonly underAMinute: string;
  of(count: number, unit: DurationUnit): string;
}

export interface Durations {
  since(timestamp: string, now: Date): string;
  /** The same beside a limit. */
  sinceLimit(about: { readonly since: string; readonly limitMinutes: number }, now: Date): string;
  limit(minutes: number): string;
}

/** Below this whole minutes say too little of a limit, and of what is not much longer. */
const SHORT_MINUTES = 2;

export function durations({ of, underAMinute }: DurationWording): Durations {
  const seconds = (count: number): string => of(Math.round(count * 60), 'second');
  const minutes = (count: number): string => {
    if (count < 1) return underAMinute;
    if (count < 120) return of(Math.floor(count), 'minute');
    if (count < 48 * 60) return of(Math.floor(count / 60), 'hour');
    return of(Math.floor(count / (24 * 60)), 'day');
  };
  return {
    since: (timestamp, now) => minutes(minutesSince(timestamp, now)),
    sinceLimit: ({ since, limitMinutes }, now) => {
      const passed = minutesSince(since, now);
      return limitMinutes < SHORT_MINUTES && passed < SHORT_MINUTES ? seconds(passed) : minutes(passed);
    },
    limit: (count) => (count < SHORT_MINUTES ? seconds(count) : minutes(count)),
  };
}

function minutesSince(timestamp: string, now: Date): number {
  return (now.getTime() - Date.parse(timestamp)) / 60_000;
}
