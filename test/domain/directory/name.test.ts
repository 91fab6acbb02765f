import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseName } from '../../../src/domain/directory/name.ts';

describe('a name', () => {
  test.each([
    'Lena Klein',
    "Ada O'Neil-Smith",
    'Zoë',
    '李雷',
    'علي',
    'नेहा क्\u200dष',
    'فاطمه\u200cزهرا',
    'Team \u{1f469}\u200d\u{1f4bb}',
    'José',
    '3M',
  ])('%j is a name', (name) => {
    expect(parseName(name)).toEqual({ kind: 'name', name });
  });

  test.each([
    ['nothing', '', 'empty'],
    ['spaces', ' \u00a0\u3000 ', 'empty'],
    ['zero-width characters', '\u200b\u200c\u200d', 'empty'],
    ['a Hangul filler', '\u3164', 'empty'],
    ['a halfwidth Hangul filler', '\uffa0\u115f', 'empty'],
    ['a blank Braille pattern', '\u2800', 'empty'],
    ['tag characters', '\u{e0041}\u{e0042}', 'empty'],
    ['variation selectors', '\ufe0f', 'empty'],
    ['a mark on nothing', '\u0301', 'empty'],
    ['a name with a hidden second one', 'Lena\u{e0041}\u{e0042}', 'hidden'],
    ['a zero-width space', 'Le\u200bna', 'hidden'],
    ['a soft hyphen', 'Le\u00adna', 'hidden'],
    ['turned text', 'Le\u202ena', 'hidden'],
    ['an isolate', 'Le\u2067na', 'hidden'],
    ['a line break', 'Le\nna', 'hidden'],
    ['a paragraph separator', 'Le\u2029na', 'hidden'],
    ['a formula', '=cmd()', 'formula'],
    ['a fullwidth formula', '＝cmd()', 'formula'],
    ['a small plus sign', '﹢1', 'formula'],
    ['a superscript plus sign', '⁺1', 'formula'],
    ['a fullwidth at sign', '＠x', 'formula'],
    ['a formula behind a joiner', '\u200d=cmd()', 'formula'],
    ['half a character', 'Le\ud800na', 'malformed'],
  ])('%s is refused', (_what, text, code) => {
    expect(parseName(text)).toEqual({ kind: 'bad', problem: { code, max: 200 } });
  });

  test('any text is read or refused, and a name is a name again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (text) => {
        const parsed = parseName(text);
        if (parsed.kind === 'bad') return;
        expect(parseName(parsed.name)).toEqual(parsed);
        expect(parsed.name.normalize('NFKC')).not.toMatch(/^[=+\-@]/);
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});
