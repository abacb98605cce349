/**
 * Ajv with the schema of a payload, under a name for the whole and one for an item of each of its lists. Loading Ajv and
 * compiling takes longer than everything else that a small publication needs, so that `scripts/build.mjs` does both, and
 * puts the code that comes of it in the place of `payload-validators.ts`.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PAYLOAD_SCHEMA, type SchemaName } from './payload-schema.ts';

const WHOLE = 'payload';
const ITEMS = ['account', 'journal', 'thirdParty', 'vatCode'] as const satisfies readonly SchemaName[];

export type ValidatorName = typeof WHOLE | (typeof ITEMS)[number];

export const VALIDATOR_NAMES: readonly ValidatorName[] = [WHOLE, ...ITEMS];

export function payloadAjv(): Ajv2020 {
  // Without inlined references, each definition is one function, however often it is referred to.
  const ajv = new Ajv2020({ strict: true, inlineRefs: false, code: { source: true, esm: true } });
  ajv.addSchema(PAYLOAD_SCHEMA, WHOLE);
  for (const name of ITEMS) ajv.addSchema({ $ref: `${WHOLE}#/$defs/${name}` }, name);
  return ajv;
}
