import { defineConfig } from 'vitest/config';

/** The tests in a real browser: `npm run test:browser`. They fail, and are never skipped, where none is found. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
