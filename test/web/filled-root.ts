/** A root that a robot has filled with the samples: accepted and refused batches, settings in both outcomes. */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { Bureau } from '../commands/robot-process.ts';

export const SAMPLES = join(import.meta.dirname, '..', '..', 'samples');

/** The caller removes it. */
export async function filledBureau(configuration: Readonly<Record<string, unknown>> = {}): Promise<Bureau> {
  const bureau = new Bureau({ settleSeconds: 0, ...configuration });
  dropAll(bureau, 'accepted', 'depot-ami');
  dropAll(bureau, 'refused', 'depot-ami');
  await swept(bureau);
  for (const name of ['creation-native', 'creation-tables', 'modification-compte', 'SIRET_MISSING']) {
    const input = join(SAMPLES, 'settings', name, 'input');
    if (!existsSync(input)) throw new Error(`There is no sample ${name}`);
    for (const each of readdirSync(input)) {
      cpSync(join(input, each), join(bureau.path('depot-isacompta'), each), { recursive: true });
    }
    await swept(bureau);
  }
  return bureau;
}

/** One sweep of a robot; throws where the machine was at fault. */
export async function swept(bureau: Bureau): Promise<void> {
  const { exitCode, stderr } = await bureau.run(['watch', '--once']);
  if (exitCode !== 0) throw new Error(`The sweep ended with ${exitCode}:\n${stderr}`);
}

/** Every sample of a kind, each under a name of its own. */
function dropAll(bureau: Bureau, kind: 'accepted' | 'refused', target: string): void {
  for (const sample of readdirSync(join(SAMPLES, kind))) {
    const input = join(SAMPLES, kind, sample, 'input');
    if (!existsSync(input)) continue;
    for (const name of readdirSync(input)) {
      const ending = /^\.(?:zip|csv)$/i.test(extname(name)) ? extname(name) : '';
      const own = kind === 'accepted' ? name : `${basename(name, ending)}-${sample}${ending}`;
      cpSync(join(input, name), join(bureau.path(target), own), { recursive: true });
    }
  }
}
