import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { ask, issue, listCodes, press, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const HOUR_MS = 3_600_000;

describe.each(storeKinds)('how many codes, on %s', (store) => {
  it('N20: one admin in an hour: the refusal says until when, and who can lift it; another admin goes on', async () => {
    world = await startWorld({ store, policy: { requestsPerRequesterPerHour: 2 } });
    await issue(world, 'adam', 'lena');
    world.clock.advance(60_000);
    await issue(world, 'adam', 'mia');
    const refusal = await ask(world, 'adam', '@lena');
    expect(toPlainText(refusal)).toContain('Limit reached: 2 codes an hour.');
    expect(toPlainText(refusal)).toContain('an operator can raise the limit');
    const oldest = (await listCodes(world, 'lena'))[0]?.createdAt ?? 0;
    expect(JSON.stringify(refusal.blocks)).toContain(`<!date^${Math.floor((oldest + HOUR_MS) / 1000)}^`);
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'requester_rate_limited' });
    await issue(world, 'amina', 'lena');
    world.clock.advance(HOUR_MS - 59_000);
    await issue(world, 'adam', 'hugo');
  });

  it('N20: one person in a day, whoever asks', async () => {
    world = await startWorld({ store, policy: { requestsPerTargetPerDay: 1 } });
    await issue(world, 'adam', 'lena');
    const refusal = await ask(world, 'amina', '@lena');
    expect(toPlainText(refusal)).toContain('Limit reached: 1 code a day for ');
    expect(toPlainText(refusal)).toContain('isn’t an attack');
    world.clock.advance(24 * HOUR_MS + 1000);
    await issue(world, 'amina', 'lena');
  });

  it('N20: prompts that came to nothing do not count', async () => {
    world = await startWorld({ store, policy: { requestsPerRequesterPerHour: 1 } });
    for (let times = 0; times < 3; times += 1)
      await press(world, 'adam', await ask(world, 'adam', '@lena'), 'cancel_request');
    await ask(world, 'adam', '@mia');
    world.clock.advance(10 * 60_000 + 1000);
    await waitForEvent(world, 'request.expired');
    await issue(world, 'adam', 'lena', 'it-help');
  });

  it('N20 S9: holds at the click as well, and the request waits for the end of it', async () => {
    world = await startWorld({ store, policy: { requestLifetimeMinutes: 25 } });
    const prompt = await ask(world, 'adam', '@lena');
    await issue(world, 'adam', 'mia');
    const { id, policy } = world.organization;
    const limit = (requestsPerRequesterPerHour: number) =>
      world.store.transact(id, (tx) =>
        tx.organizations.setPolicy(id, { ...policy, requestsPerRequesterPerHour }),
      );
    await limit(1);
    const refusal = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(refusal)).toContain('Limit reached: 1 code an hour.');
    expect(await listCodes(world, 'lena')).toEqual([]);
    await limit(2);
    expect(findCode(await press(world, 'adam', prompt, 'generate_code'))).not.toBeNull();
  });
});
