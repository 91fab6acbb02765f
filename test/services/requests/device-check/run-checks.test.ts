import { describe, expect, it } from 'vitest';
import { seal } from '../../../../src/domain/crypto/seal.ts';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import type { DeviceCheck } from '../../../../src/domain/requests/device-check.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import type { VerificationMethod } from '../../../../src/domain/requests/verification.ts';
import {
  type DeviceAccess,
  type DeviceAnswer,
  DeviceCheckError,
  type DeviceChecker,
  type DeviceProblem,
  type DeviceQuestion,
} from '../../../../src/ports/device-check.ts';
import type { Store } from '../../../../src/ports/store.ts';
import { createAskApproval } from '../../../../src/services/requests/ask-approval.ts';
import { sealDeviceSecret } from '../../../../src/services/requests/device-check/provider-secret.ts';
import { createRunDeviceChecks } from '../../../../src/services/requests/device-check/run-checks.ts';
import { createVerifyCaller } from '../../../../src/services/requests/verify-caller.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';
import { accepted } from '../../open-reveal-world.ts';

const ISSUER = 'https://login.acme.example';
const tier = {
  ...defaultPolicy.tiers.standard,
  verificationsRequired: 1,
  verificationMethods: ['device', 'video'] as const,
};
const policy = {
  securityChannelId: CHANNEL,
  tiers: { standard: tier, privileged: { ...tier, approvalsRequired: 1 }, executive: tier },
};

/** A provider that does what the test says, and what it was asked. */
interface ScriptedDevices extends DeviceChecker {
  readonly asked: (DeviceQuestion & DeviceAccess)[];
  looks: number;
  reference: string;
  onAsk: () => Promise<void>;
  answer: () => DeviceAnswer | DeviceProblem | Promise<DeviceAnswer | DeviceProblem>;
}

function script(): ScriptedDevices {
  const devices: ScriptedDevices = {
    asked: [],
    looks: 0,
    reference: 'ab12',
    onAsk: async () => {},
    answer: () => ({ kind: 'pending' }),
    test: async () => {},
    async ask(access, question) {
      devices.asked.push({ ...access, ...question });
      await devices.onAsk();
      const { reference } = devices;
      return { ticket: new Secret('ticket'), reference, expiresInMs: 120_000, intervalMs: null };
    },
    async look(_access, ticket) {
      devices.looks += 1;
      expect(ticket.reveal()).toBe('ticket');
      const answer = await devices.answer();
      if (typeof answer === 'string') throw new DeviceCheckError(answer, 'why');
      return answer;
    },
  };
  return devices;
}

const confirmedBy = (email: string | null): DeviceAnswer => ({
  kind: 'confirmed',
  subject: 's-1',
  email,
  authenticatedAt: null,
});

async function open() {
  const world = await openIssuingWorld(policy);
  const { deps, organization, store } = world;
  const secret = sealDeviceSecret(deps, organization.id, new Secret('client secret'));
  await store.transact(organization.id, (tx) =>
    tx.deviceProviders.put({
      organizationId: organization.id,
      issuer: ISSUER,
      clientId: 'backupcode',
      sealedSecret: secret,
      updatedAt: world.now,
    }),
  );
  const devices = script();
  const run = createRunDeviceChecks({ ...deps, deviceChecker: devices });
  const after = (seconds: number) => {
    world.now += seconds * 1000;
    return run();
  };
  return { world, devices, run, after, lena: await world.findUser('lena') };
}

const verify = (world: IssuingWorld, request: IssueRequest, ...methods: VerificationMethod[]) =>
  createVerifyCaller(world.deps)({
    ...world.clickOf('adam', request),
    reason: 'lost phone',
    ticket: '',
    methods: methods.map((method) => ({ method, evidence: method === 'video' ? 'badge' : '' })),
    manager: null,
  });

const withApproval = {
  ...policy,
  tiers: { ...policy.tiers, standard: { ...tier, approvalsRequired: 1 } },
};
const askApproval = (world: IssuingWorld, request: IssueRequest) =>
  createAskApproval(world.deps)({
    ...world.clickOf('adam', request),
    responseUrl: new Secret('https://hooks.slack.test/1'),
  });

