/**
 * The schema of a payload as a check. Loaded only where there is a payload to check, because Ajv takes longer to load
 * than everything else that a publication needs.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { PAYLOAD_SCHEMA, type SchemaName } from './payload-schema.ts';
import type { PublishedItems, PublishedListName } from './published-settings.ts';

const SCHEMA = 'publication';
const ajv = new Ajv2020({ strict: true }).addSchema(PAYLOAD_SCHEMA, SCHEMA);
const validate = ajv.compile({ $ref: SCHEMA });
const validateItems: Readonly<Record<PublishedListName, ValidateFunction>> = {
  accounts: listOf('account'),
  journals: listOf('journal'),
  thirdParties: listOf('thirdParty'),
  vatCodes: listOf('vatCode'),
};

export function isPayload(value: unknown): boolean {
  return validate(value);
}

/** Whether each of the values is an item of the list. */
export function areItems<N extends PublishedListName>(
  list: N,
  values: readonly unknown[],
): values is readonly PublishedItems[N][] {
  return validateItems[list](values);
}

/** Throws where a payload of ours is not what its schema promises: it must not leave. */
export function assertPayload(value: unknown): void {
  if (!validate(value)) throw unfit(validate);
}

/** The same for some items of one of its lists. */
export function assertItems(list: PublishedListName, values: readonly unknown[]): void {
  const validateList = validateItems[list];
  if (!validateList(values)) throw unfit(validateList);
}

function listOf(name: SchemaName): ValidateFunction {
  return ajv.compile({ type: 'array', items: { $ref: `${SCHEMA}#/$defs/${name}` } });
}

/** Where and why a value is not what the schema says. */
function unfit({ errors }: ValidateFunction): Error {
  const problems = (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  return new Error(`The payload does not fit its schema: ${problems.join('; ')}`);
}
