import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTICE_ATTEMPTS_MAX, NOTICE_LEASE_MS, type Notice } from '../../../src/domain/notices/notice.ts';
import type { Notifier, NotifyResult } from '../../../src/ports/notifier.ts';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { createDispatcher } from '../../../src/services/notices/dispatch-notices.ts';
import { createSendNotice } from '../../../src/services/notices/send-notice.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { dispatchAll } from '../../support/dispatch-all.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { changeOutbox, openTestServices, type TestServices } from '../open-services.ts';

const failed: NotifyResult = { kind: 'failed', why: 'fatal_error', retryAfterMs: null };
const sent: NotifyResult = { kind: 'sent' };
const slackTenantIds = () => ['T1'];

let world: TestServices;
beforeEach(async () => {
  world = await openTestServices();
});
afterEach(() => world.close());

const clock = { now: () => world.now };

/** A process that sends what is due. */
function createSender(send: Notifier['send'], store = world.store): () => Promise<void> {
  const { keys } = world;
  const sendNotice = createSendNotice({ store, keys, clock, random: systemRandom, notifier: { send } });
  return () => dispatchAll({ outbox: store.outbox, clock, sendNotice, slackTenantIds });
}

async function enqueue(count: number, change: Partial<Notice> = {}): Promise<Notice[]> {
  const { store, organization } = world;
  const make = createStoreFixtures('n');
  const content = { kind: 'target_code_revoked', codeId: systemRandom.id('code') } as const;
  const dated = { content, dueAt: world.now, createdAt: world.now, ...change };
  const notices = Array.from({ length: count }, () => {
    const id = systemRandom.id('notice');
    return make.notice(organization.id, { id, destination: id, ...dated });
  });
  await store.transact(organization.id, async (tx) => {
    for (const notice of notices) await tx.notices.enqueue(notice);
  });
  return notices;
}

async function listFailures() {
  const query = { after: 0, limit: 1000, action: 'notice.failed' } as const;
  return world.store.read.audit.list(world.organization.id, query);
}

const count = () => world.store.read.notices.count();

