import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import { ANSWER_WINDOW_MS } from '../../src/services/audit/answer-sparsely.ts';
import { ask, directMessage, issue, listEvents } from '../support/act-in-slack.ts';
import { countPlain, findLeaks } from '../support/find-leaks.ts';
import { type DeliveryMode, deliveryModes, startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const ONLY_COMMANDS = 'I only understand the';
const botMessages = (who: string, channel?: string): VisibleMessage[] => {
  const person = world.sandbox.actAs(who);
  const { botUserId } = world.sandbox.app();
  return person.visibleMessages(channel ?? person.directChannel()).filter(({ user }) => user === botUserId);
};

/** Starts at the beginning of a window, so that none ends unknowingly. */
async function start(mode: DeliveryMode = 'socket', logLevel: 'trace' | 'debug' = 'debug'): Promise<void> {
  world = await startWorld({ mode, logLevel });
  world.clock.advance(ANSWER_WINDOW_MS - (world.clock.now() % ANSWER_WINDOW_MS) + 1000);
}

/** Whatever the bot had to say to what was written before is there afterwards. */
async function settle(who: string): Promise<void> {
  await ask(world, who, 'help', 'it-help');
  await world.sandbox.actAs(who).say('it-help', 'nothing for the bot');
  await new Promise((resolve) => setTimeout(resolve, 50));
}

describe.each(deliveryModes)('who writes to the bot, over %s', (mode) => {
  it('U2: in a direct message reads what it understands, once in five minutes', async () => {
    await start(mode);
    const lena = world.sandbox.actAs('lena');
    await lena.sendDirectMessage('hello? I lost my phone');
    const answer = await directMessage(world, 'lena', ONLY_COMMANDS);
    expect(toPlainText(answer)).toContain('/backupcode @name');
    expect(toPlainText(answer)).toContain('Locked out yourself?');
    for (const text of ['hello?', 'help', 'status']) await lena.sendDirectMessage(text);
    await settle('lena');
    expect(botMessages('lena')).toHaveLength(1);
    await world.sandbox.actAs('adam').sendDirectMessage('hello');
    await directMessage(world, 'adam', ONLY_COMMANDS);
    world.clock.advance(ANSWER_WINDOW_MS);
    await lena.sendDirectMessage('still locked out');
    await lena.waitForMessage(lena.directChannel(), () => botMessages('lena').length === 2);
  });

  it('U2: with a mention in a channel is answered alone', async () => {
    await start(mode);
    const mention = `<@${world.sandbox.app().botUserId}>`;
    await world.sandbox.actAs('lena').say('general', `${mention} help`);
    const answer = await world.sandbox
      .actAs('lena')
      .waitForMessage('general', (message) => message.text.includes(ONLY_COMMANDS));
    expect(answer.ephemeral).toBe(true);
    expect(botMessages('mia', 'general')).toEqual([]);
  });
});

describe('the bot', () => {
  it('U2 S11: answers no bot, no edit, no deletion, no file, no repeated delivery and not itself', async () => {
    await start();
    const lena = world.sandbox.actAs('lena');
    await lena.sendDirectMessage('hello');
    await directMessage(world, 'lena', ONLY_COMMANDS);
    world.clock.advance(ANSWER_WINDOW_MS);
    const [original] = world.sandbox.envelopes({ kind: 'events_api' }).slice(-1);
    if (original === undefined) throw new Error('nothing was delivered');
    const event = original.payload.event as object;
    for (const change of [
      { bot_id: 'B1' },
      { subtype: 'message_changed' },
      { subtype: 'message_deleted' },
      { subtype: 'bot_message' },
      { subtype: 'channel_join' },
      { edited: { user: 'ULENA', ts: '1.1' } },
      { user: world.sandbox.app().botUserId },
      { user: undefined },
      { channel_type: 'channel' },
      { type: 'app_mention', bot_id: 'B1' },
      { type: 'app_mention', edited: { user: 'ULENA', ts: '1.1' } },
    ])
      await world.sandbox.redeliver({
        ...original,
        payload: { ...original.payload, event: { ...event, ...change } },
      });
    await world.sandbox.redeliver({ ...original, retryNum: 1 });
    await settle('lena');
    expect(botMessages('lena')).toHaveLength(1);
    await lena.sendDirectMessage('hello');
    await lena.waitForMessage(lena.directChannel(), () => botMessages('lena').length === 2);
  });

  it('N6 N21: asks who writes a code not to, whatever the spelling, and neither repeats, logs nor records it', async () => {
    await start('socket', 'trace');
    const { code } = await issue(world, 'adam', 'lena');
    const lena = world.sandbox.actAs('lena');
    await lena.sendDirectMessage('hello');
    await directMessage(world, 'lena', ONLY_COMMANDS);
    await lena.sendDirectMessage(`my code is ${code.replaceAll('-', ' ').toLowerCase()}, it does not work`);
    const answer = await directMessage(world, 'lena', 'That looks like a backup code');
    expect(toPlainText(answer)).toContain('Delete your message now');
    await lena.sendDirectMessage(code);
    await settle('lena');
    const said = botMessages('lena').filter(({ text }) => text.includes('looks like a backup code'));
    expect(said).toHaveLength(1);
    const forbidden = [{ name: 'the code', value: code }];
    const events = JSON.stringify(await listEvents(world));
    const written = [
      { where: 'log', content: world.log() },
      { where: 'audit', content: events },
      { where: 'answers', content: JSON.stringify(botMessages('lena')) },
    ];
    expect(findLeaks(written, forbidden)).toEqual([]);
    expect(countPlain(written, 'it does not work')).toBe(0);
  });
});
