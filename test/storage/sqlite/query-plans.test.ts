import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import type { Readers, Store, Transaction } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures, type SeededOrganization, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('z');

/** What is asked for as a whole, so that reading all of it is the point; nothing that a request waits for. */
const READS_ALL = [/ORDER BY o\.created_at, o\.id$/, /^SELECT count\(\*\) AS total FROM notices$/];
/** Sorts no more than it was given: at most a thousand logins. */
const SORTS_ITS_LIST = /json_each\(:\w+\)/;

async function useEveryReader(read: Readers, { id, owner, member, organization }: SeededOrganization) {
  await read.organizations.findById(id);
  await read.organizations.findBySlackTenant(organization.slackTenantIds[0] ?? '');
  await read.organizations.list();
  await read.directory.findUser(id, member.id);
  await read.directory.findUserByLogin(id, '+15550000000');
  await read.directory.listUsersByLogins(id, ['+15550000000']);
  await read.directory.listConfirmedByRole(id, ['owner', 'admin'], 9);
  await read.directory.listUsers(id, { after: null, limit: 9 });
  await read.directory.countUsers(id);
  await read.domains.find(id, 'corp.example');
  await read.domains.list(id);
  await read.identities.find(id, 'T1', 'U1');
  await read.identities.findByUser(id, 'T1', member.id);
  await read.identities.listByUser(id, member.id);
  await read.requests.find(id, make.id('request'));
  await read.requests.countByRequester(id, owner.id, T0);
  await read.requests.countByTarget(id, member.id, T0);
  await read.requests.listOpenByTarget(id, member.id);
  await read.requests.listCountedTimes(id, { requesterId: owner.id }, T0);
  await read.requests.listCountedTimes(id, { targetId: member.id }, T0);
  await read.requests.listOpen(id);
  await read.codes.listLive(id);
  await read.requests.listOverdue(T0, 9);
  await read.codes.find(id, make.id('code'));
  await read.codes.findLive(id, member.id);
  await read.codes.listLatest(id, member.id, 9);
  await read.codes.listOverdue(T0, 9);
  await read.codes.listUndelivered(T0, 9);
  await read.lockouts.find(id, member.id);
  await read.clients.find(make.id('client'));
  await read.clients.list(id);
  await read.challenges.find(id, make.id('challenge'));
  await read.redeemOutcomes.find(id, make.id('client'), 'hash', T0);
  await read.signInAnswers.find('s', T0);
  await read.usedHints.has('digest', T0);
  await read.audit.listLatestOf(id, { action: 'redeem.refused', target: member.id }, 9);
  await read.notices.count();
  await read.notices.listOverdue(T0, 9);
  await read.audit.list(id, { after: 0, limit: 9 });
  await read.audit.list(id, { after: 0, limit: 9, action: 'code.redeemed' });
  await read.audit.listLatest(id, 9);
  await read.audit.head(id);
}

