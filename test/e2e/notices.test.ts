import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  directMessage,
  issue,
  listCodes,
  listEvents,
  press,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { passTimeUntil } from '../support/pass-time.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(async () => {
  world.sandbox.faults.clear();
  await world.stop();
});

const posts = { method: 'chat.postMessage' } as const;
const securityChannel: Partial<Policy> = { securityChannelId: 'CSECURITY' };

function countPosts(): number {
  return world.sandbox.apiCalls(posts).length;
}

function isTold(who: string, text: string): boolean {
  const person = world.sandbox.actAs(who);
  return person.visibleMessages(person.directChannel()).some((each) => toPlainText(each).includes(text));
}

for (const store of storeKinds) {
  describe(`notices under a failing Slack, on ${store}`, () => {
    it('N13: a failed notice is audited at its first failure only, tried again later, and arrives', async () => {
      world = await startWorld({ store });
      world.sandbox.faults.inject({ match: posts, kind: 'error', error: 'fatal_error', times: 3 });
      await issue(world, 'adam', 'lena');
      await waitForEvent(world, 'notice.failed');
      await passTimeUntil(world, 5000, () => countPosts() === 4);
      await directMessage(world, 'lena', 'issued a one-time backup code');
      expect(await listEvents(world, 'notice.failed')).toMatchObject([
        {
          outcome: 'failed',
          reason: 'fatal_error',
          details: { kind: 'target_code_issued', attempts: 1, isGivenUp: false },
        },
      ]);
      expect(countPosts()).toBe(4);
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N13: nobody can be told, and a code is revoked at once all the same', async () => {
      world = await startWorld({ store, policy: securityChannel });
      const { reveal, code } = await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'disown_code');
      world.sandbox.faults.inject({ match: posts, kind: 'http500', times: 100 });
      await press(world, 'lena', notice, 'disown_code', { confirm: true });
      expect(await listCodes(world, 'lena')).toMatchObject([
        { state: 'revoked', revocationReason: 'disowned' },
      ]);
      const portal = await openPortal(world);
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_refused' });
      await waitForEvent(world, 'notice.failed');
      world.sandbox.faults.clear();
      await passTimeUntil(world, 5000, () => isTold('adam', 'The code was live. It no longer works.'));
      expect(reveal.ephemeral).toBe(true);
    });

    it('N13: a notice that can never arrive is given up at once, and that is on record', async () => {
      world = await startWorld({ store });
      world.sandbox.faults.inject({ match: posts, kind: 'error', error: 'user_disabled' });
      await issue(world, 'adam', 'lena');
      await waitForEvent(world, 'notice.failed');
      expect(await listEvents(world, 'notice.failed')).toMatchObject([
        { reason: 'user_disabled', details: { attempts: 1, isGivenUp: true } },
      ]);
    });
  });
}

