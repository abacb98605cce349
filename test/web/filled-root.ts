/** A root that a robot has filled with the samples: accepted and refused batches, settings in both outcomes. */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Bureau } from '../commands/robot-process.ts';

export const SAMPLES = join(import.meta.dirname, '..', '..', 'samples');

/** Their names, below `samples/`. */
export interface ChosenSamples {
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
  readonly settings: readonly string[];
}

const EVERYTHING: ChosenSamples = {
  accepted: readdirSync(join(SAMPLES, 'accepted')),
  refused: readdirSync(join(SAMPLES, 'refused')),
  settings: ['creation-native', 'creation-tables', 'modification-compte', 'SIRET_MISSING'],
};

/** The caller removes it. */
export async function filledBureau({ accepted, refused, settings } = EVERYTHING): Promise<Bureau> {
  const bureau = new Bureau({ settleSeconds: 0 });
  for (const sample of accepted) drop(bureau, join('accepted', sample), 'depot-ami');
  for (const sample of refused) drop(bureau, join('refused', sample), 'depot-ami', `-${sample}`);
  await swept(bureau);
  for (const sample of settings) {
    // What is received within one second has no order.
    await delay(1_000);
    drop(bureau, join('settings', sample), 'depot-isacompta');
    await swept(bureau);
  }
  return bureau;
}

/** One sweep of a robot; throws where the machine was at fault. */
export async function swept(bureau: Bureau): Promise<void> {
  const { exitCode, stderr } = await bureau.run(['watch', '--once']);
  if (exitCode !== 0) throw new Error(`The sweep ended with ${exitCode}:\n${stderr}`);
}

/** What a sample drops, under its own name or one that says which sample it is. */
function drop(bureau: Bureau, sample: string, target: string, suffix = ''): void {
  const input = join(SAMPLES, sample, 'input');
  if (!existsSync(input)) return;
  for (const name of readdirSync(input)) {
    const ending = /^\.(?:zip|csv)$/i.test(extname(name)) ? extname(name) : '';
    const own = suffix === '' ? name : `${basename(name, ending)}${suffix}${ending}`;
    cpSync(join(input, name), join(bureau.path(target), own), { recursive: true });
  }
}
