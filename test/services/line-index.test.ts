import { expect, it } from 'vitest';
import { createLineIndex } from '../../src/services/line-index.ts';

it('tells where each of many names stood first, and takes no name for another', () => {
  const index = createLineIndex();
  const COUNT = 100_000;
  for (let line = 1; line <= COUNT; line += 1) expect(index.note(`person${line}`, line)).toBeNull();
  for (let line = 1; line <= COUNT; line += 997) expect(index.note(`person${line}`, COUNT + line)).toBe(line);
  expect(index.note('person1', 7)).toBe(1);
  expect(index.note('', 8)).toBeNull();
  expect(index.note('', 9)).toBe(8);
});