async function begin(world: IssuingWorld, target = 'lena'): Promise<IssueRequest> {
  const request = await world.ask('adam', target);
  expect((await verify(world, request, 'device')).kind).toBe('recorded');
  return request;
}

const listChecks = ({ store }: { store: Store }, { organizationId, targetId }: IssueRequest) =>
  store.read.deviceChecks.listOf(organizationId, targetId, 0);
const onlyCheck = async (world: IssuingWorld, request: IssueRequest): Promise<DeviceCheck> =>
  (await listChecks(world, request))[0] ?? expect.unreachable();
const actionsOf = async (world: IssuingWorld) => (await world.newEvents()).map(({ action }) => action);
const contentsOf = async (world: IssuingWorld) => (await world.newNotices()).map(({ content }) => content);

describe('N22: a person is asked on their device', () => {
  it('a yes of the target counts, and of no one else; a code takes it', async () => {
    const { world, devices, run, after, lena } = await open();
    const request = await begin(world);
    expect(await world.click(request, accepted)).toMatchObject(refusedFor('verification_needed'));
    await run();
    expect(devices.asked).toMatchObject([
      { issuer: ISSUER, clientId: 'backupcode', loginHint: 'lena@acme.test', seconds: 300 },
    ]);
    expect(devices.asked[0]?.secret.reveal()).toBe('client secret');
    expect(devices.asked[0]?.bindingMessage).toMatch(/^[a-z]{2,9}-[a-z]{2,9}$/);
    await after(4);
    expect(devices.looks).toBe(0);
    await after(1);
    expect(devices.looks).toBe(1);
    devices.answer = () => confirmedBy('Lena@Acme.test');
    await after(5);
    expect((await world.findRequest(request))?.verifications).toEqual([
      { method: 'device', state: 'done', evidence: '', by: lena.id, at: world.now },
    ]);
    const events = await world.newEvents();
    expect(events.at(-1)).toMatchObject({
      action: 'request.device_confirmed',
      actor: { kind: 'user', id: lena.id },
      details: { issuer: ISSUER, authReqIdHash: 'ab12', subject: 's-1', requestId: request.id },
    });
    expect(await contentsOf(world)).toContainEqual({
      kind: 'requester_device_answered',
      requestId: request.id,
      outcome: 'confirmed',
    });
    expect(await onlyCheck(world, request)).toMatchObject({ state: 'ended', sealedTicket: '' });
    await after(600);
    expect(devices.looks).toBe(2);
    // Said again in the form, it still counts, and no one is asked a second time.
    await verify(world, request, 'device', 'video');
    await after(5);
    expect(devices.asked).toHaveLength(1);
    expect((await world.click(request, accepted)).kind).toBe('revealed');
  });

  it.each([
    ['someone else', 'max@acme.test'],
    ['no known address', null],
    ['a look-alike', 'lena@acme.test.evil.test'],
  ])('a yes of %s doesn’t count', async (_who, email) => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    devices.answer = () => confirmedBy(email);
    await run();
    await after(5);
    expect((await world.findRequest(request))?.verifications).toEqual([]);
    expect((await world.newEvents()).at(-1)).toMatchObject({
      action: 'request.device_failed',
      outcome: 'failed',
      details: { outcome: 'wrong_person' },
    });
    expect(await world.click(request, accepted)).toMatchObject(refusedFor('verification_needed'));
  });

  it('the address of now decides: one that changed in between is another person’s', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    devices.answer = () => confirmedBy('lena@acme.test');
    await world.change('lena', { email: 'lena.fischer@acme.test' });
    await after(5);
    expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome: 'wrong_person' } });
    expect((await world.findRequest(request))?.verifications).toEqual([]);
  });

  it.each(['while it is waited for', 'after another way was chosen', 'while the code waits for approval'])(
    'a no ends the request and alarms: %s',
    async (when) => {
      const { world, devices, run, after } = await open();
      const isApproved = when.includes('approval');
      if (isApproved) await world.setPolicy(withApproval);
      const request = await begin(world);
      await run();
      if (when !== 'while it is waited for') await verify(world, request, 'video');
      if (isApproved) expect((await askApproval(world, request)).kind).toBe('asked');
      await world.newNotices();
      devices.answer = () => ({ kind: 'denied' });
      await after(5);
      expect(await world.findRequest(request)).toMatchObject({
        state: 'cancelled',
        cancelReason: 'caller_refused',
      });
      const kinds = (await contentsOf(world)).map(({ kind }) => kind);
      expect(kinds).toContain('security_caller_refused');
      expect(kinds).toContain('requester_device_answered');
      expect((await world.newEvents()).at(-1)).toMatchObject({ action: 'request.device_denied' });
      expect((await world.click(request, accepted)).kind).not.toBe('revealed');
    },
  );

  it('no one is asked for approval, and no other counts, while the person hasn’t answered', async () => {
    const { world, run } = await open();
    await world.setPolicy(withApproval);
    const request = await begin(world);
    await verify(world, request, 'device', 'video');
    await run();
    expect(await askApproval(world, request)).toMatchObject(refusedFor('device_waited_for'));
  });
});

