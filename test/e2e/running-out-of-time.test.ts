import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import {
  ask,
  directMessage,
  findRequest,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

describe.each(storeKinds)('silence is no, on %s', (store) => {
  it('U1 U3: a prompt nobody clicks says in its own place that it expired', async () => {
    world = await startWorld({ store });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    world.clock.advance(10 * 60_000);
    const adam = world.sandbox.actAs('adam');
    const record = await adam.waitForMessage('general', (message) =>
      toPlainText(message).includes('expired'),
    );
    expect(toPlainText(record)).toContain('No code was generated');
    expect(toPlainText(record)).not.toContain('[');
    expect(await waitForEvent(world, 'request.expired')).toMatchObject({
      outcome: 'allowed',
      actor: { kind: 'system' },
    });
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'expired' });
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('U3: a settled request does not expire as well', async () => {
    world = await startWorld({ store });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await press(world, 'adam', prompt, 'cancel_request');
    world.clock.advance(10 * 60_000);
    await ask(world, 'adam', 'help', 'it-help');
    await world.service.stop();
    expect(await listEvents(world, 'request.expired')).toEqual([]);
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'cancelled' });
  });
});

describe.each(storeKinds)('a code’s own time, on %s', (store) => {
  it('N5: it is 60 minutes, to the millisecond, and written down when over', async () => {
    world = await startWorld({ store });
    await issue(world, 'adam', 'lena');
    const [code] = await listCodes(world, 'lena');
    expect(code).toBeDefined();
    expect((code?.expiresAt ?? 0) - (code?.createdAt ?? 0)).toBe(60 * 60_000);
    expect(await listEvents(world, 'code.expired')).toEqual([]);
    world.clock.advance(60 * 60_000);
    expect(toPlainText(await ask(world, 'adam', 'status @lena'))).toContain('without being used');
    await waitForEvent(world, 'code.expired');
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'expired' }]);
  });

  it.each([10, 24 * 60])('N5: a policy of %d minutes', async (codeLifetimeMinutes) => {
    world = await startWorld({ store, policy: { codeLifetimeMinutes, codeLifetimeMinutesMax: 1440 } });
    await issue(world, 'adam', 'lena');
    const [code] = await listCodes(world, 'lena');
    expect((code?.expiresAt ?? 0) - (code?.createdAt ?? 0)).toBe(codeLifetimeMinutes * 60_000);
  });

  it('N5 N13: what expired cannot be disowned back to life, and the alarm goes out all the same', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
    await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'This wasn’t me');
    world.clock.advance(60 * 60_000);
    await waitForEvent(world, 'code.expired');
    const answer = await press(world, 'lena', notice, 'disown_code', { confirm: true });
    expect(toPlainText(answer)).toMatch(
      /had already stopped working\. It expired .*We alerted .*the security channel/s,
    );
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'expired' }]);
    const olivia = world.sandbox.actAs('olivia');
    await olivia.waitForMessage('security-alerts', (message) =>
      toPlainText(message).includes('This wasn’t me'),
    );
  });
});
