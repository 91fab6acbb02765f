import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { ask, buttonValue, listCodes, listEvents, press, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ policy: { requestsPerRequesterPerHour: 1000, requestsPerTargetPerDay: 100 } });
});
// One admin types more than one may in a minute.
beforeEach(() => world.clock.advance(60_000));
afterAll(() => world.stop());

describe('what people type', () => {
  it.each([
    ['nothing', '', 'Who needs a code? Type /backupcode @name.'],
    ['help', 'help', 'How to use'],
    ['a plain name', 'lena', 'I need a mention'],
    ['a name that looks like one', '@nobodyofthatname', 'I need a mention'],
    ['an id by hand', '<@ULENA>', 'I need a mention'],
    ['an e-mail address', 'lena@acme.test', 'I need a mention'],
    ['a channel', '#general', 'I need a mention'],
    ['two people', '@lena @mia', 'One person at a time'],
    ['a second person in the reason', '@lena lost phone, ask @mia', 'One person at a time'],
    ['a reason first', 'lost phone @lena', 'Mention the person first'],
    ['status alone', 'status', 'Whose code? Type /backupcode status @name.'],
    ['unlock alone', 'unlock', 'Who is locked out? Type /backupcode unlock @name.'],
    ['status of a plain name', 'status lena', 'I need a mention'],
    ['a list of no kind', 'list expired', 'I don’t know how to narrow the list by that.'],
    ['a misspelled word', 'unlcok @lena', 'I don’t know unlcok. Did you mean /backupcode unlock @name?'],
    ['the word last', '@lena status', 'Put the word first: /backupcode status @name.'],
  ])('S5 U2: %s', async (_what, typed, expected) => {
    const before = (await listEvents(world)).length;
    const answer = await ask(world, 'adam', typed);
    const text = `${answer.text}\n${toPlainText(answer)}`;
    expect(text).toContain(expected);
    expect(text).toContain('/backupcode @name');
    expect(text).toContain('/backupcode help');
    expect(answer.ephemeral).toBe(true);
    expect(await listEvents(world)).toHaveLength(before);
  });

  // The sandbox writes mentions of groups as a person typed them; Slack sends these.
  it.each([
    ['a group', '<!subteam^S123|@admins>', 'That’s a group'],
    ['@here', '<!here>', 'everyone'],
    ['@channel', '<!channel|channel>', 'everyone'],
    ['@everyone', '<!everyone>', 'everyone'],
  ])('S5: %s', async (_what, text, expected) => {
    const adam = world.sandbox.actAs('adam');
    await adam.command('it-help', '/backupcode help');
    const [original] = world.sandbox.envelopes({ kind: 'slash_commands' }).slice(-1);
    expect(original).toBeDefined();
    if (original === undefined) return;
    await world.sandbox.redeliver({
      ...original,
      payload: { ...original.payload, text, trigger_id: `typed.${text}` },
    });
    const answer = await adam.waitForMessage('it-help', (message) => toPlainText(message).includes(expected));
    expect(answer.ephemeral).toBe(true);
  });

  it('U1 N5: the prompt says for whom, what role, why, how long, and whom to call first', async () => {
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const text = toPlainText(prompt);
    const [first] = text.split('\n');
    expect(first).toBe('Generate a one-time backup code for Lena Lockedout?');
    for (const part of [
      'lena@acme.test',
      'Role: Member',
      'Domain: acme.test, verified',
      'Reason: lost phone',
      'First make sure it’s Lena Lockedout',
      'works once, for 60 minutes, in place of the second factor only',
      '[ Generate code ]  [ Options ]  [ Cancel ]',
    ]) {
      expect(text).toContain(part);
    }
    expect(findCode(prompt)).toBeNull();
  });

  it('N6 N14: markup, control and direction characters in a reason are harmless and on record', async () => {
    const reason =
      'lost <!channel> &amp; *bold*\u202E\u0007 `x` <https://evil.example|click> https://evil.example';
    const prompt = await ask(world, 'adam', `@lena ${reason}`);
    const json = JSON.stringify(prompt.blocks);
    expect(json).not.toContain('<!channel>');
    expect(json).not.toContain('<https://evil.example');
    expect(json).not.toMatch(/\u202e|\\u202e|\\u0007/i);
    const { reason: written } = await waitForEvent(world, 'request.opened');
    expect(written).toContain('lost <!channel> &amp; *bold*');
    expect(written).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('N14: no text of ours is left to Slack to link or to turn into a mention', async () => {
    const prompt = await ask(world, 'adam', '@lena see https://evil.example @here');
    const texts: unknown[] = [];
    JSON.parse(JSON.stringify(prompt.blocks), (_key, value) => {
      if (value?.type === 'mrkdwn') texts.push(value);
      return value;
    });
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text).toMatchObject({ verbatim: true });
  });

  it('U2: a reason of 200 characters is taken, one of 201 is refused', async () => {
    expect(toPlainText(await ask(world, 'adam', `@lena ${'x'.repeat(200)}`))).toContain('[ Generate code ]');
    // Counted as typed: neither as Slack escapes it, nor in halves of characters.
    for (const character of ['&', '<', '\u{1D49C}'])
      expect(toPlainText(await ask(world, 'adam', `@lena ${character.repeat(199)}x`))).toContain(
        '[ Generate code ]',
      );
    const { reason } = await waitForEvent(world, 'request.opened');
    expect(reason).toBe(`${'\u{1D49C}'.repeat(199)}x`);
    const refused = toPlainText(await ask(world, 'adam', `@lena ${'x'.repeat(201)}`));
    expect(refused).toContain('The reason is too long. Keep it to 200 characters.');
  });

  it('U2: status says what became of the newest code, and nothing that is the code', async () => {
    expect(toPlainText(await ask(world, 'adam', 'status @mia'))).toContain('No backup code has been issued');
    const prompt = await ask(world, 'adam', '@mia');
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    await waitForEvent(world, 'code.delivered');
    const status = await ask(world, 'amina', 'STATUS @mia');
    expect(toPlainText(status)).toMatch(/Newest backup code for Mia Member: It works until \d\d:\d\d UTC/);
    expect(toPlainText(status)).toContain('by Adam Admin');
    expect(JSON.stringify(status)).not.toContain(findCode(reveal));
    await press(world, 'amina', status, 'revoke_code', { confirm: true });
    expect(toPlainText(await ask(world, 'adam', 'status @mia'))).toContain('It was revoked');
    expect(await listCodes(world, 'mia')).toMatchObject([
      { state: 'revoked', revocationReason: 'admin', id: buttonValue(reveal, 'hide_code') },
    ]);
  });
});
