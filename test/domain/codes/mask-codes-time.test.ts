import { describe, expect, it } from 'vitest';
import { maskCodes } from '../../../src/domain/codes/mask-codes.ts';

describe('N21: masking takes time that is linear in the text', () => {
  it.each([
    ['one letter', 'A'],
    ['a symbol and a space', '2 '],
    ['groups', 'ABCD '],
    ['almost in words', 'alfa '],
    ['the beginning of a word', 'juliettan '],
    ['escapes', '\\n'],
    ['separators', ' -'],
    ['invisible characters', '\u200b'],
    ['letters of full width', 'Ａ'],
  ])(
    '1 MB of %s',
    (_name, piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      expect(maskCodes(`${text} 2222-2222-2222-2223`)).toMatch(/\[code\]$/);
    },
    60_000,
  );
});
