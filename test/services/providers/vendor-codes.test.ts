import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderKind } from '../../../src/domain/providers/provider.ts';
import { VendorError } from '../../../src/ports/vendor.ts';
import { createExpireDue } from '../../../src/services/codes/expire-due.ts';
import { refusalOf } from '../../../src/services/providers/ask-provider.ts';
import { createAskForHelp } from '../../../src/services/requests/help/ask-for-help.ts';
import { createTakeHelp } from '../../../src/services/requests/help/take-help.ts';
import type { Fate } from '../../support/scripted-provider.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { describePerson } from '../open-reveal-world.ts';
import { disown, openVendorWorld, place, revoke, type VendorWorld } from './open-vendor-world.ts';

const MINUTE = 60_000;
let worlds: VendorWorld[] = [];
afterEach(async () => {
  for (const world of worlds) await world.close();
  worlds = [];
});

async function open(...how: Parameters<typeof openVendorWorld>): Promise<VendorWorld> {
  const world = await openVendorWorld(...how);
  worlds.push(world);
  return world;
}

/** What waits to be sent. */
async function noticesOf(world: VendorWorld): Promise<string[]> {
  const all = await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 1000);
  return all.map(({ content }) => content.kind);
}

describe('a code that a vendor makes', () => {
  it('is shown to the requester, and is the one that works', async () => {
    const world = await open();
    expect(await world.issue()).toMatchObject({ kind: 'revealed' });
    expect(world.shown).toEqual(world.vendor.working());
    expect(await world.codes()).toMatchObject([
      { state: 'active', hash: null, vendor: { kind: 'entra', reference: 'ref-1', before: [] } },
    ]);
  });

  it('N6: is in no record, event, notice or log', async () => {
    const world = await open();
    await world.issue();
    world.vendor.fate = () => 'not_reached';
    world.now += 2 * MINUTE;
    await world.tend();
    const events = await world.store.read.audit.listLatest(world.organization.id, 100);
    const kept = JSON.stringify([await world.codes(), events, world.logged]);
    expect(world.logged).not.toEqual([]);
    expect(kept).not.toMatch(/vendor-code-|vendor-credential/);
  });

  it.each([
    ['find', [{ code: 'provider_account_missing' }], 'provider_account_missing'],
    ['preflight', [{ code: 'provider_not_in_scope', vendorCode: 'X' }], 'provider_not_in_scope'],
  ] as const)('what %s refuses is said before there is a prompt', async (step, refusals, code) => {
    const world = await open();
    world.vendor.refusals = { [step]: refusals };
    expect(await world.tryToAsk('adam', 'lena')).toMatchObject({ kind: 'refused', refusals: [{ code }] });
    expect(world.vendor.codes).toEqual([]);
  });

  it('a vendor that is away is refused, and nothing of our own stands in for it', async () => {
    const world = await open();
    world.vendor.fate = () => 'not_reached';
    expect(await world.tryToAsk('adam', 'lena')).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'provider_unreachable', vendor: 'Entra ID' }],
    });
    expect(await world.codes()).toEqual([]);
  });

  it.each([
    ['credential_refused', 'provider_credential_refused'],
    ['clock_wrong', 'provider_clock_wrong'],
    ['not_permitted', 'provider_not_permitted'],
    ['throttled', 'provider_throttled'],
    ['unexpected_answer', 'provider_unreachable'],
  ] as const)('a vendor that refuses with %s: %s', (problem, code) => {
    const error = new VendorError(problem, null, { answer: { status: 401, code: 'E1' } });
    expect(refusalOf(error)).toEqual({ code, vendorCode: 'E1' });
  });

  it('the same for who takes a request for help: it stays theirs, and they can take it again', async () => {
    const world = await open();
    const { organization, deps } = world;
    const asked = await createAskForHelp(deps)({
      ...place,
      organization,
      requesterSlackId: 'ULENA',
      requester: describePerson('lena'),
      targetSlackId: null,
      lookUpPerson: async (id) => describePerson(id.slice(1).toLowerCase()),
      reason: 'lost phone',
      deliveryKey: 'help-1',
    });
    if (asked.kind !== 'asked') return expect.unreachable(asked.kind);
    const take = (deliveryKey: string) =>
      createTakeHelp(deps)({
        ...place,
        organization,
        slackUserId: 'UADAM',
        clicker: describePerson('adam'),
        lookUpPerson: async (id) => describePerson(id.slice(1).toLowerCase()),
        helpRequestId: asked.help.id,
        deliveryKey,
      });
    world.vendor.refusals = { find: [{ code: 'provider_account_disabled' }] };
    const refused = { kind: 'refused', refusals: [{ code: 'provider_account_disabled' }] };
    expect(await take('help-2')).toMatchObject(refused);
    world.vendor.refusals = {};
    expect(await take('help-3')).toMatchObject({ kind: 'opened' });
  });

  it('a rule that names another organization’s provider is refused, and its vendor isn’t asked', async () => {
    const world = await open();
    const { id, policy } = world.organization;
    const make = createStoreFixtures('other');
    const other = make.organization();
    const theirs = { ...world.provider, id: make.id('provider'), organizationId: other.id };
    await world.store.transact(other.id, async (tx) => {
      await tx.organizations.insert(other);
      await tx.providers.insert(theirs);
    });
    const rules = [{ when: { kind: 'everyone' }, providerId: theirs.id }] as const;
    await world.store.transact(id, (tx) => tx.organizations.setPolicy(id, { ...policy, providers: rules }));
    expect(await world.tryToAsk('adam', 'lena')).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'provider_gone' }],
    });
    expect(world.vendor.requests).toEqual([]);
  });

  it('S9: people who may not issue make no one ask the vendor', async () => {
    const world = await open();
    expect(await world.tryToAsk('lena', 'adam')).toMatchObject({ kind: 'refused' });
    expect(world.vendor.requests).toEqual([]);
  });

  it('a refusal at the click makes nothing, and is no obstacle to the next', async () => {
    const world = await open();
    world.vendor.refusals = { issue: [{ code: 'provider_privileged' }] };
    expect(await world.issue()).toMatchObject({
      kind: 'provider_refused',
      refusals: [{ code: 'provider_privileged' }],
    });
    expect(await world.codes()).toMatchObject([{ state: 'revoked', revocationReason: 'provider_refused' }]);
    world.vendor.refusals = {};
    expect(await world.issue()).toMatchObject({ kind: 'revealed' });
    world.now += MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual(world.shown);
  });

  it('a refusal by a gateway, after the vendor made a code, leaves none', async () => {
    const world = await open();
    world.vendor.refusals = { issue: [{ code: 'provider_credential_refused', vendorCode: '401' }] };
    await world.issue();
    world.vendor.makeElsewhere('lena@acme.test');
    world.now += MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ vendor: { dueAt: null } }]);
  });

  it('a policy that has changed since the prompt ends the request', async () => {
    const world = await open();
    const request = await world.ask('adam', 'lena');
    const { id, policy } = world.organization;
    await world.store.transact(id, (tx) => tx.organizations.setPolicy(id, { ...policy, providers: [] }));
    const result = await world.click(request, async () => expect.unreachable('shown'));
    expect(result).toMatchObject({ kind: 'refused', refusals: [{ code: 'provider_changed' }] });
    expect(world.vendor.requests).not.toContain('issue');
  });
});

