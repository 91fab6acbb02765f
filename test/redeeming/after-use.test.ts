import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { createDescribeNotice } from '../../src/services/notices/describe-notice.ts';
import { createSendNotice } from '../../src/services/notices/send-notice.ts';
import { createRedeemCode } from '../../src/services/redeeming/redeem-code.ts';
import { createUnlockByOperator } from '../../src/services/redeeming/unlock-by-operator.ts';
import { dispatchAll } from '../support/dispatch-all.ts';
import { openClientWorld, type RelyingWorld, storeKinds, wrongCode } from './open-client-world.ts';

const DAY = 24 * 3_600_000;

describe.each(storeKinds)('after a code was used, on %s', (kind) => {
  async function open(policy: Partial<Policy> = {}) {
    const world = await openClientWorld(kind);
    const { organizationId, store, lena, issue, main } = world;
    await setPolicy(world, policy);
    const portal = await world.addClient('Portal');
    const { code, record } = await issue();
    await main.send(portal, '/v1/codes/redeem', { user: lena.email, code });
    const report = (userId: string) => main.send(portal, `/v1/users/${userId}/factor-enrolled`, {});
    const find = () => store.read.codes.find(organizationId, record.id);
    return { ...world, world, portal, record, report, find };
  }

  async function setPolicy({ store, organizationId }: RelyingWorld, change: Partial<Policy>) {
    await store.transact(organizationId, async (tx) => {
      const organization = await tx.organizations.findById(organizationId);
      if (organization !== null)
        await tx.organizations.setPolicy(organizationId, { ...organization.policy, ...change });
    });
  }

  /** What is told when everything that is due is sent, in the kinds of the notices. */
  async function tell({ deps, store, organizationId }: RelyingWorld): Promise<string[]> {
    const described: string[] = [];
    const describeNotice = createDescribeNotice(deps);
    const notifier: Notifier = {
      async send(notice) {
        const { kind } = await describeNotice(notice);
        // That the portal was added is told to the owners, and no matter here.
        if (kind !== 'settled' && kind !== 'security_change') described.push(kind);
        return { kind: 'sent' };
      },
    };
    const organization = await store.read.organizations.findById(organizationId);
    const slackTenantIds = () => organization?.slackTenantIds ?? [];
    const sendNotice = createSendNotice({ ...deps, notifier });
    await dispatchAll({ outbox: store.outbox, clock: deps.clock, sendNotice, slackTenantIds });
    return described.sort();
  }

  it('the service was used, also one without a credential of its own', async () => {
    const { store, deps, addClient, issue, lena, clock } = await open();
    const { service: client } = await addClient('Public client');
    const { code } = await issue();
    const redeemCode = createRedeemCode(deps);
    const redeem = (typed: string) =>
      redeemCode({ client, login: lena.email ?? '', typedCode: new Secret(typed), source: 'http:test' });
    const lastUsed = async () => (await store.read.clients.find(client.id))?.lastUsedAt;
    await redeem(wrongCode());
    expect(await lastUsed()).toBeNull();
    expect((await redeem(code)).kind).toBe('redeemed');
    expect(await lastUsed()).toBe(clock.at);
  });

  it('N8: its record shows where and when', async () => {
    const { find, portal, clock } = await open();
    expect(await find()).toMatchObject({
      state: 'redeemed',
      settledAt: clock.at,
      redeemedBy: portal.service.id,
      redeemedByName: 'Portal',
      redeemedFrom: 'http:127.0.0.1',
      factorEnrolledAt: null,
    });
  });

  it('N13: both are told at once, and the admin a day later that no new factor was reported', async () => {
    const { world, clock } = await open();
    expect(await tell(world)).toEqual(['requester_code_redeemed', 'target_code_redeemed']);
    clock.at += DAY - 1;
    expect(await tell(world)).toEqual([]);
    clock.at += 1;
    expect(await tell(world)).toEqual(['requester_enrolment_missing']);
    expect(await world.store.read.notices.count()).toBe(0);
  });

  it('a report is audited, kept on the record, and there is nothing to remind of', async () => {
    const { world, clock, report, find, lena, actions } = await open();
    await tell(world);
    clock.at += 5000;
    expect((await report(lena.id)).body).toEqual({ recorded: true, cleared: true });
    expect((await report(lena.id)).body).toEqual({ recorded: true, cleared: false });
    expect((await find())?.factorEnrolledAt).toBe(clock.at);
    expect((await actions()).filter((action) => action === 'factor.enrolled')).toHaveLength(2);
    clock.at += DAY;
    expect(await tell(world)).toEqual([]);
    expect(await world.store.read.notices.count()).toBe(0);
    expect(await actions()).not.toContain('notice.failed');
  });

  it('nobody is reminded where the policy does not ask for it, at the redeem or by the time it is due', async () => {
    const never = await open({ requireReEnrolment: false });
    never.clock.at += DAY;
    expect(await tell(never.world)).not.toContain('requester_enrolment_missing');
    const changed = await open();
    await setPolicy(changed.world, { requireReEnrolment: false });
    changed.clock.at += DAY;
    expect(await tell(changed.world)).not.toContain('requester_enrolment_missing');
  });

  it('N9: a report about nobody is answered like one about somebody without a code, and clears nothing', async () => {
    const { report, mia, find } = await open();
    const answers = [];
    for (const id of [mia.id, 'usr_0000000000000000', 'not-an-id', 'x'.repeat(2000)])
      answers.push((await report(id)).text);
    expect(new Set(answers)).toEqual(new Set(['{"recorded":true,"cleared":false}']));
    expect((await find())?.factorEnrolledAt).toBeNull();
  });

  it('N7: an unlock at the command line works while frozen, while disabled and not twice', async () => {
    const { main, portal, lena, clock, deps, organizationId } = await open({ burstFailures: 5 });
    const unlock = createUnlockByOperator(deps);
    const guess = () => main.send(portal, '/v1/codes/redeem', { user: lena.email, code: wrongCode() });
    for (let i = 0; i < 5; i += 1) await guess();
    clock.at += 10_000;
    expect((await guess()).status).toBe(429);
    expect((await unlock(organizationId, lena.email ?? '')).kind).toBe('unlocked');
    expect((await unlock(organizationId, lena.email ?? '')).kind).toBe('not_locked');
    expect((await guess()).status).toBe(403);
  });
});
