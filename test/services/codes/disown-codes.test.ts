import { describe, expect, it } from 'vitest';
import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import type { SlackPerson } from '../../../src/domain/directory/slack-person.ts';
import type { UserId } from '../../../src/domain/ids.ts';
import { createDisownCodes, type DisownInput } from '../../../src/services/codes/disown-codes.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { hideUser, type IssuingWorld, openIssuingWorld, refusedFor, SOURCE } from '../open-issuing-world.ts';
import { accepted } from '../open-reveal-world.ts';

const fixtures = createStoreFixtures('disown');
let deliveries = 0;

/** "This wasn't me", by Lena's own account unless `change` says otherwise. */
function disown(world: IssuingWorld, code: BackupCode, change: Partial<DisownInput> = {}, deps = world.deps) {
  deliveries += 1;
  return createDisownCodes(deps)({
    organization: world.organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    slackUserId: 'ULENA',
    lookUpClicker: () => expect.unreachable('Slack was asked for an account that is linked'),
    codeId: code.id,
    deliveryKey: `disown-${deliveries}`,
    ...change,
  });
}

/** A live code of Lena's, issued by Adam. */
async function issue(world: IssuingWorld, by = 'adam'): Promise<BackupCode> {
  const result = await world.click(await world.ask(by, 'lena'), accepted);
  if (result.kind !== 'revealed') throw new Error(`No code was issued: ${result.kind}`);
  await world.newEvents();
  await world.newNotices();
  return result.record;
}

async function find(world: IssuingWorld, { id }: BackupCode): Promise<BackupCode> {
  return (
    (await world.store.read.codes.find(world.organization.id, id)) ?? expect.unreachable('the code is gone')
  );
}

/** Who is told of it by direct message, and whether the channel is. */
async function alarmsOf(world: IssuingWorld): Promise<(UserId | null)[]> {
  const notices = await world.newNotices();
  return notices.flatMap(({ content }) =>
    content.kind === 'security_code_disowned' ? [content.ownerId] : [],
  );
}

const ids = (...people: (Pick<DirectoryUser, 'id'> | null)[]) =>
  people.map((person) => person?.id ?? null).sort();

