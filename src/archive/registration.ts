/**
 * What the register needs to be made again from the archives alone (`registre.json`): the drop's record and the
 * entries that it delivered. Owns how they are written; how they are read again stands next door.
 */
import { formatCentsPlain } from '../model/cents.ts';
import type { DropRecord, EntryIdentity } from '../model/drop-record.ts';

export interface Registration {
  /** Without its archive and manifest hash, which it is a part of. */
  readonly record: DropRecord;
  readonly entries: readonly EntryIdentity[];
}

export const REGISTRATION_NAME = 'registre.json';

/** Sums are written as `302.26`: a number of JSON is not exact. An entry is one line, since there may be many. */
export function registrationText({ record, entries }: Registration): string {
  const { facts } = record;
  const written = {
    ...record,
    facts:
      facts === null
        ? null
        : { ...facts, debit: formatCentsPlain(facts.debit), credit: formatCentsPlain(facts.credit) },
    archive: null,
    manifestHash: null,
  };
  const lines = entries.map(({ journal, date, piece, amounts, debit }) =>
    JSON.stringify({
      journal,
      date,
      piece,
      amounts,
      ...(debit === undefined ? {} : { debit: formatCentsPlain(debit) }),
    }),
  );
  const listed = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`;
  return `{"version":1,\n"record":${JSON.stringify(written)},\n"entries":${listed}}\n`;
}
