import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../src/sandbox/sandbox.ts';
import { issue } from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const refuse = (method: string, error: string): Fault => ({
  match: { method },
  kind: 'error',
  error,
  times: 99,
});

async function readReadiness(): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${world.service.httpUrl}/health/ready`);
  return { status: response.status, body: await response.json() };
}

const sound = { status: 200, body: { status: 'ready', store: 'ok', slack: 'ok', outbox: 'ok' } };
const refused = { status: 200, body: { status: 'degraded', store: 'ok', slack: 'refused', outbox: 'ok' } };
/** The next attempt may be 15 seconds away. */
const PATIENT = { timeout: 20_000 };
vi.setConfig({ testTimeout: 40_000 });

describe.each(storeKinds)('a token that Slack refuses (%s)', (store) => {
  it.each(deliveryModes)(
    'S15: at the start over %s: redeeming is up, the log names SLACK_BOT_TOKEN, and it heals by itself',
    async (mode) => {
      world = await startWorld({ mode, store, faults: [refuse('auth.test', 'invalid_auth')] });
      expect(await readReadiness()).toEqual(refused);
      expect(world.service.organization).toBeNull();
      const portal = await openPortal(world);
      expect((await portal.redeem('lena@acme.test', 'AAAA-AAAA-AAAA-AAAA')).status).toBe(422);
      expect(world.log()).toContain('Slack refuses SLACK_BOT_TOKEN (invalid_auth). Install the app');
      world.sandbox.faults.clear();
      await expect.poll(readReadiness, PATIENT).toEqual(sound);
      await issue(world, 'adam', 'lena');
    },
  );

  it.each(['invalid_auth', 'token_revoked', 'account_inactive', 'not_authed'])(
    'S15: %s for the app token while running: codes are redeemed, the log names SLACK_APP_TOKEN, and it heals by itself',
    async (error) => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      const { sandbox } = world;
      sandbox.faults.inject(refuse('apps.connections.open', error));
      sandbox.app().requestReconnect();
      await expect.poll(readReadiness, PATIENT).toEqual(refused);
      expect((await portal.redeem('lena@acme.test', code)).status).toBe(200);
      expect(world.log()).toContain(`Slack refuses SLACK_APP_TOKEN (${error}). Under`);
      world.sandbox.faults.clear();
      await expect.poll(readReadiness, PATIENT).toEqual(sound);
      await issue(world, 'adam', 'mia');
    },
  );

  it('S15: Slack cannot be reached for a new socket: it goes on, says so, and comes back', async () => {
    world = await startWorld({ store });
    const { sandbox } = world;
    sandbox.faults.inject({ match: { method: 'apps.connections.open' }, kind: 'drop', times: 99 });
    sandbox.app().dropConnections();
    await expect
      .poll(readReadiness, PATIENT)
      .toMatchObject({ status: 200, body: { status: 'degraded', slack: 'unavailable' } });
    sandbox.faults.clear();
    await expect.poll(readReadiness, PATIENT).toEqual(sound);
    await issue(world, 'adam', 'lena');
  });
});

it('S15: a program that stops while Slack refuses it, stops', async () => {
  world = await startWorld({ faults: [refuse('auth.test', 'invalid_auth')] });
  await world.service.stop();
  await expect(fetch(`${world.service.httpUrl}/health/live`)).rejects.toThrow('fetch failed');
});