describe('N19: This wasn’t me', () => {
  it('ends the live code and the open requests, and says exactly that', async () => {
    const world = await openIssuingWorld();
    const [olivia, adam, lena] = await Promise.all(['olivia', 'adam', 'lena'].map(world.findUser));
    const code = await issue(world);
    const request = await world.ask('amina', 'lena');
    await world.newEvents();
    world.now += 1000;
    const result = await disown(world, code);
    const ended = await find(world, code);
    expect(ended).toMatchObject({
      state: 'revoked',
      revocationReason: 'disowned',
      revokedBy: lena?.id,
      disownedAt: world.now,
      settledAt: world.now,
    });
    expect(result).toMatchObject({
      kind: 'disowned',
      code,
      disowning: { ended: { code: ended, issuedBy: adam }, requestsCancelled: 1, signInsStopped: 0 },
      isChannelAlerted: true,
    });
    expect(await world.findRequest(request)).toMatchObject({ state: 'cancelled', cancelReason: 'disowned' });
    const lenas = {
      outcome: 'allowed',
      actor: { kind: 'user', id: lena?.id },
      target: lena?.id,
      source: SOURCE,
    };
    expect(await world.newEvents()).toMatchObject([
      {
        ...lenas,
        action: 'code.revoked',
        reason: 'disowned',
        details: { codeId: code.id, stateBefore: 'active' },
      },
      { ...lenas, action: 'request.cancelled', reason: 'disowned', details: { requestId: request.id } },
      {
        ...lenas,
        action: 'code.disowned',
        details: {
          codeId: code.id,
          stateBefore: 'active',
          endedCodeId: code.id,
          requestsCancelled: 1,
          signInsStopped: 0,
        },
      },
      {
        action: 'issuer.frozen',
        actor: { kind: 'user', id: lena?.id },
        target: adam?.id,
        reason: 'disowned',
        details: { codeId: code.id, requestsEnded: 0, revealsEnded: 0 },
      },
    ]);
    const facts = {
      kind: 'security_code_disowned',
      codeId: code.id,
      endedCodeId: code.id,
      requestsCancelled: 1,
      signInsStopped: 0,
    };
    const notices = (await world.newNotices()).map(({ content }) => content);
    expect(notices).toHaveLength(4);
    expect(notices).toEqual(
      expect.arrayContaining([
        { kind: 'requester_request_disowned', requestId: request.id },
        ...[adam?.id, olivia?.id, null].map((ownerId) => ({ ...facts, ownerId })),
      ]),
    );
  });

  it.each([
    ['used', 'redeemed'],
    ['revoked', 'revoked'],
  ] as const)(
    'on the notice of a code that was %s: nothing to end, and the alarm all the same',
    async (_what, state) => {
      const world = await openIssuingWorld();
      const [olivia, adam] = await Promise.all(['olivia', 'adam'].map(world.findUser));
      const code = await issue(world);
      await world.store.transact(world.organization.id, (tx) =>
        tx.codes.transition(code.organizationId, code.id, ['active'], state, { settledAt: world.now }),
      );
      const result = await disown(world, code);
      expect(result).toMatchObject({
        kind: 'disowned',
        code: { state },
        disowning: { ended: null, requestsCancelled: 0, signInsStopped: 0 },
      });
      expect(await find(world, code)).toMatchObject({ state, disownedAt: world.now });
      expect(await world.newEvents()).toMatchObject([
        { action: 'code.disowned', details: { stateBefore: state, endedCodeId: null, requestsCancelled: 0 } },
        { action: 'issuer.frozen', target: adam?.id },
      ]);
      expect((await alarmsOf(world)).sort()).toEqual(ids(olivia ?? null, adam ?? null, null).sort());
      const at = world.now;
      world.now += 1000;
      expect(await disown(world, code)).toMatchObject({ kind: 'disowned_before', code: { id: code.id }, at });
      expect([await world.newEvents(), await world.newNotices()]).toEqual([[], []]);
    },
  );

  it('on the notice of an older code: ends the newest, and tells both issuers', async () => {
    const world = await openIssuingWorld({});
    const [olivia, adam, amina] = await Promise.all(['olivia', 'adam', 'amina'].map(world.findUser));
    const older = await issue(world, 'adam');
    const newest = await issue(world, 'amina');
    const result = await disown(world, older);
    expect(result).toMatchObject({
      kind: 'disowned',
      code: { id: older.id, state: 'superseded' },
      disowning: { ended: { code: { id: newest.id }, issuedBy: amina } },
      isChannelAlerted: false,
    });
    if (result.kind !== 'disowned') return expect.unreachable();
    expect(ids(...result.alerted)).toEqual(ids(olivia ?? null, adam ?? null, amina ?? null));
    expect((await alarmsOf(world)).sort()).toEqual(ids(...result.alerted));
    expect(await find(world, older)).toMatchObject({ state: 'superseded', disownedAt: world.now });
    expect(await find(world, newest)).toMatchObject({ state: 'revoked', disownedAt: world.now });
  });

  it.each([
    ['a live code', async (world: IssuingWorld) => void (await issue(world, 'amina'))],
    ['an open request', async (world: IssuingWorld) => void (await world.ask('amina', 'lena'))],
  ])(
    'said once more of a code that they disowned before, ends %s that has come since',
    async (_what, next) => {
      const world = await openIssuingWorld({});
      const lena = await world.findUser('lena');
      const code = await issue(world);
      expect((await disown(world, code)).kind).toBe('disowned');
      await next(world);
      expect((await disown(world, code)).kind).toBe('disowned');
      expect(await world.store.read.codes.findLive(lena.organizationId, lena.id)).toBeNull();
      const open = await world.store.transact(lena.organizationId, (tx) =>
        tx.requests.listOpenByTarget(lena.organizationId, lena.id),
      );
      expect(open).toEqual([]);
    },
  );

  it('of a used code tells also who issued the latest one', async () => {
    const world = await openIssuingWorld({});
    const [olivia, adam, amina] = await Promise.all(['olivia', 'adam', 'amina'].map(world.findUser));
    const older = await issue(world, 'adam');
    const newest = await issue(world, 'amina');
    await world.store.transact(world.organization.id, (tx) =>
      tx.codes.transition(newest.organizationId, newest.id, ['active'], 'redeemed', { settledAt: world.now }),
    );
    expect(await disown(world, older)).toMatchObject({ kind: 'disowned', disowning: { ended: null } });
    expect((await alarmsOf(world)).sort()).toEqual(ids(olivia ?? null, adam ?? null, amina ?? null));
  });

  it('of a code from the command line: no issuer is told, the owners are', async () => {
    const world = await openIssuingWorld({});
    const lena = await world.findUser('lena');
    const code = fixtures.code(lena, { issuedBy: null, createdAt: world.now, expiresAt: world.now + 60_000 });
    await world.store.transact(world.organization.id, (tx) => tx.codes.insert(code));
    expect(await disown(world, code, LENA)).toMatchObject({ disowning: { ended: { issuedBy: null } } });
    expect(await alarmsOf(world)).toEqual(ids(await world.findUser('olivia')));
  });

  it('by an owner: the owner hears nothing of what they did themselves', async () => {
    const world = await openIssuingWorld();
    await world.change('lena', { role: 'owner' });
    const code = fixtures.code(await world.findUser('lena'), {
      issuedBy: (await world.findUser('adam')).id,
      createdAt: world.now,
      expiresAt: world.now + 60_000,
    });
    await world.store.transact(world.organization.id, (tx) => tx.codes.insert(code));
    expect((await disown(world, code, LENA)).kind).toBe('disowned');
    const [olivia, adam] = await Promise.all(['olivia', 'adam'].map(world.findUser));
    expect((await alarmsOf(world)).sort()).toEqual(ids(olivia ?? null, adam ?? null, null).sort());
  });

  it.each([
    ['of this code', 0, true],
    ['of one of the latest', 1, true],
    ['of the twentieth before', 19, true],
    ['of one long ago', 25, false],
  ])('stops a sign-in that was answered with a code %s', async (_what, back, isStopped) => {
    const world = await openIssuingWorld({});
    const lena = await world.findUser('lena');
    const past = Array.from({ length: 26 }, (_, index) =>
      fixtures.code(lena, {
        state: 'redeemed',
        issuedBy: null,
        createdAt: world.now - index * 1000,
        settledAt: world.now,
        disownedAt: index === 0 ? world.now : null,
      }),
    );
    const [code] = past;
    const answered = past[back];
    if (code === undefined || answered === undefined) return expect.unreachable();
    const answer = {
      signInId: 'sign-in',
      organizationId: world.organization.id,
      clientId: fixtures.id('client'),
      userId: answered.userId,
      codeId: answered.id,
      answeredAt: world.now,
      expiresAt: world.now + 60_000,
      finishedAt: null,
      proof: {},
    };
    const token = { kind: 'AccessToken', id: 'token', payload: {}, grantId: 'sign-in', uid: null };
    await world.store.transact(world.organization.id, async (tx) => {
      for (const each of past) await tx.codes.insert(each);
      await tx.signInAnswers.put(answer, world.now);
      await tx.oidcRecords.upsert({ ...token, userCode: null, expiresAt: world.now + 60_000 }, world.now);
    });
    const result = await disown(world, code, LENA);
    if (isStopped) expect(result).toMatchObject({ kind: 'disowned', disowning: { signInsStopped: 1 } });
    else expect(result.kind).toBe('disowned_before');
    expect(await world.store.oidcRecords.find('AccessToken', 'token', world.now)).toEqual(
      isStopped ? null : expect.anything(),
    );
  });
});

