import { describe, expect, it } from 'vitest';
import type { BackupCode } from '../../../../src/domain/codes/backup-code.ts';
import { createDisownCodes } from '../../../../src/services/codes/disown-codes.ts';
import { createFreezeByOperator } from '../../../../src/services/organization/freeze/freeze-by-operator.ts';
import { createFreezeByPerson } from '../../../../src/services/organization/freeze/freeze-by-person.ts';
import { type IssuingWorld, openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';
import { accepted, describePerson } from '../../open-reveal-world.ts';

let count = 0;

function placeOf({ organization }: IssuingWorld, name: string) {
  count += 1;
  return {
    organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    slackUserId: `U${name.toUpperCase()}`,
    clicker: describePerson(name),
    deliveryKey: `issuer-${count}`,
  };
}

async function issue(world: IssuingWorld, requester: string, target: string): Promise<BackupCode> {
  const result = await world.click(await world.ask(requester, target), accepted);
  if (result.kind !== 'revealed') throw new Error(`No code: ${result.kind}`);
  return result.record;
}

const disown = (world: IssuingWorld, code: BackupCode, target: string) =>
  createDisownCodes(world.deps)({
    ...placeOf(world, target),
    codeId: code.id,
    lookUpClicker: async () => describePerson(target),
  });

const release = async (world: IssuingWorld, who: string, name: string) =>
  createFreezeByPerson(world.deps).release(placeOf(world, who), (await world.findUser(name)).id);

async function frozen(world: IssuingWorld): Promise<string[]> {
  const freezes = await world.store.read.freezes.listLasting(world.organization.id);
  const users = await world.store.read.directory.listUsersByIds(
    world.organization.id,
    freezes.map(({ subject }) => subject as BackupCode['userId']),
  );
  return users.map(({ email }) => email?.split('@')[0] ?? '').sort();
}

describe('N19: “This wasn’t me” freezes the issuer', () => {
  it('they can neither ask, generate nor approve, and their open requests end; others go on', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world, 'adam', 'lena');
    const open = await world.ask('adam', 'mia');
    const toApprove = await world.askForApproval('olivia', 'amina');
    expect(await disown(world, code, 'lena')).toMatchObject({
      kind: 'disowned',
      frozen: [{ role: 'admin' }],
    });
    expect(await frozen(world)).toEqual(['adam']);
    expect(await world.findRequest(open)).toMatchObject({ state: 'cancelled', cancelReason: 'frozen' });
    expect(await world.tryToAsk('adam', 'mia')).toEqual(refusedFor('requester_frozen'));
    expect(await world.click(open, accepted)).toMatchObject({ kind: 'refused' });
    const refused = await world.decide('adam', toApprove, 'approved');
    expect(refused.kind === 'refused' && refused.refusals.map(({ code: why }) => why)).toContain(
      'requester_frozen',
    );
    expect((await issue(world, 'amina', 'mia')).state).toBe('active');
  });

  it('an owner releases them with one press; another press on the old notice freezes no one again', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world, 'adam', 'lena');
    await disown(world, code, 'lena');
    const adam = await world.findUser('adam');
    await world.newNotices();
    expect(await release(world, 'amina', 'adam')).toEqual(refusedFor('owners_only'));
    expect(await release(world, 'adam', 'adam')).toEqual(refusedFor('release_self'));
    expect(await release(world, 'olivia', 'adam')).toMatchObject({ kind: 'released' });
    expect(await release(world, 'olivia', 'adam')).toMatchObject({ kind: 'not_frozen' });
    const told = (await world.newNotices()).map(({ content }) => content);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'issuer_released', userId: adam.id }));
    expect(told.filter(({ kind }) => kind === 'security_issuer_released')).toHaveLength(2);
    expect(await disown(world, code, 'lena')).toMatchObject({ kind: 'disowned_before' });
    expect(await frozen(world)).toEqual([]);
    expect((await world.tryToAsk('adam', 'mia')).kind).toBe('opened');
  });

  it('the operator releases, too', async () => {
    const world = await openIssuingWorld();
    await disown(world, await issue(world, 'adam', 'lena'), 'lena');
    const byOperator = createFreezeByOperator({ ...world.deps, operator: 'root' });
    const { id } = world.organization;
    expect(await byOperator.release(id, 'nobody@acme.test')).toEqual({ kind: 'unknown_user' });
    expect(await byOperator.release(id, 'adam@acme.test')).toMatchObject({ kind: 'released' });
    expect(await frozen(world)).toEqual([]);
  });

  it('the only owner is not frozen, as no one could release them: the alarm is all', async () => {
    const world = await openIssuingWorld();
    expect(await disown(world, await issue(world, 'olivia', 'lena'), 'lena')).toMatchObject({ frozen: [] });
    expect(await frozen(world)).toEqual([]);
  });

  it('of two owners one can be frozen, and the other then not', async () => {
    const world = await openIssuingWorld();
    await world.change('amina', { role: 'owner' });
    const [first, second] = [await issue(world, 'olivia', 'lena'), await issue(world, 'amina', 'mia')];
    await disown(world, first, 'lena');
    await disown(world, second, 'mia');
    expect(await frozen(world)).toEqual(['olivia']);
    expect(await release(world, 'amina', 'olivia')).toMatchObject({ kind: 'released' });
  });

  it('the notice of a code that was issued more than a day ago freezes no one', async () => {
    const world = await openIssuingWorld();
    const code = await issue(world, 'adam', 'lena');
    world.now += 24 * 3_600_000;
    await disown(world, code, 'lena');
    expect(await frozen(world)).toEqual([]);
  });

  it('on an older notice, the issuer of the live code is frozen as well', async () => {
    const world = await openIssuingWorld();
    const older = await issue(world, 'adam', 'lena');
    await issue(world, 'amina', 'lena');
    await disown(world, older, 'lena');
    expect(await frozen(world)).toEqual(['adam', 'amina']);
  });
});
