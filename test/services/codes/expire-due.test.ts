import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditAction } from '../../../src/domain/audit/audit-event.ts';
import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createVerifyAudit } from '../../../src/services/audit/verify-audit.ts';
import { createExpireDue, REVEAL_MS_MAX } from '../../../src/services/codes/expire-due.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures, type SeededOrganization, T0 } from '../../support/store-fixtures.ts';
import { approvalBy } from '../../support/terms.ts';
import { createTestKeys } from '../../support/test-keys.ts';

const keys = createTestKeys();
const nothing = {
  requestsExpired: 0,
  codesExpired: 0,
  revealsTakenBack: 0,
  delegationsEnded: 0,
  helpExpired: 0,
};

let folder: string;
let store: Store;
let seeded: SeededOrganization;
let now = T0;
const fixtures = createStoreFixtures('expire');

const openStoreAgain = () => openSqliteStore({ path: join(folder, 'test.db'), keys });
const sweepWith = (own: Store) =>
  createExpireDue({ store: own, keys, clock: { now: () => now }, random: systemRandom })();
const sweep = () => sweepWith(store);

beforeEach(async () => {
  now = T0;
  folder = await mkdtemp(join(tmpdir(), 'backupcode-expire-'));
  store = await openStoreAgain();
  seeded = await fixtures.seed(store, 4);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function addRequest(overrides: Partial<IssueRequest> = {}): Promise<IssueRequest> {
  const request = fixtures.request(seeded.owner, seeded.member, overrides);
  await store.transact(seeded.id, (tx) => tx.requests.insert(request));
  return request;
}

async function addCode(overrides: Partial<BackupCode> = {}): Promise<BackupCode> {
  const code = fixtures.code(seeded.member, { issuedBy: seeded.owner.id, ...overrides });
  await store.transact(seeded.id, (tx) => tx.codes.insert(code));
  return code;
}

const stateOfRequest = async ({ id }: IssueRequest) => (await store.read.requests.find(seeded.id, id))?.state;
const stateOfCode = async ({ id }: BackupCode) => (await store.read.codes.find(seeded.id, id))?.state;
const listEvents = (action: AuditAction) =>
  store.read.audit.list(seeded.id, { after: 0, limit: 1000, action });

describe('requests', () => {
  it('U3: an open one ends at the very moment it is due, not before, and that is told and written down', async () => {
    const request = await addRequest({ expiresAt: T0 + 1000 });
    now = T0 + 999;
    expect(await sweep()).toEqual(nothing);
    expect(await stateOfRequest(request)).toBe('pending');
    now = T0 + 1000;
    expect(await sweep()).toEqual({ ...nothing, requestsExpired: 1 });
    expect(await stateOfRequest(request)).toBe('expired');
    expect(await listEvents('request.expired')).toMatchObject([
      { actor: { kind: 'system' }, target: seeded.member.id, details: { requestId: request.id } },
    ]);
    expect(await store.read.notices.listOverdue(now, 10)).toMatchObject([
      { content: { kind: 'prompt_expired', requestId: request.id } },
    ]);
    expect(await sweep()).toEqual(nothing);
  });

  it('U3: an approved one ends too; a settled one stays as it is', async () => {
    const approved = await addRequest({ state: 'approved', approvals: [approvalBy(seeded.owner.id)] });
    const settled = await addRequest({ state: 'fulfilled', settledAt: T0 });
    now = T0 + 3_600_000;
    expect(await sweep()).toEqual({ ...nothing, requestsExpired: 1 });
    expect([await stateOfRequest(approved), await stateOfRequest(settled)]).toEqual(['expired', 'fulfilled']);
  });

  it('U3: one that was prolonged after it had been listed goes on', async () => {
    const request = await addRequest({ expiresAt: T0 + 1000 });
    now = T0 + 1000;
    const prolonging: Store = {
      ...store,
      transact: async (id, work) => {
        const change = { approvalAskedAt: now, expiresAt: T0 + 3_600_000 };
        await store.transact(id, (tx) =>
          tx.requests.transition(id, request.id, ['pending'], 'pending', change),
        );
        return store.transact(id, work);
      },
    };
    expect(await sweepWith(prolonging)).toEqual(nothing);
    expect(await stateOfRequest(request)).toBe('pending');
  });

  it('U3: more than are looked at in one go end in the next', async () => {
    const requests = Array.from({ length: 101 }, () => fixtures.request(seeded.owner, seeded.member));
    await store.transact(seeded.id, async (tx) => {
      for (const request of requests) await tx.requests.insert(request);
    });
    now = T0 + 3_600_000;
    expect((await sweep()).requestsExpired).toBe(100);
    expect((await sweep()).requestsExpired).toBe(1);
  });
});

describe('codes', () => {
  it('N5: an active one ends at the very moment it is due, and not before', async () => {
    const code = await addCode({ expiresAt: T0 + 600_000 });
    now = T0 + 599_999;
    expect(await sweep()).toEqual(nothing);
    now = T0 + 600_000;
    expect(await sweep()).toEqual({ ...nothing, codesExpired: 1 });
    expect(await stateOfCode(code)).toBe('expired');
    expect(await listEvents('code.expired')).toMatchObject([{ details: { codeId: code.id } }]);
  });

  it('N3: a redeemed one stays redeemed for ever', async () => {
    const code = await addCode({ state: 'redeemed', settledAt: T0 });
    now = T0 + 7 * 86_400_000;
    expect(await sweep()).toEqual(nothing);
    expect(await stateOfCode(code)).toBe('redeemed');
  });

  it('S4: a reveal that has not ended after its time is taken back, and the admin is told, once', async () => {
    const code = await addCode({ state: 'undelivered' });
    now = T0 + REVEAL_MS_MAX;
    expect(await sweep()).toEqual(nothing);
    now += 1;
    expect(await sweep()).toEqual({ ...nothing, revealsTakenBack: 1 });
    expect(await store.read.codes.find(seeded.id, code.id)).toMatchObject({
      state: 'revoked',
      revocationReason: 'never_delivered',
      settledAt: now,
    });
    expect(await sweep()).toEqual(nothing);
    expect(await listEvents('code.revoked')).toMatchObject([
      { outcome: 'failed', reason: 'never_delivered' },
    ]);
    expect(await store.read.notices.listOverdue(now, 10)).toMatchObject([
      { content: { kind: 'requester_code_revoked', codeId: code.id } },
    ]);
  });

  it('S4: a reveal that ended just in time is left alone', async () => {
    const code = await addCode({ state: 'undelivered' });
    now = T0 + REVEAL_MS_MAX + 1;
    const late: Store = {
      ...store,
      transact: async (id, work) => {
        await store.transact(id, (tx) => tx.codes.transition(id, code.id, ['undelivered'], 'active', {}));
        return store.transact(id, work);
      },
    };
    expect(await sweepWith(late)).toEqual(nothing);
    expect(await stateOfCode(code)).toBe('active');
  });
});

it('S11: many sweepers at once end each thing once, and the history stays sound', async () => {
  for (const user of seeded.users) {
    await addRequest();
    await store.transact(seeded.id, (tx) =>
      tx.codes.insert(fixtures.code(user, { issuedBy: seeded.owner.id })),
    );
  }
  now = T0 + 86_400_000;
  const others = await Promise.all([openStoreAgain(), openStoreAgain(), openStoreAgain()]);
  const results = await Promise.all([store, ...others].map(sweepWith));
  await Promise.all(others.map((other) => other.close()));
  expect(results.reduce((sum, { requestsExpired }) => sum + requestsExpired, 0)).toBe(seeded.users.length);
  expect(results.reduce((sum, { codesExpired }) => sum + codesExpired, 0)).toBe(seeded.users.length);
  expect(await listEvents('code.expired')).toHaveLength(seeded.users.length);
  expect(await createVerifyAudit({ store, keys })(seeded.id)).toMatchObject({ kind: 'sound' });
});
