import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecheckDomains } from '../../../src/services/organization/recheck-domains.ts';
import {
  type TxtLookup,
  verificationRecordOf,
} from '../../../src/services/organization/verification-record.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { openTestServices, type TestServices } from '../open-services.ts';
import { storeKinds } from '../sources/open-sync-world.ts';

const DAY = 24 * 3_600_000;
const none: TxtLookup = { kind: 'none' };
describe.each(storeKinds)('the daily look at domains, on %s', (kind) => {
  let world: TestServices;
  let asked: number;
  beforeEach(async () => {
    world = await openTestServices(createTestKeys(), kind);
    asked = 0;
    world.txt = await proof();
    expect((await world.services.verifyDomain(world.organization.id, 'acme.test')).kind).toBe('verified');
  });
  afterEach(() => world.close());

  /** What another instance has as well: its own memory, the same store. */
  const openInstance = () =>
    createRecheckDomains({
      store: world.store,
      clock: { now: () => world.now },
      random: systemRandom,
      lookUpTxt: async () => {
        asked += 1;
        return world.txt;
      },
    });

  async function domain() {
    const found = await world.store.read.domains.find(world.organization.id, 'acme.test');
    if (found === null) throw new Error('The domain is gone');
    return found;
  }
  const proof = async (): Promise<TxtLookup> => ({
    kind: 'records',
    values: [verificationRecordOf(await domain()).value],
  });

  async function lookAfter(ms: number, txt: TxtLookup): Promise<void> {
    world.now += ms;
    world.txt = txt;
    await openInstance()();
  }

  const notices = async () =>
    (await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 100))
      .map(({ content }) => content)
      .filter((content) => content.kind === 'security_change');

  describe('N12: a verified domain is looked up every day', () => {
    it('and not before', async () => {
      await lookAfter(DAY - 1, none);
      expect(asked).toBe(0);
      await lookAfter(1, await proof());
      expect(asked).toBe(1);
      expect(await domain()).toMatchObject({ lastCheckedAt: world.now, nextCheckAt: world.now + DAY });
    });

    it('by one of several instances, so that no look counts twice', async () => {
      world.now += DAY;
      world.txt = none;
      await Promise.all([openInstance()(), openInstance()(), openInstance()()]);
      expect(asked).toBe(1);
      expect(await domain()).toMatchObject({ missedLooks: 1 });
    });

    it('again in an hour where the DNS failed, or the process died', async () => {
      await lookAfter(DAY, { kind: 'failed', why: 'ESERVFAIL' });
      expect(await domain()).toMatchObject({ missingSince: null, missedLooks: 0 });
      await lookAfter(DAY / 24, { kind: 'timed_out' });
      expect(asked).toBe(2);
      expect(await world.actions()).not.toContain('domain.verification_missed');
    });

    it('a slow look that another one overtook counts for nothing', async () => {
      const { promise, resolve } = Promise.withResolvers<TxtLookup>();
      const slow = createRecheckDomains({
        store: world.store,
        clock: { now: () => world.now },
        random: systemRandom,
        lookUpTxt: () => promise,
      });
      world.now += DAY;
      const late = slow();
      await expect.poll(async () => (await domain()).nextCheckAt).toBe(world.now + DAY / 24);
      await lookAfter(DAY / 24, await proof());
      resolve(none);
      await late;
      expect(await domain()).toMatchObject({ missingSince: null, missedLooks: 0 });
    });
  });

  describe('N12, N18: a record that is gone', () => {
    it('warns the owners once with the exact record, then takes the verification and the live codes', async () => {
      const { organization, owner, store } = world;
      const code = createStoreFixtures('r').code(owner, { state: 'active', expiresAt: world.now + 9 * DAY });
      await store.transact(organization.id, (tx) => tx.codes.insert(code));
      const before = (await notices()).length;
      await lookAfter(DAY, none);
      const [warning] = (await notices()).slice(before);
      const record = verificationRecordOf(await domain());
      expect(warning).toMatchObject({
        action: 'domain.verification_missed',
        target: 'acme.test',
        ownerId: owner.id,
      });
      expect(JSON.stringify(warning)).toContain(record.name);
      expect(JSON.stringify(warning)).toContain(record.value);
      await lookAfter(DAY, none);
      await lookAfter(DAY, { kind: 'records', values: ['v=spf1 -all'] });
      expect((await notices()).length).toBe(before + 1);
      expect((await domain()).verifiedAt).not.toBeNull();
      await lookAfter(DAY, none);
      expect(await domain()).toMatchObject({ verifiedAt: null, nextCheckAt: null, missedLooks: 4 });
      expect((await store.read.codes.find(organization.id, code.id))?.state).toBe('revoked');
      const latest = await store.read.audit.listLatest(organization.id, 2);
      expect(latest.map(({ action, actor }) => [action, actor.kind]).sort()).toEqual([
        ['code.revoked', 'system'],
        ['domain.unverified', 'system'],
      ]);
      expect((await notices()).at(-1)).toMatchObject({ action: 'domain.unverified' });
    });

    it('that comes back in time changes nothing, and the owners hear of it', async () => {
      await lookAfter(DAY, none);
      await lookAfter(DAY, await proof());
      expect(await domain()).toMatchObject({ missingSince: null, missedLooks: 0 });
      expect((await world.actions()).at(-1)).toBe('domain.verification_restored');
    });

    it('and is proven again by hand starts from the beginning', async () => {
      await lookAfter(DAY, none);
      world.txt = await proof();
      await world.services.verifyDomain(world.organization.id, 'acme.test');
      expect(await domain()).toMatchObject({
        missingSince: null,
        missedLooks: 0,
        nextCheckAt: world.now + DAY,
      });
    });
  });

  describe('N12: the same name in two organizations', () => {
    async function openSecond() {
      const created = await world.services.createOrganization({
        name: 'Second',
        ownerName: 'Sol',
        ownerEmail: 'sol@acme.test',
        isDomainTrusted: false,
      });
      if (created.kind !== 'created') throw new Error(created.kind);
      return created;
    }
    const verify = (id: typeof world.organization.id) => world.services.verifyDomain(id, 'acme.test');
    const holds = (...values: string[]) => {
      world.txt = { kind: 'records', values };
    };

    it('is verified by one; the other hears so once its own record is there, and what becomes of the claim', async () => {
      const { organization, domain: second } = await openSecond();
      const [mine, theirs] = [verificationRecordOf(second).value, verificationRecordOf(await domain()).value];
      holds(theirs);
      expect((await verify(organization.id)).kind).toBe('other_value');
      holds(mine, theirs);
      expect(await verify(organization.id)).toMatchObject({ kind: 'verified_elsewhere', isOtherGone: false });
      holds(mine);
      expect(await verify(organization.id)).toMatchObject({ kind: 'verified_elsewhere', isOtherGone: true });
      for (let day = 0; day < 4; day += 1) await lookAfter(DAY, world.txt);
      expect((await verify(organization.id)).kind).toBe('verified');
      expect((await domain()).verifiedAt).toBeNull();
    });

    it('at the same moment, too', async () => {
      await world.services.unverifyDomain(world.organization.id, 'acme.test');
      const { organization, domain: second } = await openSecond();
      holds(verificationRecordOf(second).value, verificationRecordOf(await domain()).value);
      const results = await Promise.all([verify(organization.id), verify(world.organization.id)]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['verified', 'verified_elsewhere']);
    });
  });
});
