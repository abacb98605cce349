/** Not a test: the pictures of the guide (`npm run screenshots`), with what the tests of the page drive a browser with. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['scripts/screenshots/pictures.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 300_000,
  },
});
