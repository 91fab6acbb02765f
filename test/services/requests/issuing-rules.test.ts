import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Policy } from '../../../src/domain/organization/policy.ts';
import { createAddClient } from '../../../src/services/clients/add-client.ts';
import type { Reveal } from '../../../src/services/codes/generate-code.ts';
import { createRedeemCode } from '../../../src/services/redeeming/redeem-code.ts';
import { createAskApproval } from '../../../src/services/requests/ask-approval.ts';
import { createDecideRequest } from '../../../src/services/requests/decide-request.ts';
import { wordOf } from '../open-issuing-world.ts';
import { accepted, openRevealWorld, type RevealWorld } from '../open-reveal-world.ts';

const responseUrl = new Secret('https://hooks.slack.test/actions/1');

let world: RevealWorld;
afterEach(() => world.close());

const openWith = async (policy: Partial<Policy> = {}): Promise<void> => {
  world = await openRevealWorld(policy);
};
const lastActions = async (count: number): Promise<string[]> =>
  (await world.store.read.audit.listLatest(world.organization.id, count)).map(({ action }) => action);
const refusedFor = (...codes: string[]) => ({
  kind: 'refused',
  refusals: codes.map((code) => expect.objectContaining({ code })),
});

describe('a reason', () => {
  it('N14: is asked for where the policy says so, and nothing is opened without one', async () => {
    await openWith({ reasonRequired: true });
    expect(await world.tryToAsk('adam', 'lena', '')).toEqual(refusedFor('reason_required'));
    expect(await lastActions(1)).toEqual(['request.refused']);
    expect(await world.tryToAsk('adam', 'lena', 'lost phone')).toMatchObject({ kind: 'opened' });
  });

  it('is not asked for where it does not', async () => {
    await openWith({ reasonRequired: false });
    expect(await world.tryToAsk('adam', 'lena', '')).toMatchObject({ kind: 'opened' });
  });
});

describe('N5: a click', () => {
  beforeEach(() => openWith({ requestLifetimeMinutes: 5 }));

  it('in the last millisecond of the request generates a code', async () => {
    const request = await world.ask('adam', 'lena');
    world.now = request.expiresAt - 1;
    expect(await world.click(request, accepted)).toMatchObject({ kind: 'revealed' });
  });

  it('from its end on generates none, though nothing has swept it yet', async () => {
    const request = await world.ask('adam', 'lena');
    world.now = request.expiresAt;
    let isShown = false;
    const result = await world.click(request, async (reveal) => {
      isShown = true;
      return accepted(reveal);
    });
    expect(result).toMatchObject(refusedFor('request_expired'));
    expect(isShown).toBe(false);
    const stored = await world.store.read.requests.find(world.organization.id, request.id);
    expect(stored?.state).toBe('pending');
  });
});

describe('S9: between prompt and click', () => {
  beforeEach(() => openWith());

  it('the mentioned account was given to another person: no code for either', async () => {
    const request = await world.ask('adam', 'lena');
    const { id } = world.organization;
    const [lena, mia] = [await world.findUser('lena'), await world.findUser('mia')];
    await world.store.transact(id, async (tx) => {
      await tx.identities.removeByUser(id, lena.id);
      await tx.identities.insert({
        organizationId: id,
        slackTenantId: request.origin.slackTenantId,
        slackUserId: request.origin.targetSlackId ?? '',
        userId: mia.id,
        linkedEmail: 'lena@acme.test',
        linkedAt: world.now,
        locale: null,
        timeZone: null,
      });
      // So that the addresses agree, and the person alone differs.
      await tx.directory.update({ ...lena, email: 'lena.klein@acme.test' });
      await tx.directory.update({ ...mia, email: 'lena@acme.test' });
    });
    const result = await world.click(request, accepted);
    expect(result).toMatchObject(refusedFor('target_identity_conflict'));
    for (const user of [lena, mia]) expect(await world.store.read.codes.findLive(id, user.id)).toBeNull();
  });
});

describe('N11: the second person', () => {
  beforeEach(() => openWith());

  it('is asked once, however often the requester asks', async () => {
    const request = await world.ask('olivia', 'adam');
    const ask = () => createAskApproval(world.deps)({ ...world.clickOf('olivia', request), responseUrl });
    expect(await ask()).toMatchObject({ kind: 'asked' });
    const asked = await world.store.read.requests.find(world.organization.id, request.id);
    world.now += 60_000;
    expect(await ask()).toMatchObject({ kind: 'asked_before' });
    const again = await world.store.read.requests.find(world.organization.id, request.id);
    expect(again).toEqual(asked);
    const notices = await world.store.read.notices.listOverdue(world.now, 100);
    const approvers = notices.flatMap(({ content }) =>
      content.kind === 'approver_request' ? [content.approverId] : [],
    );
    expect(new Set(approvers).size).toBe(approvers.length);
  });

  it.each([
    ['approved', 'request.approved'],
    ['rejected', 'request.rejected'],
  ] as const)('N14: what was %s is in the history as that', async (verdict, action) => {
    const request = await world.ask('olivia', 'adam');
    await createAskApproval(world.deps)({ ...world.clickOf('olivia', request), responseUrl });
    const result = await createDecideRequest(world.deps)(world.clickOf('amina', request), wordOf(verdict));
    expect(result).toMatchObject({ kind: verdict });
    const amina = await world.findUser('amina');
    const decisions = (await world.store.read.audit.listLatest(world.organization.id, 20)).filter((event) =>
      ['request.approved', 'request.rejected'].includes(event.action),
    );
    expect(decisions).toMatchObject([{ action, actor: { kind: 'user', id: amina.id } }]);
  });
});

describe('N8: a code that was used, and then ran out', () => {
  it('is told as used', async () => {
    await openWith();
    const added = await createAddClient(world.deps)(world.organization.id, 'Portal');
    if (added.kind !== 'created') throw new Error(added.kind);
    let shown: Reveal | null = null;
    await world.click(await world.ask('adam', 'lena'), async (reveal) => {
      shown = reveal;
      return accepted(reveal);
    });
    const { code, record } = (shown ?? expect.unreachable()) as Reveal;
    const redeem = async () => {
      const result = await createRedeemCode(world.deps)({
        client: added.service,
        login: 'lena@acme.test',
        typedCode: code,
        source: 'http:127.0.0.1',
      });
      return result.kind === 'refused' ? result.reason : result.kind;
    };
    expect(await redeem()).toBe('redeemed');
    const early = await redeem();
    world.now = record.expiresAt + 1000;
    expect(await redeem()).toBe(early);
    expect(early).not.toBe('expired');
  });
});
