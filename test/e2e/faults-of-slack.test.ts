import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { Fault, VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  findRequest,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { deliveryModes, startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** The person reads that it went wrong on our side, and a reference under which the log says more; nothing else. */
function expectTrouble(message: VisibleMessage): void {
  const text = toPlainText(message);
  expect(text).toContain('Something went wrong on our side');
  const reference = /: (\w+)\.$/m.exec(text)?.[1] ?? 'none';
  expect(world.log()).toContain(`"reference":"${reference}"`);
  expect(text).not.toMatch(/error_|Error|users\.info|stack/);
}

const lookUps: readonly (readonly [string, Fault])[] = [
  ['users.info fails', { match: { method: 'users.info' }, kind: 'error', error: 'fatal_error' }],
  ['users.info answers 500 every time', { match: { method: 'users.info' }, kind: 'http500', times: 9 }],
  ['users.info breaks off every time', { match: { method: 'users.info' }, kind: 'drop', times: 9 }],
  [
    'conversations.info fails',
    { match: { method: 'conversations.info' }, kind: 'error', error: 'fatal_error' },
  ],
];

describe('Slack cannot be asked who somebody is', () => {
  it.each(lookUps)('U2 S9: %s at the command: said plainly, nothing opened', async (_name, fault) => {
    world = await startWorld();
    world.sandbox.faults.inject(fault);
    expectTrouble(await ask(world, 'adam', '@lena lost phone'));
    expect(await listEvents(world, 'request.opened')).toEqual([]);
    world.sandbox.faults.clear();
    await issue(world, 'adam', 'lena');
  });

  it.each(lookUps)(
    'U2 S9: %s at the click: said plainly, nothing made, and the button still works',
    async (_name, fault) => {
      world = await startWorld();
      const prompt = await ask(world, 'adam', '@lena lost phone');
      world.sandbox.faults.inject(fault);
      expectTrouble(await press(world, 'adam', prompt, 'generate_code'));
      expect(await listCodes(world, 'lena')).toEqual([]);
      expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending' });
      world.sandbox.faults.clear();
      expect(findCode(await press(world, 'adam', prompt, 'generate_code'))).not.toBeNull();
      expect(await judgeAudit(world)).toBe('sound');
    },
  );

  it('S8: a 429 is waited out, and then it goes on', async () => {
    world = await startWorld();
    world.sandbox.faults.inject({ match: { method: 'users.info' }, kind: 'ratelimit', retryAfterS: 1 });
    const startedAt = performance.now();
    const prompt = await ask(world, 'adam', '@lena lost phone');
    expect(toPlainText(prompt)).toContain('Generate a one-time backup code for Lena');
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });
});

describe('the line to Slack', () => {
  it('S4 S11: is cut while a code is on its way: the code arrives, works, and the line comes back', async () => {
    world = await startWorld();
    const { sandbox } = world;
    const prompt = await ask(world, 'adam', '@lena lost phone');
    sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'latency', ms: 100 });
    const clicked = press(world, 'adam', prompt, 'generate_code');
    await expect.poll(() => sandbox.responseUrlPosts().length).toBe(2);
    const [cut] = sandbox.app().connections();
    sandbox.app().dropConnections();
    expect(findCode(await clicked)).not.toBeNull();
    await waitForEvent(world, 'code.delivered');
    await expect.poll(() => sandbox.app().connections(), { timeout: 10_000 }).toHaveLength(1);
    expect(sandbox.app().connections()).not.toEqual([cut]);
    await issue(world, 'adam', 'mia');
  });

  it('S11: is taken away by Slack for another: nothing is lost', async () => {
    world = await startWorld();
    const { sandbox } = world;
    const [old] = sandbox.app().connections();
    sandbox.app().requestReconnect();
    await expect
      .poll(
        () =>
          sandbox
            .app()
            .connections()
            .some((id) => id !== old),
        { timeout: 10_000 },
      )
      .toBe(true);
    await issue(world, 'adam', 'lena');
  });
});

describe('a slow Slack', () => {
  it.concurrent.each(deliveryModes)(
    'S2: over %s: acknowledged at once all the same, and the code arrives',
    async (mode) => {
      const slow = await startWorld({ mode });
      try {
        const latency = { kind: 'latency', times: 20 } as const;
        for (const method of [
          'users.info',
          'conversations.info',
          'conversations.open',
          'chat.postEphemeral',
        ]) {
          slow.sandbox.faults.inject({ match: { method }, ms: 2000, ...latency });
        }
        slow.sandbox.faults.inject({ match: { method: 'response_url' }, ms: 500, ...latency });
        const adam = slow.sandbox.actAs('adam');
        const asked = await adam.command('general', '/backupcode @lena lost phone');
        const isPrompt = (message: VisibleMessage): boolean => toPlainText(message).includes('Generate code');
        const prompt = await adam.waitForMessage(adam.directChannel(), isPrompt, { timeoutMs: 20_000 });
        const clicked = await adam.click(prompt, 'generate_code');
        await adam.waitForMessage(adam.directChannel(), (message) => findCode(message) !== null, {
          timeoutMs: 20_000,
        });
        for (const ack of [asked, clicked]) {
          expect(ack.acked).toBe(true);
          expect(ack.ackMs).toBeLessThan(1500);
        }
      } finally {
        await slow.stop();
      }
    },
    60_000,
  );
});
