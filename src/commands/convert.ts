/** `convert PATH --out DIR`: one batch to its import file and document zip. */
import { join } from 'node:path';
import { type Conversion, convertBatch, type OutputFormat, refusal } from '../convert.ts';
import { countFindings } from '../model/finding-counts.ts';
import { batchReport, reportJson } from '../robot/report/report-json.ts';
import { StagedOutput } from '../storage/durable.ts';
import { type BatchSettingsOptions, batchSettings } from './batch-settings.ts';
import { findingsText } from './findings-text.ts';
import { discardWhenInterrupted } from './interruption.ts';
import { checkTarget, existing } from './paths.ts';
import { progressOf } from './progress.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';

export interface ConvertOptions extends BatchSettingsOptions {
  readonly out: string;
  readonly format: OutputFormat;
  readonly dossier?: string;
  readonly journal?: string;
}

export async function convert(run: Run, path: string, options: ConvertOptions): Promise<ExitCode> {
  await existing(path);
  await checkTarget(options.out, path);
  const settings = await batchSettings(run, options);
  // Where the settings themselves are at fault, the batch is not even looked at.
  if (settings.findings.hasErrors) {
    report(run, refusal(settings.findings), '');
    return 1;
  }
  const progress = progressOf(run);
  const output = new StagedOutput(options.out, {
    onLost: (lost, how) => {
      progress.clear();
      run.streams.errors.write(`${styled(run.streams.errors, 'yellow', run.wording.lostFile(lost, how))}\n`);
    },
  });
  const stop = discardWhenInterrupted(output);
  try {
    const conversion = await convertBatch({
      path,
      dossier: options.dossier ?? null,
      journal: options.journal ?? null,
      format: options.format,
      configuration: run.configuration,
      settings: settings.value,
      output,
      onProgress: progress.onProgress,
    });
    progress.clear();
    const findings = [...settings.findings.list(), ...conversion.findings];
    report(run, { ...conversion, findings }, output.folder);
    return conversion.status === 'delivered' ? 0 : 1;
  } finally {
    stop();
  }
}

function report(run: Run, conversion: Conversion, folder: string): void {
  const { streams, language, wording } = run;
  const { findings, files, status } = conversion;
  streams.errors.write(findingsText(findings, language, wording, streams.errors));
  if (run.json) {
    streams.output.write(reportJson(batchReport(conversion, language)));
    return;
  }
  const subject = wording.subject(conversion.batch, conversion.dossier);
  const isDelivered = status === 'delivered';
  const outcome = styled(
    streams.output,
    isDelivered ? 'green' : 'red',
    isDelivered ? wording.delivered : wording.refused,
  );
  const lines = [
    `${subject}${wording.colon}${outcome}`,
    `  ${wording.figures(conversion)}`,
    `  ${wording.counts(countFindings(findings))}`,
  ];
  const written = [files.import, files.documents].filter((name) => name !== null);
  for (const name of new Set(written)) lines.push(`  ${join(folder, name)}`);
  if (written.length === 0) lines.push(`  ${wording.nothingWritten}`);
  streams.output.write(`${lines.join('\n')}\n`);
}
