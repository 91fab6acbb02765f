import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { defaultPolicy, type Policy } from '../../src/domain/organization/policy.ts';
import type { VisibleMessage, VisibleView } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  buttonValue,
  changeUser,
  directMessage,
  findRequest,
  findUser,
  forgeClick,
  lastClick,
  listCodes,
  listEvents,
  press,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const ofAcme = { groups: [], domains: ['acme.test'] };
const desk = (scopes: Partial<Policy['helpDesk']>): Partial<Policy> => ({
  helpDesk: { ...defaultPolicy.helpDesk, ...scopes },
});
const cells = storeKinds.flatMap((store) => deliveryModes.map((mode) => [store, mode] as const));

/** The form, filled in and submitted; the prompt as it is then. */
async function verify(who: string, prompt: VisibleMessage): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  await person.click(prompt, 'verify_caller');
  await expect.poll(() => JSON.stringify(person.modal() ?? '')).toContain('verify_caller');
  await person.submitView({ reason: 'lost phone', methods: ['video'], evidence_video: 'blue badge' });
  return waitForChange(world, who, prompt);
}

const wordsOf = (view: VisibleView) => JSON.stringify(view.blocks);

const tell = async (who: string, typed: string) => toPlainText(await ask(world, who, typed));

describe('the help desk', () => {
  it.each(cells)('N11 N22: %s, %s: verified, and with approval in the scope limit', async (store, mode) => {
    world = await startWorld({ store, mode, policy: desk({ limit: ofAcme }) });
    const prompt = await ask(world, 'hugo', '@lena lost phone');
    expect(toPlainText(prompt)).toContain('[ Verify caller ]');
    expect(toPlainText(prompt)).toContain('30 minutes');
    const verified = await verify('hugo', prompt);
    expect(toPlainText(verified)).toContain('[ Ask for approval ]');
    await press(world, 'hugo', verified, 'ask_approval');
    const question = await directMessage(world, 'adam', 'Hugo Helpdesk');
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'hugo', 'was approved');
    const ready = await press(world, 'hugo', approved, 'show_prompt');
    const reveal = await press(world, 'hugo', ready, 'generate_code');
    expect(findCode(reveal)).toBe(findCode(reveal) ?? expect.unreachable());
    await waitForEvent(world, 'code.delivered');
    const [code] = await listCodes(world, 'lena');
    expect((code?.expiresAt ?? 0) - (code?.createdAt ?? 0)).toBe(30 * 60_000);
    expect(await tell('hugo', 'status @lena')).toContain('Hugo Helpdesk');
    expect(await tell('hugo', 'list')).toContain('Lena');
    const question2 = await ask(world, 'hugo', 'revoke @lena');
    await press(world, 'hugo', question2, 'revoke_code', { confirm: true });
    expect(await waitForEvent(world, 'code.revoked')).toMatchObject({ reason: 'admin' });
  });

  it.each(storeKinds)(
    'N11 N22: takes one who asked for help, of those it may help, up to the code: %s',
    async (store) => {
      world = await startWorld({ store, policy: desk({ allow: ofAcme }) });
      await ask(world, 'amina', 'request lost phone');
      await ask(world, 'lena', 'request lost phone');
      const waiting = await directMessage(world, 'hugo', 'Lena Lockedout is locked out and needs help');
      // Amina is an admin: none of the help desk's people.
      const queue = await tell('hugo', 'list queue');
      expect(queue).toContain('Lena Lockedout');
      expect(queue).not.toContain('Amina');
      await world.sandbox.actAs('hugo').click(waiting, 'take_help');
      const prompt = await directMessage(world, 'hugo', 'Verify caller');
      await directMessage(world, 'lena', 'Hugo Helpdesk is taking care of you and will call you');
      const lena = await findUser(world, 'lena');
      const open = () => world.store.read.helpRequests.findOpenByTarget(lena.organizationId, lena.id);
      expect(await open()).toMatchObject({ state: 'taken', takenBy: (await findUser(world, 'hugo')).id });
      const reveal = await press(world, 'hugo', await verify('hugo', prompt), 'generate_code');
      expect(findCode(reveal)).not.toBeNull();
      expect(await waitForEvent(world, 'help.done')).toMatchObject({ target: lena.id });
      expect(await open()).toBeNull();
    },
  );

  it('N11 S9: a click of another person of the help desk, of an admin, and of the target makes no code', async () => {
    world = await startWorld({ mode: 'http', policy: desk({ allow: ofAcme }) });
    await changeUser(world, 'mia', { role: 'helpdesk' });
    const other = await ask(world, 'mia', '@lena');
    await press(world, 'mia', other, 'cancel_request');
    const theirs = lastClick(world);
    const ready = await verify('hugo', await ask(world, 'hugo', '@lena lost phone'));
    const value = buttonValue(ready, 'generate_code');
    for (const user of ['UMIA', 'UADAM', 'ULENA', 'UOLIVIA']) {
      await forgeClick(world, theirs, { actionId: 'generate_code', value, user });
    }
    await waitForEvent(world, 'request.refused', 4);
    const refused = await listEvents(world, 'request.refused');
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['request_not_yours']));
    expect(await listCodes(world, 'lena')).toEqual([]);
    expect(await findRequest(world, ready)).toMatchObject({ state: 'pending', lane: 'help_desk' });
  });

  it('N11 U2: who is refused reads why, and what they may do instead', async () => {
    world = await startWorld({
      policy: desk({ allow: ofAcme, deny: { groups: [], domains: ['acme.test'] } }),
    });
    expect(await tell('hugo', '@lena')).toContain('isn’t among the people the help desk may help');
    expect(await tell('hugo', '@adam')).toContain('You can’t issue codes for Admins');
    expect(await tell('hugo', 'status @lena')).toContain('isn’t among the people');
    expect(await tell('hugo', 'history @lena')).toContain('isn’t among the people');
    for (const [typed, part] of [
      ['unlock @lena', 'Only Organization Owners and Organization Admins can unlock people'],
      ['policy', 'The policy wasn’t shown.'],
      ['freeze', 'Only'],
    ] as const)
      expect(await tell('hugo', typed)).toContain(part);
    expect(await tell('hugo', 'who')).toContain('The help desk never for members of acme.test.');
  });

  it('N1 U2: who and policy say what the help desk and managers may do, to each what concerns them', async () => {
    world = await startWorld({ policy: { ...desk({ allow: ofAcme }), managerLane: true } });
    const hugo = await tell('hugo', 'who');
    expect(hugo).toContain('You’re on the help desk.');
    expect(hugo).toContain('The help desk, with a verified caller: for members of acme.test.');
    expect(hugo).toContain('You may also issue codes for members who report to you');
    const mia = await tell('mia', 'who');
    expect(mia).toContain('You may issue codes only for members who report to you in the directory.');
    expect(mia).not.toContain('acme.test');
    expect(await tell('olivia', 'who')).toContain('Managers may issue codes for members who report to them');
    const policy = await tell('olivia', 'policy');
    expect(policy).toContain('A code of the help desk works for 30 minutes at most.');
    expect(policy).toContain('Managers, with a verified caller and at least one approval');
  });

  it('U2: App Home: what they asked for and issued, with the way to ask for more', async () => {
    world = await startWorld({ policy: desk({ allow: ofAcme }) });
    const ready = await verify('hugo', await ask(world, 'hugo', '@lena lost phone'));
    const hugo = world.sandbox.actAs('hugo');
    await hugo.openHome();
    const home = await hugo.waitForHome((view) => wordsOf(view).includes('Your open requests'));
    expect(wordsOf(home)).toContain('home_issue');
    await press(world, 'hugo', ready, 'generate_code');
    await hugo.openHome();
    await hugo.waitForHome((view) => wordsOf(view).includes('revoke_code'));
  });
});

