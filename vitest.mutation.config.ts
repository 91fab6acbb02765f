import { defineConfig } from 'vitest/config';

/** The tests of `npm run mutate`: in process, without a network, and none that measures time or starts the program. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/services/**/*.test.ts', 'test/redeeming/**/*.test.ts'],
    exclude: ['test/redeeming/{timing,equal-work,processes,fuzz,outage}.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
  },
});
