/** A system that announces no changes, as a watcher that can't watch. */
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { RobotEvent } from '../../src/robot/events.ts';
import { isFault } from '../../src/robot/events.ts';
import { Robot } from '../../src/robot/robot.ts';
import { RobotService } from '../../src/robot/service.ts';
import { newRoot, openedOffice } from './robot-root.ts';

const watcher = Object.assign(new EventEmitter(), { close: async () => {} });

vi.mock('chokidar', () => ({ watch: () => watcher }));

test('is told as that and not as a full disk, and sweeps go on', async () => {
  const office = await openedOffice(newRoot());
  const told: RobotEvent[] = [];
  const tell = (event: RobotEvent): number => told.push(event);
  const common = { settleSeconds: 0, ticks: () => performance.now(), tell };
  const robot = await Robot.start({
    ...common,
    office,
    hands: 1,
    work: () => Promise.reject(new Error('Nothing lies there')),
    onSettlingSoon: () => undefined,
  });
  const folders = [office.folders.amiDrops];
  const onSweep = async () => {};
  const service = new RobotService(robot, { ...common, folders, sweepMinutes: 60, polling: false, onSweep });
  const end = new AbortController();
  const run = service.run(end.signal);
  watcher.emit(
    'error',
    Object.assign(new Error('ENOSPC: watch'), { code: 'ENOSPC', path: '/racine/depot-ami' }),
  );
  watcher.emit(
    'error',
    Object.assign(new Error('ENOSPC: watch'), { code: 'ENOSPC', path: '/racine/ailleurs' }),
  );
  end.abort();
  await run;
  await robot.close();
  const announced = told.filter(({ kind }) => kind === 'not-announced');
  expect(announced).toEqual([{ kind: 'not-announced', code: 'ENOSPC', path: '/racine/depot-ami' }]);
  expect(told.filter(isFault)).toEqual([]);
});
