import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 30_000,
    // Most tests wait for a program that they started; on two cores the default of one worker leaves one core idle.
    maxWorkers: 2,
  },
});