describe('what goes wrong', () => {
  it.each<[DeviceProblem, string]>([
    ['unknown_user', 'unknown_user'],
    ['question_refused', 'refused'],
    ['client_refused', 'misconfigured'],
    ['user_code', 'misconfigured'],
    ['bad_description', 'misconfigured'],
  ])(
    'the provider asks no one (%s): told, and it doesn’t count towards the limit',
    async (problem, outcome) => {
      const { world, devices, run, after } = await open();
      const request = await begin(world);
      await world.newNotices();
      devices.onAsk = async () => {
        throw new DeviceCheckError(problem, 'code');
      };
      await run();
      expect(await contentsOf(world)).toEqual([
        { kind: 'requester_device_answered', requestId: request.id, outcome },
      ]);
      expect((await world.newEvents()).at(-1)).toMatchObject({
        action: 'request.device_failed',
        details: { outcome, detail: 'code', authReqIdHash: null },
      });
      expect(await listChecks(world, request)).toEqual([]);
      expect(await world.findRequest(request)).toMatchObject({ state: 'pending', verifications: [] });
      await after(60);
      expect(devices.asked).toHaveLength(1);
    },
  );

  it('a provider that is away is asked once, and may have asked the person: it counts towards the limit', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    devices.onAsk = async () => {
      throw new DeviceCheckError('unreachable', 'time-out');
    };
    await run();
    await after(120);
    expect(devices.asked).toHaveLength(1);
    expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome: 'unreachable' } });
    expect(await onlyCheck(world, request)).toMatchObject({ state: 'ended' });
  });

  it('a look that fails is repeated ever later, and one that works resets the count; time ends both', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    devices.answer = () => 'unreachable';
    await after(5);
    expect(await onlyCheck(world, request)).toMatchObject({ failures: 1, intervalMs: 10_000 });
    await after(5);
    expect(devices.looks).toBe(1);
    devices.answer = () => ({ kind: 'pending' });
    await after(5);
    expect(await onlyCheck(world, request)).toMatchObject({ failures: 0, intervalMs: 10_000 });
    devices.answer = () => 'unreachable';
    await after(10);
    await after(200);
    expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome: 'unreachable' } });
  });

  it('after five looks in a row that failed it ends', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    devices.answer = () => 'unreachable';
    for (const seconds of [5, 10, 20, 40]) await after(seconds);
    expect(await onlyCheck(world, request)).toMatchObject({ state: 'waiting', failures: 4 });
    await after(60);
    expect(devices.looks).toBe(5);
    expect((await world.newEvents()).at(-1)).toMatchObject({
      details: { outcome: 'unreachable', detail: 'why' },
    });
  });

  it('it slows down when it is told to', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    devices.answer = () => ({ kind: 'slow_down' });
    await after(5);
    expect(await onlyCheck(world, request)).toMatchObject({ intervalMs: 10_000, dueAt: world.now + 10_000 });
  });

  it.each<[string, DeviceAnswer | DeviceProblem, string]>([
    ['the provider says that its time is over', { kind: 'expired' }, 'expired'],
    ['the provider forgot it, as after a lost answer', 'forgotten', 'interrupted'],
    ['a token proves nothing', 'bad_token', 'unverifiable'],
    ['an answer means nothing', 'unexpected_answer', 'unverifiable'],
    ['the client was removed there', 'client_refused', 'misconfigured'],
  ])('%s', async (_name, answer, outcome) => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    devices.answer = () => answer;
    await after(5);
    expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome } });
    expect((await world.findRequest(request))?.verifications).toEqual([]);
  });

  it('it ends by our clock, too, a little after the provider’s time', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    await after(149);
    expect((await onlyCheck(world, request)).state).toBe('waiting');
    devices.looks = 0;
    await after(6);
    expect(devices.looks).toBe(0);
    expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome: 'expired' } });
  });

  it('a name that the provider gave before isn’t a new question: its answer could be an old one', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    devices.answer = () => ({ kind: 'expired' });
    await after(5);
    await verify(world, request, 'device');
    await run();
    expect((await world.newEvents()).at(-1)).toMatchObject({
      details: { outcome: 'unverifiable', detail: 'repeated auth_req_id' },
    });
  });

  it('another provider, a lost key or a tampered ticket ends it; nothing is sent', async () => {
    const changes = [
      async ({ store, organization }: IssuingWorld) =>
        store.transact(organization.id, (tx) => tx.deviceProviders.remove(organization.id)),
      async ({ store, organization }: IssuingWorld) =>
        store.transact(organization.id, async (tx) => {
          const provider = await tx.deviceProviders.find(organization.id);
          if (provider !== null)
            await tx.deviceProviders.put({ ...provider, issuer: 'https://evil.example' });
        }),
      async ({ store, organization }: IssuingWorld) =>
        store.transact(organization.id, async (tx) => {
          const provider = await tx.deviceProviders.find(organization.id);
          if (provider !== null) await tx.deviceProviders.put({ ...provider, sealedSecret: 'k9.a.b.c' });
        }),
      async ({ store, organization, deps }: IssuingWorld) =>
        store.transact(organization.id, async (tx) => {
          const [check] = await tx.deviceChecks.listDue(Number.MAX_SAFE_INTEGER, 1);
          const context = { purpose: 'device-ticket', id: 'another' } as const;
          const sealedTicket = seal(new Secret('ticket'), context, deps.random.bytes(12), deps.keys);
          if (check !== undefined) await tx.deviceChecks.put({ ...check, sealedTicket });
        }),
    ];
    for (const change of changes) {
      const { world, devices, run, after } = await open();
      await begin(world);
      await run();
      await change(world);
      await after(5);
      expect(devices.looks).toBe(0);
      expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome: 'misconfigured' } });
    }
  });
});

