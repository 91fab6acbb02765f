import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { noSourceFields } from '../../../src/domain/directory/directory-user.ts';
import type { OrganizationId, RequestId } from '../../../src/domain/ids.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { listGiven } from '../../../src/domain/requests/approved-act.ts';
import { issuersRight } from '../../../src/domain/requests/lane.ts';
import { fixTerms } from '../../../src/domain/requests/request-terms.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { migrate } from '../../../src/storage/sqlite/schema/migrate.ts';
import { migrations } from '../../../src/storage/sqlite/schema/migrations.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

function openEmpty(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  return database;
}

const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.user_version;

it('takes only the steps that are new, in their order', () => {
  const database = openEmpty();
  const steps = ['CREATE TABLE a (x TEXT) STRICT', "INSERT INTO a VALUES ('second step')"];
  migrate(database, steps.slice(0, 1));
  expect(versionOf(database)).toBe(1);
  migrate(database, steps);
  migrate(database, steps);
  expect(versionOf(database)).toBe(2);
  expect(database.prepare('SELECT x FROM a').all()).toEqual([{ x: 'second step' }]);
});

it('a step that fails leaves the file as it was', () => {
  const database = openEmpty();
  const steps = [
    'CREATE TABLE a (x TEXT) STRICT',
    'CREATE TABLE b (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT',
  ];
  migrate(database, steps.slice(0, 1));
  database.exec('BEGIN IMMEDIATE');
  expect(() => migrate(database, steps)).toThrow(/already exists/);
  database.exec('ROLLBACK');
  expect(versionOf(database)).toBe(1);
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'a' }]);
});

it('S11: requests of a file from before there was one guard of deliveries keep all but their delivery key', () => {
  const database = openEmpty();
  migrate(database, migrations.slice(0, 4));
  database.exec(`
    INSERT INTO organizations VALUES ('org_1', 'Acme', '{}', 1);
    INSERT INTO users VALUES
      ('org_1', 'usr_1', 'Ann', 'admin', 'confirmed', 'ann@acme.test', NULL, 'email', 1, 1),
      ('org_1', 'usr_2', 'Bob', 'member', 'confirmed', 'bob@acme.test', NULL, 'email', 1, 1);
    INSERT INTO issue_requests VALUES ('org_1', 'req_1', 'usr_1', 'usr_2', 'lost phone', 'pending', 0, NULL, NULL,
      'T1', 'C1', 'U1', 'U2', 'a delivery', 'sealed', 2, 3, NULL);
  `);
  const before = database.prepare('SELECT * FROM issue_requests').get();
  migrate(database, migrations.slice(0, 5));
  const { delivery_key: _, ...rest } = { ...before };
  expect({ ...database.prepare('SELECT * FROM issue_requests').get() }).toEqual(rest);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
});

it('users of a file from before there were sources are the operator’s, and a source can take its place beside them', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const older = new DatabaseSync(path);
  migrate(older, migrations.slice(0, 9));
  const id = 'org_1' as OrganizationId;
  older.exec(`
    INSERT INTO organizations VALUES ('org_1', 'Acme', '{}', 1);
    INSERT INTO users (organization_id, id, display_name, role, status, email, primary_contact, created_at, updated_at)
      VALUES ('org_1', 'usr_1', 'Ann', 'admin', 'confirmed', 'ann@acme.test', 'email', 1, 1);
    INSERT INTO user_logins VALUES ('org_1', 'ann@acme.test', 'usr_1');
  `);
  older.close();
  const store = await openSqliteStore({ path, keys: createTestKeys() });
  onTestFinished(() => store.close());
  const ann = await store.read.directory.findUserByLogin(id, 'ann@acme.test');
  expect(ann).toMatchObject({ displayName: 'Ann', role: 'admin', ...noSourceFields });
  if (ann === null) throw new Error('Ann is gone');
  expect(await store.read.directory.listUsersByWords(id, ['an'], 9)).toEqual({ users: [ann], isAll: true });
  const source = createStoreFixtures('older').source(id);
  const taken = { ...ann, sourceId: source.id, externalId: 'e-1' };
  await store.transact(id, async (tx) => {
    await tx.sources.insert(source);
    await tx.directory.update(taken);
  });
  expect(await store.read.directory.findUser(id, ann.id)).toEqual(taken);
  expect(await store.read.directory.countLiveOfSource(id, source.id)).toBe(1);
});

it('N11: requests of a file from before they had terms get those of their tier, and an approval from then covers nothing', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const older = new DatabaseSync(path);
  migrate(older, migrations.slice(0, 11));
  older.exec(`
    INSERT INTO organizations VALUES ('org_1', 'Acme', '{"approvalRequiredFor":["owner","helpdesk"],"codeLifetimeMinutes":30}', 1);
    INSERT INTO organizations VALUES ('org_2', 'Other', '{"codeLifetimeMinutes":30}', 1);
    INSERT INTO users (organization_id, id, display_name, role, status, email, primary_contact, created_at, updated_at) VALUES
      ('org_1', 'usr_1', 'Ann', 'admin', 'confirmed', 'ann@acme.test', 'email', 1, 1),
      ('org_1', 'usr_2', 'Bob', 'admin', 'confirmed', 'bob@acme.test', 'email', 1, 1);
    INSERT INTO issue_requests (id, state, needs_approval, approval_asked_at, approver_id, decided_at, settled_at, organization_id,
      requester_id, target_id, reason, origin_team_id, origin_channel_id, requester_slack_id, target_slack_id, sealed_response_url,
      created_at, expires_at)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
      json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]'), 'org_1', 'usr_1', 'usr_2', 'lost phone',
      'T1', 'C1', 'U1', 'U2', 'sealed', 2, 90
    FROM json_each('[
      ["req_open", "pending", 0, null, null, null, null],
      ["req_asked", "pending", 1, 3, null, null, null],
      ["req_approved", "approved", 1, 3, "usr_3", 4, null],
      ["req_rejected", "rejected", 1, 3, "usr_3", 5, 6],
      ["req_oldest", "rejected", 1, 3, "usr_3", null, 6],
      ["req_fulfilled", "fulfilled", 1, 3, "usr_3", 4, 7]
    ]');
  `);
  older.close();
  const store = await openSqliteStore({ path, keys: createTestKeys() });
  onTestFinished(() => store.close());
  const find = (name: string) =>
    store.read.requests.find('org_1' as OrganizationId, `req_${name}` as RequestId);
  const common = { reason: 'lost phone', createdAt: 2, expiresAt: 90, ticket: null, verifications: [] };
  const needing = {
    ...common,
    terms: fixTerms('privileged', [], defaultPolicy, issuersRight),
    approvalAskedAt: 3,
  };
  const word = (verdict: string, decidedAt: number) => [
    { approverId: 'usr_3', verdict, decidedAt, reason: null, onBehalfOf: null, actDigest: '' },
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
  expect(await find('rejected')).toMatchObject({
    ...needing,
    state: 'rejected',
    approvals: word('rejected', 5),
  });
  expect(await find('oldest')).toMatchObject({
    ...needing,
    state: 'rejected',
    approvals: word('rejected', 6),
  });
  expect(await find('fulfilled')).toMatchObject({
    ...needing,
    state: 'fulfilled',
    approvals: word('approved', 4),
  });
  const [acme, other] = await store.read.organizations.list();
  expect(acme?.policy).toEqual({
    ...defaultPolicy,
    codeLifetimeMinutes: 30,
    privilegedRoles: ['owner', 'helpdesk'],
  });
  expect(other?.policy).toEqual({ ...defaultPolicy, codeLifetimeMinutes: 30 });
});
