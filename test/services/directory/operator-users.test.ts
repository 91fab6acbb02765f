import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newLockout, recordFailure } from '../../../src/domain/redeeming/lockout.ts';
import { lockoutKeyOf } from '../../../src/services/redeeming/lockout-key.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
beforeEach(async () => {
  test = await openTestServices();
});
afterEach(() => test.close());

const lockoutKey = () => lockoutKeyOf(test.keys, test.organization.id, test.owner, 'ada@acme.test');
const findLockout = () => test.store.read.lockouts.find(test.organization.id, lockoutKey());

async function fail(times: number) {
  let lockout = newLockout(test.organization.id, lockoutKey(), test.now);
  for (let index = 0; index < times; index += 1) {
    lockout = recordFailure(lockout, test.organization.policy, test.now).lockout;
  }
  await test.store.transact(test.organization.id, (tx) => tx.lockouts.put(lockout));
}

describe('N7: an operator unlocks a person', () => {
  it.each([1, 20, 100])('after %i wrong codes, on record', async (times) => {
    await fail(times);
    expect(await test.services.unlockByOperator(test.organization.id, ' Ada@ACME.test ')).toMatchObject({
      kind: 'unlocked',
    });
    expect(await findLockout()).toMatchObject({
      consecutiveFailures: 0,
      windowFailures: 0,
      blockedUntil: null,
      isDisabled: false,
    });
    const [event] = await test.store.read.audit.listLatest(test.organization.id, 1);
    expect(event).toMatchObject({
      action: 'redeem.unlocked',
      target: test.owner.id,
      actor: { kind: 'operator', id: 'cli' },
      details: { failures: times, wasDisabled: times === 100 },
    });
  });

  it('who is not locked: nothing is changed or written down', async () => {
    expect(await test.services.unlockByOperator(test.organization.id, 'ada@acme.test')).toMatchObject({
      kind: 'not_locked',
    });
    expect(await test.actions()).not.toContain('redeem.unlocked');
  });

  it.each(['nobody@acme.test', '+441234567890', 'not a login', ''])('but not %j', async (login) => {
    expect(await test.services.unlockByOperator(test.organization.id, login)).toEqual({
      kind: 'unknown_user',
    });
  });
});

describe('an operator unlinks a person’s Slack accounts', () => {
  it('on record, and only when there are some', async () => {
    const { id: organizationId } = test.organization;
    await test.store.transact(organizationId, (tx) =>
      tx.identities.insert({
        organizationId,
        slackTenantId: 'T1',
        slackUserId: 'U1',
        userId: test.owner.id,
        linkedEmail: 'ada@acme.test',
        linkedAt: test.now,
        locale: null,
        timeZone: null,
      }),
    );
    const unlink = () => test.services.unlinkUser(organizationId, 'ada@acme.test');
    expect((await unlink()).kind).toBe('unlinked');
    expect(await test.store.read.identities.listByUser(organizationId, test.owner.id)).toEqual([]);
    expect((await unlink()).kind).toBe('not_linked');
    expect((await test.actions()).filter((action) => action === 'identity.unlinked')).toHaveLength(1);
    expect((await test.services.unlinkUser(organizationId, 'nobody@acme.test')).kind).toBe('unknown_user');
  });
});

describe('an operator connects a workspace', () => {
  it('once, to one organization, on record', async () => {
    const names = { name: 'Second', ownerName: 'Ben', ownerEmail: 'ben@second.test', isDomainTrusted: false };
    const second = await test.services.createOrganization(names);
    if (second.kind !== 'created') throw new Error('not created');
    const link = async (id: string) =>
      (await test.services.connectWorkspaceByOperator(test.organization.id, id)).kind;
    expect(await link('T0AAA')).toBe('linked');
    expect(await link('T0AAA')).toBe('already_linked');
    expect(await link('t0aaa')).toBe('invalid_id');
    expect((await test.services.connectWorkspaceByOperator(second.organization.id, 'T0AAA')).kind).toBe(
      'belongs_to_another',
    );
    expect((await test.store.read.organizations.findBySlackTenant('T0AAA'))?.id).toBe(test.organization.id);
    expect((await test.actions()).at(-1)).toBe('organization.workspace_linked');
  });
});

describe('an operator links a person to a Slack account', () => {
  const ask = (slackUserId: string, change: object = {}) =>
    test.services.linkUser(test.organization.id, {
      login: 'ada@acme.test',
      slackUserId,
      slackTenantId: null,
      isConfirmed: true,
      ...change,
    });
  const connect = (id: string) => test.services.connectWorkspaceByOperator(test.organization.id, id);

  it('N14: after a look at who it is, once, in the history', async () => {
    await connect('TACME00001');
    expect(await ask('UADA000001', { isConfirmed: false })).toMatchObject({ kind: 'to_confirm' });
    expect(await test.actions()).not.toContain('identity.linked');
    expect(await ask('UADA000001')).toMatchObject({ kind: 'linked', slackTenantId: 'TACME00001' });
    expect(await ask('UADA000001')).toMatchObject({ kind: 'already_linked' });
    const linked = await test.store.read.identities.listByUser(test.organization.id, test.owner.id);
    expect(linked).toMatchObject([{ slackUserId: 'UADA000001', linkedEmail: 'ada@acme.test' }]);
    const [event] = await test.store.read.audit.listLatest(test.organization.id, 1);
    expect(event).toMatchObject({
      action: 'identity.linked',
      actor: { kind: 'operator' },
      target: test.owner.id,
      details: { slackUserId: 'UADA000001' },
    });
  });

  it('never takes an account from another person, nor gives a person two', async () => {
    await connect('TACME00001');
    await test.services.importDirectory(test.organization.id, [
      { line: 2, fields: { email: 'ben@acme.test', name: 'Ben', role: 'admin', status: 'confirmed' } },
    ]);
    await ask('UADA000001');
    expect(await ask('UADA000001', { login: 'ben@acme.test' })).toMatchObject({
      kind: 'account_taken',
      by: { email: 'ada@acme.test' },
    });
    expect(await ask('UADA000002')).toMatchObject({ kind: 'user_has_account', slackUserId: 'UADA000001' });
  });

  it('in a workspace of the organization only, which has to be named if there are two', async () => {
    expect(await ask('UADA000001')).toEqual({ kind: 'choose_workspace', slackTenantIds: [] });
    await connect('TACME00001');
    expect(await ask('UADA000001', { slackTenantId: 'TOTHER0001' })).toMatchObject({
      kind: 'choose_workspace',
    });
    await connect('TACME00002');
    expect(await ask('UADA000001')).toMatchObject({ kind: 'choose_workspace' });
    expect(await ask('UADA000001', { slackTenantId: 'TACME00002' })).toMatchObject({ kind: 'linked' });
  });

  it.each([
    ['a name', { slackUserId: '@ada' }, 'invalid_slack_id'],
    ['a bot', { slackUserId: 'B012345' }, 'invalid_slack_id'],
    ['nobody', { login: 'nobody@acme.test' }, 'unknown_user'],
    ['no login', { login: 'ada' }, 'unknown_user'],
  ])('refuses %s', async (_what, change, kind) => {
    await connect('TACME00001');
    expect(await ask('UADA000001', change)).toEqual({ kind });
  });
});
