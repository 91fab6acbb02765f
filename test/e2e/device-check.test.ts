import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { sealDeviceSecret } from '../../src/services/requests/device-check/provider-secret.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { type CibaProvider, startCibaProvider } from '../ciba/start-ciba-provider.ts';
import {
  ask,
  directMessage,
  findRequest,
  listEvents,
  press,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import { type StoreKind, startWorld, storeKinds, type World } from '../support/start-world.ts';

const lena = 'lena@acme.test';
const tier = {
  ...defaultPolicy.tiers.standard,
  verificationsRequired: 1,
  verificationMethods: ['device', 'video'] as const,
};
const policy = {
  tiers: { ...defaultPolicy.tiers, standard: tier },
  twoWayWords: ['standard'] as const,
};

let world: World;
let provider: CibaProvider;
beforeEach(async () => {
  provider = await startCibaProvider({ logins: [lena, 'max@acme.test'] });
});
afterEach(async () => {
  await world.stop();
  await provider.stop();
});

async function start(store: StoreKind = 'sqlite'): Promise<void> {
  world = await startWorld({ store, policy, asksDevices: true });
  const { id } = world.organization;
  const secret = new Secret(provider.clientSecret);
  await world.store.transact(id, (tx) =>
    tx.deviceProviders.put({
      organizationId: id,
      issuer: provider.issuer,
      clientId: provider.clientId,
      sealedSecret: sealDeviceSecret({ random: systemRandom, keys: world.keys }, id, secret),
      updatedAt: world.clock.now(),
    }),
  );
}

/** Adam asks for a code for Lena, and has her asked on her device. @returns the prompt that waits */
async function askOnDevice(target = '@lena') {
  const adam = world.sandbox.actAs('adam');
  const prompt = await ask(world, 'adam', `${target} lost phone`);
  await adam.click(prompt, 'verify_caller');
  await expect.poll(() => JSON.stringify(adam.modal())).toContain('Their enrolled device');
  await adam.submitView({ reason: 'lost phone', methods: ['device'] });
  return waitForChange(world, 'adam', prompt);
}

/** The provider has asked, and its acknowledgement is stored. */
async function asked(): Promise<void> {
  const states = async () =>
    (await world.store.read.deviceChecks.listDue(Number.MAX_SAFE_INTEGER, 9)).map(({ state }) => state);
  await expect.poll(states, { timeout: 10_000 }).toEqual(['waiting']);
}
const looked = () =>
  expect.poll(() => provider.requests.filter((each) => each === 'POST /token').length, { timeout: 10_000 });

describe('N22: the person confirms on their device', () => {
  it.each(storeKinds)(
    'a yes is a verification, with its evidence, and no token stays anywhere: %s',
    async (store) => {
      await start(store);
      const waiting = toPlainText(await askOnDevice());
      expect(waiting).toContain('Lena Lockedout is asked on their enrolled device');
      expect(waiting).toContain('[ Verify caller ]');
      await asked();
      const [question] = provider.questions;
      expect(question).toMatchObject({ login: lena, requestedExpiry: 300 });
      expect(waiting).toContain(`It shows ${question?.bindingMessage.replace('-', ' ')}`);
      await waitForEvent(world, 'request.device_asked');
      await question?.confirm();
      world.clock.advance(6000);
      const answered = await directMessage(world, 'adam', 'confirmed on their enrolled device');
      const ready = await press(world, 'adam', answered, 'show_prompt');
      expect(toPlainText(ready)).toContain('Confirmed on the enrolled device');
      const reveal = await press(world, 'adam', ready, 'generate_code');
      expect(findCode(reveal)).not.toBeNull();
      const event = await waitForEvent(world, 'request.device_confirmed');
      const authReqId = provider.tokens.find(
        (token) => createHash('sha256').update(token).digest('hex') === event.details.authReqIdHash,
      );
      expect(authReqId).toBeDefined();
      expect(event).toMatchObject({ details: { issuer: provider.issuer, subject: lena } });
      const history = toPlainText(await ask(world, 'adam', 'history @lena'));
      expect(history).toContain('confirmed on their enrolled device');
      const dumped = (await dumpDatabase(world.config.database)).map(({ content }) => content.toString());
      const kept = [...dumped, world.log()].join('\n');
      expect(provider.tokens.length).toBeGreaterThan(1);
      for (const token of [...provider.tokens, provider.clientSecret]) expect(kept).not.toContain(token);
    },
  );

  it('a no ends the request, stops the requester, and alarms', async () => {
    await start();
    const request = await findRequest(world, await askOnDevice());
    await asked();
    await provider.questions[0]?.deny();
    world.clock.advance(6000);
    const told = toPlainText(await directMessage(world, 'adam', 'said no on their enrolled device'));
    expect(told).toContain('Stop the call');
    await waitForEvent(world, 'request.device_denied');
    const ended = await world.store.read.requests.find(world.organization.id, request.id);
    expect(ended).toMatchObject({ state: 'cancelled', cancelReason: 'caller_refused' });
    expect(toPlainText(await directMessage(world, 'olivia', 'Someone pretended'))).toContain(
      'Lena Lockedout said no on their enrolled device',
    );
  });

  it('of two instances one asks, and one counts the answer', async () => {
    await start();
    await world.startAnother();
    await askOnDevice();
    await asked();
    world.clock.advance(6000);
    await looked().toBeGreaterThan(0);
    await provider.questions[0]?.confirm();
    // If both looked within the interval, the provider made them wait for longer.
    const confirmed = async () => {
      world.clock.advance(2000);
      return (await listEvents(world, 'request.device_confirmed')).length;
    };
    await expect.poll(confirmed, { timeout: 10_000, interval: 200 }).toBe(1);
    world.clock.advance(6000);
    expect(await listEvents(world, 'request.device_confirmed')).toHaveLength(1);
    expect(provider.questions).toHaveLength(1);
  });

  it('an instance that stops while the person thinks leaves the question to the next', async () => {
    await start();
    await askOnDevice();
    await asked();
    world.clock.advance(6000);
    await looked().toBeGreaterThan(0);
    await world.service.stop();
    await provider.questions[0]?.confirm();
    world.clock.advance(20_000);
    await world.startAnother();
    await waitForEvent(world, 'request.device_confirmed');
    expect(provider.questions).toHaveLength(1);
  });

  it('a person whom the provider doesn’t know can be verified in another way', async () => {
    await start();
    await askOnDevice('@mia');
    const told = await directMessage(world, 'adam', 'doesn’t know Mia Member');
    const prompt = await press(world, 'adam', told, 'show_prompt');
    expect(toPlainText(prompt)).toContain('[ Verify caller ]');
    expect((await waitForEvent(world, 'request.device_failed')).details).toMatchObject({
      outcome: 'unknown_user',
      detail: 'unknown_user_id',
    });
  });
});
