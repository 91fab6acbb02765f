import { expect, it } from 'vitest';
import { assertProgress } from '../../../src/vendors/http/assert-progress.ts';

it('a page that repeats is refused, however much later; one that overlaps is not', () => {
  const progress = assertProgress();
  progress.page(['1', '2']);
  progress.page(['2', '3']);
  progress.page(['3', '4']);
  expect(() => progress.page(['1', '2'])).toThrow('unexpected_answer: repeated page');
});

it('a cursor that comes again is refused', () => {
  const progress = assertProgress();
  progress.cursor('a');
  progress.cursor('b');
  expect(() => progress.cursor('a')).toThrow('unexpected_answer: repeated cursor');
});

it('empty pages may come in between, up to a thousand in a row', () => {
  const progress = assertProgress();
  for (let index = 0; index < 1000; index += 1) progress.page([]);
  progress.page(['1']);
  for (let index = 0; index < 1000; index += 1) progress.page([]);
  expect(() => progress.page([])).toThrow('unexpected_answer: empty pages');
});
