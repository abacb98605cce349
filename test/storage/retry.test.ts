import { expect, test } from 'vitest';
import { isPassing, MOST_RETRIES, pauseBefore, retrying } from '../../src/storage/retry.ts';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/** An action that fails as told, then succeeds; and the pauses that were made. */
function failing(codes: readonly string[]) {
  const pauses: number[] = [];
  let calls = 0;
  const action = (): string => {
    const code = codes[calls];
    calls += 1;
    if (code !== undefined) throw systemError(code);
    return 'done';
  };
  const pause = async (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
  };
  return { action, pause, pauses, calls: () => calls };
}

test('pauses grow, and end after about five seconds', () => {
  const pauses = Array.from({ length: MOST_RETRIES }, (_, index) => pauseBefore(index + 1) ?? Number.NaN);
  expect(pauses.slice(0, 7)).toEqual([10, 20, 40, 80, 160, 320, 500]);
  expect(pauseBefore(MOST_RETRIES + 1)).toBeNull();
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(total).toBeGreaterThan(4_000);
  expect(total).toBeLessThan(6_000);
});

test('what is in use is tried again until it is free', async () => {
  const { action, pause, pauses } = failing(['EACCES', 'EBUSY', 'EPERM']);
  expect(await retrying(action, { platform: 'win32', pause })).toBe('done');
  expect(pauses).toEqual([10, 20, 40]);
});

test('what stays in use ends in its error', async () => {
  const { action, pause, calls } = failing(Array.from({ length: 100 }, () => 'EBUSY'));
  await expect(retrying(action, { platform: 'win32', pause })).rejects.toThrow('EBUSY');
  expect(calls()).toBe(MOST_RETRIES + 1);
});

test('a lasting error is thrown at once', async () => {
  const { action, pause, calls } = failing(['ENOSPC']);
  await expect(retrying(action, { platform: 'win32', pause })).rejects.toThrow('ENOSPC');
  expect(calls()).toBe(1);
});

test('a refusal passes on Windows only; what is no error of the system never does', () => {
  expect(isPassing(systemError('EACCES'), 'win32')).toBe(true);
  expect(isPassing(systemError('EACCES'), 'linux')).toBe(false);
  expect(isPassing(systemError('EBUSY'), 'linux')).toBe(true);
  expect(isPassing(new Error('EBUSY'), 'win32')).toBe(false);
});
