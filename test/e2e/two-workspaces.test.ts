import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { seedAcme } from '../../src/demo/seed-acme.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { wrongCode } from '../redeeming/open-client-world.ts';
import { ask, directMessage, issue, press, waitForEvent } from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { type SecondWorkspace, startSecondWorkspace } from '../support/start-second-workspace.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

const SECOND_DOMAIN = 'beta.test';

let world: World;
let second: SecondWorkspace;
afterEach(async () => {
  await second.stop();
  await world.stop();
});

/** Two processes, two workspaces, one store: of two organizations with people of the same names. */
async function openTwoOrganizations(store: (typeof storeKinds)[number], channels: boolean): Promise<void> {
  world = await startWorld({ store, policy: { securityChannelId: channels ? 'CSECURITY' : null } });
  const twin = await seedAcme(
    { store: world.store, clock: world.clock, random: systemRandom },
    {
      policy: { securityChannelId: channels ? 'CBSECURITY' : null, burstFailures: 5 },
      emailDomain: SECOND_DOMAIN,
    },
  );
  second = await startSecondWorkspace(world, twin, SECOND_DOMAIN);
}

const outgoing = ['chat.postMessage', 'users.lookupByEmail'];

/** What the process of a workspace has sent to it, or asked it, of its own accord. */
function callsOf({ sandbox }: World): number {
  return outgoing.flatMap((method) => sandbox.apiCalls({ method })).length;
}

function securityPosts({ sandbox }: World): string[] {
  return sandbox.actAs('olivia').visibleMessages('security-alerts').map(toPlainText);
}

describe.each(storeKinds)('S13: two processes, two workspaces, one store, on %s', (store) => {
  it('S13 N13: people and the security channel hear of a code in their own workspace, and only there', async () => {
    await openTwoOrganizations(store, true);
    await issue(second, 'adam', 'lena');
    await directMessage(second, 'lena', 'issued a one-time backup code');
    await expect.poll(() => securityPosts(second)).toHaveLength(1);
    expect(callsOf(world)).toBe(0);
    await issue(world, 'adam', 'lena');
    await directMessage(world, 'lena', 'issued a one-time backup code');
    await expect.poll(() => securityPosts(world)).toHaveLength(1);
    expect(securityPosts(second)).toHaveLength(1);
  });

  it('S13: what is due while no process serves its workspace waits, though another process finds it', async () => {
    await openTwoOrganizations(store, true);
    const prompt = await ask(second, 'olivia', '@adam lost phone');
    await press(second, 'olivia', prompt, 'ask_approval');
    const listDue = () => second.store.read.notices.listOverdue(world.clock.now(), 99);
    await expect.poll(listDue).toEqual([]);
    await second.stopProcess();
    world.clock.advance(2 * 3_600_000);
    await waitForEvent(second, 'request.expired');
    const waiting = (await listDue()).find(({ content }) => content.kind === 'prompt_expired');
    expect(waiting).toMatchObject({ slackTenantId: 'TBETA' });
    // The other process is at work all the while, and comes by its own notices.
    await issue(world, 'adam', 'lena');
    await directMessage(world, 'lena', 'issued a one-time backup code');
    await expect.poll(() => securityPosts(world)).toHaveLength(1);
    expect(await listDue()).toContainEqual(waiting);
    await second.startProcess();
    await directMessage(second, 'olivia', 'expired');
  });

  it('S13 S6: the account of an owner’s address is looked up in their own workspace, whichever process raised the alarm', async () => {
    await openTwoOrganizations(store, false);
    await issue(second, 'adam', 'lena');
    const callsBefore = callsOf(world);
    // Over HTTP every process serves every organization.
    const portal = await openPortal({ ...second, service: world.service });
    for (let i = 0; i < 5; i += 1) await portal.redeem(`lena@${SECOND_DOMAIN}`, wrongCode());
    const alarm = await directMessage(second, 'olivia', 'Many wrong backup codes');
    expect(toPlainText(alarm)).toContain('You get this as an owner');
    expect(callsOf(world)).toBe(callsBefore);
  });

  it('S13: in one organization of two workspaces a person is told in the workspace of the request', async () => {
    world = await startWorld({ store });
    second = await startSecondWorkspace(world, world.organization);
    await issue(world, 'adam', 'lena');
    await directMessage(world, 'lena', 'issued a one-time backup code');
    const callsBefore = callsOf(world);
    await issue(second, 'adam', 'lena');
    await directMessage(second, 'lena', 'issued a one-time backup code');
    expect(callsOf(world)).toBe(callsBefore);
  });
});
