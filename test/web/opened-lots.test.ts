/** Lots that several requests look at together: each is closed once, by whoever looked at it last. */
import { expect, onTestFinished, test } from 'vitest';
import type { DropRecord } from '../../src/model/drop-record.ts';
import type { OpenedLot } from '../../src/web/opened-lot.ts';
import { Bureau } from '../commands/robot-process.ts';
import { filesBelow } from '../robot/robot-root.ts';
import { csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { swept } from './filled-root.ts';
import { type OpenedPage, testPage } from './opened-page.ts';

interface Seen extends OpenedPage {
  readonly record: DropRecord;
  /** What the page has taken out of archives. */
  readonly extracted: () => string[];
}

async function deliveredLot(): Promise<Seen> {
  const bureau = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => bureau.remove());
  const csv = csvText(purchase('P1', { documents: 'facture.pdf' }));
  writeBatch(bureau.path('depot-ami'), '888_lot', { csv, documents: { 'facture.pdf': PDF } });
  await swept(bureau);
  const opened = await testPage(bureau.root);
  const [record] = await opened.desk.register.list({ limit: 1 });
  if (record === undefined) throw new Error('nothing was delivered');
  const extracted = (): string[] =>
    filesBelow(opened.desk.folders.claimed).filter((path) => !path.includes('/verrou'));
  return { ...opened, record, extracted };
}

/** What waits for it goes on once it is open. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { passed, open };
}

test('a look that fails leaves the lot to the one beside it, and nothing of it stays', async () => {
  const { desk, record, extracted } = await deliveredLot();
  const fault = gate();
  const end = gate();
  let own: OpenedLot | null = null;
  const failing = desk.lots.look(record, async (lot) => {
    await lot.grid();
    await fault.passed;
    throw new Error('a fault');
  });
  const other = desk.lots.look(record, async (lot) => {
    own = lot;
    await end.passed;
    return (await (await lot.grid()).page(1)).length;
  });
  await expect.poll(extracted).toHaveLength(1);
  fault.open();
  await expect(failing).rejects.toThrow('a fault');
  expect(extracted()).toHaveLength(1);
  // What failed is read anew by the next one.
  expect(await desk.lots.look(record, async (lot) => lot === own)).toBe(false);
  end.open();
  expect(await other).toBe(3);
  expect(extracted()).toEqual([]);
});

test('the end of the page waits for nobody who looks; she closes what she has', async () => {
  const { desk, record, extracted } = await deliveredLot();
  const end = gate();
  const look = desk.lots.look(record, async (lot) => {
    await lot.grid();
    await end.passed;
    return (await lot.documents())?.names;
  });
  await expect.poll(extracted).toHaveLength(1);
  await desk.lots.close();
  end.open();
  expect(await look).toEqual([expect.stringMatching(/\.pdf$/)]);
  expect(extracted()).toEqual([]);
});