describe('instances that die, and instances that meet', () => {
  it('one that dies while it has the person asked leaves a question that no one repeats', async () => {
    const { world, devices, after } = await open();
    const request = await begin(world);
    let sent: () => void = () => {};
    const isSent = new Promise<void>((done) => {
      sent = done;
    });
    devices.onAsk = () => {
      sent();
      return new Promise(() => {});
    };
    const dying = createRunDeviceChecks({ ...world.deps, deviceChecker: devices });
    void dying();
    await isSent;
    await after(59);
    expect((await onlyCheck(world, request)).state).toBe('asking');
    await after(1);
    expect((await world.newEvents()).at(-1)).toMatchObject({ details: { outcome: 'interrupted' } });
    expect(devices.asked).toHaveLength(1);
    expect(await onlyCheck(world, request)).toMatchObject({ state: 'ended' });
  });

  it('one that dies while it looks leaves the look to another, which counts the answer', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    let isLooking: () => void = () => {};
    const looking = new Promise<void>((done) => {
      isLooking = done;
    });
    devices.answer = () => {
      isLooking();
      return new Promise<DeviceAnswer>(() => {});
    };
    world.now += 5000;
    void run();
    await looking;
    devices.answer = () => confirmedBy('lena@acme.test');
    await after(59);
    expect(devices.looks).toBe(1);
    await after(1);
    expect(devices.looks).toBe(2);
    expect((await world.findRequest(request))?.verifications).toMatchObject([{ state: 'done' }]);
  });

  it('of five instances one asks and one looks; a slow one that comes back late changes nothing', async () => {
    const { world, devices, after } = await open();
    const request = await begin(world);
    const instances = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const store = await world.openAnother();
        return createRunDeviceChecks({ ...world.deps, store, deviceChecker: devices });
      }),
    );
    await Promise.all(instances.map((run) => run()));
    expect(devices.asked).toHaveLength(1);
    world.now += 5000;
    await Promise.all(instances.map((run) => run()));
    expect(devices.looks).toBe(1);
    let answerLate: (answer: DeviceAnswer) => void = () => {};
    devices.answer = () =>
      new Promise((done) => {
        answerLate = done;
      });
    world.now += 5000;
    const slow = instances[0]?.();
    await expect.poll(() => devices.looks).toBe(2);
    devices.answer = () => ({ kind: 'denied' });
    await after(60);
    expect((await world.findRequest(request))?.state).toBe('cancelled');
    answerLate(confirmedBy('lena@acme.test'));
    await slow;
    expect((await world.findRequest(request))?.state).toBe('cancelled');
    const actions = await actionsOf(world);
    expect(actions.filter((action) => action.startsWith('request.device_'))).toEqual([
      'request.device_asked',
      'request.device_denied',
    ]);
  });
});

