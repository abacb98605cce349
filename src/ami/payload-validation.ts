/** The schema of a payload as a check: of one as a whole, and of the items of its long lists one by one. */
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { account, journal, payload, thirdParty, vatCode } from './payload-validators.ts';
import type { PublishedItems, PublishedListName } from './published-settings.ts';

const validateItem: Readonly<Record<PublishedListName, ValidateFunction>> = {
  accounts: account,
  journals: journal,
  thirdParties: thirdParty,
  vatCodes: vatCode,
};

export function isPayload(value: unknown): boolean {
  return payload(value);
}

export function isItem<N extends PublishedListName>(list: N, value: unknown): value is PublishedItems[N] {
  return validateItem[list](value);
}

/** Throws where a payload of ours is not what its schema promises: it must not leave. */
export function assertPayload(value: unknown): void {
  assertFit(payload, value);
}

/** The same for an item of one of its lists. */
export function assertItem(list: PublishedListName, item: object): void {
  assertFit(validateItem[list], item);
}

/** Says where and why a value is not what the schema says. */
function assertFit(validate: ValidateFunction, value: unknown): void {
  if (validate(value)) return;
  const problems = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  throw new Error(`The payload does not fit its schema: ${problems.join('; ')}`);
}
