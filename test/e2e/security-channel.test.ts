import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import { ask, directMessage, findUser, issue, press, reject, waitForEvent } from '../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** The post in the security channel that holds these words. */
async function post(words: string): Promise<string> {
  const message = await world.sandbox
    .actAs('olivia')
    .waitForMessage('security-alerts', (each) => toPlainText(each).includes(words));
  return toPlainText(message);
}

async function askForAmina(): Promise<void> {
  const prompt = await ask(world, 'olivia', '@amina broken phone');
  await press(world, 'olivia', prompt, 'ask_approval');
}

describe.each(storeKinds)('N19: the security channel names who did what, on %s', (store) => {
  it('an approval: who approved, whose request, for whom; and the code that came of it: who generated it', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
    await askForAmina();
    const question = await directMessage(world, 'adam', 'asks you to approve');
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approval = await post('approved');
    for (const words of ['Adam Admin approved Olivia Owner', 'Amina Admin', 'broken phone'])
      expect(approval).toContain(words);
    const approved = await directMessage(world, 'olivia', 'was approved');
    const confirm = await press(world, 'olivia', approved, 'show_prompt');
    await press(world, 'olivia', confirm, 'generate_code');
    const issued = await post('generated a backup code');
    for (const words of ['Olivia Owner generated', 'Amina Admin', 'Adam Admin approved it'])
      expect(issued).toContain(words);
  });

  it('a rejection: who rejected whose request', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
    await askForAmina();
    const question = await directMessage(world, 'adam', 'asks you to approve');
    await reject(world, 'adam', question, 'no ticket');
    const rejection = await post('rejected');
    for (const words of ['Adam Admin rejected Olivia Owner', 'Amina Admin', 'no ticket'])
      expect(rejection).toContain(words);
  });

  it('a revocation: who revoked, and who had generated it', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
    await issue(world, 'adam', 'lena');
    const status = await ask(world, 'olivia', 'status @lena');
    await press(world, 'olivia', status, 'revoke_code', { confirm: true });
    const revoked = await post('revoked');
    for (const words of ['Olivia Owner revoked', 'Lena Lockedout', 'Adam Admin had generated it'])
      expect(revoked).toContain(words);
  });

  it('an unlock: who unlocked whom', async () => {
    world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
    const { id, organizationId } = await findUser(world, 'lena');
    const lockout = newLockout(organizationId, id, world.clock.now());
    await world.store.transact(organizationId, (tx) => tx.lockouts.put({ ...lockout, isDisabled: true }));
    await ask(world, 'adam', 'unlock @lena');
    await waitForEvent(world, 'redeem.unlocked');
    expect(await post('unlocked')).toMatch(/Adam Admin unlocked .*Lena Lockedout/);
  });
});
