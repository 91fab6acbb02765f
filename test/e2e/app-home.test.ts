import { afterEach, describe, expect, it } from 'vitest';
import type { Person, VisibleView } from '../../src/sandbox/sandbox.ts';
import { recordOf } from '../domain/directory/source-people.ts';
import {
  ask,
  changeUser,
  directMessage,
  findUser,
  issue,
  listCodes,
  modalAfter,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';

let world: World;
afterEach(() => world.stop());

const wordsOf = (view: VisibleView) => JSON.stringify(view.blocks);

/** Opens the Home tab; what it shows once it holds `text`. */
async function openHome(who: string, text = 'Backupcode'): Promise<VisibleView> {
  const person = world.sandbox.actAs(who);
  await person.openHome();
  return waitForHome(person, text);
}

function waitForHome(person: Person, text: string): Promise<VisibleView> {
  return person.waitForHome((view) => wordsOf(view).includes(text), { timeoutMs: 10_000 });
}

for (const store of storeKinds) {
  describe.each(deliveryModes)(`the Home tab over %s on ${store}`, (mode) => {
    it('N19: of a member: what was done for them, who helps, and This wasn’t me', async () => {
      world = await startWorld({ mode, store });
      const lena = world.sandbox.actAs('lena');
      expect(wordsOf(await openHome('lena'))).toContain('No backup code has been issued for you');
      await issue(world, 'adam', 'lena');
      // By itself: nobody opened it again.
      const home = await waitForHome(lena, 'Adam Admin');
      expect(wordsOf(home)).not.toContain('Mia');
      expect(wordsOf(home)).not.toMatch(/revoke_code|approve_request|home_issue/);

      const help = await modalAfter(world, 'lena', () => lena.clickInHome('home_locked_out'));
      expect(wordsOf(help)).toContain('Ask Olivia Owner');
      await lena.closeView();

      const answer = await modalAfter(world, 'lena', () =>
        lena.clickInHome('disown_code', { confirm: true }),
      );
      expect(wordsOf(answer)).toContain('no longer works');
      await waitForEvent(world, 'code.disowned');
      await waitForHome(lena, 'You said “This wasn’t me”');
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'revoked' }]);
    });

    it('S9 N11: of an admin: the queue, the codes, and their buttons', async () => {
      world = await startWorld({ mode, store });
      const adam = world.sandbox.actAs('adam');
      const olivia = world.sandbox.actAs('olivia');
      await openHome('olivia', 'No code works right now');
      await openHome('adam', 'No code works right now');
      await press(world, 'adam', await ask(world, 'adam', '@amina phone stolen'), 'ask_approval');
      await waitForHome(olivia, 'phone stolen');
      await waitForHome(adam, 'waiting for approval');
      const answer = await modalAfter(world, 'olivia', () =>
        olivia.clickInHome('approve_request', { confirm: true }),
      );
      expect(wordsOf(answer)).toContain('You *approved*');
      await waitForHome(adam, 'home_continue');
      const said = await modalAfter(world, 'adam', () => adam.clickInHome('home_continue'));
      expect(wordsOf(said)).toContain('direct message');
      await adam.closeView();
      const prompt = await directMessage(world, 'adam', 'generate_code');
      await press(world, 'adam', prompt, 'generate_code');
      await waitForEvent(world, 'code.delivered');
      await waitForHome(olivia, '*Amina Admin:* a code works');
      const revoked = await modalAfter(world, 'olivia', () =>
        olivia.clickInHome('revoke_code', { confirm: true }),
      );
      expect(wordsOf(revoked)).toContain('You revoked the backup code for *Amina Admin*');
      await waitForHome(adam, 'No code works right now');
      expect(await listCodes(world, 'amina')).toMatchObject([{ state: 'revoked' }]);
    });
  });
}

