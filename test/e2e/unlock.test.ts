import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import { wrongCode } from '../redeeming/open-client-world.ts';
import {
  ask,
  changeUser,
  findUser,
  forgeClick,
  issue,
  lastClick,
  listEvents,
  press,
  seenInDirectMessage,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** Disables redeeming for somebody, as a hundred wrong codes do. */
async function lock(name: string): Promise<void> {
  const { id, organizationId } = await findUser(world, name);
  const fresh = newLockout(organizationId, id, world.clock.now());
  await world.store.transact(organizationId, (tx) =>
    tx.lockouts.put({ ...fresh, consecutiveFailures: 100, isDisabled: true }),
  );
}

async function isLocked(name: string): Promise<boolean> {
  const { id, organizationId } = await findUser(world, name);
  return (await world.store.read.lockouts.find(organizationId, id))?.isDisabled ?? false;
}

describe.each(storeKinds)('unlocking, on %s', (store) => {
  it('N7, N8: wrong codes alarm the channel; status shows what was tried; the alarm’s button unlocks', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY', burstFailures: 5 } });
    const { code } = await issue(world, 'adam', 'lena');
    const portal = await openPortal(world);
    await portal.redeem('lena@acme.test', 'typo');
    for (let i = 0; i < 5; i += 1) await portal.redeem('lena@acme.test', wrongCode());
    await portal.redeem('lena@acme.test', code);
    const alarm = await world.sandbox
      .actAs('olivia')
      .waitForMessage('security-alerts', (each) => JSON.stringify(each).includes('Many wrong backup codes'));
    const status = toPlainText(await ask(world, 'adam', 'status @lena'));
    for (const words of ['5 wrong', '1 mistyped', '1 turned away while locked', 'Locked after'])
      expect(status).toContain(words);
    const record = await press(world, 'olivia', alarm, 'unlock_user', { confirm: true });
    expect(toPlainText(record)).toContain('Olivia Owner unlocked it');
    expect(await waitForEvent(world, 'redeem.unlocked')).toMatchObject({
      actor: { kind: 'user', id: (await findUser(world, 'olivia')).id },
      target: (await findUser(world, 'lena')).id,
      details: { failures: 5, wasDisabled: false },
    });
    expect(toPlainText(await ask(world, 'adam', 'status @lena'))).not.toContain('Locked after');
    expect((await portal.redeem('lena@acme.test', code)).status).toBe(200);
    expect(toPlainText(await ask(world, 'adam', 'status @lena'))).toContain('Acme portal');
  });

  it('N7 N8: the prompt for somebody locked says so, and unlocks and generates in one', async () => {
    world = await startWorld({ store });
    await lock('lena');
    const prompt = await ask(world, 'adam', '@lena lost phone');
    expect(toPlainText(prompt)).toContain('Lena Lockedout’s codes are locked until someone unlocks them');
    const reveal = await press(world, 'adam', prompt, 'unlock_and_generate', { confirm: true });
    expect(toPlainText(reveal)).not.toContain('are locked');
    await waitForEvent(world, 'code.delivered');
    expect(await isLocked('lena')).toBe(false);
    expect(await waitForEvent(world, 'redeem.unlocked')).toMatchObject({
      actor: { kind: 'user', id: (await findUser(world, 'adam')).id },
    });
    const portal = await openPortal(world);
    expect(await portal.redeem('lena@acme.test', findCode(reveal) ?? '')).toMatchObject({ status: 200 });
  });

  it('N7: generated without unlocking: the code says that it is refused, unlocks beside itself, and stays', async () => {
    world = await startWorld({ store });
    await lock('lena');
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(reveal)).toContain('even the right one is refused');
    await waitForEvent(world, 'code.delivered');
    const portal = await openPortal(world);
    const redeem = () => portal.redeem('lena@acme.test', findCode(reveal) ?? '');
    expect((await redeem()).status).not.toBe(200);
    const answer = await press(world, 'adam', reveal, 'unlock_user', { confirm: true });
    expect(answer.ts).not.toBe(reveal.ts);
    expect(seenInDirectMessage(world, 'adam')).toContainEqual(reveal);
    expect(await redeem()).toMatchObject({ status: 200 });
  });

  it('S9 N7: who may not issue unlocks nobody by that button', async () => {
    world = await startWorld({ store });
    await lock('lena');
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await changeUser(world, 'adam', { role: 'member' });
    await press(world, 'adam', prompt, 'unlock_and_generate', { confirm: true });
    expect(await isLocked('lena')).toBe(true);
    expect(await listEvents(world, 'redeem.unlocked')).toEqual([]);
  });

  it('N8: status shows what was tried before the newest code as well', async () => {
    world = await startWorld({ store });
    await issue(world, 'adam', 'lena');
    const portal = await openPortal(world);
    await portal.redeem('lena@acme.test', wrongCode());
    world.clock.advance(60_000);
    await issue(world, 'amina', 'lena');
    expect(toPlainText(await ask(world, 'adam', 'status @lena'))).toContain('1 wrong');
  });

  it('N7: an admin unlocks by command, once, and is told what to find out', async () => {
    world = await startWorld({ store });
    await lock('lena');
    expect(toPlainText(await ask(world, 'adam', 'unlock @lena'))).toContain('can use a backup code again');
    expect(await isLocked('lena')).toBe(false);
    expect(toPlainText(await ask(world, 'adam', 'unlock @lena'))).toContain('isn’t locked');
    expect(await listEvents(world, 'redeem.unlocked')).toHaveLength(1);
  });

  it.each([
    ['hugo', 'lena', 'requester_role'],
    ['mia', 'lena', 'requester_role'],
    ['adam', 'olivia', 'role_not_allowed'],
    ['adam', 'adam', 'self'],
  ])('N11: %s may not unlock %s, and the refusal is on record', async (who, whom, reason) => {
    world = await startWorld({ store });
    await lock(whom);
    expect(toPlainText(await ask(world, who, `unlock @${whom}`))).toContain('No one was unlocked');
    expect(await isLocked(whom)).toBe(true);
    expect(await waitForEvent(world, 'unlock.refused')).toMatchObject({ outcome: 'refused', reason });
  });

  it('S9: the button gives nobody a right, whatever it carries, and one who lost theirs no more', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY', burstFailures: 5 } });
    const portal = await openPortal(world);
    for (let i = 0; i < 5; i += 1) await portal.redeem('lena@acme.test', wrongCode());
    const alarm = await world.sandbox
      .actAs('adam')
      .waitForMessage('security-alerts', (each) => JSON.stringify(each).includes('Many wrong backup codes'));
    await changeUser(world, 'adam', { role: 'member' });
    await press(world, 'adam', alarm, 'unlock_user', { confirm: true });
    expect(await waitForEvent(world, 'unlock.refused')).toMatchObject({ reason: 'requester_role' });
    const click = lastClick(world);
    await lock('olivia');
    const olivia = await findUser(world, 'olivia');
    const forgeries = [
      { user: 'UAMINA', value: olivia.id, reason: 'role_not_allowed' },
      { user: 'UAMINA', value: 'usr_0000000000000000', reason: 'target_not_in_directory' },
      { user: 'UAMINA', value: "' or 1=1", reason: 'target_not_in_directory' },
      { user: 'UHUGO', value: olivia.id, reason: 'requester_role' },
    ];
    for (const [index, { user, value, reason }] of forgeries.entries()) {
      await forgeClick(world, click, { user, value });
      const event = await waitForEvent(world, 'unlock.refused', index + 2);
      expect(event).toMatchObject({ reason });
    }
    expect(await isLocked('olivia')).toBe(true);
    expect(await listEvents(world, 'redeem.unlocked')).toEqual([]);
  });
});
