import { describe, expect, test } from 'vitest';
import { parseInline, parseMrkdwn, parsePlain } from '../../src/sandbox/page/client/text/mrkdwn.ts';
import { formatDate } from '../../src/sandbox/page/client/text/mrkdwn-date.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const bold = (...children: object[]) => ({ kind: 'bold', children });

describe('mrkdwn', () => {
  test.each([
    ['*bold* and _so_', [bold(text('bold')), text(' and '), { kind: 'italic', children: [text('so')] }]],
    ['*a _b_ c*', [bold(text('a '), { kind: 'italic', children: [text('b')] }, text(' c'))]],
    ['2*3*4 snake_case_name a ~ b', [text('2*3*4 snake_case_name a ~ b')]],
    ['* not bold*', [text('* not bold*')]],
    ['`*kept*` &lt;b&gt; &amp;amp;', [{ kind: 'code', text: '*kept*' }, text(' <b> &amp;')]],
    [
      '<@U1> <@U2|name>',
      [{ kind: 'user', id: 'U1', label: '' }, text(' '), { kind: 'user', id: 'U2', label: 'name' }],
    ],
    ['<#C1|general>', [{ kind: 'channel', id: 'C1', label: 'general' }]],
    [
      '<!here> <!subteam^S1|@helpers>',
      [{ kind: 'broadcast', name: 'here' }, text(' '), { kind: 'broadcast', name: 'helpers' }],
    ],
    [
      '<https://a.example/?b=1&amp;c|there>',
      [{ kind: 'link', url: 'https://a.example/?b=1&c', label: 'there' }],
    ],
    ['<mailto:a@b.example|a@b.example>', [{ kind: 'link', url: 'mailto:a@b.example', label: 'a@b.example' }]],
    ['<javascript:alert(1)|here>', [text('<javascript:alert(1)|here>')]],
    ['at 10:30:00 :key:', [text('at 10:30:00 '), { kind: 'emoji', name: 'key' }]],
  ])('%s', (source, expected) => {
    expect(parseInline(source)).toEqual(expected);
  });

  test('bare addresses are links unless the text is verbatim', () => {
    const link = { kind: 'link', url: 'https://a.example/b', label: 'https://a.example/b' };
    expect(parseInline('see https://a.example/b.')).toEqual([text('see '), link, text('.')]);
    expect(parseInline('see https://a.example/b.', { isVerbatim: true })).toEqual([
      text('see https://a.example/b.'),
    ]);
  });

  test('quotes, code and lines are paragraphs of their own', () => {
    const kinds = parseMrkdwn('one\ntwo\n&gt; said\n> too\n```code\n *x*```\nend').map(({ kind }) => kind);
    expect(kinds).toEqual(['lines', 'quote', 'pre', 'lines']);
  });

  test('plain text knows emoji and line breaks only', () => {
    expect(parsePlain('*a* :key:\n<b>')).toEqual([
      text('*a* '),
      { kind: 'emoji', name: 'key' },
      { kind: 'break' },
      text('<b>'),
    ]);
  });
});

describe('dates', () => {
  const now = Date.UTC(2026, 0, 15, 12);
  const at = (format: string, seconds: number) =>
    formatDate({ seconds, format, fallback: 'fallback' }, { now, timeZone: 'UTC' });
  const today = Date.UTC(2026, 0, 15, 15, 4) / 1000;

  test.each([
    ['{date_num} {time}', '2026-01-15 3:04 PM'],
    ['{date}', 'January 15, 2026'],
    ['{date_short_pretty} at {time}', 'today at 3:04 PM'],
    ['{date_long}', 'Thursday, January 15, 2026'],
    ['{time_secs}', '3:04:00 PM'],
    ['{ago}', 'in 3 hours'],
    ['nothing to fill in', 'fallback'],
  ])('%s', (format, expected) => {
    expect(at(format, today).replaceAll('\u202f', ' ')).toBe(expected);
  });

  test('yesterday and tomorrow have names, other days have dates', () => {
    expect(at('{date_pretty}', today - 86_400)).toBe('yesterday');
    expect(at('{date_pretty}', today + 86_400)).toBe('tomorrow');
    expect(at('{date_short_pretty}', today - 864_000)).toBe('Jan 5, 2026');
  });

  test('a time that is none falls back', () => {
    expect(at('{date}', Number.NaN)).toBe('fallback');
  });
});
