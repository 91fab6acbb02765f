import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import {
  MissingRowError,
  type Store,
  StoreUnavailableError,
  type Transaction,
  UniqueViolationError,
} from '../../src/ports/store.ts';
import { createStoreFixtures, type SeededOrganization, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeTransactions(harness: ContractHarness): void {
  describe('transactions', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('h');

    /** A transaction that has written and now awaits; `end` lets it go on, to commit or to fail. */
    async function startAndPause(store: Store, { id, member }: SeededOrganization) {
      const written = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const done = store.transact(id, async (tx) => {
        await tx.directory.update({ ...member, displayName: 'Changed' });
        written.resolve();
        await gate.promise;
      });
      // Handled where it is awaited; until then it must not count as unhandled.
      done.catch(() => undefined);
      await written.promise;
      return { done, commit: () => gate.resolve(), fail: () => gate.reject(new Error('failed')) };
    }

    const nameOf = async (store: Store, { id, member }: SeededOrganization) =>
      (await store.read.directory.findUser(id, member.id))?.displayName;

    it('returns what the work returned, and sees its own writes', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const name = await store.transact(id, async (tx) => {
        await tx.directory.update({ ...member, displayName: 'Changed' });
        return (await tx.directory.findUser(id, member.id))?.displayName;
      });
      expect(name).toBe('Changed');
    });

    it('N14: a transaction that fails leaves nothing: no change, no audit event, no notice', async () => {
      const { store } = context;
      const seeded = await make.seed(store);
      const { id, owner, member } = seeded;
      const code = make.code(member);
      await expect(
        store.transact(id, async (tx) => {
          await tx.directory.update({ ...member, displayName: 'Changed' });
          await tx.codes.insert(code);
          await tx.requests.insert(make.request(owner, member));
          await tx.lockouts.put(newLockout(id, member.id, T0));
          await tx.notices.enqueue(make.notice(id));
          await tx.audit.append(make.draft(id));
          throw new Error('the work failed');
        }),
      ).rejects.toThrow('the work failed');
      expect(await nameOf(store, seeded)).toBe(member.displayName);
      expect(await store.read.codes.find(id, code.id)).toBeNull();
      expect(await store.read.requests.listOpen(id)).toEqual([]);
      expect(await store.read.lockouts.find(id, member.id)).toBeNull();
      expect(await store.read.notices.count()).toBe(0);
      expect((await store.read.audit.head(id)).sequence).toBe(0);
      expect(await store.read.audit.list(id, { after: 0, limit: 9 })).toEqual([]);
    });

    it('N14: a change and its audit event become visible together', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const code = make.code(member);
      await store.transact(id, async (tx) => {
        await tx.codes.insert(code);
        await tx.audit.append(make.draft(id));
        expect(await store.read.codes.find(id, code.id)).toBeNull();
        expect((await store.read.audit.head(id)).sequence).toBe(0);
      });
      expect(await store.read.codes.find(id, code.id)).toEqual(code);
      expect((await store.read.audit.head(id)).sequence).toBe(1);
    });

    it('a write takes effect when it is awaited: the next read in its transaction sees it', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const user = make.user(id);
      const changed = { ...user, displayName: 'Changed' };
      const domain = make.domain(id);
      const identity = make.identity(user);
      const request = make.request(owner, member);
      const code = make.code(member);
      const service = make.client(id);
      const lockout = newLockout(id, member.id, T0);
      const challenge = make.challenge(id);
      const outcome = make.outcome(id);
      const notice = make.notice(id);
      const policy = { ...defaultPolicy, codeLifetimeMinutes: 7 };
      const findOutcome = (tx: Transaction) =>
        tx.redeemOutcomes.find(id, outcome.clientId, outcome.keyHash, T0);
      await store.transact(id, async (tx) => {
        await tx.organizations.rename(id, 'Renamed');
        await tx.organizations.setPolicy(id, policy);
        await tx.organizations.addSlackTenant(id, 'TNEW');
        expect(await tx.organizations.findById(id)).toMatchObject({ name: 'Renamed', policy });
        expect((await tx.organizations.findBySlackTenant('TNEW'))?.id).toBe(id);
        await tx.directory.insert(user);
        expect(await tx.directory.findUser(id, user.id)).toEqual(user);
        await tx.directory.update(changed);
        expect(await tx.directory.findUser(id, user.id)).toEqual(changed);
        await tx.domains.insert(domain);
        await tx.domains.setVerified(id, domain.name, T0 + 1);
        expect(await tx.domains.find(id, domain.name)).toEqual({ ...domain, verifiedAt: T0 + 1 });
        await tx.domains.remove(id, domain.name);
        expect(await tx.domains.find(id, domain.name)).toBeNull();
        await tx.identities.insert(identity);
        expect(await tx.identities.listByUser(id, user.id)).toEqual([identity]);
        expect(await tx.identities.removeByUser(id, user.id)).toBe(1);
        expect(await tx.identities.listByUser(id, user.id)).toEqual([]);
        await tx.requests.insert(request);
        expect(await tx.requests.listOpen(id)).toHaveLength(1);
        await tx.requests.transition(id, request.id, ['pending'], 'cancelled', {});
        expect(await tx.requests.listOpen(id)).toEqual([]);
        await tx.codes.insert(code);
        expect(await tx.codes.findLive(id, member.id)).toEqual(code);
        await tx.codes.transition(id, code.id, ['active'], 'revoked', {});
        expect(await tx.codes.findLive(id, member.id)).toBeNull();
        await tx.clients.insert(service);
        await tx.clients.setLastUsed(id, service.id, T0 + 2);
        expect(await tx.clients.find(service.id)).toEqual({ ...service, lastUsedAt: T0 + 2 });
        await tx.lockouts.put(lockout);
        expect(await tx.lockouts.find(id, member.id)).toEqual(lockout);
        await tx.challenges.put(challenge);
        expect(await tx.challenges.find(id, challenge.id)).toEqual(challenge);
        await tx.redeemOutcomes.insert(outcome);
        expect(await findOutcome(tx)).toEqual(outcome);
        await tx.notices.enqueue(notice);
        expect(await tx.notices.count()).toBe(1);
        await tx.audit.append(make.draft(id));
        const [event] = await tx.audit.listLatest(id, 1);
        expect(await tx.audit.head(id)).toEqual({ sequence: 1, hash: event?.hash });
      });
    });

    it('a broken uniqueness is thrown by the write itself, and by its transaction', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const neighbour = await make.seed(store);
      const [domain, identity, code] = [make.domain(id), make.identity(member), make.code(member)];
      const [service, outcome] = [make.client(id), make.outcome(id)];
      await store.transact(neighbour.id, (tx) => tx.organizations.addSlackTenant(neighbour.id, 'TTHEIRS'));
      await store.transact(id, async (tx) => {
        await tx.domains.insert(domain);
        await tx.identities.insert(identity);
        await tx.codes.insert(code);
        await tx.clients.insert(service);
        await tx.redeemOutcomes.insert(outcome);
      });
      const writes: ((tx: Transaction) => Promise<unknown>)[] = [
        (tx) => tx.organizations.addSlackTenant(id, 'TTHEIRS'),
        (tx) => tx.directory.insert(make.user(id, { email: owner.email })),
        (tx) => tx.directory.insertMany([make.user(id), make.user(id, { email: owner.email })]),
        (tx) => tx.directory.update({ ...member, email: owner.email }),
        (tx) => tx.domains.insert(domain),
        (tx) => tx.identities.insert({ ...identity, userId: owner.id }),
        (tx) => tx.codes.insert(make.code(member)),
        (tx) => tx.clients.insert(make.client(id, { name: service.name })),
        (tx) => tx.redeemOutcomes.insert(outcome),
      ];
      for (const write of writes) {
        let thrown: unknown = null;
        const transaction = store.transact(id, async (tx) => {
          thrown = await write(tx).then(
            () => null,
            (error: unknown) => error,
          );
        });
        await expect(transaction).rejects.toThrow(UniqueViolationError);
        expect(thrown, String(write)).toBeInstanceOf(UniqueViolationError);
      }
    });

    it('an update of a row that is not there throws; what removes or tells of it does not', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const stranger = make.user(id);
      const unknown = make.id('organization');
      const updates: ((tx: Transaction) => Promise<unknown>)[] = [
        (tx) => tx.organizations.rename(unknown, 'Renamed'),
        (tx) => tx.organizations.setPolicy(unknown, defaultPolicy),
        (tx) => tx.organizations.addSlackTenant(unknown, 'TNEW'),
        (tx) => tx.directory.update(stranger),
        (tx) => tx.domains.setVerified(id, 'unknown.example', T0),
      ];
      for (const update of updates)
        await expect(store.transact(id, update), String(update)).rejects.toThrow(MissingRowError);
      const secrets = { keyId: 'k', secretDigest: 'd', previousSecret: null };
      await store.transact(id, async (tx) => {
        await tx.domains.remove(id, 'unknown.example');
        await tx.clients.setLastUsed(id, make.id('client'), T0);
        expect(await tx.clients.setSecrets(id, make.id('client'), secrets)).toBe(false);
        expect(await tx.clients.remove(id, make.id('client'))).toBe(false);
        expect(await tx.identities.removeByUser(id, stranger.id)).toBe(0);
        expect(await tx.codes.transition(id, make.id('code'), ['active'], 'revoked', {})).toBeNull();
        expect(await tx.requests.transition(id, make.id('request'), ['pending'], 'expired', {})).toBeNull();
        await tx.notices.hasten(id, make.id('code'), T0);
      });
    });

    it('a broken uniqueness cannot be swallowed: the transaction is rolled back', async () => {
      const { store } = context;
      const seeded = await make.seed(store);
      const { id, owner, member } = seeded;
      const work = async (tx: Transaction) => {
        await tx.directory.update({ ...member, displayName: 'Changed' });
        await tx.directory.insert(make.user(id, { email: owner.email })).catch(() => undefined);
      };
      await expect(store.transact(id, work)).rejects.toThrow(UniqueViolationError);
      expect(await nameOf(store, seeded)).toBe(member.displayName);
    });

    it('hazard: while a transaction awaits, reads of others see the old state, through any handle', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const seeded = await make.seed(store);
      const paused = await startAndPause(store, seeded);
      expect(await nameOf(store, seeded)).toBe(seeded.member.displayName);
      expect(await nameOf(other, seeded)).toBe(seeded.member.displayName);
      paused.commit();
      await paused.done;
      expect(await nameOf(store, seeded)).toBe('Changed');
      expect(await nameOf(other, seeded)).toBe('Changed');
    });

    it('hazard: while a transaction awaits, what others write is built on it, or it is run again and built on that', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const seeded = await make.seed(store);
      const { id, member } = seeded;
      const hasRead = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const settled: string[] = [];
      const append = async (handle: Store, suffix: string, meanwhile = async () => {}) => {
        await handle.transact(id, async (tx) => {
          const current = await tx.directory.findUser(id, member.id);
          if (current === null) throw new Error('the user is gone');
          await meanwhile();
          await tx.directory.update({ ...current, displayName: current.displayName + suffix });
        });
        settled.push(suffix);
      };
      const awaiting = append(store, '!', () => {
        hasRead.resolve();
        return gate.promise;
      });
      await hasRead.promise;
      const others = Promise.all([append(store, '+'), append(other, '*')]);
      await sleep(60);
      // Those of the same handle wait in any case.
      expect(settled.filter((suffix) => suffix !== '*')).toEqual([]);
      gate.resolve();
      await Promise.all([awaiting, others]);
      const name = (await nameOf(store, seeded)) ?? '';
      expect([name.slice(0, -3), ...name.slice(-3)].sort()).toEqual(
        [member.displayName, '!', '*', '+'].sort(),
      );
    });

    it('hazard: a write of another request that arrives while a transaction awaits is not undone by its rollback', async () => {
      const { store } = context;
      const seeded = await make.seed(store);
      const { id } = seeded;
      const paused = await startAndPause(store, seeded);
      const user = make.user(id);
      const others = Promise.all([
        store.transact(id, (tx) => tx.directory.insert(user)),
        store.replayKeys.remember('meanwhile', T0 + 600_000, T0),
      ]);
      await sleep(30);
      paused.fail();
      await expect(paused.done).rejects.toThrow('failed');
      await others;
      expect(await nameOf(store, seeded)).toBe(seeded.member.displayName);
      expect(await store.read.directory.findUser(id, user.id)).toEqual(user);
      expect(await store.replayKeys.remember('meanwhile', T0 + 600_000, T0)).toBe(false);
    });

    it('hazard: fifty interleaved transactions that await between read and write lose no update', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      await store.transact(id, (tx) => tx.lockouts.put(newLockout(id, member.id, T0)));
      const increment = (index: number) =>
        store.transact(id, async (tx) => {
          const lockout = await tx.lockouts.find(id, member.id);
          if (lockout === null) throw new Error('the lockout is gone');
          await sleep(index % 3);
          await tx.lockouts.put({ ...lockout, consecutiveFailures: lockout.consecutiveFailures + 1 });
          if (index % 5 === 0) throw new Error('rolled back');
        });
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => increment(index)));
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(40);
      expect((await store.read.lockouts.find(id, member.id))?.consecutiveFailures).toBe(40);
    });

    it('a tx that outlives its transaction is dead, whether that committed or not', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const leaked: Transaction[] = [];
      await store.transact(id, async (tx) => {
        leaked.push(tx);
      });
      await store
        .transact(id, async (tx) => {
          leaked.push(tx);
          throw new Error('rolled back');
        })
        .catch(() => undefined);
      expect(leaked).toHaveLength(2);
      for (const tx of leaked) {
        const over = /transaction.*(over|ended|settled)|(over|ended|settled).*transaction/i;
        await expect((async () => tx.directory.findUser(id, member.id))()).rejects.toThrow(over);
        await expect((async () => tx.notices.enqueue(make.notice(id)))()).rejects.toThrow(over);
        await expect((async () => tx.audit.append(make.draft(id)))()).rejects.toThrow(over);
      }
      expect(await store.read.notices.count()).toBe(0);
      expect((await store.read.audit.head(id)).sequence).toBe(0);
    });

    it('a transaction inside another throws at once instead of waiting for itself', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const notice = make.notice(id);
      const started = performance.now();
      const nested = store.transact(id, async (tx) => {
        await tx.notices.enqueue(notice);
        await store.transact(id, async () => undefined);
      });
      const error = await nested.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      // A bug, not an outage: a caller must not try it again.
      expect(error).not.toBeInstanceOf(StoreUnavailableError);
      expect(performance.now() - started).toBeLessThan(5000);
      expect(await store.read.notices.count()).toBe(0);
      await store.transact(id, (tx) => tx.notices.enqueue(notice));
      expect(await store.read.notices.count()).toBe(1);
    });
  });
}
