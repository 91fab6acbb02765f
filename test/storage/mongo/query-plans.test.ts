import { type Connection, createConnection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { ClientId, UserId } from '../../../src/domain/ids.ts';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import type { OidcRecordDraft, OidcRecords } from '../../../src/ports/sign-in/oidc-records.ts';
import type { SignInAnswer } from '../../../src/ports/sign-in/sign-in-answers.ts';
import type { Store, Transaction } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { callEveryMethod } from '../../support/every-call.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import {
  acme,
  draftCode,
  draftEvent,
  draftNotice,
  draftOrganization,
  draftRequest,
  draftUser,
} from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';
import { type Command, openWireProxy, type WireProxy } from './wire-proxy.ts';

const OTHERS = 400;
const make = createStoreFixtures('q');
const source = make.source(acme);

/** What is asked for as a whole, so that reading all of it is the point; nothing that a request waits for. */
const READS_ALL = [
  '{"find":"organizations","filter":{},',
  '{"aggregate":"notices","pipeline":[{"$match":{}},{"$group"',
  ...['directoryUsers', 'conflicts', 'groups'].map(
    (name) => `{"aggregate":"${name}","pipeline":[{"$match":{"organizationId":"${acme}"}},{"$group"`,
  ),
];

function draftOidcRecord(i: number): OidcRecordDraft {
  return {
    kind: 'AccessToken',
    id: `token${i}`,
    payload: { accountId: `usr_${i}` },
    grantId: `grant${i}`,
    uid: `uid${i}`,
    userCode: `userCode${i}`,
    expiresAt: 1_000_000 + i,
  };
}

function draftAnswer(i: number): SignInAnswer {
  return {
    signInId: `sign-in-${i}`,
    organizationId: acme,
    clientId: 'cli_xxxxxxxxxxxxxxxx' as ClientId,
    userId: `usr_user${i}` as UserId,
    codeId: draftCode(`code${i}`, `user${i}`).id,
    answeredAt: 0,
    expiresAt: 1_000_000 + i,
    finishedAt: null,
    proof: {},
  };
}

