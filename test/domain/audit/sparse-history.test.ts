import { expect, it } from 'vitest';
import { shouldSample } from '../../../src/domain/audit/sparse-history.ts';

it('N14: the first are each written down, then every doubling: a flood of a million adds a line each time it doubles', () => {
  const written = Array.from({ length: 1_000_000 }, (_, i) => i + 1).filter((nth) => shouldSample(nth, 5));
  expect(written.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 10, 20, 40, 80]);
  expect(written).toHaveLength(5 + Math.floor(Math.log2(1_000_000 / 5)));
});
