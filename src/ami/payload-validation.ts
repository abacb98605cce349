/**
 * The schema of a payload as a check. Loaded only where there is a payload to check, because Ajv takes longer to load
 * than everything else that a publication needs.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Payload } from './payload.ts';
import { PAYLOAD_SCHEMA } from './payload-schema.ts';

const validate = new Ajv2020({ strict: true }).compile<Payload>(PAYLOAD_SCHEMA);

export function isPayload(value: unknown): value is Payload {
  return validate(value);
}

/** Where and why a value is no payload; empty where it is one. */
export function payloadProblems(value: unknown): string {
  if (validate(value)) return '';
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ');
}
