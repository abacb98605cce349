/**
 * Measures the program (`npm run bench -- [--quick] [name...]`): builds it, runs it in child processes against
 * yardsticks measured in turns with it, and prints one Markdown table. Exit code 1 where a limit is not kept.
 *
 * Every limit on time is a ratio, because a number of seconds says nothing about another machine, nor about this one
 * while it does something else.
 */
import { parseArgs } from 'node:util';
import { measureConvert } from './measures/convert.mjs';
import { measureDocuments } from './measures/documents.mjs';
import { measureGrowth } from './measures/growth.mjs';
import { measurePage } from './measures/page.mjs';
import { measureReading } from './measures/reading.mjs';
import { measureRegister } from './measures/register.mjs';
import { measureRobot } from './measures/robot.mjs';
import { measureScattered } from './measures/scattered.mjs';
import { measureSettings } from './measures/settings.mjs';
import { measureStart } from './measures/start.mjs';
import { allKept, circumstances, markdownTable } from './report.mjs';
import { Workshop } from './workshop.mjs';

const MEASURES = {
  convert: measureConvert,
  growth: measureGrowth,
  scattered: measureScattered,
  documents: measureDocuments,
  reading: measureReading,
  settings: measureSettings,
  register: measureRegister,
  robot: measureRobot,
  page: measurePage,
  start: measureStart,
};
const USAGE = `npm run bench -- [--quick] [${Object.keys(MEASURES).join('|')}]...

Without a name, everything is measured. --quick takes tenths of the sizes: a look whether all works, where
starting the processes weighs more than it should.
`;

process.exitCode = await bench();

async function bench() {
  const wanted = wantedMeasures();
  if (wanted.exitCode !== undefined) return wanted.exitCode;
  const workshop = new Workshop({ divisor: wanted.isQuick ? 10 : 1 });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      workshop.remove();
      process.exit(130);
    });
  }
  try {
    const rows = [];
    for (const name of wanted.names) {
      process.stderr.write(`${name}...\n`);
      rows.push(...(await MEASURES[name](workshop)));
    }
    process.stdout.write(`${markdownTable(rows)}\n\n${circumstances(new Date())}\n`);
    return allKept(rows) ? 0 : 1;
  } finally {
    workshop.remove();
  }
}

/** What to measure; or the exit code, where the command line makes no sense or asks for help. */
function wantedMeasures() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const unknown = positionals.find((name) => !Object.hasOwn(MEASURES, name));
    if (unknown !== undefined) throw new Error(`There is no measure '${unknown}'`);
    if (values.help === true) {
      process.stdout.write(USAGE);
      return { exitCode: 0 };
    }
    const names = positionals.length > 0 ? positionals : Object.keys(MEASURES);
    return { isQuick: values.quick === true, names };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return { exitCode: 2 };
  }
}
