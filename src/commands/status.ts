/** `status`: whether the robot does its work, for a person and for a monitoring. */
import type { ExitCode, Run } from './run.ts';
import { statusFacts } from './status-facts.ts';
import { type Concern, concernsOf, type StatusFacts } from './status-health.ts';
import { styled } from './streams.ts';

/** 0 where all is well, 1 where something needs a look. */
export async function status(run: Run): Promise<ExitCode> {
  const facts = await statusFacts(run.configuration, new Date());
  const concerns = concernsOf(facts);
  report(run, facts, concerns);
  return concerns.length === 0 ? 0 : 1;
}

/** The verdict comes first: it is what a monitoring shows of a text. */
function report({ streams, wording, json }: Run, facts: StatusFacts, concerns: readonly Concern[]): void {
  const words = wording.robot.status;
  const sentences = concerns.map((concern) => words.concern(concern, facts.now));
  if (json) {
    streams.output.write(`${JSON.stringify(jsonOf(facts, concerns, sentences), null, 2)}\n`);
    return;
  }
  const isWell = concerns.length === 0;
  const lines = [
    styled(streams.output, isWell ? 'green' : 'red', words.verdict(concerns.length)),
    ...sentences.map((sentence) => `- ${sentence}`),
    ...words.facts(facts),
  ];
  streams.output.write(`${lines.join('\n')}\n`);
}

function jsonOf(facts: StatusFacts, concerns: readonly Concern[], sentences: readonly string[]): object {
  const { root, heartbeat, isRunning, waiting, claimed, disk, register } = facts;
  const isRead = register.state === 'read';
  return {
    ok: concerns.length === 0,
    reasons: concerns.map(({ code }, at) => ({ code, message: sentences[at] })),
    root,
    robot: heartbeat === null ? null : { ...heartbeat, running: isRunning },
    waiting,
    claimed,
    disk,
    refusedLastDay: isRead ? register.refused : null,
    pending: isRead ? register.pending : null,
  };
}
