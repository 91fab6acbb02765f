import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { NAME_LENGTH_MAX } from '../../src/domain/directory/name.ts';
import { REASON_LENGTH_MAX } from '../../src/services/requests/request-code.ts';
import { wrongCode } from '../redeeming/open-client-world.ts';
import {
  ask,
  changeUser,
  directMessage,
  issue,
  listEvents,
  press,
  reject,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** Each `&` is five characters on its way to Slack. */
const NAME = '&'.repeat(NAME_LENGTH_MAX);
const REASON = `x${'&'.repeat(REASON_LENGTH_MAX - 1)}`;

/** Everything that Slack did not take. */
function listRefused(): string[] {
  const { sandbox } = world;
  return [
    ...sandbox
      .apiCalls()
      .filter(({ response }) => response.ok === false)
      .map(({ method, response }) => `${method}: ${JSON.stringify(response)}`),
    ...sandbox
      .responseUrlPosts()
      .filter(({ status }) => status !== 200)
      .map(({ response }) => `response URL: ${response}`),
  ];
}

describe('everybody, and the organization, has the longest name there may be', () => {
  it('S14: Slack takes every message of a code’s life, and no notice is lost', async () => {
    world = await startWorld({ policy: { securityChannelId: 'CSECURITY', burstFailures: 5 } });
    for (const name of ['adam', 'lena', 'mia', 'olivia', 'amina', 'hugo'])
      await changeUser(world, name, { displayName: NAME });
    const { id } = world.organization;
    await world.store.transact(id, (tx) => tx.organizations.rename(id, NAME));
    const portal = await openPortal(world);

    const prompt = await ask(world, 'adam', `@lena ${REASON}`);
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    await waitForEvent(world, 'code.delivered');
    await press(world, 'adam', reveal, 'hide_code');
    const issued = await directMessage(world, 'lena', 'issued a');
    await press(world, 'lena', issued, 'disown_code', { confirm: true });
    await waitForEvent(world, 'code.revoked');
    await directMessage(world, 'adam', 'This wasn’t me');
    await world.sandbox
      .actAs('olivia')
      .waitForMessage('security-alerts', (each) => JSON.stringify(each).includes('This wasn’t me'));

    // Until an owner has looked, Adam can't issue.
    await ask(world, 'olivia', 'unfreeze @adam');
    const { code } = await issue(world, 'adam', 'mia');
    for (let count = 0; count < 5; count += 1) await portal.redeem('mia@acme.test', wrongCode());
    const alarm = await world.sandbox
      .actAs('olivia')
      .waitForMessage('security-alerts', (each) => JSON.stringify(each).includes('wrong backup codes'));
    await press(world, 'olivia', alarm, 'unlock_user', { confirm: true });
    await portal.redeem('mia@acme.test', code);
    await waitForEvent(world, 'code.redeemed');
    const status = await ask(world, 'adam', 'status @mia');
    expect(toPlainText(status)).toContain('It was used');

    const toRevoke = await issue(world, 'adam', 'lena');
    await press(world, 'adam', toRevoke.reveal, 'revoke_code', { confirm: true });
    const toCancel = await ask(world, 'adam', `@hugo ${REASON}`);
    await press(world, 'adam', toCancel, 'cancel_request');

    for (const verdict of ['reject_request', 'approve_request']) {
      const toApprove = await ask(world, 'adam', `@amina ${REASON}`);
      await press(world, 'adam', toApprove, 'ask_approval');
      const question = await directMessage(world, 'olivia', verdict);
      if (verdict === 'reject_request') await reject(world, 'olivia', question, REASON);
      else await press(world, 'olivia', question, verdict, { confirm: true });
    }
    const approved = await directMessage(world, 'adam', 'show_prompt');
    const confirm = await press(world, 'adam', approved, 'show_prompt');
    await press(world, 'adam', confirm, 'generate_code');
    await waitForEvent(world, 'code.delivered', 4);

    const { notices } = world.store.read;
    await expect
      .poll(() => notices.listOverdue(world.clock.now(), 10), { timeout: 60_000, interval: 500 })
      .toEqual([]);
    expect(listRefused()).toEqual([]);
    expect(await listEvents(world, 'notice.failed')).toEqual([]);
  }, 120_000);
});
