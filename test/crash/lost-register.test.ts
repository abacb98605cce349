/**
 * Two faults at once: the disk is gone in the middle of a drop's life, and then the register is lost. What is made again
 * from the archives, and the sweep after it, deliver the drop once and lose nothing of it.
 */
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { filesIn } from './support/end-state.ts';
import { FaultyProgram } from './support/faulty-program.ts';
import { ageCutBeats, makeSite } from './support/robot-process.ts';

const SOUND = purchase('P1');
const DOCUMENTED = purchase('P3', { documents: 'a.pdf' });
const UNSOUND = csvText(purchase('P2')).replace('120,00', '119,00').split(/\r?\n/).slice(1).join('\n');

interface Life {
  readonly name: string;
  readonly csv: string;
  /** A folder, with the document that its entry names. */
  readonly hasDocument?: true;
  /** Dropped and delivered before under another name. */
  readonly isDuplicate: boolean;
}

const LIVES: readonly Life[] = [
  { name: 'a batch', csv: csvText(SOUND), isDuplicate: false },
  { name: 'a batch with a document', csv: csvText(DOCUMENTED), hasDocument: true, isDuplicate: false },
  { name: 'a batch that is split', csv: `${csvText(SOUND).trimEnd()}\n${UNSOUND}`, isDuplicate: false },
  { name: 'a duplicate', csv: csvText(SOUND), isDuplicate: true },
];

const program = new FaultyProgram();
afterAll(() => program.end());

test.each(LIVES)(
  '$name is delivered once',
  { timeout: 240_000 },
  async ({ csv, isDuplicate, hasDocument }) => {
    const folder = temporaryFolder();
    const site = await makeSite(folder, { settleSeconds: 0, onError: 'split' }, (command) =>
      program.run(command),
    );
    const dropBatch = (root: string, name: string): void => {
      const drops = join(root, 'depot-ami');
      if (hasDocument) writeBatch(drops, name, { csv, documents: { 'a.pdf': PDF } });
      else writeFileSync(join(drops, `${name}.csv`), csv);
    };
    const beginning = join(folder, 'depart');
    const sweep = ['watch', '--once', '--config', site.configuration];
    if (isDuplicate) {
      writeFileSync(join(site.root, 'depot-ami', '888_avant.csv'), csv);
      expect((await program.run(sweep)).exitCode).toBe(0);
    }
    dropBatch(site.root, '888_lot');
    cpSync(site.root, beginning, { recursive: true });
    const { calls } = await program.run(sweep, { root: site.root });
    const wanted = importsIn(site.root);
    expect(wanted).toHaveLength(1);
    // Where something appears, and where the claim goes.
    const ends = calls.flatMap((call, index) =>
      /^(?:rename|rm|unlink|rmdir) /.test(call) ? [index + 1] : [],
    );
    expect(ends.length).toBeGreaterThan(3);
    const broken: string[] = [];
    for (const at of ends) {
      rmSync(site.root, { recursive: true });
      cpSync(beginning, site.root, { recursive: true });
      await program.run(sweep, { root: site.root, faulty: { at, code: 'EIO', isLasting: true } });
      ageCutBeats(site);
      for (const name of readdirSync(site.root))
        if (name.startsWith('registre.db')) rmSync(join(site.root, name));
      const archived = filesIn(site.root).some((file) => file.startsWith('archives/'));
      if (archived) await program.run(['register', 'rebuild', '--config', site.configuration]);
      const last = await program.run(sweep);
      const first = [last.exitCode, importsIn(site.root)];
      // And once more under another name.
      dropBatch(site.root, '888_encore');
      const again = await program.run(sweep);
      const claims = readdirSync(join(site.root, 'en-cours'), { withFileTypes: true });
      const left = claims.filter((entry) => entry.isDirectory()).length;
      const end = { first, again: [again.exitCode, importsIn(site.root)], left };
      if (JSON.stringify(end) === JSON.stringify({ first: [0, wanted], again: [0, wanted], left: 0 }))
        continue;
      broken.push(`stopped at ${at}, ${calls[at - 1]}: ${JSON.stringify(end)}\n${last.stderr}`);
    }
    expect(broken).toEqual([]);
  },
);

function importsIn(root: string): string[] {
  return filesIn(root).filter((file) => /^a-integrer\/.*\.ECR$/.test(file));
}
