/** The crash tests in their whole form (`npm run test:crash`): minutes instead of seconds. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    env: { CRASH_TESTS: 'whole' },
    // Each of them keeps both processors busy, and is about moments.
    fileParallelism: false,
    testTimeout: 3_600_000,
  },
});
