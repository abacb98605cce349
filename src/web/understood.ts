/**
 * What an address asks, without what its page can make nothing of: that is left out, and told. So a bookmark of earlier
 * days still shows its page, and nobody takes a list for filtered that is not.
 */
import { parseDate } from '../model/calendar-date.ts';
import { DROP_STATES } from '../register/drop-states.ts';
import type { Register } from '../register/register.ts';
import type { Visit } from './visit.ts';
import type { PageWording } from './wording.ts';

/** What only some values can be asked for. */
export type AskedName = 'etat' | 'du' | 'au' | 'vue' | 'page' | 'avant';

export interface Understood {
  readonly visit: Visit;
  /** A sentence for each of what was left out. */
  readonly leftOut: readonly string[];
}

/** Longer ones are told by how they begin. */
const LONGEST_TOLD = 40;

/** `takes` are those that the page knows. */
export async function understood(
  visit: Visit,
  takes: readonly AskedName[],
  register: Register,
): Promise<Understood> {
  const query: Record<string, string> = {};
  const leftOut: string[] = [];
  for (const [name, value] of Object.entries(visit.query)) {
    const isGood =
      value === '' || !isAsked(name) || (takes.includes(name) && (await SENSE[name](value, register)));
    if (isGood) query[name] = value;
    else leftOut.push(sentenceOf(name, value, takes, visit.words));
  }
  return { visit: { ...visit, query }, leftOut };
}

type Sense = (value: string, register: Register) => boolean | Promise<boolean>;

const isDay: Sense = (value) => parseDate(value) !== null;

const SENSE: Readonly<Record<AskedName, Sense>> = {
  etat: (value) => DROP_STATES.some((state) => state === value),
  du: isDay,
  au: isDay,
  vue: (value) => value === 'tout',
  page: (value) => /^[1-9]\d{0,8}$/.test(value),
  avant: async (value, register) => (await register.find(value)) !== null,
};

function isAsked(name: string): name is AskedName {
  return Object.hasOwn(SENSE, name);
}

function sentenceOf(
  name: AskedName,
  value: string,
  takes: readonly AskedName[],
  { leftOut }: PageWording,
): string {
  const told = value.length > LONGEST_TOLD ? `${value.slice(0, LONGEST_TOLD)}…` : value;
  return takes.includes(name) && name !== 'vue'
    ? leftOut[name](told)
    : leftOut.meaningless(`${name}=${told}`);
}
