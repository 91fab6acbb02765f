import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTICE_ATTEMPTS_MAX, NOTICE_LEASE_MS, NOTICE_SEND_MS_MAX } from '../../src/domain/notice.ts';
import type { Notifier, NotifyResult } from '../../src/ports/notifier.ts';
import { StoreUnavailableError } from '../../src/ports/store.ts';
import { draftNotice } from '../../src/services/deps.ts';
import { createDispatchNotices } from '../../src/services/dispatch-notices.ts';
import { createSendNotice } from '../../src/services/send-notice.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { changeOutbox, openTestServices, type TestServices } from './open-services.ts';

const failed: NotifyResult = { kind: 'failed', why: 'fatal_error', retryAfterMs: null };
const sent: NotifyResult = { kind: 'sent' };

let world: TestServices;
beforeEach(async () => {
  world = await openTestServices();
});
afterEach(() => world.close());

const clock = { now: () => world.now };

function createDispatcher(send: Notifier['send'], store = world.store) {
  const { keys } = world;
  const deps = { store, keys, clock, random: systemRandom, notifier: { send } };
  return createDispatchNotices(store, clock, createSendNotice(deps));
}

async function enqueue(count: number): Promise<void> {
  const { store, organization } = world;
  for (let index = 0; index < count; index += 1) {
    const codeId = systemRandom.id('code');
    const content = { kind: 'target_code_issued', codeId } as const;
    const notice = draftNotice({ clock, random: systemRandom }, organization.id, content);
    await store.transact(organization.id, (tx) => tx.notices.enqueue(notice));
  }
}

async function listFailures() {
  const query = { after: 0, limit: 1000, action: 'notice.failed' } as const;
  return world.store.read.audit.list(world.organization.id, query);
}

describe('a notice that cannot be sent', () => {
  it('N13: is tried again with growing delays for hours, then given up; the first failure and the end are audited', async () => {
    await enqueue(1);
    const triedAt: number[] = [];
    const dispatch = createDispatcher(async () => {
      triedAt.push(world.now);
      return failed;
    });
    while ((await world.store.read.notices.count()) > 0) {
      await dispatch();
      world.now += 500;
    }
    const delays = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? 0));
    expect(delays).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800].map((seconds) => seconds * 1000));
    expect(triedAt).toHaveLength(NOTICE_ATTEMPTS_MAX);
    expect(await listFailures()).toMatchObject([
      { outcome: 'failed', reason: 'fatal_error', details: { attempts: 1, isGivenUp: false } },
      { outcome: 'failed', reason: 'fatal_error', details: { attempts: 12, isGivenUp: true } },
    ]);
  });

  it('S8: waits as long as Slack says, even if that is longer than its own delay', async () => {
    await enqueue(1);
    const triedAt: number[] = [];
    const dispatch = createDispatcher(async () => {
      triedAt.push(world.now);
      return { ...failed, retryAfterMs: 90_000 };
    });
    const startedAt = world.now;
    for (; world.now <= startedAt + 90_000; world.now += 10_000) await dispatch();
    expect(triedAt).toEqual([startedAt, startedAt + 90_000]);
  });

  it('N13: is given up at once, and audited, where no further try can help', async () => {
    await enqueue(1);
    const dispatch = createDispatcher(async () => ({ kind: 'undeliverable', why: 'user_not_found' }));
    expect(await dispatch()).toEqual({ sent: 0, failed: 1 });
    expect(await listFailures()).toMatchObject([
      { reason: 'user_not_found', details: { attempts: 1, isGivenUp: true, kind: 'target_code_issued' } },
    ]);
    expect(await world.store.read.notices.count()).toBe(0);
  });

  it('N13: does not keep the others from being sent', async () => {
    await enqueue(3);
    let tries = 0;
    const dispatch = createDispatcher(async () => {
      tries += 1;
      return tries === 1 ? failed : sent;
    });
    expect(await dispatch()).toEqual({ sent: 2, failed: 1 });
    expect(await world.store.read.notices.count()).toBe(1);
  });
});