it('a provider that was pointed at another tenant since it was asked makes nothing', async () => {
  const world = await open();
  const request = await world.ask('adam', 'lena');
  world.vendor.fate = async (name): Promise<Fate> => {
    if (name === 'preflight')
      await world.store.transact(world.organization.id, (tx) =>
        tx.providers.update({ ...world.provider, settings: { tenant: 'other' }, updatedAt: world.now + 1 }),
      );
    return 'done';
  };
  const result = await world.click(request, async () => expect.unreachable('shown'));
  expect(result).toMatchObject({ kind: 'refused', refusals: [{ code: 'provider_changed' }] });
  expect(world.vendor.codes).toEqual([]);
});

describe('an answer that is lost', () => {
  it('nobody is shown a code; a minute later what was made is ended, and the requester hears of it', async () => {
    const world = await open();
    world.vendor.fate = (name) => (name === 'issue' ? 'answer_lost' : 'done');
    expect(await world.issue()).toMatchObject({
      kind: 'provider_unclear',
      refusals: [{ code: 'provider_unclear', vendor: 'Entra ID' }],
    });
    expect(world.vendor.working()).toHaveLength(1);
    world.vendor.fate = () => 'done';
    await world.tend();
    const request = await world.ask('adam', 'lena');
    const refused = { kind: 'refused', refusals: [{ code: 'provider_busy' }] };
    expect(await world.click(request, async () => expect.unreachable('shown'))).toMatchObject(refused);
    world.now += MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ state: 'revoked', revocationReason: 'never_delivered' }]);
    expect(await noticesOf(world)).toContain('requester_code_revoked');
    expect(await world.issue()).toMatchObject({ kind: 'revealed' });
    expect(world.vendor.requests.filter((name) => name === 'issue')).toHaveLength(2);
    // The second look for what the vendor lists late spares the new code.
    world.now += 5 * MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual(world.shown);
    expect(await world.codes()).toMatchObject([{ state: 'active' }, { vendor: { dueAt: null } }]);
  });

  it('what the vendor lists only minutes later is ended, too', async () => {
    const world = await open();
    world.vendor.fate = (name) => (name === 'issue' ? 'not_reached' : 'done');
    await world.issue();
    world.vendor.fate = () => 'done';
    world.now += MINUTE;
    await world.tend();
    world.vendor.makeElsewhere('lena@acme.test');
    world.now += 5 * MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
  });

  it('what someone made in the vendor’s console before is left alone', async () => {
    const world = await open('duo');
    // It would be replaced, if the request had arrived.
    const theirs = world.vendor.makeElsewhere('lena@acme.test');
    world.vendor.fate = (name) => (name === 'issue' ? 'not_reached' : 'done');
    await world.issue();
    world.vendor.fate = () => 'done';
    world.now += MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual([theirs]);
  });

  it('a code that Slack didn’t take is ended immediately', async () => {
    const world = await open();
    const result = await world.issue({ deliver: async () => ({ kind: 'failed' }) });
    expect(result).toMatchObject({ kind: 'delivery_failed' });
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
  });

  // Each request to the vendor, with each fate, and each write to the store, before and after its commit.
  const steps = ['find', 'preflight', 'issue'].flatMap((request) =>
    (['answer_lost', 'not_reached'] as const).map((fate) => ({ request, fate })),
  );
  const writes = [0, 1, 2, 3].flatMap((write) =>
    [true, false].map((isCommitted) => ({ write, isCommitted })),
  );

  it.each<ProviderKind>(['entra', 'google', 'onelogin'])(
    'N3: %s: wherever the process or the connection dies, at most one code works, and only one that was shown',
    async (kind) => {
      let cases = 0;
      for (const step of [...steps, ...writes]) {
        const world = await openVendorWorld(kind);
        const request = await world.ask('adam', 'lena');
        let isDead = false;
        let count = 0;
        if ('request' in step) world.vendor.fate = (name) => (name === step.request ? step.fate : 'done');
        else world.vendor.fate = () => (isDead ? 'not_reached' : 'done');
        const dying: VendorWorld['store'] = {
          ...world.store,
          transact: async (id, work) => {
            if (isDead) throw new Error('dead');
            if ('write' in step && count++ === step.write) {
              isDead = true;
              if (step.isCommitted) await world.store.transact(id, work);
              throw new Error('dead');
            }
            return world.store.transact(id, work);
          },
        };
        const shown: string[] = [];
        const result = await world
          .click(
            request,
            async (reveal) => {
              if (isDead) return { kind: 'failed' };
              shown.push(reveal.code.reveal());
              return { kind: 'delivered', hideUrl: reveal.code };
            },
            { store: dying },
          )
          .catch(() => null);
        world.vendor.fate = () => 'done';
        world.now += MINUTE;
        await world.tend();
        const working = world.vendor.working();
        const [code] = await world.codes();
        const seen = { kind, step, result: result?.kind, shown, working, state: code?.state };
        if (code?.state === 'active') {
          expect(seen.shown, JSON.stringify(seen)).toHaveLength(1);
          expect(working, JSON.stringify(seen)).toContain(shown[0]);
        } else if (kind === 'onelogin') {
          // It can't be ended; what is left was never shown as working.
          expect(working.length, JSON.stringify(seen)).toBeLessThanOrEqual(1);
        } else expect(working, JSON.stringify(seen)).toEqual([]);
        if (result?.kind === 'revealed') expect(code?.state).toBe('active');
        cases += 1;
        await world.close();
      }
      expect(cases).toBe(14);
    },
  );
});

