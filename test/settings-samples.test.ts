/** The samples of settings: what is expected of them is what a receiver of payloads relies on, and shows everything. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { writtenNames } from '../scripts/sample-run.ts';
import { type CaseSample, readExpected } from '../scripts/samples.ts';
import type { ChangeKind } from '../src/ami/differences.ts';
import { applyChanges } from './support/apply-changes.ts';
import { cases, ending, expectSameFiles, named, reportOf } from './support/sample-files.ts';

/** Their warnings, but for VAT_REGIME_ENDING, which begins on a day and so depends on that of the test. */
const WARNINGS_OF_SETTINGS = [
  'RECORD_UNKNOWN',
  'COLUMN_UNKNOWN',
  'COMPANY_FIELD_EMPTY',
  'COMPANY_FIELD_UNKNOWN',
  'COMPANY_FIELD_INVALID',
  'SETTINGS_FILE_IGNORED',
  'POSTAL_CODE_INVALID',
  'INSEE_CODE_INVALID',
  'VAT_REGIME_UNKNOWN',
  'JOURNAL_ACCOUNT_UNKNOWN',
  'COLLECTIVE_ACCOUNT_MISSING',
  'ACCOUNT_SIZE_MISMATCH',
  'VAT_CODE_TYPE_MISMATCH',
  'IBAN_INVALID',
  'BIC_INVALID',
  'ACCOUNT_NEW',
  'VAT_RATE_MISMATCH',
];

/** Every kind of change; the compiler sees to it that none is missing. */
const CHANGE_KINDS: Readonly<Record<ChangeKind, true>> = {
  'company-changed': true,
  'fiscal-year-added': true,
  'fiscal-year-changed': true,
  'account-added': true,
  'account-changed': true,
  'account-removed': true,
  'journal-added': true,
  'journal-changed': true,
  'journal-removed': true,
  'vat-code-added': true,
  'vat-code-changed': true,
  'vat-code-removed': true,
  'vat-liability-changed': true,
  'third-party-added': true,
  'third-party-changed': true,
  'third-party-removed': true,
};

describe('settings that are published', () => {
  const published = named(ending('published'));

  test.each(published)('%s is a payload that fits its schema and its report', (_id, sample) => {
    const files = readExpected(sample);
    const payload = payloadOf(sample);
    expect(faultsOf(sample)).toEqual([]);
    expect(payload.settingsHash).toBe(hashOf(payload.state));
    const { dossier, kind, sequence, changes } = payload;
    const [file] = writtenNames(files);
    expect(reportOf(files)).toMatchObject({ status: 'published', dossier, kind, sequence, file, changes });
    expect(kind).toBe(sample.since === null ? 'creation' : 'modification');
  });

  test.each(published.filter(([, { since }]) => since !== null))(
    '%s leads from the state before it to its own',
    (_id, sample) => {
      const before = payloadOf(sample.since ?? sample);
      const after = payloadOf(sample);
      expect(after).toMatchObject({ sequence: before.sequence + 1, previousHash: before.settingsHash });
      expect(hashOf(applyChanges(before.state, after.changes))).toBe(after.settingsHash);
    },
  );

  test('show every kind of change', () => {
    const shown = new Set(
      published.flatMap(([, sample]) => reportOf(readExpected(sample)).changes ?? []).map(({ kind }) => kind),
    );
    expect([...shown].sort()).toEqual(Object.keys(CHANGE_KINDS).sort());
  });

  test('show every warning', () => {
    const accepted = [...ending('published'), ...ending('delivered')].filter(
      ({ group }) => group === 'settings',
    );
    const shown = new Set(
      accepted.flatMap((sample) => reportOf(readExpected(sample)).findings).map(({ code }) => code),
    );
    expect(WARNINGS_OF_SETTINGS.filter((code) => !shown.has(code))).toEqual([]);
  });

  test('are the same payload from tables, an archive, a sheet in JSON and a native export', () => {
    const [first, ...others] = ['tables', 'zip', 'json', 'native'].map((form) => {
      const sample = cases.find(({ id }) => id === `settings/creation-${form}`);
      const files = sample === undefined ? new Map<string, Buffer>() : readExpected(sample);
      return new Map(writtenNames(files).map((name) => [name, files.get(name) ?? Buffer.alloc(0)]));
    });
    expect(first?.size).toBe(1);
    for (const other of others) expectSameFiles(other, first ?? new Map());
  });
});

test.each(named(ending('unchanged')))('%s leaves what was published', (_id, sample) => {
  const { sequence } = payloadOf(sample.since ?? sample);
  expect(reportOf(readExpected(sample))).toMatchObject({ status: 'unchanged', sequence, changes: [] });
});

type State = Parameters<typeof applyChanges>[0];
type Changes = Parameters<typeof applyChanges>[1];

/** The file as it stands there: the company file as it is to be, and how one gets to it. */
interface WholePayload extends State {
  readonly kind: string;
  readonly sequence: number;
  readonly settingsHash: string;
  readonly previousHash?: string;
  readonly changes?: Changes;
}

interface ReceivedPayload extends Pick<WholePayload, 'dossier' | 'kind' | 'sequence' | 'settingsHash'> {
  readonly previousHash: string | null;
  readonly changes: Changes;
  readonly state: State;
}

/** The payload that is expected of a case, read as one who only has the published schema does. */
function payloadOf(sample: CaseSample): ReceivedPayload {
  const { kind, sequence, settingsHash, previousHash = null, changes = [], ...state } = whole(sample);
  return { dossier: state.dossier, kind, sequence, settingsHash, previousHash, changes, state };
}

function whole(sample: CaseSample): WholePayload {
  const files = readExpected(sample);
  return JSON.parse(files.get(writtenNames(files)[0] ?? '')?.toString('utf8') ?? '{}') as WholePayload;
}

/** What is wrong with the file by the published schema. */
function faultsOf(sample: CaseSample): unknown[] {
  const fits = validate(whole(sample));
  return fits ? [] : (validate.errors ?? ['it does not fit']);
}

const SCHEMA = new URL('../docs/publication.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

/** SHA-256 over the state as JSON without white space, the keys of every object in the order of code units. */
function hashOf(state: unknown): string {
  return createHash('sha256').update(canonical(state), 'utf8').digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
