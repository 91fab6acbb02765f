import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { RefusalCode } from '../../src/domain/requests/refusals.ts';
import { say } from '../../src/messages/say.ts';
import { answerTo, ask, forgeCommand, listEvents, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
// One admin types more than one may in a minute.
beforeEach(() => world.clock.advance(60_000));
afterAll(() => world.stop());

/** The refusal, about an owner or about a person of any name. */
function wordsOf(code: RefusalCode): RegExp {
  const facts = {
    act: 'issue',
    name: 'NAME',
    role: 'owner',
    limit: 10,
    domain: 'unverified.example',
    domainState: 'unverified',
    vendor: 'Entra ID',
    vendorCode: 'none',
  };
  const text = `${say(`refusal.${code}.what`, facts)} ${say(`refusal.${code}.remedy`, facts)}`;
  const plain = text.replaceAll('`', '').replaceAll('**', '');
  return new RegExp(plain.replace(/[.?|()[\]\\]/g, '\\$&').replaceAll('NAME', '\\S[^.]*'));
}

async function expectRefusal(code: RefusalCode, act: () => ReturnType<typeof ask>): Promise<void> {
  const before = (await listEvents(world, 'request.refused')).length;
  const answer = await act();
  const text = toPlainText(answer);
  expect(text).toContain('No code was generated.');
  expect(text).toMatch(wordsOf(code));
  expect(text).not.toContain('[ Generate code ]');
  expect(answer.ephemeral).toBe(true);
  expect(findCode(answer)).toBeNull();
  const event = await waitForEvent(world, 'request.refused', before + 1);
  expect(event).toMatchObject({ outcome: 'refused', actor: { kind: 'slack_account' } });
  expect(event.reason?.split(' ')).toContain(code);
}

describe('an admin asks for somebody a code cannot be issued for', () => {
  it.each([
    ['ivan', 'target_invited'],
    ['sam', 'target_suspended'],
    ['dora', 'target_deactivated'],
    ['uma', 'target_domain_unverified'],
    ['molly', 'target_mobile_primary'],
    ['gina', 'target_is_guest'],
    ['sigi', 'target_is_guest'],
    ['estelle', 'target_is_external'],
    ['sasha', 'target_is_external'],
    ['pia', 'target_slack_invited'],
    ['dan', 'target_slack_deactivated'],
    ['builder', 'target_is_bot'],
    ['nora', 'target_not_in_directory'],
    ['evan', 'target_email_unconfirmed'],
    ['olivia', 'role_not_allowed'],
    ['adam', 'self'],
  ] as const)('N12 S6 N14 U2: @%s: %s', async (target, code) => {
    await expectRefusal(code, () => ask(world, 'adam', `@${target} lost phone`));
  });

  it('S6 N14 U2: somebody Slack does not know', async () => {
    const adam = world.sandbox.actAs('adam');
    await ask(world, 'adam', 'help');
    await expectRefusal('target_unknown_to_slack', () =>
      answerTo(adam, 'general', () => forgeCommand(world, { text: '<@UNOBODY|nobody>' })),
    );
  });

  it('S6: the bot itself', async () => {
    const adam = world.sandbox.actAs('adam');
    await ask(world, 'adam', 'help');
    const text = `<@${world.sandbox.app().botUserId}|backupcode>`;
    await expectRefusal('target_is_bot', () =>
      answerTo(adam, 'general', () => forgeCommand(world, { text })),
    );
  });

  it('S6: Slackbot, which Slack does not call a bot', async () => {
    const adam = world.sandbox.actAs('adam');
    await ask(world, 'adam', 'help');
    await answerTo(adam, 'general', () => forgeCommand(world, { text: '<@USLACKBOT|slackbot>' }));
    const refused = await waitForEvent(world, 'request.refused');
    expect(refused.reason).toMatch(/target_is_bot|target_unknown_to_slack/);
  });
});

describe('somebody asks who may not', () => {
  it.each([
    ['hugo', 'general', 'requester_role'],
    ['mia', 'general', 'requester_role'],
    ['ivan', 'general', 'requester_not_confirmed'],
    ['sam', 'general', 'requester_not_confirmed'],
    ['dora', 'general', 'requester_not_confirmed'],
    ['uma', 'general', 'requester_domain_unverified'],
    ['molly', 'general', 'requester_role'],
    ['gina', 'guests', 'requester_is_guest'],
    ['sigi', 'guests', 'requester_is_guest'],
    ['pia', 'general', 'requester_slack_invited'],
    ['nora', 'general', 'requester_not_in_directory'],
    ['evan', 'general', 'requester_email_unconfirmed'],
  ] as const)('N11 S6 N14 U2: %s in #%s: %s', async (who, channel, code) => {
    await expectRefusal(code, () => ask(world, who, '@lena lost phone', channel));
  });

  it.each([
    ['estelle', 'requester_is_external'],
    ['sasha', 'requester_is_external'],
  ] as const)('S6: %s from outside, even if Slack let the command through', async (who, code) => {
    const person = world.sandbox.actAs(who);
    await expectRefusal(code, () =>
      answerTo(person, 'partners-shared', () =>
        person.command('partners-shared', '/backupcode @lena', { evenIfRefused: true }),
      ),
    );
  });

  it.each([
    ['UDAN', 'requester_slack_deactivated'],
    ['UBUILDER', 'requester_is_bot'],
    ['UNOBODY', 'requester_unknown_to_slack'],
  ] as const)('S6 N14: a command in the name of %s', async (user, code) => {
    const adam = world.sandbox.actAs('adam');
    await ask(world, 'adam', 'help');
    // The answer goes to the response URL of the command that was forged, which was Adam's.
    await expectRefusal(code, () =>
      answerTo(adam, 'general', () => forgeCommand(world, { user_id: user, text: '<@ULENA|lena>' })),
    );
  });

  it('N11: a member who asks for somebody suspended is told about neither', async () => {
    const text = toPlainText(await ask(world, 'mia', '@sam'));
    expect(text).toMatch(wordsOf('requester_role'));
    expect(text).not.toContain('suspended');
  });

  it('N11 N14: status is for those who may issue, and a refusal is on record', async () => {
    const before = (await listEvents(world, 'request.refused')).length;
    for (const [who, target, words] of [
      ['hugo', '@lena', 'Only Organization Owners and Organization Admins can look up backup codes.'],
      ['mia', '@mia', 'Only Organization Owners and Organization Admins can look up backup codes.'],
      ['adam', '@olivia', 'You can’t look up codes of Owners.'],
      ['adam', '@gina', wordsOf('target_is_guest')],
    ] as const) {
      const text = toPlainText(await ask(world, who, `status ${target}`));
      expect(text).toContain('No code was looked up.');
      expect(text).toMatch(words);
      expect(text).not.toMatch(/issue/);
    }
    const events = (await listEvents(world, 'request.refused')).slice(before);
    expect(events.map((event) => event.reason)).toEqual([
      'requester_role',
      'requester_role',
      'role_not_allowed',
      'target_is_guest',
    ]);
  });
});

describe('after all of this', () => {
  it('N11 N12: no request was opened, and no code drawn', async () => {
    expect(world.codes).toEqual([]);
    expect(await listEvents(world, 'request.opened')).toEqual([]);
  });
});
