import { describe, expect, it } from 'vitest';
import { roles } from '../../../src/domain/directory/roles.ts';
import { refusalCodes, refuse } from '../../../src/domain/requests/refusals.ts';
import { say } from '../../../src/messages/say.ts';
import { buildRefusal } from '../../../src/slack/blocks/records.ts';
import { findMeant } from '../../../src/slack/features/find-meant.ts';
import { help } from '../../../src/slack/features/help/subcommand.ts';
import { buildUnclear } from '../../../src/slack/features/help/unclear.ts';
import {
  findSubcommand,
  subcommandNames,
  subcommands,
  usageLines,
  writeManifestHint,
  writeUsage,
} from '../../../src/slack/features/index.ts';
import { type ParsedCommand, parseCommand } from '../../../src/slack/features/parse-command.ts';
import { status } from '../../../src/slack/features/status/subcommand.ts';
import { type Subcommand, writeUsageHint } from '../../../src/slack/features/subcommand.ts';

describe('the words after /backupcode', () => {
  it.each([
    ['status', 'status'],
    ['satus', 'status'],
    ['statsu', 'status'],
    ['state', 'status'],
    ['lits', 'list'],
    ['lisa', null],
    ['unlocked', 'unlock'],
    ['nulock', 'unlock'],
    ['hlep', 'help'],
    ['issue', 'issue'],
    ['helen', null],
    ['lost', null],
    ['phone', null],
    ['', null],
  ])('U2: %j is meant to be %j', (typed, meant) => {
    expect(findMeant(typed)).toBe(meant);
  });

  it('U2: no synonym is a word of its own, and none stands for two', () => {
    const all = Object.values(subcommands).flatMap(({ word, synonyms }): readonly string[] => [
      word,
      ...synonyms,
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('U2: a usage names the person where it must', () => {
    expect([writeUsage('issue'), writeUsage('status'), writeUsage('help')]).toEqual([
      '/backupcode @name',
      '/backupcode status @name',
      '/backupcode help',
    ]);
  });

  it('U2: the usage hint and the help have every row, in its order', () => {
    expect(writeManifestHint()).toMatch(/^@name \[reason\] \| status @name \| .*\bhelp$/);
    for (const name of subcommandNames)
      expect(writeManifestHint()).toContain(writeUsageHint(subcommands[name]));
    const shown = JSON.stringify(help.answer(usageLines()));
    for (const { usage, help: line } of usageLines()) expect(shown).toContain(`\`${usage}\` – ${line}`);
  });

  it('U2: every row can be reached by what its usage says, and is read as itself', () => {
    for (const name of subcommandNames) {
      const typed = writeUsage(name).replace('/backupcode ', '').replace('@name', '<@ULENA>');
      expect(parseCommand(typed).kind).toBe(name);
    }
  });

  it.each(['frobnicate', 'frobnicate <@ULENA>', 'toString <@ULENA>', 'constructor', '__proto__ <@ULENA>'])(
    'U2: %j is no subcommand and gets the help, whoever is mentioned',
    (typed) => {
      const parsed = parseCommand(typed);
      if (parsed.kind !== 'unclear') throw new Error(`taken for ${parsed.kind}`);
      expect(JSON.stringify(buildUnclear(parsed))).toContain(say('slack.help.help'));
      expect(findSubcommand(typed.split(' ')[0] ?? '')).toBeNull();
    },
  );
});

describe('the types of the table', () => {
  // `npm run check` compiles this: a line below an expectation that compiles is an error.
  it('U2: an unknown kind of command does not compile', () => {
    // @ts-expect-error: no row has this name
    const unknown: ParsedCommand = { kind: 'frobnicate', targetSlackId: 'ULENA' };
    // @ts-expect-error: a person has to be named
    const withoutPerson: ParsedCommand = { kind: 'unlock' };
    // @ts-expect-error: nothing in the table answers it
    expect(subcommands[unknown.kind]).toBeUndefined();
    expect(withoutPerson.kind).toBe('unlock');
  });

  it('U2: a row without a handler, or for issuers without its refusals, does not compile', () => {
    const { answer: _answer, ...silent } = status;
    const { refused: _refused, ...unrefused } = status;
    // @ts-expect-error: nobody would be answered
    const first: Subcommand = silent;
    // @ts-expect-error: a refusal could be neither logged nor explained
    const second: Subcommand = unrefused;
    // @ts-expect-error: what is for everyone is about no one
    const third: Subcommand = { ...status, who: 'everyone' };
    expect([first.word, second.word, third.word]).toEqual(['status', 'status', 'status']);
  });
});

describe('the words of a refusal', () => {
  it.each(['see', 'unlock', 'revoke'] as const)(
    'U2: to someone who wants to %s say nothing of issuing',
    (act) => {
      const concerned = refusalCodes.filter(
        // A frozen issuer may still see, unlock and revoke.
        (code) =>
          /^(requester_|self$|role_)/.test(code) && !code.includes('rate') && code !== 'requester_frozen',
      );
      for (const code of concerned) {
        if (act !== 'unlock' && code === 'self') continue; // may look up and revoke their own
        expect(JSON.stringify(buildRefusal([refuse(code)], '', act)), code).not.toMatch(/issu|for yourself/);
      }
    },
  );

  it('U5: a role in a sentence has the article that fits', () => {
    expect(roles.map((role) => say(`role.phrase.${role}`)).join()).not.toMatch(/\ban [^aeioAO]/);
  });
});
