import { type Connection, createConnection } from 'mongoose';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { toSearchWords } from '../../../src/domain/directory/search-words.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { listGiven } from '../../../src/domain/requests/approved-act.ts';
import { issuersRight } from '../../../src/domain/requests/lane.ts';
import { fixTerms } from '../../../src/domain/requests/request-terms.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { approvalBy } from '../../support/terms.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftOrganization, draftRequest, draftUser } from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';

/** The collections of the version before there were sources. */
async function writeOlder(raw: Connection): Promise<void> {
  const { sourceId, externalId, manager, department, employeeNumber, id, ...user } = draftUser('ann');
  const person = { _id: id, ...user, logins: [user.email ?? ''] };
  await raw.collection<typeof person>('directoryUsers').insertOne(person);
  const { id: organizationId, ...organization } = draftOrganization(acme, ['T1']);
  await raw.collection<{ _id: string }>('organizations').insertOne({ _id: organizationId, ...organization });
}

interface Written {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/** The requests of the version before they had terms, each with its state and what was decided, and a policy of that time. */
async function writeWithoutTerms(raw: Connection): Promise<void> {
  const { id: organizationId, policy, ...organization } = draftOrganization(acme, ['T1']);
  const { tiers, privilegedRoles, executiveGroups, ...settings } = policy;
  await raw.collection<Written>('organizations').insertOne({
    _id: organizationId,
    ...organization,
    policy: { ...settings, approvalRequiredFor: ['owner', 'helpdesk'] },
  });
  const asked = { needsApproval: true, approvalAskedAt: 3 };
  const approverId = 'usr_third';
  const older = {
    open: {
      state: 'pending',
      needsApproval: false,
      approvalAskedAt: null,
      approverId: null,
      decidedAt: null,
    },
    asked: { state: 'pending', ...asked, approverId: null, decidedAt: null },
    approved: { state: 'approved', ...asked, approverId, decidedAt: 4 },
    rejected: { state: 'rejected', ...asked, approverId, decidedAt: 5, settledAt: 6 },
    oldest: { state: 'rejected', ...asked, approverId, settledAt: 6 },
    fulfilled: { state: 'fulfilled', ...asked, approverId, decidedAt: 4, settledAt: 7 },
  };
  for (const [name, fields] of Object.entries(older)) {
    const { id, terms, ticket, verifications, approvals, ...request } = draftRequest(name);
    const isOpen = fields.state === 'pending' || fields.state === 'approved';
    await raw
      .collection<Written>('issueRequests')
      .insertOne({ _id: id, ...request, createdAt: 2, expiresAt: 90, isOpen, ...fields });
  }
}

async function openAfter(server: string, write: (raw: Connection) => Promise<void>): Promise<Store> {
  const uri = nameDatabase(server);
  const raw = await createConnection(uri).asPromise();
  onTestFinished(async () => {
    await raw.destroy();
    await dropDatabase(uri);
  });
  await write(raw);
  const store = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys() });
  onTestFinished(() => store.close());
  return store;
}

describeMongo('documents from before there were sources', (server) => {
  it('are read as those of the operator, and a source can take its place beside them', async () => {
    const store = await openAfter(server, writeOlder);
    const ann = draftUser('ann');
    expect(await store.read.directory.findUser(acme, ann.id)).toEqual(ann);
    const words = toSearchWords(ann.displayName);
    const find = () => store.read.directory.listUsersByWords(acme, words, 9);
    await expect.poll(find).toEqual({ users: [ann], isAll: true });
    expect((await store.read.directory.listUsers(acme, { after: null, limit: 9 })).users).toEqual([ann]);
    const source = createStoreFixtures('older').source(acme);
    const taken = { ...ann, sourceId: source.id, externalId: 'e-1' };
    await store.transact(acme, async (tx) => {
      await tx.sources.insert(source);
      await tx.directory.update(taken);
    });
    expect(await store.read.directory.findUser(acme, ann.id)).toEqual(taken);
    expect(await store.read.directory.countLiveOfSource(acme, source.id)).toBe(1);
  });
});

describeMongo('documents from before requests had terms', (server) => {
  it('N11: get those of their tier, and an approval from then covers nothing', async () => {
    const store = await openAfter(server, writeWithoutTerms);
    const find = (name: string) => store.read.requests.find(acme, draftRequest(name).id);
    const common = { createdAt: 2, expiresAt: 90, ticket: null, verifications: [] };
    const needing = {
      ...common,
      terms: fixTerms('privileged', [], defaultPolicy, issuersRight),
      approvalAskedAt: 3,
    };
    const word = (verdict: string, decidedAt: number) => [
      { approverId: 'usr_third', verdict, decidedAt, reason: null, onBehalfOf: null, actDigest: '' },
    ];
    const asBefore = {
      ...common,
      terms: fixTerms('standard', [], defaultPolicy, issuersRight),
      approvalAskedAt: null,
    };
    expect(await find('open')).toMatchObject({ ...asBefore, state: 'pending', approvals: [] });
    expect(await find('asked')).toMatchObject({ ...needing, state: 'pending', approvals: [] });
    const approved = await find('approved');
    expect(approved).toMatchObject({ ...needing, state: 'approved', approvals: word('approved', 4) });
    expect(approved && listGiven(approved)).toEqual([]);
    expect(await find('rejected')).toMatchObject({ ...needing, approvals: word('rejected', 5) });
    expect(await find('oldest')).toMatchObject({ ...needing, approvals: word('rejected', 6) });
    expect(await find('fulfilled')).toMatchObject({ ...needing, approvals: word('approved', 4) });
    expect((await store.read.organizations.findById(acme))?.policy).toEqual({
      ...defaultPolicy,
      privilegedRoles: ['owner', 'helpdesk'],
    });
  });

  it('N11: can be decided, and keep the terms they are given then', async () => {
    const store = await openAfter(server, writeWithoutTerms);
    const { id } = draftRequest('asked');
    const approvals = [approvalBy(draftUser('cid').id)];
    const terms = { ...fixTerms('privileged', [], defaultPolicy, issuersRight), approvalsRequired: 2 };
    await store.transact(acme, (tx) =>
      tx.requests.transition(acme, id, ['pending'], 'approved', { approvals, terms }),
    );
    expect(await store.read.requests.find(acme, id)).toMatchObject({ state: 'approved', approvals, terms });
    const roles = { privilegedRoles: ['admin'] } as const;
    await store.transact(acme, (tx) => tx.organizations.setPolicy(acme, { ...defaultPolicy, ...roles }));
    expect((await store.read.organizations.findById(acme))?.policy).toEqual({ ...defaultPolicy, ...roles });
  });
});
