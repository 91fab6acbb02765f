import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { REFUSALS_OF_PERSON } from '../../src/domain/audit/sparse-history.ts';
import { ACTIONS_PER_MINUTE } from '../../src/services/requests/limit-person.ts';
import {
  ask,
  changeUser,
  directMessage,
  forgeClick,
  issue,
  lastClick,
  listEvents,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

const MINUTE_MS = 60_000;
let world: World;
afterEach(() => world.stop());

/** So that a test neither begins nor ends a minute unknowingly. */
function beginMinute(): void {
  world.clock.advance(MINUTE_MS - (world.clock.now() % MINUTE_MS) + 1000);
}

function countCalls(method?: string): number {
  return world.sandbox.apiCalls(method === undefined ? {} : { method }).length;
}

const messagesOf = (who: string, channel = 'general') => world.sandbox.actAs(who).visibleMessages(channel);

/** Types `text` so often, and waits until as many are answered as are to be. */
async function type(who: string, text: string, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await ask(world, who, text);
}

describe.each(storeKinds)('a person who does too much, on %s', (store) => {
  it('N20: is asked to slow down once, then Slack is asked nothing and nothing is answered; other people go on', async () => {
    world = await startWorld({ store });
    await ask(world, 'adam', '@mia');
    beginMinute();
    await type('adam', 'status @mia', ACTIONS_PER_MINUTE);
    const before = countCalls();
    const answer = await ask(world, 'adam', 'status @mia');
    expect(toPlainText(answer)).toMatch(/Slow down: try again at \d\d:\d\d/);
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'requester_too_fast' });
    const shown = messagesOf('adam').length;
    const person = world.sandbox.actAs('adam');
    for (const text of ['@mia', 'status @mia', 'unlock @mia', 'help', ''])
      await person.command('general', `/backupcode ${text}`);
    // Answered after those: whatever they had brought would be there.
    expect(toPlainText(await ask(world, 'amina', 'help'))).toContain('/backupcode');
    expect(messagesOf('adam')).toHaveLength(shown);
    expect(countCalls()).toBe(before);
    expect(await listEvents(world, 'request.refused')).toHaveLength(1);
    world.clock.advance(MINUTE_MS);
    expect(toPlainText(await ask(world, 'adam', 'status @mia'))).toContain('No backup code');
  });

  it('N20: opening the Home tab counts, and costs Slack nothing beyond the limit', async () => {
    world = await startWorld({ store });
    beginMinute();
    const person = world.sandbox.actAs('mia');
    for (let i = 0; i < ACTIONS_PER_MINUTE + 10; i += 1) await person.openHome();
    await waitForEvent(world, 'request.refused');
    await world.service.stop();
    expect(countCalls('views.publish')).toBe(ACTIONS_PER_MINUTE);
  });

  it('N20: the limit holds over two instances, and over clicks', async () => {
    world = await startWorld({ store });
    await issue(world, 'adam', 'lena');
    const another = await world.startAnother();
    beginMinute();
    const before = countCalls('users.info');
    for (let i = 0; i < ACTIONS_PER_MINUTE + 20; i += 1)
      await forgeClick(world, lastClick(world), { user: 'UMIA', actionId: 'revoke_code', value: `x${i}` });
    await waitForEvent(world, 'request.refused');
    await another.stop();
    await world.service.stop();
    expect(countCalls('users.info') - before).toBe(ACTIONS_PER_MINUTE);
    expect(await listEvents(world, 'revoke.refused')).toHaveLength(ACTIONS_PER_MINUTE);
    expect(await listEvents(world, 'request.refused')).toHaveLength(1);
  });
});

describe.each(storeKinds)('what a plain member is refused, on %s', (store) => {
  it('N20 N14: is recorded each time at first, then at every doubling, with how often it was', async () => {
    world = await startWorld({ store });
    beginMinute();
    world.clock.advance(3 * 60 * MINUTE_MS - (world.clock.now() % (60 * MINUTE_MS)));
    for (let done = 0; done < 2 * REFUSALS_OF_PERSON + 10; done += 25) {
      await type('mia', done % 2 === 0 ? '@lena' : 'unlock @lena', 25);
      world.clock.advance(MINUTE_MS);
    }
    const events = [
      ...(await listEvents(world, 'request.refused')),
      ...(await listEvents(world, 'unlock.refused')),
    ].sort((a, b) => a.sequence - b.sequence);
    expect(events).toHaveLength(REFUSALS_OF_PERSON + 1);
    expect(events.slice(-2).map(({ details }) => details.refusedThisHour)).toEqual([
      undefined,
      2 * REFUSALS_OF_PERSON,
    ]);
    // Other people's are recorded all the same.
    await ask(world, 'hugo', '@lena');
    expect(await waitForEvent(world, 'request.refused', 2)).toMatchObject({
      actor: { id: 'TACME/UHUGO' },
    });
  });
});

describe('who may not ask', () => {
  const lookedUp = (): unknown[] =>
    world.sandbox.apiCalls({ method: 'users.info' }).map(({ args }) => args.user);

  it.each(['@lena lost phone', 'status @lena', 'unlock @lena'])(
    'N20: %s by a member who was never linked: Slack is asked for them alone, and once linked for nobody',
    async (text) => {
      world = await startWorld();
      expect(toPlainText(await ask(world, 'mia', text))).toMatch(/Only Organization Owners/);
      expect(lookedUp()).toEqual(['UMIA']);
      await ask(world, 'mia', text);
      expect(lookedUp()).toEqual(['UMIA']);
      // Not linked for want of a directory entry: asked for each time, and nobody else.
      await ask(world, 'nora', text);
      expect(lookedUp()).toEqual(['UMIA', 'UNORA']);
    },
  );

  it('N20 S11: the refusal is given once, however often the command is delivered', async () => {
    world = await startWorld();
    await ask(world, 'mia', '@lena');
    await ask(world, 'mia', '@lena');
    const original = world.sandbox.envelopes({ kind: 'slash_commands' }).at(-1);
    if (original === undefined) throw new Error('nothing was typed');
    const shown = messagesOf('mia').length;
    await world.sandbox.redeliver(original);
    // Ends what is under way first.
    await world.service.stop();
    expect(messagesOf('mia')).toHaveLength(shown);
    expect(await listEvents(world, 'request.refused')).toHaveLength(2);
  });

  it('N20 N11: a member made admin may ask at once: the role is read each time', async () => {
    world = await startWorld();
    await ask(world, 'mia', '@lena');
    await changeUser(world, 'mia', { role: 'admin' });
    expect(toPlainText(await ask(world, 'mia', '@lena'))).toContain('[ Generate code ]');
  });

  it('N20: a requester who lost the role since the prompt: Slack is not asked for the target', async () => {
    world = await startWorld();
    const prompt = await ask(world, 'adam', '@lena');
    await changeUser(world, 'adam', { role: 'member' });
    const before = lookedUp().length;
    await world.sandbox.actAs('adam').click(prompt, 'generate_code');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'requester_role' });
    expect(lookedUp().slice(before)).not.toContain('ULENA');
  });

  it('N20 N19: hiding and “This wasn’t me” need nobody looked up', async () => {
    world = await startWorld();
    const { reveal } = await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'This wasn’t me');
    const before = lookedUp().length;
    await world.sandbox.actAs('lena').click(notice, 'disown_code', { confirm: true });
    await waitForEvent(world, 'code.revoked');
    await world.sandbox.actAs('adam').click(reveal, 'hide_code', { stale: true });
    await directMessage(world, 'adam', 'This wasn’t me');
    expect(lookedUp()).toHaveLength(before);
  });
});
