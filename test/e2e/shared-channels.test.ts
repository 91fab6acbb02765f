import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { Fault, VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  answerTo,
  ask,
  findRequest,
  isContinue,
  isPrompt,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const inPlace = { policy: { revealIn: 'prompt' } } as const;

describe('where a code may be shown, if it may be where the command is typed', () => {
  it.each([
    ['shared with another organization', 'partners-shared', 'People outside'],
    ['about to be shared', 'partners-pending', 'People outside'],
    ['a private channel the bot is not in', 'board', 'The bot isn’t a member'],
  ])('S7 U2 N14: not in a channel %s', async (_what, channel, words) => {
    world = await startWorld(inPlace);
    const answer = await ask(world, 'olivia', '@lena lost phone', channel);
    expect(toPlainText(answer)).toContain(words);
    expect(toPlainText(answer)).toContain('direct message with');
    expect(answer.ephemeral).toBe(true);
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({
      reason: channel === 'board' ? 'channel_unseen' : 'channel_shared',
    });
    expect(world.codes).toEqual([]);
  });

  it.each(['random', 'admins-only'])('S7: but in #%s, which is ours', async (channel) => {
    world = await startWorld(inPlace);
    const { reveal } = await issue(world, 'adam', 'lena', channel);
    expect(reveal.ephemeral).toBe(true);
  });

  it('S7: and in the direct message with the bot', async () => {
    world = await startWorld(inPlace);
    const direct = world.sandbox.actAs('adam').directChannel();
    const { reveal } = await issue(world, 'adam', 'lena', direct);
    expect(reveal.channel).toBe(direct);
    expect(reveal.ephemeral).toBe(true);
  });

  it.each([{ isExtShared: true }, { isPendingExtShared: true }])(
    'S7 S9: shared between prompt and click (%o): no code; in the direct message there is',
    async (change) => {
      world = await startWorld(inPlace);
      const prompt = await ask(world, 'adam', '@lena lost phone', 'it-help');
      world.sandbox.setChannel('it-help', change);
      const answer = await press(world, 'adam', prompt, 'generate_code');
      expect(toPlainText(answer)).toContain('People outside');
      expect(findCode(answer)).toBeNull();
      expect(await listCodes(world, 'lena')).toEqual([]);
      await issue(world, 'adam', 'lena', world.sandbox.actAs('adam').directChannel());
    },
  );

  it('S7 S9: the bot thrown out of a private channel between prompt and click', async () => {
    world = await startWorld(inPlace);
    const prompt = await ask(world, 'adam', '@lena lost phone', 'admins-only');
    world.sandbox.removeApp('admins-only');
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('The bot isn’t a member');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });
});

describe('codes in the direct message, the default', () => {
  it.each(['general', 'partners-shared', 'partners-pending', 'board'])(
    'S7 N6: typed in #%s: the way to the direct message, where the prompt becomes the code, for the admin alone',
    async (channel) => {
      world = await startWorld();
      const olivia = world.sandbox.actAs('olivia');
      const way = await answerTo(olivia, channel, () =>
        olivia.command(channel, '/backupcode @lena lost phone'),
      );
      expect(way.ephemeral).toBe(true);
      expect(isContinue(way)).toBe(true);
      const direct = olivia.directChannel();
      expect(linkIn(way).searchParams.get('channel')).toBe(direct);
      expect(linkIn(way).searchParams.get('team')).toBe('TACME');
      const prompt = await olivia.waitForMessage(direct, isPrompt);
      const reveal = await press(world, 'olivia', prompt, 'generate_code');
      expect(reveal).toMatchObject({ ts: prompt.ts, channel: direct, ephemeral: true });
      const code = findCode(reveal) ?? fail();
      await waitForEvent(world, 'code.delivered');
      expect(JSON.stringify(olivia.visibleMessages(channel))).not.toContain(code);
      for (const who of ['lena', 'adam', 'amina', 'mia']) {
        const person = world.sandbox.actAs(who);
        const seen = [...person.visibleMessages(channel), ...person.visibleMessages(person.directChannel())];
        expect(JSON.stringify(seen)).not.toContain(code);
      }
    },
  );

  it('S7 S12: typed in the direct message: the prompt comes there, and nothing is posted by the Web API', async () => {
    world = await startWorld();
    const direct = world.sandbox.actAs('adam').directChannel();
    const prompt = await ask(world, 'adam', '@lena lost phone', direct);
    expect(prompt).toMatchObject({ channel: direct, ephemeral: true });
    expect(findCode(await press(world, 'adam', prompt, 'generate_code'))).not.toBeNull();
    expect(world.sandbox.apiCalls({ method: 'chat.postEphemeral' })).toEqual([]);
    expect(world.sandbox.apiCalls({ method: 'conversations.open' })).toEqual([]);
  });

  it('S12 S4: a code shown there hides itself after its time, and can be hidden before', async () => {
    world = await startWorld();
    const first = await issue(world, 'adam', 'lena');
    const hidden = await press(world, 'adam', first.reveal, 'hide_code');
    expect(hidden.ts).toBe(first.reveal.ts);
    expect(findCode(hidden)).toBeNull();
    const second = await issue(world, 'adam', 'mia');
    await waitForEvent(world, 'code.delivered', 2);
    world.clock.advance(world.organization.policy.hideAfterSeconds * 1000 + 1);
    const adam = world.sandbox.actAs('adam');
    const after = await adam.waitForMessage(
      second.reveal.channel,
      ({ ts, text }) => ts === second.reveal.ts && text.includes('hidden'),
    );
    expect(JSON.stringify(after)).not.toContain(second.code);
    expect(await listCodes(world, 'mia')).toMatchObject([{ state: 'active' }]);
  });

  it('S7 S9: the policy of the moment of the click counts: nothing is generated in a channel any more', async () => {
    world = await startWorld(inPlace);
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const { id, policy } = world.organization;
    await world.store.transact(id, (tx) =>
      tx.organizations.setPolicy(id, { ...policy, revealIn: 'direct_message' }),
    );
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('only in your direct message with me');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'channel_not_direct' });
    expect(
      world.sandbox
        .actAs('adam')
        .visibleMessages('general')
        .some((each) => findCode(each) !== null),
    ).toBe(false);
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S7: an organization that chose the prompt keeps it', async () => {
    world = await startWorld(inPlace);
    const { reveal } = await issue(world, 'adam', 'lena');
    const { channel } = await ask(world, 'adam', '@lena', 'it-help');
    expect(channel).not.toBe(world.sandbox.actAs('adam').directChannel());
    expect(reveal.channel).not.toBe(world.sandbox.actAs('adam').directChannel());
  });

  it('N6: the fallback text of no message holds the code', async () => {
    world = await startWorld({ policy: { securityChannelId: 'CSECURITY' } });
    const { reveal, code } = await issue(world, 'adam', 'lena');
    expect(reveal.text).not.toContain(code);
    const olivia = world.sandbox.actAs('olivia');
    const alarm = await olivia.waitForMessage('security-alerts', (message) =>
      message.text.includes('Adam Admin'),
    );
    expect(toPlainText(alarm)).toContain('generated a backup code for Lena Lockedout');
    expect(await listEvents(world, 'notice.failed')).toEqual([]);
  });
});

