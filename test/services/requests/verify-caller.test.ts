import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import { tiers } from '../../../src/domain/requests/tier.ts';
import { type VerificationMethod, verificationMethods } from '../../../src/domain/requests/verification.ts';
import {
  createAnswerAsManager,
  type ManagerAnswer,
} from '../../../src/services/requests/answer-as-manager.ts';
import { createAskApproval } from '../../../src/services/requests/ask-approval.ts';
import { createOpenVerification } from '../../../src/services/requests/open-verification.ts';
import { createShowNumber } from '../../../src/services/requests/show-number.ts';
import { createVerifyCaller, type VerifyCallerInput } from '../../../src/services/requests/verify-caller.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld, refusedFor } from '../open-issuing-world.ts';
import { accepted, describePerson } from '../open-reveal-world.ts';

const responseUrl = new Secret('https://hooks.slack.test/actions/9');
/** As strict for everyone as for privileged people. */
const strict = (required = 1, approvals = 0): Partial<Policy> => {
  const tier = {
    ...defaultPolicy.tiers.privileged,
    verificationsRequired: required,
    approvalsRequired: approvals,
  };
  return { securityChannelId: CHANNEL, tiers: { standard: tier, privileged: tier, executive: tier } };
};
const by = (...methods: VerificationMethod[]) => methods.map((method) => ({ method, evidence: 'badge' }));

const verify = (
  world: IssuingWorld,
  request: IssueRequest,
  change: Partial<VerifyCallerInput> = {},
  person = 'adam',
) =>
  createVerifyCaller(world.deps)({
    ...world.clickOf(person, request),
    reason: 'lost phone',
    ticket: '',
    methods: by('video'),
    manager: null,
    ...change,
  });
const answer = (world: IssuingWorld, request: IssueRequest, person: string, word: ManagerAnswer) =>
  createAnswerAsManager(world.deps)(world.clickOf(person, request), word);
const generate = (world: IssuingWorld, request: IssueRequest) => world.click(request, accepted);

