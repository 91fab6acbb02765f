import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET } from '../../../src/domain/codes/code-format.ts';
import { escapeMrkdwn } from '../../../src/slack/blocks/mrkdwn.ts';
import { parseCommand } from '../../../src/slack/features/parse-command.ts';

const lena = '<@ULENA|lena>';

describe('what was typed after /backupcode', () => {
  it.each(['help', 'HELP', ' help ', '?', '-h', '--help'])('help: %j', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'help' });
  });

  it.each([
    ['', 'nobody', 'issue'],
    ['   ', 'nobody', 'issue'],
    ['\u200B', 'nobody', 'issue'],
    ['status', 'nobody', 'status'],
    ['unlock', 'nobody', 'unlock'],
    ['lena', 'plain_name', 'issue'],
    ['@lena', 'plain_name', 'issue'],
    ['helen', 'plain_name', 'issue'],
    ['status @lena', 'plain_name', 'status'],
    ['unlock lena', 'plain_name', 'unlock'],
    ['ULENA', 'plain_name', 'issue'],
    ['&lt;@ULENA&gt;', 'plain_name', 'issue'],
    ['<@ULENA', 'plain_name', 'issue'],
    ['<@lena>', 'plain_name', 'issue'],
    ['<@BBOT>', 'plain_name', 'issue'],
    ['<@U>', 'plain_name', 'issue'],
    ['<#CGENERAL|general>', 'plain_name', 'issue'],
    ['<mailto:lena@acme.test|lena@acme.test>', 'plain_name', 'issue'],
    [`lost phone ${lena}`, 'mention_first', 'issue'],
    [`please help ${lena}`, 'mention_first', 'issue'],
    [`status of ${lena}`, 'mention_first', 'status'],
    [`${lena} status`, 'word_first', 'status'],
    [`${lena} unlock`, 'word_first', 'unlock'],
    ['<!subteam^S123|@admins>', 'group', 'issue'],
    ['status <!subteam^S123|@admins>', 'group', 'status'],
    ['<!here>', 'special_mention', 'issue'],
    ['<!channel|channel>', 'special_mention', 'issue'],
    ['<!everyone>', 'special_mention', 'issue'],
    [`${lena} <@UMIA|mia>`, 'several', 'issue'],
    [`${lena} ask <@UMIA>`, 'several', 'issue'],
    [`status ${lena} <@UMIA>`, 'several', 'status'],
    [`list ${lena} <@UMIA>`, 'several', 'list'],
    ['list lena', 'unknown_filter', 'list'],
    ['find', 'no_name', 'find'],
    ['find …', 'no_name', 'find'],
    [`find ${lena}`, 'mention_in_name', 'find'],
    ['list expired', 'unknown_filter', 'list'],
    [`list codes of ${lena}`, 'mention_first', 'list'],
    [`${lena} list`, 'word_first', 'list'],
    ['<@UMIA> and <@ULENA>', 'several', 'issue'],
  ])('S5 U2: %j is unclear: %s, and they seem to want: %s', (text, problem, meant) => {
    expect(parseCommand(text)).toEqual({ kind: 'unclear', problem, meant });
  });

  it.each([
    ['lsit', 'lsit', 'list'],
    ['pending', 'pending', 'list'],
    [`staus ${lena}`, 'staus', 'status'],
    [`stauts: ${lena}`, 'stauts', 'status'],
    ['unlok', 'unlok', 'unlock'],
    [`unblock ${lena}`, 'unblock', 'unlock'],
    ['hepl', 'hepl', 'help'],
    [`generate ${lena}`, 'generate', 'issue'],
    [`for ${lena}`, 'for', 'issue'],
  ])('U2: %j: %s is no word of ours; %s is', (text, word, meant) => {
    expect(parseCommand(text)).toEqual({ kind: 'unclear', problem: 'unknown_word', word, meant });
  });

  it('N6: a word is repeated only if it is like one of ours, so never one that could be a code', () => {
    const symbols = fc.string({ unit: fc.constantFrom(...CODE_ALPHABET), minLength: 15, maxLength: 16 });
    fc.assert(
      fc.property(symbols, (code) => {
        expect(parseCommand(`${code} ${lena}`)).not.toHaveProperty('word');
      }),
    );
  });

  it.each([
    [lena, 'ULENA', ''],
    ['<@ULENA>', 'ULENA', ''],
    ['<@W0LENA|lena>', 'W0LENA', ''],
    ['<@ULENA|>', 'ULENA', ''],
    [`  ${lena}   lost  phone `, 'ULENA', 'lost phone'],
    [`${lena}lost`, 'ULENA', 'lost'],
    [`${lena} ${lena} twice the same`, 'ULENA', 'twice the same'],
    [`${lena}, lost phone`, 'ULENA', 'lost phone'],
    [`${lena}: lost phone`, 'ULENA', 'lost phone'],
    [`\u200B${lena} lost phone`, 'ULENA', 'lost phone'],
    [`\u2068${lena}\u2069\u00A0lost phone`, 'ULENA', 'lost phone'],
    [`\u3164${lena}`, 'ULENA', ''],
    [`(${lena}) lost phone`, 'ULENA', ') lost phone'],
    [`${lena} .`, 'ULENA', ''],
    [`${lena} \u3164`, 'ULENA', ''],
    [`${lena} \u{1F4F1} !`, 'ULENA', ''],
    [`${lena} \u274C\uFE0F phone`, 'ULENA', '\u274C\uFE0F phone'],
    [`${lena} status unknown`, 'ULENA', 'status unknown'],
    [`${lena} help`, 'ULENA', 'help'],
    [`${lena} a &lt;b&gt; &amp;amp; c`, 'ULENA', 'a <b> &amp; c'],
    [`${lena} &lt;@UMIA&gt; is not a mention`, 'ULENA', '<@UMIA> is not a mention'],
    [`${lena} see <https://acme.test/?a=1&amp;b=2> there`, 'ULENA', 'see https://acme.test/?a=1&b=2 there'],
    [`${lena} ask <mailto:it@acme.test|it@acme.test>`, 'ULENA', 'ask it@acme.test'],
    [`${lena} asked in <#CIT|it-help>`, 'ULENA', 'asked in #it-help'],
    [`${lena} told <!subteam^S1|@admins> and <!here>`, 'ULENA', 'told @admins and @here'],
    [`${lena} *lost* _it_ ~`, 'ULENA', '*lost* _it_ ~'],
    [`${lena} line\nbreak\ttab`, 'ULENA', 'line break tab'],
    [`${lena} \u202Edesrever\u202C \u200Bzero\uFEFF`, 'ULENA', 'desrever zero'],
    [`${lena} bell\u0007 \u2028 null\0`, 'ULENA', 'bell null'],
  ])('S5 S14: %j: the reason is as typed', (text, targetSlackId, reason) => {
    expect(parseCommand(text)).toEqual({ kind: 'issue', targetSlackId, reason });
  });

  it.each([
    `status ${lena}`,
    `STATUS ${lena}`,
    `status${lena}`,
    `status: ${lena}.`,
    `\u200Bstatus\u200B${lena}`,
    `status${' '.repeat(5)}${lena} whatever`,
  ])('%j', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'status', targetSlackId: 'ULENA' });
    expect(parseCommand(text.replace(/status/i, 'unlock'))).toEqual({
      kind: 'unlock',
      targetSlackId: 'ULENA',
    });
  });

  it.each([
    ['list', null, null],
    [' LIST ', null, null],
    ['list .', null, null],
    ['list mine', 'mine', null],
    ['list Waiting.', 'waiting', null],
    ['list codes', 'codes', null],
    ['list requests', 'requests', null],
    [`list ${lena}`, null, 'ULENA'],
    [`list (${lena})`, null, 'ULENA'],
  ])('U2: %j lists %j of %j', (text, filter, targetSlackId) => {
    expect(parseCommand(text)).toEqual({ kind: 'list', filter, targetSlackId });
  });

  it.each([
    ['find Müller', 'Müller'],
    ['FIND  anna   m.', 'anna m.'],
    ['find <mailto:lena@acme.test|lena@acme.test>', 'lena@acme.test'],
    ['find 00417', '00417'],
  ])('U2: %j looks for %j', (text, name) => {
    expect(parseCommand(text)).toEqual({ kind: 'find', name });
  });

  it('S5: nothing that was not mentioned is ever taken for a target', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const parsed = parseCommand(text);
        if (!('targetSlackId' in parsed) || parsed.targetSlackId === null) return;
        expect(text).toContain(`<@${parsed.targetSlackId}`);
      }),
    );
  });

  it('N14: no reason holds control or direction characters or line breaks, and shown it mentions no one', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('<@ULENA>', '&lt;', '&gt;', '&amp;', '\u202E', '\n', '\u2066', '\u00AD'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const parsed = parseCommand(`${lena} ${pieces.join('')}`);
        if (parsed.kind !== 'issue') return;
        expect(parsed.reason).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(escapeMrkdwn(parsed.reason)).not.toMatch(/[<>]/);
      }),
    );
  });

  it('S2: a very long text takes no time', () => {
    const startedAt = performance.now();
    parseCommand(`${lena} ${'<@U'.repeat(20_000)}`);
    parseCommand('<@UA|'.repeat(20_000));
    parseCommand(`${lena} ${' \u200B'.repeat(50_000)}x`);
    parseCommand('.'.repeat(100_000));
    parseCommand(`${lena} ${'.'.repeat(100_000)}x`);
    parseCommand(`${lena} ${'<|'.repeat(50_000)}x`);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
