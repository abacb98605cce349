/** Records and entries for the tests of the register, each sound unless a test says otherwise. */
import { onTestFinished } from 'vitest';
import type { CalendarDate } from '../../src/model/calendar-date.ts';
import type { DropRecord, EntryIdentity } from '../../src/model/drop-record.ts';
import { openRegister } from '../../src/register/open-register.ts';
import type { Intent, Register } from '../../src/register/register.ts';

/** A register that is closed when the test ends. */
export async function opened(path: string): Promise<Register> {
  const register = await openRegister(path);
  onTestFinished(() => register.close());
  return register;
}

/** A batch about to be delivered; its content and batch id are its own. */
export function delivery(id: string, changes: Partial<DropRecord> = {}): DropRecord {
  return {
    id,
    kind: 'batch',
    outcome: 'delivered',
    name: `888_${id}.zip`,
    dossier: '888',
    batch: `lot-${id}`,
    revision: 0,
    contentHash: `content-${id}`,
    facts: { entries: 4, movements: 12, debit: 30_226n, credit: 30_226n, documents: 4 },
    publication: null,
    fiscalYearEnd: 20221231 as CalendarDate,
    receivedAt: '2026-11-24T10:15:00.000Z',
    finishedAt: null,
    integratedAt: null,
    findings: [],
    places: [`a-integrer/888/888_${id}.zip`, `a-integrer/888/888_${id}.ECR`],
    archive: `2026/11/${id}.zip`,
    manifestHash: `manifest-${id}`,
    earlier: null,
    ...changes,
  };
}

/** Settings about to be published. */
export function publication(id: string, sequence: number, changes: Partial<DropRecord> = {}): DropRecord {
  const dossier = changes.dossier ?? '888';
  const number = String(sequence).padStart(4, '0');
  return delivery(id, {
    kind: 'settings',
    outcome: 'published',
    batch: null,
    facts: null,
    publication: {
      payloadKind: sequence === 1 ? 'creation' : 'modification',
      sequence,
      settingsHash: `settings-${sequence}`,
      changes: sequence === 1 ? [] : [{ kind: 'journal-added', key: 'VE' }],
    },
    places: [`a-publier/${dossier}/${dossier}_${number}_creation.json`],
    ...changes,
  });
}

export function entry(piece: string, changes: Partial<EntryIdentity> = {}): EntryIdentity {
  return { journal: 'AC', date: 20220930 as CalendarDate, piece, amounts: `amounts-${piece}`, ...changes };
}

export function intentOf(record: DropRecord, changes: Partial<Intent> = {}): Intent {
  return { record, entries: [], payload: null, staged: [], ...changes };
}

/** Intends and finishes; throws where that is a conflict. */
export async function delivered(
  register: Register,
  record: DropRecord,
  changes: Partial<Intent> = {},
  at = '2026-11-24T10:16:00.000Z',
): Promise<void> {
  const conflict = await register.intend(intentOf(record, changes));
  if (conflict !== null) throw new Error(`Conflict of ${record.id}: ${conflict.kind}`);
  await register.finish(record.id, at);
}