describe('N22: the service enforces what the form offers', () => {
  const cells = tiers.flatMap((tier) => verificationMethods.map((method) => [tier, method] as const));

  it.each(cells)('N11: %s, verified by %s: counts only if the tier says so', async (tier, method) => {
    for (const isAllowed of [true, false]) {
      const methods = isAllowed ? verificationMethods : verificationMethods.filter((each) => each !== method);
      const terms = {
        ...defaultPolicy.tiers.standard,
        verificationsRequired: 1,
        verificationMethods: methods,
        approvalsRequired: 0,
      };
      const none = { ...terms, verificationsRequired: 0 };
      const world = await openIssuingWorld({
        otherVerification: 'Voice print',
        tiers: { standard: none, privileged: none, executive: none, [tier]: terms },
        ...(tier === 'privileged' && { privilegedRoles: ['member'] }),
        ...(tier === 'executive' && { riskSignals: ['several_requesters'], privilegedRoles: ['member'] }),
      });
      await world.change('lena', { mobile: '+491700000089', manager: 'mia@acme.test' });
      // Another administrator asked for them: a signal, which makes a privileged person's request an executive's.
      if (tier === 'executive') await world.ask('amina', 'lena');
      const request = await world.ask('adam', 'lena');
      expect(request.terms.tier).toBe(tier);
      expect(await generate(world, request)).toMatchObject(refusedFor('verification_needed'));
      const result = await verify(world, request, { methods: by(method) });
      // No way to a person's device is built in.
      const counts = isAllowed && method !== 'device';
      expect(result).toMatchObject(counts ? { kind: 'recorded' } : refusedFor('verification_method'));
      if (method === 'manager' && counts) {
        expect(await generate(world, request)).toMatchObject(refusedFor('verification_needed'));
        expect(await answer(world, request, 'mia', 'yes')).toMatchObject({ kind: 'answered' });
      }
      expect((await generate(world, request)).kind).toBe(counts ? 'revealed' : 'refused');
    }
  });

  it('two different ways are two; the same way twice is one', async () => {
    const world = await openIssuingWorld(strict(2));
    const request = await world.ask('adam', 'lena');
    expect((await verify(world, request, { methods: by('video', 'video') })).kind).toBe('recorded');
    expect(await generate(world, request)).toMatchObject(refusedFor('verification_needed'));
    await verify(world, request, { methods: by('video', 'in_person') });
    expect((await generate(world, request)).kind).toBe('revealed');
  });

  it.each<[string, Partial<VerifyCallerInput>, Partial<Policy>, readonly string[]]>([
    ['nothing chosen', { methods: [] }, {}, ['verification_needed']],
    ['nothing said', { methods: [{ method: 'video', evidence: '' }] }, {}, ['evidence_needed']],
    ['too much said', { methods: [{ method: 'video', evidence: 'W'.repeat(201) }] }, {}, ['reason_too_long']],
    ['no number', { methods: by('callback') }, {}, ['callback_impossible']],
    ['no other way', { methods: by('other') }, {}, ['verification_method']],
    ['no reason', { reason: '' }, { reasonRequired: true }, ['reason_required']],
    ['no ticket', {}, { ticketRequired: true }, ['ticket_needed']],
    ['no such ticket', { ticket: 'INC-12' }, { ticketPattern: 'INC-#####' }, ['ticket_pattern']],
    ['a ticket of two words', { ticket: 'INC 1' }, {}, ['ticket_pattern']],
    ['no known manager', { methods: by('manager') }, {}, ['manager_unknown']],
    [
      'the requester as manager',
      { methods: by('manager'), manager: describePerson('adam') },
      {},
      ['manager_unfit'],
    ],
    [
      'the target as manager',
      { methods: by('manager'), manager: describePerson('lena') },
      {},
      ['manager_unfit'],
    ],
    [
      'a suspended manager',
      { methods: by('manager'), manager: describePerson('sam') },
      {},
      ['manager_unfit'],
    ],
    [
      'a stranger as manager',
      { methods: by('manager'), manager: describePerson('nora') },
      {},
      ['manager_unknown'],
    ],
    [
      'all together',
      { methods: [], reason: '' },
      { reasonRequired: true, ticketRequired: true },
      ['reason_required', 'ticket_needed', 'verification_needed'],
    ],
  ])('%s: refused, and nothing is stored', async (_what, change, policy, codes) => {
    const world = await openIssuingWorld({ ...strict(), ...policy });
    const request = await world.ask('adam', 'lena');
    expect(await verify(world, request, change)).toMatchObject(refusedFor(...codes));
    expect(await world.findRequest(request)).toEqual(request);
  });

  it.each(['amina', 'olivia', 'lena', 'hugo'])('S9: %s can’t verify for adam', async (person) => {
    const world = await openIssuingWorld(strict());
    const request = await world.ask('adam', 'lena');
    expect(await verify(world, request, {}, person)).toMatchObject(refusedFor('request_not_yours'));
    expect(await world.findRequest(request)).toEqual(request);
  });

  it('S11: one modal counts once', async () => {
    const world = await openIssuingWorld(strict());
    const request = await world.ask('adam', 'lena');
    expect((await verify(world, request, { deliveryKey: 'V1:verify_caller' })).kind).toBe('recorded');
    expect((await verify(world, request, { deliveryKey: 'V1:verify_caller' })).kind).toBe('duplicate');
  });

  it('N14 N21: method, evidence, reason and ticket are logged, without a code that stands in them', async () => {
    const world = await openIssuingWorld({ ...strict(), ticketPattern: 'INC-*' });
    const request = await world.ask('adam', 'lena');
    await world.newEvents();
    const code = 'QKMM-7WJ4-8FA9-Y2PX';
    const methods = [{ method: 'video' as const, evidence: `blue badge ${code}` }];
    await verify(world, request, { methods, reason: `new phone ${code}`, ticket: 'INC-7' });
    const stored = await world.findRequest(request);
    expect(
      JSON.stringify([stored, await world.store.read.audit.listLatest(request.organizationId, 9)]),
    ).not.toContain(code);
    expect(stored).toMatchObject({
      ticket: 'INC-7',
      verifications: [{ method: 'video', state: 'done', by: request.requesterId, at: world.now }],
    });
    expect(await world.newEvents()).toMatchObject([
      {
        action: 'request.verified',
        actor: { kind: 'user', id: request.requesterId },
        target: request.targetId,
        details: { requestId: request.id, methods: 'video', ticket: 'INC-7' },
      },
    ]);
  });

  it('approval is asked for only once the caller is verified, and falls with another verification', async () => {
    const world = await openIssuingWorld(strict(1, 1));
    const request = await world.ask('adam', 'lena');
    const ask = () => createAskApproval(world.deps)({ ...world.clickOf('adam', request), responseUrl });
    expect(await ask()).toMatchObject(refusedFor('verification_needed'));
    await verify(world, request);
    expect((await ask()).kind).toBe('asked');
    await world.decide('amina', request, 'approved');
    await verify(world, request, { methods: by('in_person') });
    expect(await world.findRequest(request)).toMatchObject({
      state: 'pending',
      approvals: [],
      approvalAskedAt: null,
    });
    expect(await generate(world, request)).toMatchObject(refusedFor('approval_needed'));
    expect((await ask()).kind).toBe('asked');
    await world.decide('amina', request, 'approved');
    expect((await generate(world, request)).kind).toBe('revealed');
  });
});

