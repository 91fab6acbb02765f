import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from '../../../src/sandbox/page/client/text/mrkdwn.ts';
import { escapeMrkdwn, formatTime, mentionUser, unescapeMrkdwn } from '../../../src/slack/blocks/mrkdwn.ts';

describe('text inside mrkdwn', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@UADAM>', '&lt;@UADAM&gt;'],
    ['<https://evil.example|acme.test>', '&lt;https://evil.example|acme.test&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['Tom & Jerry', 'Tom &amp; Jerry'],
  ])('N14: %s can neither mention, link nor ping', (text, expected) => {
    expect(escapeMrkdwn(text)).toBe(expected);
  });

  it.each([
    ['*bold*', '\u2217bold\u2217'],
    ['_ada_l_', '\u02CDada_l\u02CD'],
    ['ada_l@acme.test', 'ada_l@acme.test'],
    ['~struck~ `code`', '\u223Cstruck\u223C \u02CBcode\u02CB'],
    [':key: 10:30', '\uA789key: 10:30'],
    ['> quoted', '\u200B&gt; quoted'],
  ])('S14: %s shows as typed', (text, expected) => {
    expect(escapeMrkdwn(text)).toBe(expected);
  });

  it('S14: never formats, whatever is around it', () => {
    const unit = fc.constantFrom(
      '<',
      '>',
      '&',
      'lt;',
      'amp;',
      '@',
      'x',
      '*',
      '_',
      '~',
      '`',
      ':',
      ' ',
      '1',
      '.',
      '-',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), fc.constantFrom('', 'x', ' '), (text, edge) => {
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]/);
        const kinds = parseMrkdwn(edge + escapeMrkdwn(text) + edge, { isVerbatim: true })
          .flatMap((paragraph) => [paragraph, ...('children' in paragraph ? paragraph.children : [])])
          .map(({ kind }) => kind);
        expect(kinds.filter((kind) => kind !== 'lines' && kind !== 'text')).toEqual([]);
      }),
    );
  });

  it('N14: what Slack escapes is read back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('&', 'lt;', 'amp;', '@', 'x') }), (text) => {
        expect(unescapeMrkdwn(escapeMrkdwn(text))).toBe(text);
      }),
    );
  });

  it('U1: a time is shown in the reader’s zone, and where that fails in the one that we know', () => {
    expect(formatTime(Date.UTC(2026, 0, 2, 3, 4, 59, 999))).toBe(
      '<!date^1767323099^{date_short_pretty} at {time}|2 Jan 2026, 03:04 UTC>',
    );
  });

  it('S5: a mention is by id', () => {
    expect(mentionUser('ULENA')).toBe('<@ULENA>');
  });
});