describe('a code that works at its vendor', () => {
  it('N5: its use there ends it here, with when and where, and people hear of it', async () => {
    const world = await open();
    await world.issue();
    expect(world.vendor.use(world.shown[0] ?? '')).toBe(true);
    world.now += MINUTE;
    await world.tend();
    expect(await world.codes()).toMatchObject([
      { state: 'redeemed', redeemedByName: 'Entra ID', redeemedFrom: '203.0.113.7', redeemedBy: null },
    ]);
    expect(await noticesOf(world)).toEqual(
      expect.arrayContaining(['target_code_redeemed', 'requester_code_redeemed']),
    );
    world.vendor.enrolledAt = world.now;
    world.now += 10 * MINUTE;
    await world.tend();
    expect(await world.codes()).toMatchObject([{ factorEnrolledAt: world.vendor.enrolledAt }]);
  });

  it('N13: revoked here, it is ended there', async () => {
    const world = await open();
    await world.issue();
    await revoke(world);
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ state: 'revoked', vendor: { dueAt: null } }]);
  });

  it('N19: “This wasn’t me” ends it there, and the sessions where the policy says so', async () => {
    for (const endSessionsOnDisown of [false, true]) {
      const world = await open('entra', { policy: { endSessionsOnDisown } });
      await world.issue();
      world.vendor.use(world.shown[0] ?? '');
      world.now += MINUTE;
      await world.tend();
      await disown(world);
      await world.tend();
      expect(world.vendor.working()).toEqual([]);
      expect(world.vendor.sessionsEnded).toBe(endSessionsOnDisown ? 1 : 0);
    }
  });

  it.each([
    ['revoked', revoke],
    ['disowned', disown],
  ] as const)(
    'N19: used just before it was %s, it counts as used, and people hear of it',
    async (_how, end) => {
      const world = await open('entra', { policy: { endSessionsOnDisown: true } });
      await world.issue();
      world.vendor.use(world.shown[0] ?? '');
      const usedAt = world.now;
      world.now += 5000;
      await end(world);
      await world.tend();
      expect(await world.codes()).toMatchObject([
        { state: 'redeemed', redeemedByName: 'Entra ID', redeemedFrom: '203.0.113.7', settledAt: usedAt },
      ]);
      expect(await noticesOf(world)).toEqual(
        expect.arrayContaining(['target_code_redeemed', 'requester_code_redeemed']),
      );
      expect(world.vendor.sessionsEnded).toBe(end === disown ? 1 : 0);
    },
  );

  it('N13: a vendor that won’t say whether it was used keeps it from ending no longer than a moment', async () => {
    const world = await open();
    await world.issue();
    await revoke(world);
    world.vendor.fate = (name) => (name === 'status' ? 'not_reached' : 'done');
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ state: 'revoked', vendor: { dueAt: null } }]);
  });

  it('sessions that the credential may not end don’t make it ask again and again', async () => {
    const world = await open('google', { policy: { endSessionsOnDisown: true } });
    await world.issue();
    world.vendor.fate = (name) => (name === 'endSessions' ? 'not_permitted' : 'done');
    await disown(world);
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ vendor: { dueAt: null } }]);
    const events = await world.store.read.audit.listLatest(world.organization.id, 20);
    expect(events).toContainEqual(
      expect.objectContaining({ action: 'provider.sessions_ended', outcome: 'failed' }),
    );
  });

  it('N19: whoever used a disowned code of Auth0’s keeps nothing of it', async () => {
    const world = await open('auth0');
    await world.issue();
    world.vendor.use(world.shown[0] ?? '');
    world.now += MINUTE;
    await world.tend();
    // The vendor shows the next one to whoever signed in.
    world.vendor.makeElsewhere('lena@acme.test');
    await disown(world);
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
  });

  it('N5: it ends when the policy says, even if the vendor would let it live longer', async () => {
    const world = await open('entra', { policy: { codeLifetimeMinutes: 15 } });
    world.vendor.minutesMin = 60;
    await world.issue();
    world.now += 14 * MINUTE;
    await world.tend();
    expect(world.vendor.working()).toHaveLength(1);
    world.now += MINUTE;
    await createExpireDue(world.deps)();
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
    expect(await world.codes()).toMatchObject([{ state: 'expired', vendor: { dueAt: null } }]);
  });

  it('used in its last minute, it counts as used', async () => {
    const world = await open('entra', { policy: { codeLifetimeMinutes: 15 } });
    await world.issue();
    world.now += 14 * MINUTE;
    await world.tend();
    world.vendor.use(world.shown[0] ?? '');
    world.now += 2 * MINUTE;
    await createExpireDue(world.deps)();
    await world.tend();
    expect(await world.codes()).toMatchObject([{ state: 'redeemed' }]);
  });

  it('used at a vendor with a log that is late: it goes on until the log has it, and is never taken for revoked', async () => {
    const world = await open('duo', { policy: { codeLifetimeMinutes: 15 } });
    world.vendor.logLateMs = 2 * MINUTE;
    await world.issue();
    world.now += 14 * MINUTE;
    world.vendor.use(world.shown[0] ?? '');
    await world.tend();
    expect(await world.codes()).toMatchObject([{ state: 'active' }]);
    world.now += MINUTE;
    await createExpireDue(world.deps)();
    await world.tend();
    expect(await world.codes()).toMatchObject([
      { state: 'active', vendor: { dueAt: world.now + MINUTE, failures: 0 } },
    ]);
    world.now += MINUTE;
    await world.tend();
    expect(await world.codes()).toMatchObject([{ state: 'redeemed', redeemedFrom: '203.0.113.7' }]);
  });

  it('a vendor’s log that never says so is waited for a few minutes, and no longer', async () => {
    const world = await open('duo', { policy: { codeLifetimeMinutes: 15 } });
    world.vendor.logLateMs = 1000 * MINUTE;
    await world.issue();
    world.vendor.use(world.shown[0] ?? '');
    world.now += 19 * MINUTE;
    await world.tend();
    expect(await world.codes()).toMatchObject([{ state: 'active' }]);
    world.now += MINUTE;
    await world.tend();
    expect(await world.codes()).toMatchObject([{ state: 'expired', vendor: { dueAt: null } }]);
  });

  it('ended or replaced in the vendor’s console, it is revoked here', async () => {
    const world = await open();
    await world.issue();
    world.vendor.makeElsewhere('lena@acme.test');
    world.now += MINUTE;
    await world.tend();
    expect(await world.codes()).toMatchObject([{ state: 'revoked', revocationReason: 'provider_ended' }]);
    expect(await noticesOf(world)).toContain('requester_code_revoked');
  });

  it('a vendor that can’t be asked to end it is asked again, and people learn that it still works', async () => {
    const world = await open();
    await world.issue();
    await revoke(world);
    world.vendor.fate = () => 'not_reached';
    for (let second = 0; second < 60; second += 1) {
      world.now += 1000;
      await world.tend();
    }
    const kinds = await noticesOf(world);
    expect(kinds.filter((kind) => kind === 'requester_code_lasting')).toHaveLength(1);
    expect(kinds).toContain('security_code_lasting');
    world.vendor.fate = () => 'done';
    world.now += 10 * MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
  });

  it.each<ProviderKind>(['entra', 'google', 'auth0', 'duo'])(
    'N3: %s: a second code takes the place of the first, and looking after the first doesn’t end it',
    async (kind) => {
      const world = await open(kind);
      await world.issue();
      await world.issue();
      await world.tend();
      const [second] = world.shown.slice(-1);
      expect(world.vendor.working()).toContain(second);
      expect(world.vendor.use(world.shown[0] ?? '')).toBe(false);
      expect(await world.codes()).toMatchObject([{ state: 'active' }, { state: 'superseded' }]);
    },
  );

  it('two instances that look after the same code ask its vendor once', async () => {
    const world = await open();
    await world.issue();
    await revoke(world);
    await Promise.all([world.tend(), world.tend(), world.tend()]);
    expect(world.vendor.requests.filter((name) => name === 'revoke')).toHaveLength(1);
  });
});

describe('a set of codes', () => {
  it('one is shown; once it is used, the others are ended', async () => {
    const world = await open('google');
    await world.issue();
    expect(world.shown).toHaveLength(1);
    expect(world.vendor.working()).toHaveLength(10);
    world.vendor.use(world.shown[0] ?? '');
    world.now += MINUTE;
    await world.tend();
    expect(world.vendor.working()).toEqual([]);
  });

  it('where the provider says so, the whole set is shown and stays the person’s', async () => {
    const world = await open('google', { settings: { set: 'all' }, policy: { codeLifetimeMinutes: 15 } });
    await world.issue();
    expect(world.shown).toEqual(world.vendor.working());
    world.now += 16 * MINUTE;
    await world.tend();
    expect(world.vendor.working()).toHaveLength(10);
  });
});