describe('the word of the manager', () => {
  async function asked(policy: Partial<Policy> = strict(1, 1)) {
    const world = await openIssuingWorld(policy);
    await world.change('lena', { manager: 'mia@acme.test' });
    const request = await world.ask('adam', 'lena');
    await world.newNotices();
    // The accomplice that the requester chose instead doesn't count.
    const result = await verify(world, request, { methods: by('manager'), manager: describePerson('hugo') });
    expect(result).toMatchObject({ kind: 'recorded', waitingFor: { displayName: 'Mia Member' } });
    return { world, request };
  }

  it('is asked for in Slack, waited for, and counts', async () => {
    const { world, request } = await asked();
    const mia = await world.findUser('mia');
    expect((await world.newNotices()).map(({ content }) => content)).toEqual([
      { kind: 'manager_request', requestId: request.id, managerId: mia.id },
    ]);
    const ask = () => createAskApproval(world.deps)({ ...world.clickOf('adam', request), responseUrl });
    expect(await ask()).toMatchObject(refusedFor('verification_needed'));
    await world.newEvents();
    expect(await answer(world, request, 'mia', 'yes')).toMatchObject({ kind: 'answered', answer: 'yes' });
    expect((await world.newEvents()).at(-1)).toMatchObject({
      action: 'request.verified',
      actor: { kind: 'user', id: mia.id },
      details: { methods: 'manager' },
    });
    expect((await world.newNotices()).map(({ content }) => content)).toEqual([
      { kind: 'requester_manager_answered', requestId: request.id },
    ]);
    expect(await answer(world, request, 'mia', 'no')).toMatchObject(refusedFor('manager_not_asked'));
    expect((await ask()).kind).toBe('asked');
  });

  it.each(['adam', 'hugo', 'olivia', 'lena'])('S9: %s can’t give it', async (person) => {
    const { world, request } = await asked();
    expect(await answer(world, request, person, 'yes')).toMatchObject(refusedFor('manager_not_asked'));
    expect(await world.findRequest(request)).toMatchObject({ verifications: [{ state: 'waiting' }] });
  });

  it('S9: nor a manager who was suspended since', async () => {
    const { world, request } = await asked();
    await world.change('mia', { status: 'suspended' });
    expect(await answer(world, request, 'mia', 'yes')).toMatchObject(refusedFor('requester_not_confirmed'));
  });

  it('a no ends the request and alarms', async () => {
    const { world, request } = await asked();
    await world.newNotices();
    expect((await answer(world, request, 'mia', 'no')).kind).toBe('answered');
    expect(await world.findRequest(request)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'caller_refused',
      verifications: [{ method: 'manager', state: 'refused' }],
    });
    expect((await world.newNotices()).map(({ content }) => content.kind).sort()).toEqual([
      'requester_manager_answered',
      'security_caller_refused',
    ]);
    expect(await generate(world, request)).toMatchObject(refusedFor('request_settled'));
  });

  it('another way may be taken meanwhile; then nobody waits for the answer', async () => {
    const { world, request } = await asked(strict());
    await verify(world, request, { methods: by('video') });
    expect(await answer(world, request, 'mia', 'yes')).toMatchObject(refusedFor('manager_not_asked'));
    expect((await generate(world, request)).kind).toBe('revealed');
  });

  it('U3: unanswered, it ends with the request', async () => {
    const { world, request } = await asked();
    world.now = (await world.findRequest(request))?.expiresAt ?? 0;
    expect(await answer(world, request, 'mia', 'yes')).toMatchObject(refusedFor('request_expired'));
  });
});

describe('the form and the number', () => {
  it('S3 S9: opens by the stored link, for the requester alone', async () => {
    const world = await openIssuingWorld(strict());
    const request = await world.ask('adam', 'lena');
    const open = (person: string) =>
      createOpenVerification(world.deps)({ ...world.clickOf(person, request), clicker: null }, responseUrl);
    expect(await open('adam')).toMatchObject({ kind: 'open', target: { displayName: 'Lena Lockedout' } });
    expect(await open('lena')).toMatchObject(refusedFor('request_not_yours'));
    expect(await open('olivia')).toMatchObject(refusedFor('requester_not_in_directory'));
    const recorded = await verify(world, request);
    if (recorded.kind !== 'recorded') return expect.unreachable(recorded.kind);
    expect(recorded.promptUrl?.reveal()).toBe(responseUrl.reveal());
  });

  it('N14: who saw the number is logged; no one but the requester does', async () => {
    const world = await openIssuingWorld(strict());
    await world.change('lena', { mobile: '+491700000089' });
    const request = await world.ask('adam', 'lena');
    await world.newEvents();
    const show = (person: string) => createShowNumber(world.deps)(world.clickOf(person, request));
    expect(await show('amina')).toMatchObject(refusedFor('request_not_yours'));
    await world.newEvents();
    expect(await show('adam')).toMatchObject({ kind: 'shown', mobile: '+491700000089' });
    const events = await world.newEvents();
    expect(events).toMatchObject([{ action: 'request.number_shown', details: { requestId: request.id } }]);
    expect(JSON.stringify(events)).not.toContain('0000089');
  });

  it('two words: the target of a tier that gets them is written to', async () => {
    const world = await openIssuingWorld({ ...strict(), twoWayWords: ['standard'] });
    const request = await world.ask('adam', 'lena');
    expect((await world.newNotices()).map(({ content }) => content)).toContainEqual({
      kind: 'target_words',
      requestId: request.id,
    });
  });
});
