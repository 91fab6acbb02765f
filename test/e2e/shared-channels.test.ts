import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { RECENT_MS } from '../../src/slack/web/recent-facts.ts';
import {
  ask,
  directMessage,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

describe('where a code may be shown', () => {
  it.each([
    ['shared with another organization', 'partners-shared', 'shared with people outside'],
    ['about to be shared', 'partners-pending', 'shared with people outside'],
    ['a private channel the bot is not in', 'board', 'The bot is not a member'],
  ])('S7 U2 N14: not in a channel %s', async (_what, channel, words) => {
    world = await startWorld();
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
    world = await startWorld();
    const { reveal } = await issue(world, 'adam', 'lena', channel);
    expect(reveal.ephemeral).toBe(true);
  });

  it('S7: and in the direct message with the bot', async () => {
    world = await startWorld();
    const direct = world.sandbox.actAs('adam').directChannel();
    const { reveal } = await issue(world, 'adam', 'lena', direct);
    expect(reveal.channel).toBe(direct);
    expect(reveal.ephemeral).toBe(true);
  });

  it.each([{ isExtShared: true }, { isPendingExtShared: true }])(
    'S7 S9: shared between prompt and click (%o): no code; in the direct message there is',
    async (change) => {
      world = await startWorld();
      const prompt = await ask(world, 'adam', '@lena lost phone', 'it-help');
      world.sandbox.setChannel('it-help', change);
      world.clock.advance(RECENT_MS + 1);
      const answer = await press(world, 'adam', prompt, 'generate_code');
      expect(toPlainText(answer)).toContain('shared with people outside');
      expect(findCode(answer)).toBeNull();
      expect(await listCodes(world, 'lena')).toEqual([]);
      await issue(world, 'adam', 'lena', world.sandbox.actAs('adam').directChannel());
    },
  );

  it('S7 S9: the bot thrown out of a private channel between prompt and click', async () => {
    world = await startWorld();
    const prompt = await ask(world, 'adam', '@lena lost phone', 'admins-only');
    world.sandbox.removeApp('admins-only');
    world.clock.advance(RECENT_MS + 1);
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('The bot is not a member');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });
});

describe('an organization that wants codes in direct messages only', () => {
  it('N6 S7: the code is there, for the admin alone, and the prompt says where', async () => {
    world = await startWorld({ policy: { revealIn: 'direct_message' } });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const record = await press(world, 'adam', prompt, 'generate_code');
    expect(record.ts).toBe(prompt.ts);
    expect(toPlainText(record)).toContain('It is in your direct message with me');
    expect(findCode(record)).toBeNull();
    const reveal = await directMessage(world, 'adam', 'only you can see it');
    expect(reveal.ephemeral).toBe(true);
    const code = findCode(reveal) ?? '';
    expect(code).not.toBe('');
    await waitForEvent(world, 'code.delivered');
    for (const who of ['lena', 'olivia', 'amina', 'mia']) {
      const person = world.sandbox.actAs(who);
      const seen = [...person.visibleMessages('general'), ...person.visibleMessages(person.directChannel())];
      expect(JSON.stringify(seen)).not.toContain(code);
    }
    const hidden = await press(world, 'adam', reveal, 'hide_code');
    expect(JSON.stringify(hidden)).not.toContain(code);
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
  });

  it('S7 S9: the policy of the moment of the click counts', async () => {
    world = await startWorld();
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const { id, policy } = world.organization;
    await world.store.transact(id, (tx) =>
      tx.organizations.setPolicy(id, { ...policy, revealIn: 'direct_message' }),
    );
    const record = await press(world, 'adam', prompt, 'generate_code');
    expect(findCode(record)).toBeNull();
    expect((await directMessage(world, 'adam', 'only you can see it')).ephemeral).toBe(true);
  });

  it('N6: the fallback text of no message holds the code', async () => {
    world = await startWorld({ policy: { revealIn: 'direct_message', securityChannelId: 'CSECURITY' } });
    await press(world, 'adam', await ask(world, 'adam', '@lena lost phone'), 'generate_code');
    const reveal = await directMessage(world, 'adam', 'only you can see it');
    expect(reveal.text).not.toContain(findCode(reveal));
    const olivia = world.sandbox.actAs('olivia');
    const alarm = await olivia.waitForMessage('security-alerts', (message) =>
      message.text.includes('Adam Admin'),
    );
    expect(toPlainText(alarm)).toContain('generated a backup code for Lena Lockedout');
    expect(await listEvents(world, 'notice.failed')).toEqual([]);
  });
});
