import { describe, expect, it } from 'vitest';
import { fitsWords, toSearchWords } from '../../../src/domain/directory/search-words.ts';

describe('words to search by', () => {
  it.each([
    ['Müller-Łukasz', ['muller', 'lukasz']],
    ['Søren  GRØNNE', ['soren', 'gronne']],
    ['Groß', ['gross']],
    ['GROSS', ['gross']],
    ['O’Brien', ['o', 'brien']],
    ['E-00417', ['e', '00417']],
    ['山田 太郎', ['山田', '太郎']],
    ['…', []],
  ])('%j is %j', (text, words) => {
    expect(toSearchWords(text)).toEqual(words);
  });

  it.each([
    ['Anna Müller', 'mull', true],
    ['Anna Müller', 'an mu', true],
    ['Anna Müller', 'mu an', true],
    ['Anna Müller', 'ller', false],
    ['Anna Müller', 'anna schmidt', false],
  ])('%j is found by %j: %j', (name, typed, isFound) => {
    expect(fitsWords(toSearchWords(name), toSearchWords(typed))).toBe(isFound);
  });
});