describe('Slack’s limits', () => {
  it('S8 N13: a 429 on a notice is waited out by the clock, and holds up nothing else', async () => {
    world = await startWorld();
    world.sandbox.faults.inject({ match: posts, kind: 'ratelimit', retryAfterS: 120 });
    await issue(world, 'adam', 'lena');
    await waitForEvent(world, 'notice.failed');
    // Other notices, look-ups and sweeping go on meanwhile.
    await issue(world, 'amina', 'mia');
    await directMessage(world, 'mia', 'issued a one-time backup code');
    const before = countPosts();
    world.clock.advance(115_000);
    await ask(world, 'adam', 'help');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(countPosts()).toBe(before);
    world.clock.advance(10_000);
    await directMessage(world, 'lena', 'issued a one-time backup code');
  });

  it('S8: at most one post per second and channel, so that Slack never has to refuse one', async () => {
    world = await startWorld({ limitPosts: true, policy: securityChannel });
    for (const who of ['lena', 'mia', 'hugo']) await issue(world, 'adam', who);
    const olivia = world.sandbox.actAs('olivia');
    const alerts = () =>
      olivia.visibleMessages('security-alerts').filter((each) => toPlainText(each).includes('generated'));
    await expect.poll(() => alerts().length, { timeout: 8000 }).toBe(3);
    expect(world.sandbox.apiCalls(posts).map(({ status }) => status)).not.toContain(429);
    expect(await listEvents(world, 'notice.failed')).toEqual([]);
  });

  it('S8 S11: two instances share Slack’s limit only by its 429; every alert arrives, and once', async () => {
    world = await startWorld({ limitPosts: true, policy: securityChannel });
    await world.startAnother();
    for (const who of ['lena', 'mia', 'hugo']) await issue(world, 'adam', who);
    const olivia = world.sandbox.actAs('olivia');
    const alerts = () =>
      olivia.visibleMessages('security-alerts').filter((each) => toPlainText(each).includes('generated'));
    await expect
      .poll(
        () => {
          world.clock.advance(500);
          return alerts().length;
        },
        { timeout: 10_000, interval: 200 },
      )
      .toBe(3);
    // Left are those that are due later, of each code: the one that hides it, and the reminder that it is unused.
    await expect.poll(() => world.store.read.notices.count()).toBeLessThanOrEqual(6);
    expect(alerts()).toHaveLength(3);
  });
});

describe('hiding the code', () => {
  it('N6 S12: happens at its time, and is tried again when Slack fails; the code goes on working', async () => {
    world = await startWorld();
    const { code } = await issue(world, 'adam', 'lena');
    const adam = world.sandbox.actAs('adam');
    const isShown = (): boolean =>
      adam.visibleMessages(adam.directChannel()).some((message) => findCode(message) !== null);
    world.clock.advance(110_000);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(isShown()).toBe(true);
    world.sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'http500' });
    world.clock.advance(11_000);
    await waitForEvent(world, 'notice.failed');
    expect(isShown()).toBe(true);
    await passTimeUntil(world, 1000, () => !isShown());
    const portal = await openPortal(world);
    expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
  });
});

describe.each(storeKinds)('the shown code, on %s', (store) => {
  /** What the admin sees where the code was, though it was not to be hidden yet. */
  async function seeInstead(reveal: VisibleMessage): Promise<string> {
    const shown = await waitForChange(world, 'adam', reveal);
    expect(findCode(shown)).toBeNull();
    expect(JSON.stringify(shown.blocks)).not.toContain('revoke_code');
    return toPlainText(shown);
  }

  it('N19 U4: gives way to what became of it as soon as it is used', async () => {
    world = await startWorld({ store });
    const portal = await openPortal(world);
    const { code, reveal } = await issue(world, 'adam', 'lena');
    await portal.redeem('lena@acme.test', code);
    expect(await seeInstead(reveal)).toMatch(
      /backup code for Lena Lockedout was used .*\. It can’t be used again\./,
    );
  });

  it('U4: or replaced by a newer one', async () => {
    world = await startWorld({ store });
    const { reveal } = await issue(world, 'adam', 'lena');
    await issue(world, 'amina', 'lena');
    expect(await seeInstead(reveal)).toMatch(/no longer works\. A newer code replaced it/);
  });

  it('U4: or revoked by another admin', async () => {
    world = await startWorld({ store });
    const { reveal } = await issue(world, 'adam', 'lena');
    const status = await ask(world, 'amina', 'status @lena', 'it-help');
    await press(world, 'amina', status, 'revoke_code', { confirm: true });
    expect(await seeInstead(reveal)).toMatch(/no longer works\. It was revoked/);
  });

  it('U4: or expired', async () => {
    world = await startWorld({ store, policy: { codeLifetimeMinutes: 10, hideAfterSeconds: 900 } });
    const { reveal } = await issue(world, 'adam', 'lena');
    world.clock.advance(10 * 60_000);
    expect(await seeInstead(reveal)).toMatch(/no longer works\. It expired .* without being used\./);
  });
});
