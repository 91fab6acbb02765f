import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { seedAcme } from '../../src/demo/seed-acme.ts';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import {
  ask,
  buttonValue,
  findRequest,
  forgeClick,
  forgeCommand,
  issue,
  lastClick,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
/** The same people and addresses, in another organization whose workspace is TPARTNER. */
let twinId: OrganizationId;

beforeEach(async () => {
  world = await startWorld();
  const twin = await seedAcme(
    { store: world.store, clock: world.clock, random: systemRandom },
    { isDomainVerified: false },
  );
  twinId = twin.id;
  await world.store.transact(twinId, (tx) => tx.organizations.addSlackTenant(twinId, 'TPARTNER'));
});
afterEach(() => world.stop());

async function twinEvents() {
  return world.store.read.audit.list(twinId, { after: 0, limit: 100 });
}

async function expectTwinUntouched(): Promise<void> {
  expect((await twinEvents()).map((event) => event.action)).toEqual(['organization.created']);
  const lena = await world.store.read.directory.findUserByLogin(twinId, 'lena@acme.test');
  expect(lena).not.toBeNull();
  if (lena === null) return;
  expect(await world.store.read.codes.listLatest(twinId, lena.id, 5)).toEqual([]);
  expect(await world.store.read.identities.listByUser(twinId, lena.id)).toEqual([]);
}

describe('two organizations with the same addresses in one store', () => {
  it('S9 N14: what happens in one is nowhere in the other', async () => {
    await issue(world, 'adam', 'lena');
    expect(await listCodes(world, 'lena')).toHaveLength(1);
    await expectTwinUntouched();
  });

  it('S9: a request’s id means nothing in the other organization', async () => {
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const value = buttonValue(prompt, 'generate_code');
    await press(world, 'adam', await ask(world, 'adam', '@mia'), 'cancel_request');
    await forgeClick(world, lastClick(world), { team: 'TPARTNER', actionId: 'generate_code', value });
    await expect
      .poll(async () => (await twinEvents()).map((event) => event.reason))
      .toContain('requester_is_external');
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending' });
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S9: nor does a code’s, even to the person of the same address there', async () => {
    const { reveal } = await issue(world, 'adam', 'lena');
    const value = buttonValue(reveal, 'revoke_code');
    await press(world, 'adam', reveal, 'hide_code');
    const click = lastClick(world);
    for (const actionId of ['disown_code', 'revoke_code']) {
      await forgeClick(world, click, { team: 'TPARTNER', user: 'ULENA', actionId, value });
    }
    await expect
      .poll(async () => (await twinEvents()).filter((event) => event.action === 'revoke.refused').length)
      .toBe(2);
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
  });

  it('S6 S9: a command that claims the other workspace gives our people nothing there', async () => {
    await ask(world, 'adam', 'help');
    await forgeCommand(world, { team_id: 'TPARTNER', text: '<@ULENA|lena> lost phone' });
    await expect.poll(async () => (await twinEvents()).at(-1)?.reason).toBe('requester_is_external');
    expect(await listEvents(world, 'request.opened')).toEqual([]);
  });

  it('S9 U2: a workspace nobody connected is told so, and gets nothing', async () => {
    await ask(world, 'adam', 'help');
    const adam = world.sandbox.actAs('adam');
    await forgeCommand(world, { team_id: 'TNOBODY', text: '<@ULENA|lena> lost phone' });
    const answer = await adam.waitForMessage('general', (message) =>
      toPlainText(message).includes('isn’t connected to an organization'),
    );
    expect(answer.ephemeral).toBe(true);
    // There is no history that it could be in.
    expect(world.log()).toMatch(
      /"slackTenantId":"TNOBODY".*A command came from a Slack workspace of no organization/,
    );
    await expectTwinUntouched();
    expect(await listEvents(world, 'request.opened')).toEqual([]);
  });

  it('N9 S9: a login service of one redeems no code of the other, though the address is the same', async () => {
    const { code } = await issue(world, 'adam', 'lena');
    const theirs = await openPortal({ ...world, organization: { ...world.organization, id: twinId } });
    expect(await theirs.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_refused' });
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
    expect(await listEvents(world, 'redeem.refused')).toEqual([]);
    const ours = await openPortal(world);
    expect(await ours.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
  });

  it('N14: each has its own chain, from 1', async () => {
    await issue(world, 'adam', 'lena');
    await waitForEvent(world, 'code.delivered');
    const ours = await listEvents(world);
    expect(ours.map((event) => event.sequence)).toEqual(ours.map((_event, index) => index + 1));
    expect((await twinEvents()).map((event) => event.sequence)).toEqual([1]);
  });
});
