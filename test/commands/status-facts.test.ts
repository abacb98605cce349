/** What is counted of a register, on the clock of an office that is far from Greenwich. */
import { expect, onTestFinished, test } from 'vitest';
import { statusFacts } from '../../src/commands/status-facts.ts';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import { delivered, delivery, opened } from '../register/records.ts';
import { newRoot } from '../robot/robot-root.ts';

test.each(['America/Martinique', 'Europe/Paris', 'Pacific/Noumea'])(
  'the refusals of the last day are those of the last 24 hours (%s)',
  async (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    onTestFinished(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });
    const folders = newRoot();
    const register = await opened(folders.register);
    const moments = ['2026-11-23T01:59:00.000Z', '2026-11-23T02:01:00.000Z', '2026-11-23T15:00:00.000Z'];
    for (const [index, receivedAt] of moments.entries())
      await delivered(
        register,
        delivery(String(index), { outcome: 'refused', archive: null, manifestHash: null, receivedAt }),
      );
    const configuration = { ...DEFAULT_CONFIGURATION, root: folders.root };
    const facts = await statusFacts(configuration, new Date('2026-11-24T02:00:00.000Z'));
    expect(facts.register).toMatchObject({ state: 'read', refused: 2 });
  },
);