/** Lena's account is not linked: Slack is asked who it is. */
const LENA = { lookUpClicker: async () => person({}) };

function person(change: Partial<SlackPerson>): SlackPerson {
  return {
    slackUserId: 'ULENA',
    teamId: 'TACME',
    enterpriseId: null,
    displayName: 'Lena',
    email: 'Lena@Acme.test',
    isEmailConfirmed: true,
    isDeleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isInvited: false,
    isStranger: false,
    ...change,
  };
}

describe('S9: This wasn’t me, of another', () => {
  const unlink = async (world: IssuingWorld) => {
    const lena = await world.findUser('lena');
    await world.store.transact(world.organization.id, (tx) =>
      tx.identities.removeByUser(world.organization.id, lena.id),
    );
  };

  it.each([
    ['an account that is linked to another person', { slackUserId: 'UADAM' }, 'code_not_yours'],
    [
      'an account that is not linked, while the person’s is',
      { slackUserId: 'UEVE', ...LENA },
      'code_not_yours',
    ],
    ['a button with no id', { codeId: null }, 'code_not_found'],
    ['a button with the id of no code', { codeId: 'cod_none' as BackupCode['id'] }, 'code_not_found'],
  ])('%s', async (_what, change, reason) => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    expect(await disown(world, code, change)).toEqual(refusedFor(reason));
    expect(await find(world, code)).toEqual(code);
    expect(await world.newNotices()).toEqual([]);
    expect(await world.newEvents()).toMatchObject([
      {
        action: 'revoke.refused',
        outcome: 'refused',
        actor: {
          kind: 'slack_account',
          id: `TACME/${'slackUserId' in change ? change.slackUserId : 'ULENA'}`,
        },
        target: 'codeId' in change ? change.codeId : code.id,
        reason,
        details: { asked: 'disown' },
      },
    ]);
  });

  it.each([
    ['the confirmed address of the person', person({}), true],
    ['an address that is not confirmed', person({ isEmailConfirmed: false }), false],
    ['an address of which Slack says nothing', person({ isEmailConfirmed: null }), false],
    ['another address', person({ email: 'eve@acme.test' }), false],
    ['no address', person({ email: null }), false],
    ['no account', null, false],
  ])('S6: an account that is not linked counts by %s', async (_what, clicker, isTheirs) => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    await unlink(world);
    const result = await disown(world, code, { lookUpClicker: async () => clicker });
    if (isTheirs) expect(result.kind).toBe('disowned');
    else expect(result).toEqual(refusedFor('code_not_yours'));
    expect((await find(world, code)).state).toBe(isTheirs ? 'revoked' : 'active');
  });

  it('a person with no address is not anyone whose address Slack does not tell', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    await unlink(world);
    await world.change('lena', { email: null, mobile: '+442079460018', primary: 'mobile' });
    const lookUpClicker = async () => person({ email: null });
    expect(await disown(world, code, { lookUpClicker })).toEqual(refusedFor('code_not_yours'));
  });

  it('of a person whom the directory no longer knows', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    const store = hideUser(world.store, await world.findUser('lena'));
    expect(await disown(world, code, {}, { ...world.deps, store })).toEqual(refusedFor('code_not_yours'));
  });

  it('S11: the same delivery again does nothing', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    expect((await disown(world, code, { deliveryKey: 'same' })).kind).toBe('disowned');
    await world.newEvents();
    expect(await disown(world, code, { deliveryKey: 'same' })).toEqual({ kind: 'duplicate' });
    expect(await world.newEvents()).toEqual([]);
  });
});