describe('a notice that cannot be sent', () => {
  it('N13: is tried again with growing delays for hours, then given up; the first failure and the end are audited', async () => {
    await enqueue(1);
    const triedAt: number[] = [];
    const dispatch = createSender(async () => {
      triedAt.push(world.now);
      return failed;
    });
    while ((await count()) > 0) {
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
    const dispatch = createSender(async () => {
      triedAt.push(world.now);
      return { ...failed, retryAfterMs: 90_000 };
    });
    const startedAt = world.now;
    for (; world.now <= startedAt + 90_000; world.now += 10_000) await dispatch();
    expect(triedAt).toEqual([startedAt, startedAt + 90_000]);
  });

  it('N13: is given up at once, and audited, where no further try can help', async () => {
    await enqueue(1);
    await createSender(async () => ({ kind: 'undeliverable', why: 'user_not_found' }))();
    expect(await listFailures()).toMatchObject([
      { reason: 'user_not_found', details: { attempts: 1, isGivenUp: true, kind: 'target_code_revoked' } },
    ]);
    expect(await count()).toBe(0);
  });

  it('N13: does not keep the others from being sent', async () => {
    await enqueue(3);
    let tries = 0;
    await createSender(async () => {
      tries += 1;
      return tries === 1 ? failed : sent;
    })();
    expect(tries).toBe(3);
    expect(await count()).toBe(1);
  });
});

/** A dispatcher in which each post takes until it is answered, and each pause until it is let pass. */
function startGated() {
  const asked: { notice: Notice; answer: () => void }[] = [];
  const pauses: { ms: number; pass: () => void }[] = [];
  const errors: unknown[] = [];
  let frees = 0;
  const dispatcher = createDispatcher({
    outbox: world.store.outbox,
    clock,
    slackTenantIds,
    async sendNotice(notice) {
      const { promise, resolve } = Promise.withResolvers<void>();
      asked.push({ notice, answer: resolve });
      await promise;
      await world.store.outbox.complete(notice.id);
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        pauses.push({ ms, pass: resolve });
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    onFree: () => {
      frees += 1;
    },
    onError: (error) => void errors.push(error),
  });
  return { ...dispatcher, asked, pauses, errors, frees: () => frees };
}

describe('destinations', () => {
  it('S8: a person is told at once, however many posts wait for the security channel', async () => {
    await enqueue(300, { destination: 'CSECURITY', dueAt: world.now - 60_000 });
    const [toLena] = await enqueue(1, { destination: 'usr_lena' });
    const { dispatch, asked } = startGated();
    expect(await dispatch()).toBe(2);
    expect(asked.map(({ notice }) => notice.destination)).toEqual(['CSECURITY', 'usr_lena']);
    expect(asked[1]?.notice).toEqual(toLena);
  });

  it('S8: the next post to a destination waits for the answer to the one before, and then another second', async () => {
    await enqueue(3, { destination: 'CSECURITY' });
    const { dispatch, asked, pauses, stop, frees } = startGated();
    expect(await dispatch()).toBe(1);
    expect(await dispatch()).toBe(0);
    asked[0]?.answer();
    await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([1000]);
    expect(await dispatch()).toBe(0);
    const before = frees();
    pauses[0]?.pass();
    await expect.poll(frees).toBeGreaterThan(before);
    expect(await dispatch()).toBe(1);
    asked[1]?.answer();
    await stop();
    expect(await count()).toBe(1);
  });

  it('N13: those that Slack does not answer hold up no others', async () => {
    await enqueue(15, { dueAt: world.now - 1 });
    const { dispatch, asked } = startGated();
    expect(await dispatch()).toBe(15);
    for (let index = 0; index < 5; index += 1) {
      await enqueue(1);
      expect(await dispatch()).toBe(1);
      asked.at(-1)?.answer();
      await expect.poll(count).toBe(15);
    }
  });

  it('N13: a stop waits for what is under way, and leaves the rest free for any other process', async () => {
    await enqueue(2, { destination: 'usr_lena' });
    const { dispatch, asked, stop, errors } = startGated();
    await dispatch();
    asked[0]?.answer();
    await stop();
    expect(await count()).toBe(1);
    const next = startGated();
    expect(await next.dispatch()).toBe(1);
    expect(errors).toEqual([]);
  });
});

describe('several processes', () => {
  it('S13: none sends a notice of a workspace that it has no token for', async () => {
    await enqueue(1, { slackTenantId: 'T2' });
    await enqueue(1, { slackTenantId: null });
    const told: Notice[] = [];
    const send = async (notice: Notice): Promise<NotifyResult> => {
      told.push(notice);
      return sent;
    };
    await createSender(send)();
    expect(told).toEqual([]);
    const { store, keys } = world;
    const sendNotice = createSendNotice({ store, keys, clock, random: systemRandom, notifier: { send } });
    await dispatchAll({ outbox: store.outbox, clock, sendNotice, slackTenantIds: () => ['T2'] });
    expect(told.map(({ slackTenantId }) => slackTenantId)).toEqual(['T2']);
    expect(await count()).toBe(1);
  });

  it('N13 S11: never send the same notice, however slow Slack is', async () => {
    await enqueue(5);
    const sentIds: string[] = [];
    const other = createSender(async ({ id }) => {
      sentIds.push(id);
      return sent;
    });
    const answeredAt = world.now + NOTICE_LEASE_MS - 1;
    const slow = createSender(async ({ id }) => {
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
    const dead = createSender(() => Promise.reject(new Error('died')));
    await expect(dead()).rejects.toThrow('died');
    const other = createSender(async () => sent);
    world.now += NOTICE_LEASE_MS - 1;
    await other();
    expect(await count()).toBe(1);
    world.now += 1;
    await other();
    expect(await count()).toBe(0);
  });

  it('N13: a notice that was sent while the store went away is sent again rather than lost', async () => {
    await enqueue(1);
    const { store } = world;
    const forgetful = changeOutbox(store, {
      complete: () => Promise.reject(new StoreUnavailableError('away')),
    });
    const cutOff = createSender(async () => sent, forgetful);
    await expect(cutOff()).rejects.toThrow(StoreUnavailableError);
    expect(await count()).toBe(1);
    world.now += NOTICE_LEASE_MS;
    await createSender(async () => sent)();
    expect(await count()).toBe(0);
  });
});