describe('a direct message that Slack does not let us use', () => {
  it('S12: it was never opened: it is, for the prompt', async () => {
    world = await startWorld();
    const adam = world.sandbox.actAs('adam');
    await adam.command('general', '/backupcode @lena lost phone');
    const way = await adam.waitForMessage('general', isContinue);
    const opened = world.sandbox.apiCalls({ method: 'conversations.open' });
    expect(opened.map(({ response }) => response)).toMatchObject([
      { ok: true, channel: { id: linkIn(way).searchParams.get('channel') } },
    ]);
    const prompt = await adam.waitForMessage(linkIn(way).searchParams.get('channel') ?? '', isPrompt);
    expect(findCode(await press(world, 'adam', prompt, 'generate_code'))).not.toBeNull();
  });

  const open = { method: 'conversations.open' } as const;
  const post = { method: 'chat.postEphemeral' } as const;
  const faults: readonly (readonly [string, Fault])[] = [
    ['user_disabled', { match: open, kind: 'error', error: 'user_disabled' }],
    ['cannot_dm_bot', { match: open, kind: 'error', error: 'cannot_dm_bot' }],
    ['missing_scope', { match: open, kind: 'error', error: 'missing_scope' }],
    ['ratelimited', { match: open, kind: 'ratelimit', retryAfterS: 30 }],
    ['no_answer', { match: open, kind: 'http500' }],
    ['is_archived', { match: post, kind: 'error', error: 'is_archived' }],
    ['channel_not_found', { match: post, kind: 'error', error: 'channel_not_found' }],
    ['messages_tab_disabled', { match: post, kind: 'error', error: 'messages_tab_disabled' }],
    ['user_not_in_channel', { match: post, kind: 'error', error: 'user_not_in_channel' }],
    ['ratelimited', { match: post, kind: 'ratelimit', retryAfterS: 30 }],
    ['no_answer', { match: post, kind: 'http500' }],
    ['no_answer', { match: post, kind: 'drop' }],
  ];
  it.each(faults)(
    'U2 S4: %s: nothing is issued, the admin is told, and asking again works',
    async (word, fault) => {
      world = await startWorld();
      world.sandbox.faults.inject(fault);
      const adam = world.sandbox.actAs('adam');
      const answer = await answerTo(adam, 'general', () => adam.command('general', '/backupcode @lena'));
      expect(answer.ephemeral).toBe(true);
      expect(toPlainText(answer)).toContain('No code was generated for Lena Lockedout');
      expect(toPlainText(answer)).toContain('under Apps');
      expect(toPlainText(answer)).toContain(word);
      expect(world.codes).toEqual([]);
      expect(world.sandbox.apiCalls(post).length).toBeLessThanOrEqual(1);
      const prompt = await ask(world, 'adam', '@lena', adam.directChannel());
      expect(findCode(await press(world, 'adam', prompt, 'generate_code'))).not.toBeNull();
    },
  );

  it('S11: the answer to the prompt is lost: what Slack took works all the same, and asking again is harmless', async () => {
    world = await startWorld();
    world.sandbox.faults.inject({ match: post, kind: 'lost-reply' });
    const adam = world.sandbox.actAs('adam');
    const answer = await answerTo(adam, 'general', () => adam.command('general', '/backupcode @lena'));
    expect(toPlainText(answer)).toContain('No code was generated for Lena Lockedout');
    const first = await adam.waitForMessage(adam.directChannel(), isPrompt);
    expect(await findRequest(world, first)).toMatchObject({ state: 'pending' });
    const second = await ask(world, 'adam', '@lena');
    expect(findCode(await press(world, 'adam', second, 'generate_code'))).not.toBeNull();
    await waitForEvent(world, 'code.delivered');
    expect(findCode(await press(world, 'adam', first, 'generate_code'))).not.toBeNull();
    await waitForEvent(world, 'code.delivered', 2);
    expect((await listCodes(world, 'lena')).map(({ state }) => state).sort()).toEqual([
      'active',
      'superseded',
    ]);
  });
});

/** Where a message leads. */
function linkIn(message: VisibleMessage): URL {
  const [, link] = /<(https?:[^|>]+)\|/.exec(JSON.stringify(message.blocks)) ?? fail();
  return new URL(String(link).replaceAll('&amp;', '&'));
}

function fail(): never {
  throw new Error('It is not there');
}
