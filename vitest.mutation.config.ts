import { defineConfig } from 'vitest/config';

const all = ['test/domain/**/*.test.ts', 'test/services/**/*.test.ts', 'test/redeeming/**/*.test.ts'];

/**
 * The tests of `npm run mutate`: in process, without a network, and none that measures time or starts the program; or those that MUTATE_TESTS names.
 * Stryker's own `--testFiles` would do, but for what is computed when a file is loaded: it activates such a change too late and calls it survived.
 */
export default defineConfig({
  test: {
    include: process.env.MUTATE_TESTS?.split(',') ?? all,
    exclude: [
      'test/domain/codes/mask-codes-time.test.ts',
      'test/redeeming/{timing,equal-work,processes,fuzz,outage}.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
  },
});