describeMongo('no query’s cost grows with its collection', (server) => {
  let uri: string;
  let proxy: WireProxy;
  let store: Store;
  let raw: Connection;

  beforeAll(async () => {
    uri = nameDatabase(server);
    proxy = await openWireProxy(uri);
    store = await openMongoStore({ uri: new Secret(proxy.uri), keys: createTestKeys() });
    raw = await createConnection(uri).asPromise();
    const other = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys(), holdMsMax: 55_000 });
    await other.transact(acme, fill);
    await other.transact(acme, fillSignIns);
    await other.transact(acme, fillSource);
    await other.close();
    proxy.commands.length = 0;
    await runEveryQuery();
  }, 60_000);
  afterAll(async () => {
    await Promise.all([store.close(), raw.destroy()]);
    await proxy.close();
    await dropDatabase(uri);
  });

  async function fill(tx: Parameters<Parameters<Store['transact']>[1]>[0]): Promise<void> {
    await tx.organizations.insert(draftOrganization(acme, ['T1']));
    await tx.directory.insertMany(Array.from({ length: OTHERS }, (_, i) => draftUser(`user${i}`)));
    for (let i = 0; i < OTHERS; i += 1) {
      // Few are open or live, as limits and lifetimes keep it.
      await tx.codes.insert({
        ...draftCode(`code${i}`, `user${i}`, i),
        state: i < 20 ? 'active' : 'redeemed',
      });
      await tx.requests.insert({ ...draftRequest(`user${i}`, i), state: i < 20 ? 'pending' : 'cancelled' });
      await tx.notices.enqueue(draftNotice(`n${i}`, i));
      await tx.lockouts.put(newLockout(acme, `lockout${i}`, i));
      await tx.audit.append(draftEvent(`e${i}`));
      await tx.oidcRecords.upsert(draftOidcRecord(i), 0);
    }
  }

  async function fillSignIns(tx: Transaction): Promise<void> {
    for (let i = 0; i < 60; i += 1) {
      await tx.signInAnswers.put(draftAnswer(i), 0);
      await tx.usedHints.add(`hint-${i}`, 1e12, 0);
    }
  }

  async function fillSource(tx: Transaction): Promise<void> {
    await tx.sources.insert(source);
    const each = <T>(draw: () => T) => Array.from({ length: 60 }, draw);
    for (const one of each(() => make.source(acme))) await tx.sources.insert(one);
    await tx.sourcePeople.putMany(each(() => make.sourcePerson(source, { userId: draftUser('user7').id })));
    await tx.conflicts.insertMany(each(() => make.conflict(source)));
    const group = make.group(source);
    for (const one of [...each(() => make.group(source)), group]) await tx.groups.insert(one);
    const ids = Array.from({ length: OTHERS }, (_, i) => draftUser(`user${i}`).id);
    await tx.groups.addMembers(acme, group.id, ids);
    for (const resource of each(() => make.scimResource(source))) await tx.scimResources.insert(resource);
  }

  /** From the middle of what is there. */
  async function readSource(): Promise<void> {
    const { sources, sourcePeople, conflicts, groups, scimResources } = store.read;
    const [person] = await sourcePeople.listPage(acme, source.id, { after: null, limit: 1 });
    await sourcePeople.listPage(acme, source.id, { after: person?.externalId ?? null, limit: 5 });
    await sources.listScheduled(source.id, 5);
    for (const sourceId of [null, source.id]) {
      const [after = null] = await conflicts.list(acme, { sourceId, after: null, limit: 1 });
      await conflicts.list(acme, { sourceId, after, limit: 5 });
      const [group] = await groups.list(acme, { sourceId, after: null, limit: 1 });
      await groups.list(acme, { sourceId, after: group?.id ?? null, limit: 5 });
    }
    const key = { organizationId: acme, sourceId: source.id, type: 'User' } as const;
    const [resource] = await scimResources.list(key, { after: null, skip: 0, limit: 1 });
    await scimResources.list(key, { after: resource?.id ?? null, skip: 5, limit: 5 });
    for (const field of ['name', 'externalId', 'email'] as const) {
      await scimResources.listBy(key, { field, value: resource?.name ?? '' }, 5);
    }
  }

  async function runEveryQuery(): Promise<void> {
    const [owner, member] = [make.user(acme, { role: 'owner' }), make.user(acme)];
    await store.transact(acme, (tx) => tx.directory.insertMany([owner, member]));
    const organization = draftOrganization(acme, ['T1']);
    const seeded = { organization, id: acme, owner, member, users: [owner, member] };
    expect(await callEveryMethod(store, seeded, make)).toEqual([]);
    // From the middle of what is there, and of one of many.
    const ann = draftUser('user7').id;
    const { directory, audit, requests, codes } = store.read;
    await directory.listUsers(acme, { after: ann, limit: 5 });
    await audit.list(acme, { after: 390, limit: 5 });
    await audit.list(acme, { after: 390, limit: 5, action: 'code.redeemed' });
    await requests.listOverdue(1002, 5);
    await codes.listOverdue(1002, 5);
    await codes.listUndelivered(50, 5);
    await store.read.notices.listOverdue(10, 3);
    await store.outbox.adopt(acme, 'T1');
    await store.outbox.claim({ now: 10, leaseMs: 1000, limit: 3, slackTenantIds: ['T1'], busy: [] });
    await store.outbox.claim({
      now: 10,
      leaseMs: 1000,
      limit: 3,
      channel: 'email',
      slackTenantIds: [],
      busy: [],
    });
    await readSource();
    await runEveryOidcQuery(store.oidcRecords);
    // The same steps are sent with more about them inside a transaction.
    await store.transact(acme, (tx) => runEveryOidcQuery(tx.oidcRecords));
    await store.signingKeys.find('k1');
    await store.read.signInAnswers.find('sign-in-7', 1);
    await store.read.usedHints.has('hint-7', 1);
    await store.transact(acme, async (tx) => {
      await tx.signInAnswers.listByCode(acme, draftCode('code7', 'user7').id, 1);
      await tx.signInAnswers.finish('sign-in-7', 1);
    });
  }

  /** Of what is there and of what is not, beside hundreds of its kind. */
  async function runEveryOidcQuery(records: OidcRecords): Promise<void> {
    for (const i of [7, OTHERS + 7]) {
      const { kind, id, uid, userCode, grantId } = draftOidcRecord(i);
      await records.find(kind, id, 1);
      await records.findByUid(kind, uid ?? '', 1);
      await records.findByUserCode(kind, userCode ?? '', 1);
      await records.consume(kind, id, 1);
      await records.revokeByGrantId(kind, grantId ?? '');
      await records.destroy(kind, id);
    }
    await records.upsert(draftOidcRecord(8), 1);
  }

  /** What was looked up, as `explain` wants it: without what belongs to the session. */
  function lookups(): Command[] {
    return proxy.commands.flatMap(
      ({
        lsid,
        $clusterTime,
        $readPreference,
        txnNumber,
        startTransaction,
        autocommit,
        readConcern,
        writeConcern,
        $db,
        ...rest
      }) => {
        return 'find' in rest || 'aggregate' in rest ? [rest] : findsOfWrite(rest);
      },
    );
  }

  it('every lookup the store sends is served by an index, in the index’s order', async () => {
    expect(lookups().length).toBeGreaterThanOrEqual(70);
    const ofOidc = proxy.commands.filter((command) => Object.values(command)[0] === 'oidcRecords');
    const names = ofOidc.map((command) => Object.keys(command)[0]);
    expect(new Set(names)).toEqual(new Set(['find', 'update', 'delete']));
    for (const command of lookups()) {
      if (READS_ALL.some((known) => JSON.stringify(command).startsWith(known))) continue;
      const plan = await raw.db?.command({ explain: command, verbosity: 'executionStats' });
      expect(JSON.stringify(plan), JSON.stringify(command)).not.toMatch(/COLLSCAN|"stage":"SORT"/);
      // Of a sorted stretch, MongoDB reads no more than the limit; compatible engines may read and sort all of it.
      if ('sort' in command) continue;
      expect(mostExamined(plan), JSON.stringify(command)).toBeLessThan(OTHERS / 10);
    }
  });
});

/** A write finds its documents as a query by its filter would, of which every compatible engine can say what it costs. */
function findsOfWrite(command: Command): Command[] {
  const [name = '', collection] = Object.entries(command)[0] ?? [];
  const filters = name === 'findAndModify' ? [command.query] : filtersOf(command.updates ?? command.deletes);
  return filters.map((filter) => ({ find: collection, filter }));
}

function filtersOf(writes: unknown): unknown[] {
  return Array.isArray(writes) ? writes.map(({ q }: { q: unknown }) => q) : [];
}

/** The greatest number of documents or index entries that any stage of the plan had to look at. */
function mostExamined(plan: unknown): number {
  if (typeof plan !== 'object' || plan === null) return 0;
  const counts = Object.entries(plan).map(([name, value]) =>
    /^(totalDocs|totalKeys|docs|keys)Examined$/.test(name) ? Number(value) : mostExamined(value),
  );
  return Math.max(0, ...counts);
}
