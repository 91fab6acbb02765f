import { describe, expect, it } from 'vitest';

/** Where no MongoDB is at hand, the other half of a suite that runs on both stores shows as skipped instead of not at all. */
export function showSkippedStore(): void {
  if (process.env.MONGODB_URI !== undefined || process.env.VITEST === undefined) return;
  // The browser's suites have no other half.
  if (expect.getState().testPath?.includes('/test/browser/')) return;
  describe.skip('the same on mongodb', () => {
    it('needs a MongoDB replica set: npm run test:mongo, or set MONGODB_URI', () => {});
  });
}
