/** Mutation testing, `npm run mutate`: Stryker changes the code, one small change at a time, and says which changes no test notices. */
export default {
  mutate: [],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  // Stryker rewrites this file through an interface that TypeScript 7 does not have. Nothing here needs it rewritten: no such file, no rewriting.
  tsconfigFile: 'none',
  // A process beside the tests, and no more: many of them wait for a store.
  concurrency: 1,
  reporters: ['clear-text', 'progress', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
