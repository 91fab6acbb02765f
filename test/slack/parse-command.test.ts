import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/slack/parse-command.ts';

const lena = '<@ULENA|lena>';

describe('what was typed after /backupcode', () => {
  it.each(['help', 'HELP', ' help ', '?', '-h', '--help'])('help: %j', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'help' });
  });

  it.each([
    ['', 'nobody'],
    ['   ', 'nobody'],
    ['status', 'nobody'],
    ['lena', 'plain_name'],
    ['@lena', 'plain_name'],
    ['status @lena', 'plain_name'],
    ['ULENA', 'plain_name'],
    ['&lt;@ULENA&gt;', 'plain_name'],
    ['<@ULENA', 'plain_name'],
    ['<@lena>', 'plain_name'],
    ['<@BBOT>', 'plain_name'],
    ['<@U>', 'plain_name'],
    ['<#CGENERAL|general>', 'plain_name'],
    ['<mailto:lena@acme.test|lena@acme.test>', 'plain_name'],
    [`lost phone ${lena}`, 'plain_name'],
    [`for ${lena}`, 'plain_name'],
    ['<!subteam^S123|@admins>', 'group'],
    ['<!here>', 'special_mention'],
    ['<!channel|channel>', 'special_mention'],
    ['<!everyone>', 'special_mention'],
    [`${lena} <@UMIA|mia>`, 'several'],
    [`${lena} ask <@UMIA>`, 'several'],
    [`status ${lena} <@UMIA>`, 'several'],
    ['<@UMIA> and <@ULENA>', 'several'],
  ])('S5: %j is unclear: %s', (text, problem) => {
    expect(parseCommand(text)).toEqual({ kind: 'unclear', problem });
  });

  it.each([
    [lena, 'ULENA', ''],
    ['<@ULENA>', 'ULENA', ''],
    ['<@W0LENA|lena>', 'W0LENA', ''],
    ['<@ULENA|>', 'ULENA', ''],
    [`  ${lena}   lost  phone `, 'ULENA', 'lost phone'],
    [`${lena}lost`, 'ULENA', 'lost'],
    [`${lena} ${lena} twice the same`, 'ULENA', 'twice the same'],
    [`${lena} status`, 'ULENA', 'status'],
    [`${lena} help`, 'ULENA', 'help'],
    [`${lena} a &lt;b&gt; &amp;amp; c`, 'ULENA', 'a <b> &amp; c'],
    [`${lena} &lt;@UMIA&gt; is not a mention`, 'ULENA', 'is not a mention'],
    [`${lena} line\nbreak\ttab`, 'ULENA', 'line break tab'],
    [`${lena} \u202Edesrever\u202C \u200Bzero\uFEFF`, 'ULENA', 'desrever zero'],
    [`${lena} bell\u0007 \u2028 null\0`, 'ULENA', 'bell null'],
  ])('S5: %j', (text, targetSlackId, reason) => {
    expect(parseCommand(text)).toEqual({ kind: 'issue', targetSlackId, reason });
  });

  it.each([`status ${lena}`, `STATUS ${lena}`, `status${' '.repeat(5)}${lena} whatever`])('%j', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'status', targetSlackId: 'ULENA' });
  });

  it('S5: nothing that was not mentioned is ever taken for a target', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const parsed = parseCommand(text);
        if (!('targetSlackId' in parsed)) return;
        expect(text).toContain(`<@${parsed.targetSlackId}`);
      }),
    );
  });

  it('N14: no reason holds control or direction characters, line breaks or a mention', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('<@ULENA>', '&lt;', '&gt;', '&amp;', '\u202E', '\n', '\u2066', '\u00AD'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const parsed = parseCommand(`${lena} ${pieces.join('')}`);
        if (parsed.kind !== 'issue') return;
        expect(parsed.reason).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(parsed.reason).not.toMatch(/<@U[A-Z0-9]+>/);
      }),
    );
  });

  it('S2: a very long text takes no time', () => {
    const startedAt = performance.now();
    parseCommand(`${lena} ${'<@U'.repeat(20_000)}`);
    parseCommand('<@UA|'.repeat(20_000));
    parseCommand(`${lena} ${' \u200B'.repeat(50_000)}x`);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('N6: a code typed as the reason does not get onto the record', () => {
    expect(parseCommand('<@U1> she read me abcd-efgh-jkmn-pq23, wrong')).toMatchObject({
      kind: 'issue',
      reason: 'she read me [code], wrong',
    });
  });
});
