/** Writes what is told of a drop into a folder of its claim, and has it on the disk. */
import { join } from 'node:path';
import type { Language } from '../check/messages/report.ts';
import type { Finding } from '../model/finding.ts';
import { PlainFolder } from '../storage/plain-folder.ts';
import { anomaliesCsv } from './report/anomalies-csv.ts';

/** What the reports of a refusal are called. */
export const REPORT_NAMES = ['rapport.json', 'rapport.txt', 'anomalies.csv'] as const;

export interface Reports {
  readonly json: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly language: Language;
}

/** The reports of a refusal. */
export async function writeReports(
  folder: string,
  { json, text, findings, language }: Reports,
): Promise<void> {
  const written = new PlainFolder(folder);
  const texts = [json, text, anomaliesCsv(findings, language)];
  for (const [index, name] of REPORT_NAMES.entries())
    await written.write(name, [Buffer.from(texts[index] ?? '')]);
  await written.finish();
}

/** The note that a duplicate gets; its path. */
export async function writeNote(folder: string, text: string): Promise<string> {
  const written = new PlainFolder(folder);
  await written.write('note.txt', [Buffer.from(text)]);
  await written.finish();
  return join(folder, 'note.txt');
}