describe('the Home tab', () => {
  it('S6: shows nothing to a guest, a stranger, and people who are not in the directory', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    for (const who of ['gina', 'nora', 'evan']) {
      const words = wordsOf(await openHome(who, 'members of the organization'));
      expect(words, who).not.toMatch(/Lena|Adam|Olivia|action_id":"(home|revoke|approve)/);
    }
    await changeUser(world, 'mia', { status: 'suspended' });
    expect(wordsOf(await openHome('mia', 'members of the organization'))).not.toContain('home_locked_out');
  });

  it('S9: an admin sees and revokes nothing of an owner’s, and members have no desk', async () => {
    world = await startWorld();
    await changeUser(world, 'hugo', { role: 'owner' });
    await press(world, 'olivia', await ask(world, 'olivia', '@hugo'), 'ask_approval');
    const words = wordsOf(await openHome('adam', 'No code works right now'));
    expect(words).not.toContain('Hugo');
    expect(wordsOf(await openHome('mia'))).not.toContain('History');
  });

  it('turns the pages of its lists, and narrows the history', async () => {
    world = await startWorld();
    for (let count = 0; count < 4; count += 1) {
      await issue(world, 'adam', 'lena');
      world.clock.advance(60_000);
    }
    await ask(world, 'mia', '@lena');
    await openHome('adam', 'issued a code for *Lena Lockedout*');
    const adam = world.sandbox.actAs('adam');
    await adam.selectInHome('home_filter', 'refused');
    const refused = await adam.waitForHome(({ privateMetadata }) => privateMetadata === '0|refused|');
    expect(wordsOf(refused)).toContain('*Mia Member* asked for a code for *Lena Lockedout*');
    expect(wordsOf(refused)).not.toContain('issued a code for');
    await adam.selectInHome('home_filter', 'mine');
    expect(wordsOf(await adam.waitForHome(({ privateMetadata }) => privateMetadata === '0|mine|'))).toContain(
      'issued a code for',
    );
    await openHome('lena', 'home_own_older');
    const lena = world.sandbox.actAs('lena');
    await lena.clickInHome('home_own_older');
    expect(wordsOf(await waitForHome(lena, 'home_own_newer'))).not.toContain('home_own_older');
  });

  it('a view that is older never replaces a newer one, with two instances', async () => {
    world = await startWorld();
    const second = await world.startAnother();
    const adam = world.sandbox.actAs('adam');
    // Whichever instance is told; each keeps up the tab that it published.
    for (let count = 0; count < 6; count += 1) await openHome('adam', 'No code works right now');
    await issue(world, 'olivia', 'lena');
    await waitForHome(adam, '*Lena Lockedout:* a code works');
    const published = world.sandbox.apiCalls({ method: 'views.publish' });
    for (const { args, response } of published)
      if (response.ok === false)
        expect({ error: response.error, hash: typeof args.hash }).toEqual({
          error: 'hash_conflict',
          hash: 'string',
        });
    expect(second.slackProblems()).toEqual([]);
  });

  it('S8: asks no more often than Slack allows, and is brought up to date after a 429', async () => {
    world = await startWorld();
    await openHome('adam', 'No code works right now');
    world.sandbox.faults.inject({ match: { method: 'views.publish' }, kind: 'ratelimit', retryAfterS: 2 });
    const before = world.sandbox.apiCalls({ method: 'views.publish' }).length;
    for (const who of ['lena', 'mia', 'hugo']) await issue(world, 'olivia', who);
    await waitForHome(world.sandbox.actAs('adam'), '*Hugo Helpdesk:* a code works');
    const calls = world.sandbox.apiCalls({ method: 'views.publish' }).slice(before);
    expect(calls.length).toBeLessThanOrEqual(4);
    expect(calls[0]?.response.error).toBe('ratelimited');
  });

  it('S9: a forged click of a member on an admin’s buttons does nothing', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    await openHome('olivia', '*Lena Lockedout:* a code works');
    const olivia = world.sandbox.actAs('olivia');
    await olivia.clickInHome('home_locked_out');
    const click = world.sandbox.envelopes({ kind: 'interactive' }).at(-1);
    const [code] = await listCodes(world, 'lena');
    if (click === undefined || code === undefined) throw new Error('nothing was clicked');
    const payload = {
      ...click.payload,
      trigger_id: 'forged.1',
      user: { id: 'UMIA', team_id: 'TACME' },
      actions: [
        { type: 'button', action_id: 'revoke_code', block_id: 'b', value: code.id, action_ts: '1.2' },
      ],
    };
    await world.sandbox.redeliver({ ...click, payload });
    await waitForEvent(world, 'revoke.refused');
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
  });
});

async function findPolicy({ store, organization }: World) {
  const found = await store.read.organizations.findById(organization.id);
  return found?.policy ?? organization.policy;
}

