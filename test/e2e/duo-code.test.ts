import { afterEach, describe, expect, it, vi } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import { type DuoFake, startDuoFake } from '../../src/sandbox/vendors/duo.ts';
import { describeDuoPerson } from '../../src/sandbox/vendors/duo-records.ts';
import { sealProviderSecret } from '../../src/services/providers/provider-secret.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { ask, directMessage, listCodes, press, waitForEvent } from '../support/act-in-slack.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import { findLeaks } from '../support/find-leaks.ts';
import {
  type DeliveryMode,
  deliveryModes,
  type StoreKind,
  startWorld,
  storeKinds,
  type World,
} from '../support/start-world.ts';

let world: World;
let duo: DuoFake;
afterEach(async () => {
  await world.stop();
  await duo.stop();
});

const lena = describeDuoPerson('lena', { email: 'Lena@acme.test' });
const codesPath = `/admin/v1/users/${lena.user_id}/bypass_codes`;

/** Acme, where Duo makes everyone's codes. */
async function start(store: StoreKind, mode: DeliveryMode): Promise<void> {
  world = await startWorld({ store, mode, reachesLocalProviders: true });
  const { organization, clock, keys } = world;
  duo = await startDuoFake({ now: clock.now });
  duo.people.set(lena.user_id, lena);
  const id = systemRandom.id('provider');
  const rules: Policy['providers'] = [{ when: { kind: 'everyone' }, providerId: id }];
  await world.store.transact(organization.id, async (tx) => {
    await tx.providers.insert({
      id,
      organizationId: organization.id,
      kind: 'duo',
      name: 'Main',
      settings: { url: duo.origin, host: duo.host, integrationKey: duo.integrationKey },
      sealedSecret: sealProviderSecret({ random: systemRandom, keys }, id, new Secret(duo.secretKey)),
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });
    await tx.organizations.setPolicy(organization.id, { ...organization.policy, providers: rules });
  });
}

const countPosts = () => duo.exchanges.filter(({ method }) => method === 'POST').length;

/** Where a code or the credential stands in the log or the database. */
async function findWritten(): Promise<string[]> {
  const written = [{ where: 'log', content: world.log() }, ...(await dumpDatabase(world.config.database))];
  const codes = duo.made.map((value) => ({ name: 'a code', value }));
  return findLeaks(written, [...codes, { name: 'the secret key', value: duo.secretKey }]);
}

for (const store of storeKinds) {
  describe.each(deliveryModes)(`a bypass code of Duo over %s on ${store}`, (mode) => {
    it('N5 N6 N14: asked for, shown, used at Duo, and its use is told once Duo’s log has it', async () => {
      await start(store, mode);
      const prompt = await ask(world, 'adam', '@lena lost phone');
      const reveal = await press(world, 'adam', prompt, 'generate_code');
      const [code = ''] = duo.working(lena.user_id);
      expect(code).toMatch(/^[0-9]{9}$/);
      expect(toPlainText(reveal)).toContain(code);
      expect(toPlainText(await directMessage(world, 'lena', 'Adam Admin issued'))).not.toContain(code);
      expect(duo.redeem(lena.user_id, code, '203.0.113.9')).toBe(true);
      world.clock.advance(180_000);
      expect(await waitForEvent(world, 'code.redeemed')).toMatchObject({
        details: { provider: 'Main', usedFrom: '203.0.113.9' },
      });
      expect(toPlainText(await directMessage(world, 'adam', 'was used'))).toContain('Lena');
      expect(countPosts()).toBe(1);
      expect(await findWritten()).toEqual([]);
    });

    it('N6: an answer that is lost: no one is shown a code, and what Duo made is ended', async () => {
      await start(store, mode);
      const prompt = await ask(world, 'adam', '@lena lost phone');
      duo.strike({ kind: 'lost', path: codesPath, after: 1 });
      const answer = await press(world, 'adam', prompt, 'generate_code');
      expect(toPlainText(answer)).toContain('didn’t confirm');
      expect([countPosts(), duo.working(lena.user_id).length]).toEqual([1, 1]);
      world.clock.advance(61_000);
      await waitForEvent(world, 'code.revoked');
      await vi.waitFor(() => expect(duo.working(lena.user_id)).toEqual([]));
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'revoked' }]);
      world.clock.advance(5 * 60_000);
      await waitForEvent(world, 'code.ended_at_provider');
      expect(await findWritten()).toEqual([]);
    });
  });
}
