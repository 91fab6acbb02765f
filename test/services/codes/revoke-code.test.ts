import { describe, expect, it } from 'vitest';
import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import { createRevokeCode, type RevokeCodeInput } from '../../../src/services/codes/revoke-code.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { hideUser, type IssuingWorld, openIssuingWorld, refusedFor, SOURCE } from '../open-issuing-world.ts';
import { describePerson } from '../open-reveal-world.ts';

const fixtures = createStoreFixtures('revoke');
let deliveries = 0;

function revoke(
  world: IssuingWorld,
  clicker: string,
  code: BackupCode,
  change: Partial<RevokeCodeInput> = {},
  deps = world.deps,
) {
  deliveries += 1;
  return createRevokeCode(deps)({
    organization: world.organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    slackUserId: `U${clicker.toUpperCase()}`,
    clicker: describePerson(clicker),
    codeId: code.id,
    deliveryKey: `revoke-${deliveries}`,
    ...change,
  });
}

/** A code of `target`'s, by `issuer`, in whatever state. */
async function issue(
  world: IssuingWorld,
  {
    issuer = 'adam',
    target = 'lena',
    ...change
  }: Partial<BackupCode> & { issuer?: string; target?: string } = {},
): Promise<BackupCode> {
  const [by, whom] = [await world.findUser(issuer), await world.findUser(target)];
  const code = fixtures.code(whom, {
    issuedBy: by.id,
    createdAt: world.now,
    expiresAt: world.now + 3_600_000,
    ...change,
  });
  await world.store.transact(code.organizationId, (tx) => tx.codes.insert(code));
  return code;
}

const find = (world: IssuingWorld, { id }: BackupCode) =>
  world.store.read.codes.find(world.organization.id, id);
const actions = async (world: IssuingWorld) =>
  (await world.newEvents()).filter(({ action }) => action !== 'identity.linked');

describe('N13: an administrator ends a code', () => {
  it.each([
    ['active', 'adam'],
    ['undelivered', 'adam'],
    ['active', 'amina'],
    ['active', 'olivia'],
  ] as const)('that is %s, by %s: logged and told, in the security channel too', async (state, clicker) => {
    const world = await openIssuingWorld();
    const code = await issue(world, { state });
    const [by, lena] = [await world.findUser(clicker), await world.findUser('lena')];
    world.now += 1000;
    const result = await revoke(world, clicker, code);
    const revoked = await find(world, code);
    expect(result).toEqual({ kind: 'revoked', code: revoked, user: lena });
    expect(revoked).toEqual({
      ...code,
      state: 'revoked',
      settledAt: world.now,
      revokedBy: by.id,
      revocationReason: 'admin',
    });
    expect(await actions(world)).toMatchObject([
      {
        action: 'code.revoked',
        outcome: 'allowed',
        actor: { kind: 'user', id: by.id },
        target: lena.id,
        reason: 'admin',
        source: SOURCE,
        details: { codeId: code.id, stateBefore: state },
      },
    ]);
    const told = (await world.newNotices()).map(({ content }) => content);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        { kind: 'requester_code_revoked', codeId: code.id },
        { kind: 'target_code_revoked', codeId: code.id },
        { kind: 'security_code_revoked', codeId: code.id, ownerId: null },
      ]),
    );
  });

  it('is not told to the owners where there is no security channel', async () => {
    const world = await openIssuingWorld({});
    await revoke(world, 'adam', await issue(world));
    expect((await world.newNotices()).map(({ content }) => content.kind).sort()).toEqual([
      'requester_code_revoked',
      'target_code_revoked',
    ]);
  });

  it.each([
    ['that they issued, though their role does not suffice', { issuer: 'adam', target: 'olivia' }],
    ['of a person who is suspended', { issuer: 'olivia', target: 'sam' }],
    ['of a person whose domain is not verified', { issuer: 'olivia', target: 'lena' }],
  ])('%s', async (_what, of) => {
    const world = await openIssuingWorld();
    await world.unverifyDomain();
    const code = await issue(world, of);
    expect((await revoke(world, 'adam', code)).kind).toBe('revoked');
  });
});

