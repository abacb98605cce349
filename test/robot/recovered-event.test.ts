/** What is told of a drop that was interrupted: its own name, what became of it, and where to look. */
import { expect, test } from 'vitest';
import type { DropRecord } from '../../src/model/drop-record.ts';
import { recoveredEvent } from '../../src/robot/recovered-event.ts';
import { delivery } from '../register/records.ts';

const IMPORT = 'a-integrer/888/888_1.ECR';

test.each<[string, Partial<DropRecord>, string | null]>([
  ['refused', { outcome: 'refused', places: ['refuses/n', 'refuses/n/n'] }, 'refuses/n'],
  ['delivered', { places: ['a-integrer/888/888_1.zip', IMPORT] }, IMPORT],
  ['delivered in part', { places: ['refuses/n', 'refuses/n/a-corriger', IMPORT] }, IMPORT],
  ['duplicate', { outcome: 'duplicate', places: ['doublons/n.txt', 'doublons/n'] }, 'doublons/n'],
  ['unchanged', { outcome: 'unchanged', places: [] }, null],
])('%s', (_name, changes, place) => {
  const record = delivery('1', changes);
  expect(recoveredEvent('1', '1', record)).toEqual({
    kind: 'recovered-finished',
    drop: '1',
    name: '888_1.zip',
    outcome: record.outcome,
    place,
  });
});

test('a drop that the register does not know has its id alone', () => {
  expect(recoveredEvent('1', '1', null)).toMatchObject({ name: '1', outcome: null, place: null });
});
