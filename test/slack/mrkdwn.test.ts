import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMrkdwn, formatTime, mentionUser, unescapeMrkdwn } from '../../src/slack/mrkdwn.ts';

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

  it('N14: is read back as it was written, and never holds an opening bracket', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', 'lt;', 'amp;', '@', 'x') }), (text) => {
        expect(unescapeMrkdwn(escapeMrkdwn(text))).toBe(text);
        expect(escapeMrkdwn(text)).not.toMatch(/[<>]/);
      }),
    );
  });

  it('U1: a time is shown in the reader’s zone, and in UTC where that fails', () => {
    expect(formatTime(Date.UTC(2026, 0, 2, 3, 4, 59, 999))).toBe(
      '<!date^1767323099^{date_short_pretty} at {time}|2026-01-02 03:04 UTC>',
    );
  });

  it('S5: a mention is by id', () => {
    expect(mentionUser('ULENA')).toBe('<@ULENA>');
  });
});