describe('N8: a code that has ended stays as it ended', () => {
  it.each([
    ['redeemed', {}, 'redeemed'],
    ['superseded', {}, 'superseded'],
    ['expired', {}, 'expired'],
    ['revoked by a person', { isByPerson: true }, 'revoked'],
    ['active, and its time is over', { isOver: true }, 'expired'],
  ] as const)(
    '%s',
    async (_what, {
      isByPerson = false,
      isOver = false,
    }: { isByPerson?: boolean; isOver?: boolean }, state) => {
      const world = await openIssuingWorld();
      const amina = await world.findUser('amina');
      const code = await issue(world, {
        state: isOver ? 'active' : state,
        revokedBy: isByPerson ? amina.id : null,
        expiresAt: world.now + (isOver ? 0 : 60_000),
      });
      const result = await revoke(world, 'adam', code);
      expect(result).toEqual({
        kind: 'not_live',
        code,
        state,
        user: await world.findUser('lena'),
        revokedBy: isByPerson ? amina : null,
      });
      expect(await find(world, code)).toEqual(code);
      expect(await world.newNotices()).toEqual([]);
      const adam = await world.findUser('adam');
      expect(await actions(world)).toMatchObject([
        {
          action: 'revoke.refused',
          outcome: 'refused',
          actor: { kind: 'user', id: adam.id },
          target: code.userId,
          reason: 'code_not_live',
          source: SOURCE,
          details: { codeId: code.id, stateBefore: state },
        },
      ]);
    },
  );
});

describe('S9: a code that is not theirs to end', () => {
  it.each([
    ['an admin, an owner’s', 'adam', { issuer: 'amina', target: 'olivia' }, {}, 'role_not_allowed'],
    ['a member', 'mia', {}, {}, 'requester_role'],
    ['the help desk', 'hugo', {}, {}, 'requester_role'],
    ['a person of no directory', 'nora', {}, {}, 'requester_not_in_directory'],
    ['of whom Slack says nothing', 'adam', {}, { clicker: null }, 'requester_unknown_to_slack'],
    ['a button with no id', 'adam', {}, { codeId: null }, 'code_not_found'],
    [
      'a button with the id of no code',
      'adam',
      {},
      { codeId: 'cod_none' as BackupCode['id'] },
      'code_not_found',
    ],
  ] as const)('%s', async (_what, clicker, of, change, reason) => {
    const world = await openIssuingWorld();
    const code = await issue(world, of);
    expect(await revoke(world, clicker, code, change)).toEqual(refusedFor(reason));
    expect(await find(world, code)).toEqual(code);
    expect(await world.newNotices()).toEqual([]);
    expect(await actions(world)).toMatchObject([
      {
        action: 'revoke.refused',
        outcome: 'refused',
        actor: { kind: 'slack_account', id: `TACME/U${clicker.toUpperCase()}` },
        target: 'codeId' in change ? change.codeId : code.id,
        reason,
        source: SOURCE,
      },
    ]);
  });

  it('an admin who was suspended since they issued it', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    await world.change('adam', { status: 'suspended' });
    expect(await revoke(world, 'adam', code)).toEqual(refusedFor('requester_not_confirmed'));
    expect(await find(world, code)).toEqual(code);
  });

  it('of a person whom the directory no longer knows', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    const store = hideUser(world.store, await world.findUser('lena'));
    expect(await revoke(world, 'adam', code, {}, { ...world.deps, store })).toEqual(
      refusedFor('code_not_found'),
    );
  });

  it('S11: the same delivery again does nothing', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world);
    expect((await revoke(world, 'adam', code, { deliveryKey: 'same' })).kind).toBe('revoked');
    await world.newEvents();
    expect(await revoke(world, 'adam', code, { deliveryKey: 'same' })).toEqual({ kind: 'duplicate' });
    expect(await world.newEvents()).toEqual([]);
  });
});