describe('a manager', () => {
  it.each(cells)('N11 N22: %s, %s: gets a code for their report, and no one else’s', async (store, mode) => {
    world = await startWorld({ store, mode, policy: { managerLane: true } });
    await changeUser(world, 'lena', { manager: 'mia@acme.test' });
    expect(await tell('mia', '@adam')).toContain('You can only ask for a code for people who report to you.');
    const verified = await verify('mia', await ask(world, 'mia', '@lena lost phone'));
    expect(toPlainText(verified)).toContain('[ Ask for approval ]');
    await press(world, 'mia', verified, 'ask_approval');
    const question = await directMessage(world, 'olivia', 'Mia Member');
    await press(world, 'olivia', question, 'approve_request', { confirm: true });
    const ready = await press(world, 'mia', await directMessage(world, 'mia', 'was approved'), 'show_prompt');
    expect(findCode(await press(world, 'mia', ready, 'generate_code'))).not.toBeNull();
    // Their lane has no look at anyone's codes.
    expect(await tell('mia', 'status @lena')).toContain('Only Organization Owners and Organization Admins');
    expect(await tell('mia', 'list')).toContain('Only Organization Owners and Organization Admins');
    const person = world.sandbox.actAs('mia');
    await person.openHome();
    await person.waitForHome((view) => wordsOf(view).includes('revoke_code'));
  });

  it('N11: an attacker who becomes someone’s manager in the directory still needs another person', async () => {
    world = await startWorld({ policy: { managerLane: true } });
    await changeUser(world, 'lena', { manager: 'mia@acme.test' });
    const verified = await verify('mia', await ask(world, 'mia', '@lena lost phone'));
    expect(toPlainText(verified)).not.toContain('[ Generate code ]');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });
});
