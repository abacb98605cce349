/** What `replay` says. */
import { retold } from '../check/messages/told.ts';
import { formatCentsPlain } from '../model/cents.ts';
import type { DropRecord } from '../model/drop-record.ts';
import type { ReplayRefusal } from '../robot/replay.ts';
import type { ExitCode, Run } from './run.ts';
import { styled } from './streams.ts';

/** Why nothing was run. */
export function tellReplayRefusal(
  { streams, wording, json }: Run,
  drop: DropRecord | null,
  refusal: ReplayRefusal,
): ExitCode {
  const message = wording.robot.replay.refusal(refusal, wording.archive);
  streams.errors.write(`${styled(streams.errors, 'red', message)}\n`);
  if (json) {
    const status = refusal.kind === 'delivered' ? 'duplicate' : 'refused';
    streams.output.write(`${JSON.stringify({ id: null, of: drop?.id ?? null, status, message }, null, 2)}\n`);
  }
  return 1;
}

/** What became of the batch this time. */
export function tellReplay({ streams, wording, json, language }: Run, record: DropRecord): ExitCode {
  const { id, earlier, outcome, batch, dossier, facts, places, revision } = record;
  const findings = record.findings.map((finding) => retold(finding, language));
  const isDelivered = outcome === 'delivered';
  for (const finding of findings) streams.errors.write(`${wording.robot.replay.finding(finding)}\n`);
  if (json) {
    const totals = {
      entries: facts?.entries ?? 0,
      movements: facts?.movements ?? 0,
      debit: formatCentsPlain(facts?.debit ?? 0n),
      credit: formatCentsPlain(facts?.credit ?? 0n),
      documents: facts?.documents ?? 0,
    };
    const told = { id, of: earlier, batch, dossier, status: outcome, revision, ...totals, places, findings };
    streams.output.write(`${JSON.stringify(told, null, 2)}\n`);
    return isDelivered ? 0 : 1;
  }
  const status = styled(
    streams.output,
    isDelivered ? 'green' : 'red',
    isDelivered ? wording.delivered : wording.refused,
  );
  const lines = [
    `${wording.subject(batch, dossier)}${wording.colon}${status}`,
    ...places.map((place) => `  ${place}`),
  ];
  streams.output.write(`${lines.join('\n')}\n`);
  return isDelivered ? 0 : 1;
}
