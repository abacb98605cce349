/** What was measured as rows of a Markdown table, each with its verdict. */
import { arch, availableParallelism, cpus, platform } from 'node:os';

const KEPT = 'kept';

/** One thing against another that was measured in turns with it. */
export function ratioRow(measure, measured, yardstick, limit) {
  const ratio = measured.seconds / yardstick.seconds;
  return {
    measure,
    result: `${seconds(measured)} / ${seconds(yardstick)} = ${ratio.toFixed(2)}`,
    limit: `${limit.toFixed(1)} times`,
    verdict: verdictOf(ratio, limit),
  };
}

export function peakRow(measure, { peakMiB }, limitMiB) {
  return {
    measure,
    result: `${Math.round(peakMiB)} MiB`,
    limit: `${limitMiB} MiB`,
    verdict: verdictOf(peakMiB, limitMiB),
  };
}

/** A time that is shown for comparison and has no limit. */
export function shownRow(measure, measured) {
  return { measure, result: seconds(measured), limit: 'none', verdict: '' };
}

/** A peak that is shown and has no limit. */
export function shownPeakRow(measure, { peakMiB }) {
  return { measure, result: `${Math.round(peakMiB)} MiB`, limit: 'none', verdict: '' };
}

/** Something that could not be measured: not a pass. */
export function missingRow(measure, limit, why) {
  return { measure, result: 'none', limit: `${limit.toFixed(1)} times`, verdict: `not measured: ${why}` };
}

/** Whether every row that has a limit keeps it. */
export function allKept(rows) {
  return rows.every(({ verdict }) => verdict === '' || verdict === KEPT);
}

export function markdownTable(rows) {
  const cells = [
    ['measure', 'result', 'limit', 'verdict'],
    ['---', '---:', '---:', '---'],
    ...rows.map(({ measure, result, limit, verdict }) => [measure, result, limit, verdict]),
  ];
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** What the numbers depend on: Node, the processor, the day. */
export function circumstances(now) {
  const day = now.toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `Node ${process.version}, ${model}, ${availableParallelism()} cores, ${platform()} ${arch()}, ${day}`;
}

/** Of a figure that may be as much as its limit. */
export function verdictOf(value, limit) {
  return value <= limit ? KEPT : `missed by ${Math.ceil((value / limit - 1) * 100)} %`;
}

function seconds({ seconds }) {
  return seconds < 1 ? `${Math.round(seconds * 1_000)} ms` : `${seconds.toFixed(2)} s`;
}
