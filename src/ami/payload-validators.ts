/**
 * The schema of a payload as functions, compiled when they are loaded. The built program has them compiled already: see
 * `payload-ajv.ts`.
 */
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { payloadAjv, type ValidatorName } from './payload-ajv.ts';

const ajv = payloadAjv();

function compiled(name: ValidatorName): ValidateFunction {
  const validate = ajv.getSchema(name);
  if (validate === undefined) throw new Error(`There is no schema ${name}`);
  return validate;
}

export const payload = compiled('payload');
export const account = compiled('account');
export const journal = compiled('journal');
export const thirdParty = compiled('thirdParty');
export const vatCode = compiled('vatCode');
