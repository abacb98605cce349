/** Lots with more findings than a page tells: how many more there are is said, wherever they are shown. */
import { expect, onTestFinished, test } from 'vitest';
import { Bureau } from '../commands/robot-process.ts';
import { type BatchRow, csvText, PDF, purchase, writeBatch } from '../support/batch.ts';
import { swept } from './filled-root.ts';
import { PlainBrowser, testPage } from './opened-page.ts';

const ENTRIES = 210;
/** That no entry names; and the fiscal year is unknown. */
const DOCUMENTS = 205;

/** A credit note whose amounts are spelled as negative ones: three warnings. */
function creditNote(piece: string): BatchRow[] {
  const minus = (amount: string | undefined): string => (amount === undefined ? '' : `-${amount}`);
  return purchase(piece).map((row) => ({ ...row, debit: minus(row.debit), credit: minus(row.credit) }));
}

async function shownLot(csv: string): Promise<string> {
  const bureau = new Bureau({ settleSeconds: 0 });
  onTestFinished(() => bureau.remove());
  const names = Array.from({ length: DOCUMENTS }, (_, at) => [`${at}.pdf`, PDF] as const);
  writeBatch(bureau.path('depot-ami'), '888_lot', { csv, documents: Object.fromEntries(names) });
  await swept(bureau);
  const opened = await testPage(bureau.root);
  const [record] = await opened.desk.register.list({ limit: 1 });
  return (await new PlainBrowser(opened).get(`/lots/${record?.id}`)).body;
}

test('of a delivered lot, on the whole and by entry', async () => {
  const rows = Array.from({ length: ENTRIES }, (_, at) => creditNote(`P${at}`)).flat();
  const body = await shownLot(csvText(rows));
  expect(body.match(/DOCUMENT_UNREFERENCED/g)).toHaveLength(200);
  expect(body).toContain('6\u00a0autres anomalies dans anomalies.csv');
  expect(body).toContain('30\u00a0autres anomalies dans anomalies.csv');
});

test('of a refused lot', async () => {
  const body = await shownLot(csvText(purchase('P1').slice(0, 2)));
  expect(body).toContain('6\u00a0autres anomalies dans anomalies.csv');
});