async function useEveryWriter(tx: Transaction, { id, owner, member, organization }: SeededOrganization) {
  const [request, code, service] = [make.request(owner, member), make.code(member), make.client(id)];
  await tx.organizations.insert(make.organization());
  await tx.organizations.addSlackTenant(id, 'T9');
  await tx.organizations.setPolicy(id, organization.policy);
  await tx.organizations.rename(id, 'Renamed');
  await tx.directory.insert(make.user(id));
  await tx.directory.insertMany([make.user(id)]);
  await tx.directory.update(member);
  const domain = make.domain(id);
  await tx.domains.insert(domain);
  await tx.domains.setVerified(id, domain.name, T0);
  await tx.domains.remove(id, 'nowhere.example');
  await tx.identities.insert(make.identity(member));
  await tx.identities.removeByUser(id, member.id);
  await tx.requests.insert(request);
  await tx.requests.transition(id, request.id, ['pending'], 'cancelled', {});
  await tx.codes.insert(code);
  await tx.codes.transition(id, code.id, ['active'], 'redeemed', {});
  await tx.lockouts.put(newLockout(id, member.id, T0));
  await tx.clients.insert(service);
  await tx.clients.setLastUsed(id, service.id, T0);
  await tx.clients.setSecrets(id, service.id, { ...service, previousSecret: null });
  await tx.clients.setAllowance(id, service.id, service);
  await tx.clients.remove(id, service.id);
  await tx.challenges.put(make.challenge(id));
  await tx.redeemOutcomes.insert(make.outcome(id));
  await tx.notices.enqueue(make.notice(id));
  await tx.notices.hasten(id, code.id, T0);
  await tx.audit.append(make.draft(id));
  await tx.deliveries.remember('key', T0 + 1, T0);
  const place = { grantId: 'g', uid: 'u', userCode: 'c', expiresAt: T0 + 1 };
  await tx.oidcRecords.upsert({ kind: 'Kind', id: 'id', payload: {}, ...place }, T0);
  await tx.oidcRecords.find('Kind', 'id', T0);
  await tx.oidcRecords.findByUid('Kind', 'u', T0);
  await tx.oidcRecords.findByUserCode('Kind', 'c', T0);
  await tx.oidcRecords.consume('Kind', 'id', T0);
  await tx.oidcRecords.revokeByGrantId('Kind', 'g');
  await tx.oidcRecords.destroy('Kind', 'id');
  const answer = {
    signInId: 's',
    organizationId: id,
    clientId: service.id,
    userId: member.id,
    codeId: code.id,
  };
  await tx.signInAnswers.put(
    { ...answer, answeredAt: T0, expiresAt: T0 + 1, finishedAt: null, proof: {} },
    T0,
  );
  await tx.signInAnswers.find('s', T0);
  await tx.signInAnswers.listByCode(id, code.id, T0);
  await tx.signInAnswers.finish('s', T0);
  await tx.usedHints.has('digest', T0);
  await tx.usedHints.add('digest', T0 + 1, T0);
}

async function useOutbox(store: Store) {
  await store.signingKeys.find('k1');
  await store.outbox.claim({ now: T0, leaseMs: 1000, limit: 9, slackTenantIds: ['T1'], busy: [] });
  await store.outbox.postpone(make.id('notice'), T0);
  await store.outbox.adopt(make.id('organization'), 'T1');
  await store.outbox.complete(make.id('notice'));
  await store.replayKeys.remember('key', T0 + 1, T0);
  await store.replayKeys.listKept('k', T0, 9);
  await store.rateCounters.count('key', T0 + 1, T0);
}

/** The names of the methods that were never called, as `repository.method`. */
function watchCalls(repositories: object): { missing: () => string[] } {
  const missing = new Set<string>();
  for (const [name, repository] of Object.entries(repositories)) {
    for (const [method, original] of Object.entries(
      repository as Record<string, (...given: unknown[]) => unknown>,
    )) {
      missing.add(`${name}.${method}`);
      Object.assign(repository, {
        [method]: (...given: unknown[]) => {
          missing.delete(`${name}.${method}`);
          return original(...given);
        },
      });
    }
  }
  return { missing: () => [...missing] };
}

it('no statement’s cost grows with its table: each finds its rows by an index', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  onTestFinished(() => {
    prepare.mockRestore();
  });

  const store = await openSqliteStore({ path, keys: createTestKeys() });
  onTestFinished(() => store.close());
  const seeded = await make.seed(store);
  const readers = watchCalls(store.read);
  await useEveryReader(store.read, seeded);
  let missingInTransaction: string[] = [];
  await store.transact(seeded.id, async (tx) => {
    const calls = watchCalls(tx);
    await useEveryReader(tx, seeded);
    await useEveryWriter(tx, seeded);
    missingInTransaction = calls.missing();
  });
  await useOutbox(store);
  expect(readers.missing()).toEqual([]);
  expect(missingInTransaction).toEqual([]);
  const statements = new Set(prepare.mock.calls.map(([text]) => text));

  const database = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => database.close());
  const planned = [...statements].filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(text));
  expect(planned.length).toBeGreaterThan(50);
  for (const text of planned) {
    if (READS_ALL.some((allowed) => allowed.test(text)) || /sqlite_schema/.test(text)) continue;
    const steps = database
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all()
      .map(({ detail }) => String(detail));
    const scans = steps.filter((step) => /\bSCAN\b/.test(step) && !/VIRTUAL TABLE/.test(step));
    expect(scans, text).toEqual([]);
    if (SORTS_ITS_LIST.test(text)) continue;
    const sorts = steps.filter((step) => /TEMP B-TREE FOR ORDER BY/.test(step));
    expect(sorts, text).toEqual([]);
  }
});