describe('a program that stops', () => {
  it('N13: leaves what it was not the turn of in the outbox, uncounted, for whoever is next at once', async () => {
    await enqueue(3);
    expect(await createDispatcher(async () => ({ kind: 'not_tried', why: 'stopping' }))()).toEqual({
      sent: 0,
      failed: 0,
    });
    expect(await listFailures()).toEqual([]);
    const attempts: number[] = [];
    const next = createDispatcher(async (notice) => {
      attempts.push(notice.attempts);
      return sent;
    });
    expect(await next()).toEqual({ sent: 3, failed: 0 });
    expect(attempts).toEqual([0, 0, 0]);
  });
});

it('N13 S8: what would have been sent too late is released, and sent when it is claimed again', async () => {
  await enqueue(3);
  const limits: number[] = [];
  let tries = 0;
  const dispatch = createDispatcher(async (_notice, notAfter) => {
    limits.push(notAfter - world.now);
    tries += 1;
    return tries === 1 ? { kind: 'not_tried', why: 'late' } : sent;
  });
  expect(await dispatch()).toEqual({ sent: 3, failed: 0 });
  expect(limits).toEqual(Array.from({ length: 4 }, () => NOTICE_LEASE_MS - NOTICE_SEND_MS_MAX));
  expect(await listFailures()).toEqual([]);
});

describe('several dispatchers', () => {
  it('N13: one looks once when there is nothing, and sends up to eight at a time when there is much', async () => {
    const { store } = world;
    let looks = 0;
    const counting = changeOutbox(store, {
      claim: (...given) => {
        looks += 1;
        return store.outbox.claim(...given);
      },
    });
    await createDispatcher(async () => sent, counting)();
    expect(looks).toBe(1);
    await enqueue(20);
    let atOnce = 0;
    let atOnceMax = 0;
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const many = createDispatcher(async () => {
      atOnce += 1;
      atOnceMax = Math.max(atOnceMax, atOnce);
      if (atOnce === 8) resolve();
      await enough;
      atOnce -= 1;
      return sent;
    });
    expect(await many()).toEqual({ sent: 20, failed: 0 });
    expect(atOnceMax).toBe(8);
  });

  it('N13 S11: never send the same notice, however slow Slack is', async () => {
    await enqueue(5);
    const sentIds: string[] = [];
    const other = createDispatcher(async ({ id }) => {
      sentIds.push(id);
      return sent;
    });
    const answeredAt = world.now + NOTICE_LEASE_MS - 1;
    const slow = createDispatcher(async ({ id }) => {
      sentIds.push(id);
      // Several are under way at once, and all are answered as late as may be.
      world.now = answeredAt;
      await other();
      return sent;
    });
    await slow();
    await other();
    expect(sentIds).toHaveLength(5);
    expect(new Set(sentIds).size).toBe(5);
  });

  it('N13: another one sends what a dead one had taken, when the lease is over and not before', async () => {
    await enqueue(1);
    const dead = createDispatcher(() => Promise.reject(new Error('died')));
    await expect(dead()).rejects.toThrow('died');
    const other = createDispatcher(async () => sent);
    world.now += NOTICE_LEASE_MS - 1;
    expect(await other()).toEqual({ sent: 0, failed: 0 });
    world.now += 1;
    expect(await other()).toEqual({ sent: 1, failed: 0 });
    expect(await other()).toEqual({ sent: 0, failed: 0 });
  });

  it('N13: a notice that was sent while the store went away is sent again rather than lost', async () => {
    await enqueue(1);
    const { store } = world;
    const forgetful = changeOutbox(store, {
      complete: () => Promise.reject(new StoreUnavailableError('away')),
    });
    const cutOff = createDispatcher(async () => sent, forgetful);
    await expect(cutOff()).rejects.toThrow(StoreUnavailableError);
    expect(await store.read.notices.count()).toBe(1);
    world.now += NOTICE_LEASE_MS;
    expect(await createDispatcher(async () => sent)()).toEqual({ sent: 1, failed: 0 });
  });
});
