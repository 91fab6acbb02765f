import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const LINE_CHARACTERS_MAX = 160;
const SENTENCE_WORDS_MAX = 18;

const pages = globSync(['*.md', 'docs/*.md']).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** Without code blocks and tables. */
function readProse(text: string): string[] {
  return text
    .replace(/^ *```[\s\S]*?^ *```$/gm, '')
    .split('\n')
    .filter((line) => !/^ *\|/.test(line));
}

/** Each item of a list and each paragraph ends its last sentence; code counts as one word; headings are no sentences. */
function readSentences(text: string): string[] {
  return readProse(text)
    .map((line) => (/^ *(?:#|<)/.test(line) ? '' : line))
    .join('\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`]*`/g, 'code')
    .split(/\n\s*\n|^ *(?:[-*]|\d+\.) |[.!?][*_)"”]*(?=\s)/m)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\w/.test(sentence));
}

const countWords = (sentence: string): number => sentence.match(/[\w’'-]+/g)?.length ?? 0;

function medianWords(text: string): number {
  const counts = readSentences(text)
    .map(countWords)
    .sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

describe.each(pages)('$path', ({ text }) => {
  it(`has no line of prose over ${LINE_CHARACTERS_MAX} characters`, () => {
    expect(readProse(text).filter((line) => line.length > LINE_CHARACTERS_MAX)).toEqual([]);
  });

  it(`has sentences of ${SENTENCE_WORDS_MAX} words at the median`, () => {
    expect(medianWords(text)).toBeLessThanOrEqual(SENTENCE_WORDS_MAX);
  });
});

it('sentences are found and counted, so the tests above can fail', () => {
  const page =
    '# A heading\n\nOne two three. Four `five six`!\n\n- Seven\n  eight\n- [nine](ten.md)\n\n| eleven |';
  expect(readSentences(page)).toEqual(['One two three', 'Four code', 'Seven\n  eight', 'nine']);
  expect(readSentences(page).map(countWords)).toEqual([3, 2, 2, 1]);
  expect(medianWords(`${'word '.repeat(19)}. `.repeat(3))).toBe(19);
});
