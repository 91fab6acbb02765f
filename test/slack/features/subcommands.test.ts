import { describe, expect, it } from 'vitest';
import { rolePhrases } from '../../../src/domain/directory/roles.ts';
import { type RefusalCode, refusalTexts, refuse } from '../../../src/domain/requests/refusals.ts';
import { speakOf } from '../../../src/slack/blocks/refusal-words.ts';
import { findMeant, subcommands, writeUsage } from '../../../src/slack/features/index.ts';

describe('the words after /backupcode', () => {
  it.each([
    ['status', 'status'],
    ['satus', 'status'],
    ['statsu', 'status'],
    ['state', 'status'],
    ['unlocked', 'unlock'],
    ['nulock', 'unlock'],
    ['hlep', 'help'],
    ['helen', null],
    ['lost', null],
    ['phone', null],
    ['', null],
  ])('U2: %j is meant to be %j', (typed, meant) => {
    expect(findMeant(typed)).toBe(meant);
  });

  it('U2: no synonym is a word of its own, and none stands for two', () => {
    const all = Object.values(subcommands).flatMap(({ synonyms }): readonly string[] => synonyms);
    expect(new Set([...all, ...Object.keys(subcommands)]).size).toBe(all.length + 3);
  });

  it('U2: a usage names whom it is about where it must', () => {
    expect([writeUsage('status'), writeUsage('help'), writeUsage('issue')]).toEqual([
      '/backupcode status @name',
      '/backupcode help',
      '/backupcode @name',
    ]);
  });
});

describe('the words of a refusal', () => {
  it.each(['status', 'unlock', 'revoke'] as const)(
    'U2: of %s say nothing of issuing to who asks',
    (asked) => {
      const codes = Object.keys(refusalTexts) as RefusalCode[];
      const concerned = codes.filter(
        (code) => /^(requester_|self$|role_)/.test(code) && !code.includes('rate'),
      );
      for (const { what, remedy, code } of speakOf(asked, concerned.map(refuse))) {
        if (asked !== 'unlock' && code === 'self') continue; // may look up and revoke their own
        expect(`${what} ${remedy}`, code).not.toMatch(/issu|for yourself/);
      }
    },
  );

  it('U5: a role in a sentence has the article that fits', () => {
    expect(Object.values(rolePhrases).join()).not.toMatch(/\ban [^aeioAO]/);
  });
});
