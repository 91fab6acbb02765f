import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import { endLost } from '../../../src/services/directory/end-lost.ts';
import { createImportDirectory } from '../../../src/services/directory/import/import-directory.ts';
import { createUnverifyDomain } from '../../../src/services/organization/unverify-domain.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { errorCodeOf, openClientWorld, storeKinds } from '../../redeeming/open-client-world.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { approvalBy } from '../../support/terms.ts';

describe.each(storeKinds)('N18: what is lost with a change in the directory, on %s', (kind) => {
  async function open() {
    const world = await openClientWorld(kind);
    const { store, organizationId, deps, clock, lena, main } = world;
    const make = createStoreFixtures('lost');
    const [ann, bob, kim] = [
      make.user(organizationId, { role: 'admin' }),
      make.user(organizationId, { role: 'owner' }),
      make.user(organizationId),
    ];
    const soon = { createdAt: clock.at, expiresAt: clock.at + 3_600_000 };
    const requests = {
      forLena: make.request(ann, lena, soon),
      byAnn: make.request(ann, kim, soon),
      approvedByBob: make.request(world.mia, kim, {
        ...soon,
        state: 'approved',
        approvals: [approvalBy(bob.id)],
      }),
    };
    await store.transact(organizationId, async (tx) => {
      for (const user of [ann, bob, kim]) await tx.directory.insert(user);
      for (const request of Object.values(requests)) await tx.requests.insert(request);
    });
    const { code, record } = await world.issue({ ...soon, issuedBy: ann.id });
    const portal = await world.addClient('Portal');
    const importDirectory = createImportDirectory({ ...deps, openImportStaging });
    async function change(user: DirectoryUser, fields: Partial<DirectoryUser>) {
      const { email, mobile, displayName, role, status } = { ...user, ...fields };
      const row = { email: email ?? '', mobile: mobile ?? '', name: displayName, role, status };
      const named = mobile === null ? { email: row.email, name: row.name, role, status } : row;
      const result = await importDirectory(organizationId, [{ line: 2, fields: named }]);
      expect(result).toMatchObject({ kind: 'imported', changed: 1 });
    }
    const codeState = async () => (await store.read.codes.find(organizationId, record.id))?.state;
    const stateOf = async ({ id }: IssueRequest) =>
      (await store.read.requests.find(organizationId, id))?.state ?? null;
    const ended = async () => {
      const open = ['pending', 'approved'];
      const states = await Promise.all(
        Object.entries(requests).map(async ([name, request]) => [name, await stateOf(request)] as const),
      );
      return states.filter(([, state]) => !open.includes(String(state))).map(([name]) => name);
    };
    const redeem = () => main.send(portal, '/v1/codes/redeem', { user: lena.email, code });
    const events = async (action: 'code.revoked' | 'request.cancelled') =>
      store.read.audit.list(organizationId, { after: 0, limit: 500, action });
    return {
      ...world,
      ann,
      bob,
      kim,
      record,
      requests,
      change,
      codeState,
      ended,
      redeem,
      events,
      portal,
      code,
    };
  }

  it.each([
    ['suspended', { status: 'suspended' }, 'not_confirmed'],
    ['deactivated', { status: 'deactivated' }, 'not_confirmed'],
    ['given another role', { role: 'admin' }, 'role_changed'],
  ] as const)('a person who is %s: their code and the requests for them, for good', async (_, to, reason) => {
    const { lena, change, codeState, ended, redeem, events, record, requests, store, organizationId } =
      await open();
    await change(lena, to);
    expect(await codeState()).toBe('revoked');
    expect(await ended()).toEqual(['forLena']);
    expect(await events('code.revoked')).toMatchObject([
      {
        target: lena.id,
        reason,
        actor: { kind: 'operator' },
        details: { codeId: record.id, stateBefore: 'active' },
      },
    ]);
    expect(await store.read.codes.find(organizationId, record.id)).toMatchObject({
      revocationReason: 'not_allowed',
    });
    expect(await store.read.requests.find(organizationId, requests.forLena.id)).toMatchObject({
      cancelReason: 'not_allowed',
    });
    expect(await events('request.cancelled')).toMatchObject([
      { target: lena.id, reason, details: { requestId: requests.forLena.id, stateBefore: 'pending' } },
    ]);
    const told = (await store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 50)).map(
      ({ content }) => content.kind,
    );
    expect(told).toEqual(expect.arrayContaining(['requester_code_revoked', 'target_code_revoked']));
    await change({ ...lena, ...to }, { status: lena.status, role: lena.role });
    expect(errorCodeOf(await redeem())).toBe('code_refused');
    expect([await codeState(), await ended()]).toEqual(['revoked', ['forLena']]);
  });

  it.each([
    ['suspended', { status: 'suspended' }],
    ['made a member', { role: 'member' }],
  ] as const)('an admin who is %s: their open requests; the code they issued is another’s', async (_, to) => {
    const { ann, change, codeState, ended, redeem } = await open();
    await change(ann, to);
    expect(await ended()).toEqual(['forLena', 'byAnn']);
    expect(await codeState()).toBe('active');
    await change({ ...ann, ...to }, { status: ann.status, role: ann.role });
    expect(await ended()).toEqual(['forLena', 'byAnn']);
    expect((await redeem()).status).toBe(200);
  });

  it('an approver who is suspended: what they approved', async () => {
    const { bob, change, codeState, ended } = await open();
    await change(bob, { status: 'suspended' });
    expect(await ended()).toEqual(['approvedByBob']);
    expect(await codeState()).toBe('active');
  });

  it('a code whose time is over has expired, and was not revoked', async () => {
    const { lena, clock, record, change, codeState, events } = await open();
    clock.at = record.expiresAt;
    await change(lena, { status: 'suspended' });
    expect(await codeState()).toBe('active');
    expect(await events('code.revoked')).toEqual([]);
  });

  it.each([
    ['code', 'codes', 'A live code changed'],
    ['request', 'requests', 'An open request changed'],
  ] as const)(
    'a %s that another change has ended at the same moment is a fault: nothing is written',
    async (_, of, fault) => {
      const { lena, store, deps, organizationId, codeState, ended } = await open();
      const loss = { asTarget: 'not_confirmed', asIssuer: null } as const;
      const work = store.transact(organizationId, (tx) =>
        endLost(
          deps,
          { ...tx, [of]: { ...tx[of], transition: async () => null } },
          organizationId,
          async (userId) => (userId === lena.id ? loss : null),
        ),
      );
      await expect(work).rejects.toThrow(fault);
      expect([await codeState(), await ended()]).toEqual(['active', []]);
    },
  );

  it('another name ends nothing, and nothing live is looked for', async () => {
    const { lena, change, codeState, ended } = await open();
    await change(lena, { displayName: 'Lena the Second' });
    expect([await codeState(), await ended()]).toEqual(['active', []]);
  });

  it('a domain that is not theirs any longer: codes and requests of its people, of no others', async () => {
    const { store, organizationId, deps, codeState, ended, events, lena, kim } = await open();
    const elsewhere = { ...kim, email: 'kim@elsewhere.example' };
    const domain = createStoreFixtures('domain').domain(organizationId, { name: 'people.example' });
    await store.transact(organizationId, async (tx) => {
      await tx.directory.update(elsewhere);
      if ((await tx.domains.find(organizationId, domain.name)) === null) await tx.domains.insert(domain);
      await tx.domains.setVerified(organizationId, domain.name, deps.clock.now());
    });
    expect((await createUnverifyDomain(deps)(organizationId, 'people.example')).kind).toBe('unverified');
    expect([await codeState(), await ended()]).toEqual(['revoked', ['forLena']]);
    const reason = 'domain_unverified';
    expect(await events('code.revoked')).toMatchObject([{ target: lena.id, reason }]);
  });

  it('N18: an answer asked for again after a suspension is refused, and proves nothing', async () => {
    const { lena, change, main, portal, code } = await open();
    const send = () =>
      main.send(portal, '/v1/codes/redeem', { user: lena.email, code }, { 'idempotency-key': 'k' });
    expect((await send()).status).toBe(200);
    await change(lena, { status: 'suspended' });
    const again = await send();
    expect([again.status, errorCodeOf(again)]).toEqual([403, 'code_refused']);
    expect(again.text).not.toContain('assertion');
  });
});