describe('the policy in the Home tab', () => {
  it('an owner changes it in a form: errors by field, before and after, audited; over an older form nothing', async () => {
    world = await startWorld();
    await openHome('olivia', 'change_policy');
    const olivia = world.sandbox.actAs('olivia');
    await modalAfter(world, 'olivia', () => olivia.clickInHome('change_policy'));
    await olivia.submitView({ codeLifetimeMinutes: '5' });
    expect(olivia.modal()?.errors).toEqual({
      codeLifetimeMinutes: 'Minutes: a whole number from 10 to 1440.',
    });
    const answer = await modalAfter(world, 'olivia', () =>
      olivia.submitView({ codeLifetimeMinutes: '30', switches: ['reasonRequired'] }),
    );
    expect(wordsOf(answer)).toContain('How long a code works: `60` → `30`');
    const changed = await waitForEvent(world, 'organization.policy_changed');
    expect(changed).toMatchObject({
      actor: { kind: 'user' },
      source: 'slack:TACME/modal',
      details: { codeLifetimeMinutes: '60 -> 30', reasonRequired: 'false -> true' },
    });
    await olivia.closeView();
    await modalAfter(world, 'olivia', () => olivia.clickInHome('change_policy'));
    const ofTier = await modalAfter(world, 'olivia', () =>
      olivia.submitView({
        'tiers.standard.verificationsRequired': '1',
        // Of three who issue, one is left to approve a code for another that a sign raises.
        'tiers.executive.approvalsRequired': '1',
        riskSignals: ['night', 'burst'],
        revealIn: 'prompt',
      }),
    );
    expect(wordsOf(ofTier)).toContain('code for everyone else needs: `0` → `1`');
    expect(wordsOf(ofTier)).toContain('`In the direct message with me` → `Where the command was typed`');
    expect((await findPolicy(world)).riskSignals).toEqual(['night', 'burst']);
    await olivia.closeView();
    await modalAfter(world, 'olivia', () => olivia.clickInHome('change_policy'));
    const refused = await modalAfter(world, 'olivia', () =>
      olivia.submitView({ 'tiers.privileged.approvalsRequired': '4' }),
    );
    expect(wordsOf(refused)).toContain('No one could ever approve a code');
    // Of those who are left, one or another is asked for.
    expect(wordsOf(refused)).toMatch(/(adam|amina|olivia)@acme\.test/);
    expect((await findPolicy(world)).tiers.privileged.approvalsRequired).toBe(1);
    await olivia.closeView();
    await modalAfter(world, 'olivia', () => olivia.clickInHome('change_policy'));
    const { id } = world.organization;
    const { policy } = (await world.store.read.organizations.findById(id)) ?? world.organization;
    await world.store.transact(id, (tx) =>
      tx.organizations.setPolicy(id, { ...policy, hideAfterSeconds: 60 }),
    );
    const late = await modalAfter(world, 'olivia', () => olivia.submitView({ codeLifetimeMinutes: '20' }));
    expect(wordsOf(late)).toContain('while your form was open');
  });

  it('S9: no one else changes it, not even with an owner’s form', async () => {
    world = await startWorld();
    await openHome('olivia', 'change_policy');
    expect(wordsOf(await openHome('adam'))).not.toContain('change_policy');
    const olivia = world.sandbox.actAs('olivia');
    await modalAfter(world, 'olivia', () => olivia.clickInHome('change_policy'));
    await changeUser(world, 'olivia', { role: 'admin' });
    await changeUser(world, 'amina', { role: 'owner' });
    const refused = await modalAfter(world, 'olivia', () =>
      olivia.submitView({ codeLifetimeMinutes: '480' }),
    );
    expect(wordsOf(refused)).toContain('Only Organization Owners');
    expect(
      (await world.store.read.organizations.findById(world.organization.id))?.policy.codeLifetimeMinutes,
    ).toBe(60);
  });
});

describe('a conflict in the Home tab', () => {
  it('S9: an owner decides it in a form, once; an admin does not see it', async () => {
    world = await startWorld();
    const { id } = world.organization;
    const make = createStoreFixtures('c');
    const source = make.source(id, { name: 'HR', roleRules: [] });
    const mia = await findUser(world, 'mia');
    const record = recordOf('mia', { email: 'mia@acme.test', displayName: 'Mia Member' });
    const person = make.sourcePerson(source, { record, externalId: record.externalId });
    const conflict = make.conflict(source, {
      externalId: record.externalId,
      kind: 'login_of_another_source',
      value: 'mia@acme.test',
      otherUserId: mia.id,
    });
    await world.store.transact(id, async (tx) => {
      await tx.sources.insert(source);
      await tx.sourcePeople.putMany([person]);
      await tx.conflicts.insertMany([conflict]);
    });
    expect(wordsOf(await openHome('adam'))).not.toContain('resolve_conflict');
    expect(wordsOf(await openHome('olivia', 'resolve_conflict'))).toContain('already belongs to Mia Member');
    const olivia = world.sandbox.actAs('olivia');
    const form = await modalAfter(world, 'olivia', () => olivia.clickInHome('resolve_conflict'));
    expect(form.privateMetadata).toBe(conflict.id);
    const answer = await modalAfter(world, 'olivia', () => olivia.submitView({ resolution: 'take_over' }));
    expect(wordsOf(answer)).toContain('*Mia Member*');
    expect(await waitForEvent(world, 'conflict.resolved')).toMatchObject({
      actor: { kind: 'user' },
      source: 'slack:TACME/modal',
      details: { resolution: 'take_over', source: 'HR' },
    });
    await olivia.waitForHome((view) => !wordsOf(view).includes('resolve_conflict'), { timeoutMs: 10_000 });
    expect(await findUser(world, 'mia')).toMatchObject({ sourceId: source.id });
  });
});
