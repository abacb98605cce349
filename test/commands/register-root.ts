/** A root with a register and its folders, for the tests of the commands that read them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DropRecord } from '../../src/model/drop-record.ts';
import type { Intent, Register } from '../../src/register/register.ts';
import { delivered, delivery, opened } from '../register/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export interface RegisterRoot {
  readonly root: string;
  readonly register: Register;
  /** Delivers a batch, its import file in place. */
  deliver(id: string, changes?: Partial<DropRecord>, intent?: Partial<Intent>): Promise<DropRecord>;
}

/** The register stays open, as that of a running robot does. */
export async function registerRoot(): Promise<RegisterRoot> {
  const root = temporaryFolder();
  const register = await opened(join(root, 'registre.db'));
  return {
    root,
    register,
    deliver: async (id, changes = {}, intent = {}) => {
      const dossier = changes.dossier ?? '888';
      const places = ['zip', 'ECR'].map(
        (type) => `a-integrer/${dossier}/${dossier}_20220930_120000_${id}.${type}`,
      );
      const record = delivery(id, { places, ...changes });
      for (const place of record.places) {
        const path = join(root, ...place.split('/'));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, 'VER');
      }
      await delivered(register, record, intent);
      return record;
    },
  };
}
