import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import { defaultPolicy, type Policy } from '../../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import type { VerificationMethod } from '../../../../src/domain/requests/verification.ts';
import { createRevealCode } from '../../../../src/services/codes/reveal-code.ts';
import { createImportDirectory } from '../../../../src/services/directory/import/import-directory.ts';
import { createSetPolicy } from '../../../../src/services/organization/set-policy.ts';
import { createAskApproval } from '../../../../src/services/requests/ask-approval.ts';
import { createVerifyCaller } from '../../../../src/services/requests/verify-caller.ts';
import { openImportStaging } from '../../../../src/system/open-import-staging.ts';
import { type IssuingWorld, openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';
import { accepted, describePerson } from '../../open-reveal-world.ts';

const responseUrl = new Secret('https://hooks.slack.test/actions/9');
const ofAcme = { groups: [], domains: ['acme.test'] };
const noOne = { groups: [], domains: [] };

/** The help desk may help whom these scopes name. */
const desk = (scopes: Partial<Policy['helpDesk']>): Partial<Policy> => ({
  riskSignals: [],
  helpDesk: { ...defaultPolicy.helpDesk, ...scopes },
});
const allowed = desk({ allow: ofAcme });
const limited = desk({ limit: ofAcme });
const managers: Partial<Policy> = { riskSignals: [], managerLane: true };

const verify = (world: IssuingWorld, person: string, request: IssueRequest, method: VerificationMethod) =>
  createVerifyCaller(world.deps)({
    ...world.clickOf(person, request),
    reason: 'lost phone',
    ticket: '',
    methods: [{ method, evidence: 'blue badge' }],
    manager: null,
  });
const askApproval = (world: IssuingWorld, person: string, request: IssueRequest) =>
  createAskApproval(world.deps)({ ...world.clickOf(person, request), responseUrl });
const generate = (world: IssuingWorld, request: IssueRequest) => world.click(request, accepted);
const setPolicy = (world: IssuingWorld, change: Partial<Policy>) =>
  createSetPolicy(world.deps)(world.organization.id, change);
const stateOf = async (world: IssuingWorld, request: IssueRequest) => {
  const found = await world.findRequest(request);
  return found === null ? null : [found.state, found.cancelReason];
};

/** Asked and verified; approved too if it needs that. */
async function makeReady(world: IssuingWorld, person: string, target: string): Promise<IssueRequest> {
  const request = await world.ask(person, target);
  expect(await verify(world, person, request, 'video')).toMatchObject({ kind: 'recorded' });
  if (request.terms.approvalsRequired > 0) {
    expect(await askApproval(world, person, request)).toMatchObject({ kind: 'asked' });
    expect(await world.decide('adam', request, 'approved')).toMatchObject({ kind: 'approved' });
  }
  return request;
}

describe('the help desk', () => {
  it('N22: gets a code for someone in scope once the caller is verified, and it lives as long as the desk’s may', async () => {
    const world = await openIssuingWorld(allowed);
    const request = await world.ask('hugo', 'lena');
    expect(request).toMatchObject({
      lane: 'help_desk',
      terms: { tier: 'standard', verificationsRequired: 1, approvalsRequired: 0 },
    });
    expect(await generate(world, request)).toMatchObject(refusedFor('verification_needed'));
    await verify(world, 'hugo', request, 'video');
    const revealed = await generate(world, request);
    expect(revealed).toMatchObject({
      kind: 'revealed',
      record: { state: 'active', expiresAt: world.now + 30 * 60_000 },
    });
    const opened = (await world.newEvents()).find(({ action }) => action === 'request.opened');
    expect(opened?.details).toMatchObject({ lane: 'help_desk' });
  });

  it('N11: in the scope limit, nothing without someone’s approval', async () => {
    const world = await openIssuingWorld(limited);
    const request = await world.ask('hugo', 'lena');
    await verify(world, 'hugo', request, 'video');
    expect(await generate(world, request)).toMatchObject(refusedFor('approval_needed'));
    await askApproval(world, 'hugo', request);
    expect(await world.decide('hugo', request, 'approved')).toMatchObject(
      refusedFor('approver_is_requester'),
    );
    expect(await world.decide('lena', request, 'approved')).toMatchObject(refusedFor('approver_is_target'));
    expect(await world.decide('mia', request, 'approved')).toMatchObject(refusedFor('approver_role'));
    expect(await world.decide('adam', request, 'approved')).toMatchObject({ kind: 'approved' });
    expect(await generate(world, request)).toMatchObject({ kind: 'revealed' });
  });

  it.each([
    ['off, by default', {}, 'lena', 'requester_role'],
    ['with deny alone it is off', desk({ deny: ofAcme }), 'lena', 'requester_role'],
    [
      'denied, whatever else says',
      desk({ allow: ofAcme, limit: ofAcme, deny: ofAcme }),
      'lena',
      'help_desk_scope',
    ],
    ['not for an owner', allowed, 'olivia', 'role_not_allowed'],
    ['not for an admin', allowed, 'adam', 'role_not_allowed'],
    ['not for themselves', allowed, 'hugo', 'self'],
  ] as const)('N11: %s', async (_what, policy, target, code) => {
    const world = await openIssuingWorld(policy);
    expect(await world.tryToAsk('hugo', target)).toMatchObject(refusedFor(code));
  });

  it('N11: not for another person of the help desk, nor for someone privileged', async () => {
    const world = await openIssuingWorld(allowed);
    await world.change('mia', { role: 'helpdesk' });
    expect(await world.tryToAsk('hugo', 'mia')).toMatchObject(refusedFor('role_not_allowed'));
    await world.setPolicy({ ...allowed, privilegedRoles: ['owner', 'admin', 'member'] });
    expect(await world.tryToAsk('hugo', 'lena')).toMatchObject(refusedFor('help_desk_scope'));
  });

  it.each(['member', 'admin'] as const)(
    'N11: someone who is %s by the click gets nothing for it',
    async (role) => {
      const world = await openIssuingWorld({ ...allowed, managerLane: true });
      const request = await makeReady(world, 'hugo', 'lena');
      await world.change('hugo', { role });
      expect(await generate(world, request)).toMatchObject(refusedFor('requester_role'));
      expect(await stateOf(world, request)).toEqual(['cancelled', 'not_allowed']);
    },
  );

  it('N11 N18: a scope that closes between approval and click ends the request, whatever is opened later', async () => {
    const world = await openIssuingWorld(limited);
    const request = await makeReady(world, 'hugo', 'lena');
    await setPolicy(world, desk({ limit: ofAcme, deny: ofAcme }));
    expect(await stateOf(world, request)).toEqual(['cancelled', 'not_allowed']);
    await setPolicy(world, limited);
    expect(await generate(world, request)).toMatchObject(refusedFor('request_settled'));
  });

  it('N11: a scope that narrows to limit needs an approval of the request that is open', async () => {
    const world = await openIssuingWorld(allowed);
    const request = await makeReady(world, 'hugo', 'lena');
    await setPolicy(world, desk({ allow: ofAcme, limit: ofAcme }));
    expect(await generate(world, request)).toMatchObject({
      kind: 'raised',
      request: { terms: { approvalsRequired: 1 } },
    });
    await askApproval(world, 'hugo', request);
    await world.decide('adam', request, 'approved');
    expect(await generate(world, request)).toMatchObject({ kind: 'revealed' });
  });

  it('N11: a scope that widens doesn’t make an open request easier', async () => {
    const world = await openIssuingWorld(limited);
    const request = await world.ask('hugo', 'lena');
    await verify(world, 'hugo', request, 'video');
    await setPolicy(world, allowed);
    expect(await generate(world, request)).toMatchObject(refusedFor('approval_needed'));
  });

  it('N18: a code of the help desk ends with the scope; an admin’s stays', async () => {
    const world = await openIssuingWorld(allowed);
    const byDesk = await generate(world, await makeReady(world, 'hugo', 'lena'));
    const byAdmin = await generate(world, await world.ask('adam', 'mia'));
    if (byDesk.kind !== 'revealed' || byAdmin.kind !== 'revealed') return expect.unreachable();
    await world.newNotices();
    await setPolicy(world, desk({ allow: noOne }));
    const codes = world.store.read.codes;
    const id = world.organization.id;
    expect(await codes.find(id, byDesk.record.id)).toMatchObject({
      state: 'revoked',
      revocationReason: 'not_allowed',
    });
    expect(await codes.find(id, byAdmin.record.id)).toMatchObject({ state: 'active' });
    const told = (await world.newNotices()).map(({ content }) => content.kind);
    expect(told).toEqual(expect.arrayContaining(['target_code_revoked', 'requester_code_revoked']));
    const revoked = (await world.newEvents()).filter(({ action }) => action === 'code.revoked');
    expect(revoked).toMatchObject([{ reason: 'right_lost', actor: { kind: 'operator' } }]);
  });

  it('N20: no more codes in an hour than the desk may, and no more than others', async () => {
    const world = await openIssuingWorld(desk({ allow: ofAcme, codesPerHour: 2 }));
    await world.ask('hugo', 'lena');
    await world.ask('hugo', 'mia');
    const third = await world.tryToAsk('hugo', 'lena');
    expect(third).toMatchObject(refusedFor('requester_rate_limited'));
    expect(third).toMatchObject({ refusals: [{ limit: 2 }] });
    world.now += 3_600_001;
    expect(await world.tryToAsk('hugo', 'lena')).toMatchObject({ kind: 'opened' });
  });

  it('N7: doesn’t unlock on the way', async () => {
    const world = await openIssuingWorld(allowed);
    const request = await makeReady(world, 'hugo', 'lena');
    const result = await createRevealCode(world.deps)({
      ...world.clickOf('hugo', request),
      unlocks: true,
      lookUpPerson: async () => describePerson('lena'),
      findAccount: async () => 'none',
      judgeChannel: async () => 'direct',
      deliver: accepted,
    });
    expect(result).toMatchObject(refusedFor('requester_role'));
    expect(await stateOf(world, request)).toEqual(['pending', null]);
  });
});

describe('a manager', () => {
  const open = async (policy: Partial<Policy> = managers) => {
    const world = await openIssuingWorld(policy);
    await world.change('lena', { manager: 'mia@acme.test' });
    return world;
  };

  it('N11 N22: gets a code for their report, verified and approved by others', async () => {
    const world = await open();
    const request = await world.ask('mia', 'lena');
    expect(request).toMatchObject({
      lane: 'manager',
      terms: { verificationsRequired: 1, approvalsRequired: 1 },
    });
    expect(request.terms.verificationMethods).not.toContain('manager');
    expect(await verify(world, 'mia', request, 'manager')).toMatchObject(
      refusedFor('verification_method', 'manager_unfit'),
    );
    await verify(world, 'mia', request, 'video');
    expect(await generate(world, request)).toMatchObject(refusedFor('approval_needed'));
    await askApproval(world, 'mia', request);
    expect(await world.decide('mia', request, 'approved')).toMatchObject(refusedFor('approver_is_requester'));
    expect(await world.decide('adam', request, 'approved')).toMatchObject({ kind: 'approved' });
    expect(await generate(world, request)).toMatchObject({ kind: 'revealed' });
  });

  it('N11: an approver rule that names the manager doesn’t let them approve their own', async () => {
    const standard = {
      ...defaultPolicy.tiers.standard,
      approvers: { roles: ['owner'] as const, groups: [], manager: true },
    };
    const world = await open({ ...managers, tiers: { ...defaultPolicy.tiers, standard } });
    const request = await world.ask('mia', 'lena');
    await verify(world, 'mia', request, 'video');
    await askApproval(world, 'mia', request);
    expect(await world.decide('mia', request, 'approved')).toMatchObject(refusedFor('approver_is_requester'));
    expect(await world.decide('adam', request, 'approved')).toMatchObject(refusedFor('approver_role'));
    expect(await world.decide('olivia', request, 'approved')).toMatchObject({ kind: 'approved' });
  });

  it('N9 N11: not for anyone else: a stranger to them, their own manager’s reports, themselves', async () => {
    const world = await open();
    await world.change('mia', { manager: 'hugo@acme.test' });
    // Lena's manager's manager.
    expect(await world.tryToAsk('hugo', 'lena')).toMatchObject(refusedFor('not_your_report'));
    expect(await world.tryToAsk('lena', 'mia')).toMatchObject(refusedFor('not_your_report'));
    expect(await world.tryToAsk('mia', 'mia')).toMatchObject(refusedFor('self'));
    expect(await world.tryToAsk('mia', 'adam')).toMatchObject(refusedFor('not_your_report'));
    // Nothing of an account that isn't theirs to help, not even that there is none.
    expect(await world.tryToAsk('mia', 'nora')).toMatchObject(refusedFor('not_your_report'));
  });

  it('N11: not while the policy has it off, and not for a report of another role', async () => {
    const world = await open({ riskSignals: [] });
    expect(await world.tryToAsk('mia', 'lena')).toMatchObject(refusedFor('requester_role'));
    await world.setPolicy(managers);
    await world.change('lena', { role: 'helpdesk' });
    expect(await world.tryToAsk('mia', 'lena')).toMatchObject(refusedFor('not_your_report'));
  });

  it('N11: a former manager gets nothing by the click', async () => {
    const world = await open();
    const request = await makeReady(world, 'mia', 'lena');
    await world.change('lena', { manager: 'hugo@acme.test' });
    expect(await generate(world, request)).toMatchObject(refusedFor('not_your_report'));
    expect(await stateOf(world, request)).toEqual(['cancelled', 'not_allowed']);
  });

  it('N18: when the directory names another manager, open requests and working codes of the former end', async () => {
    const world = await open();
    const revealed = await generate(world, await makeReady(world, 'mia', 'lena'));
    const request = await world.ask('mia', 'lena');
    if (revealed.kind !== 'revealed') return expect.unreachable();
    const importDirectory = createImportDirectory({ ...world.deps, openImportStaging });
    const lena = await world.findUser('lena');
    const fields = {
      email: lena.email ?? '',
      name: lena.displayName,
      role: 'member',
      status: 'confirmed',
      manager: 'hugo@acme.test',
    };
    expect(await importDirectory(world.organization.id, [{ line: 2, fields }])).toMatchObject({ changed: 1 });
    expect(await stateOf(world, request)).toEqual(['cancelled', 'not_allowed']);
    expect(await world.store.read.codes.find(world.organization.id, revealed.record.id)).toMatchObject({
      state: 'revoked',
    });
  });

  it('N18: what else changes in the policy leaves their request', async () => {
    const world = await open();
    const request = await makeReady(world, 'mia', 'lena');
    await setPolicy(world, { hideAfterSeconds: 60 });
    expect(await generate(world, request)).toMatchObject({ kind: 'revealed' });
    const next = await world.ask('mia', 'lena');
    await setPolicy(world, { managerLane: false });
    expect(await stateOf(world, next)).toEqual(['cancelled', 'not_allowed']);
  });

  it('U2: learns at the start that no way of verifying is left to them', async () => {
    const standard = { ...defaultPolicy.tiers.standard, verificationMethods: ['manager'] as const };
    const world = await open({ ...managers, tiers: { ...defaultPolicy.tiers, standard } });
    expect(await world.tryToAsk('mia', 'lena')).toMatchObject(refusedFor('verification_impossible'));
  });
});

describe('what an owner can’t set', () => {
  it('N12: a domain that isn’t verified; one that was lost since may stay', async () => {
    const world = await openIssuingWorld(allowed);
    for (const domain of ['elsewhere.test', 'eu.acme.test'])
      expect(await setPolicy(world, desk({ allow: { groups: [], domains: ['acme.test', domain] } }))).toEqual(
        {
          kind: 'invalid',
          problems: [{ code: 'scope_domain', field: 'helpDesk', scope: 'allow', domain }],
        },
      );
    await world.unverifyDomain();
    expect(await setPolicy(world, desk({ allow: ofAcme, codesPerHour: 3 }))).toMatchObject({
      kind: 'changed',
    });
  });

  it('N11: a lane in which no one but the manager could approve', async () => {
    const world = await openIssuingWorld({ riskSignals: [] });
    const approvers = { roles: [], groups: [], manager: true };
    const tiers = { ...defaultPolicy.tiers, standard: { ...defaultPolicy.tiers.standard, approvers } };
    const problems = [expect.objectContaining({ code: 'no_approver', tier: 'standard' })];
    expect(await setPolicy(world, { managerLane: true, tiers })).toEqual({ kind: 'invalid', problems });
    expect(await setPolicy(world, { ...limited, tiers })).toMatchObject({ kind: 'changed' });
    expect(await setPolicy(world, { managerLane: true })).toEqual({ kind: 'invalid', problems });
  });

  it.each([
    { lifetimeMinutesMax: 9 },
    { lifetimeMinutesMax: 1441 },
    { codesPerHour: 0 },
    { codesPerHour: 101 },
    { codesPerHour: 1.5 },
  ])('N5: %j', async (change) => {
    const world = await openIssuingWorld();
    expect(await setPolicy(world, desk(change))).toMatchObject({
      kind: 'invalid',
      problems: [{ code: 'out_of_range', field: 'helpDesk' }],
    });
  });
});
