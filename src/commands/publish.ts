/** `publish PATH --out DIR`: one settings export to its payload. */
import { join } from 'node:path';
import { PayloadError } from '../ami/payload-file.ts';
import { countFindings } from '../model/finding-counts.ts';
import { type Publication, publishSettings } from '../publish.ts';
import { reportJson, settingsReport } from '../robot/report/report-json.ts';
import { StagedOutput } from '../storage/durable.ts';
import { changesText } from './changes-text.ts';
import { findingsText } from './findings-text.ts';
import { discardWhenInterrupted } from './interruption.ts';
import { laterPayloads } from './later-payloads.ts';
import { checkTarget, existing } from './paths.ts';
import { type ExitCode, type Run, UsageFault } from './run.ts';
import { sinceFault } from './since-fault.ts';
import { type Style, styled } from './streams.ts';
import { today } from './today.ts';

export interface PublishOptions {
  readonly out: string;
  readonly since?: string;
  readonly dossier?: string;
}

export async function publish(run: Run, path: string, options: PublishOptions): Promise<ExitCode> {
  await existing(path);
  await checkTarget(options.out, path);
  if (options.since !== undefined) await existing(options.since);
  let isReplaced = false;
  const output = new StagedOutput(options.out, {
    onLost: (lost, how) => {
      isReplaced ||= how === 'replaced';
      run.streams.errors.write(`${styled(run.streams.errors, 'yellow', run.wording.lostFile(lost, how))}\n`);
    },
  });
  const stop = discardWhenInterrupted(output);
  try {
    const publication = await publishSettings({
      path,
      dossier: options.dossier ?? null,
      since: options.since ?? null,
      limits: run.configuration.limits,
      today: today(),
      output,
    });
    if (isReplaced) tellReplaced(run, publication, output.folder);
    report(run, publication, output.folder);
    return publication.status === 'refused' ? 1 : 0;
  } catch (error) {
    const { since } = options;
    if (!(error instanceof PayloadError) || since === undefined) throw error;
    const fault = await sinceFault(since, error.fault);
    throw new UsageFault(({ publication }) => publication.sinceFault(since, fault));
  } finally {
    stop();
  }
}

/** Modifications start from the content of the payload before them, which is no more. */
function tellReplaced({ streams, wording }: Run, publication: Publication, folder: string): void {
  const { dossier, sequence, file } = publication;
  if (dossier === null || sequence === null || file === null) return;
  const later = laterPayloads(folder, dossier, sequence);
  const text = wording.publication.replaced(join(folder, file), later);
  streams.errors.write(`${styled(streams.errors, 'yellow', text)}\n`);
}

function report(run: Run, publication: Publication, folder: string): void {
  const { streams, language, wording } = run;
  const { dossier, status, kind, sequence, file, changes, removals, findings } = publication;
  streams.errors.write(findingsText(findings, language, wording, streams.errors));
  if (run.json) {
    streams.output.write(reportJson(settingsReport(publication, language)));
    return;
  }
  const { publication: words, colon } = wording;
  const outcome = styled(streams.output, STYLES[status], words.outcomes[status]);
  const lines = [`${words.subject(dossier)}${colon}${outcome}`];
  if (sequence !== null && status === 'published')
    lines.push(`  ${words.kind(kind, sequence, changes.length)}`);
  if (removals.length > 0) lines.push(`  ${styled(streams.output, 'yellow', words.removals(removals))}`);
  const table = changesText(changes, words, colon).trimEnd();
  if (table !== '') lines.push(table);
  lines.push(`  ${wording.counts(countFindings(findings))}`);
  lines.push(`  ${file === null ? wording.nothingWritten : join(folder, file)}`);
  streams.output.write(`${lines.join('\n')}\n`);
}

const STYLES: Readonly<Record<Publication['status'], Style>> = {
  published: 'green',
  unchanged: 'dim',
  refused: 'red',
};