describe('N20: a person is not worn down', () => {
  it('three questions an hour and six a day, whoever asks for them', async () => {
    const { world, devices, after } = await open();
    const ask = async () => {
      const request = await world.ask('adam', 'lena');
      const result = await verify(world, request, 'device');
      devices.reference = `r${devices.asked.length}`;
      await after(5);
      devices.answer = () => ({ kind: 'expired' });
      await after(5);
      return result;
    };
    for (let count = 0; count < 3; count += 1) expect((await ask()).kind).toBe('recorded');
    const refused = await ask();
    expect(refused).toMatchObject(refusedFor('device_limit'));
    expect(refused).toMatchObject({ refusals: [{ limit: 3, name: 'Lena Lockedout' }] });
    world.now += 3_600_000;
    for (let count = 0; count < 3; count += 1) expect((await ask()).kind).toBe('recorded');
    world.now += 3_600_000;
    expect(await ask()).toMatchObject({ refusals: [{ code: 'device_limit', limit: 6 }] });
    expect(devices.asked).toHaveLength(6);
    world.now += 86_400_000;
    const request = await world.ask('adam', 'lena');
    await verify(world, request, 'device');
    // What is older than a day is gone.
    expect(await listChecks(world, request)).toHaveLength(1);
  });

  it('choosing another way and this one again asks no second time', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    await verify(world, request, 'video');
    await verify(world, request, 'device', 'device');
    await after(5);
    expect(devices.asked).toHaveLength(1);
    devices.answer = () => confirmedBy('lena@acme.test');
    await after(5);
    expect((await world.findRequest(request))?.verifications).toMatchObject([{ state: 'done' }]);
  });

  it('one who was verified in another way before the question went out isn’t asked', async () => {
    const { world, devices, run } = await open();
    const request = await begin(world);
    await verify(world, request, 'video');
    await run();
    expect(devices.asked).toEqual([]);
    expect(await listChecks(world, request)).toEqual([]);
    expect((await world.click(request, accepted)).kind).toBe('revealed');
  });

  it('a request that has ended asks and counts no more', async () => {
    const { world, devices, run, after } = await open();
    const request = await begin(world);
    await run();
    await world.store.transact(request.organizationId, (tx) =>
      tx.requests.transition(request.organizationId, request.id, ['pending'], 'cancelled', {
        settledAt: world.now,
        cancelReason: 'withdrawn',
      }),
    );
    devices.answer = () => confirmedBy('lena@acme.test');
    await after(5);
    expect(devices.looks).toBe(0);
    expect(await actionsOf(world)).not.toContain('request.device_confirmed');
  });
});
