import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTICE_LEASE_MS, type Notice } from '../../src/domain/notice.ts';
import type { NotifyResult } from '../../src/ports/notifier.ts';
import { StoreUnavailableError, type Transaction } from '../../src/ports/store.ts';
import { draftNotice } from '../../src/services/deps.ts';
import { createHeldNotices, type HeldNotices, NOTICE_HOLD_MS } from '../../src/services/held-notices.ts';
import { createSendHeldNotices } from '../../src/services/send-held-notices.ts';
import { createSendNotice } from '../../src/services/send-notice.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { changeOutbox, openTestServices, type TestServices } from './open-services.ts';

const sent: NotifyResult = { kind: 'sent' };
const clock = { now: () => world.now };

/** On a busy machine, too. */
const PATIENT = { timeout: 10_000 };

let world: TestServices;
let held: HeldNotices;
/** How many notices were there each time that some were held. */
let seen: Promise<number>[];
beforeEach(async () => {
  world = await openTestServices();
  seen = [];
  held = createHeldNotices(clock, () => seen.push(world.store.read.notices.count()));
});
afterEach(() => world.close());

const draft = (dueAt?: number) =>
  draftNotice(
    { clock, random: systemRandom },
    world.organization.id,
    { kind: 'target_code_issued', codeId: systemRandom.id('code') },
    dueAt,
  );

function transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return held.holdEnqueued(world.store).transact(world.organization.id, work);
}

async function enqueue(count: number): Promise<Notice[]> {
  const notices = Array.from({ length: count }, () => draft());
  await transact(async (tx) => {
    for (const notice of notices) await tx.notices.enqueue(notice);
  });
  return notices;
}

function createSender(send: (notice: Notice) => Promise<NotifyResult>, store = world.store) {
  const deps = { store, keys: world.keys, clock, random: systemRandom, notifier: { send } };
  return createSendHeldNotices(held, createSendNotice(deps));
}

const claim = () => world.store.outbox.claim(world.now, NOTICE_LEASE_MS, 100);

describe('what a transaction enqueued', () => {
  it('N13: is held, and said so once, when it is committed', async () => {
    await transact(async (tx) => {
      await tx.notices.enqueue(draft());
      await tx.notices.enqueue(draft());
      expect(seen).toEqual([]);
    });
    expect(await Promise.all(seen)).toEqual([2]);
    expect(await claim()).toEqual([]);
  });

  it('is not held if it was undone, or of a run before the one that was committed', async () => {
    expect(await transact((tx) => tx.notices.count())).toBe(0);
    const undone = transact(async (tx) => {
      await tx.notices.enqueue(draft());
      throw new Error('undo this');
    });
    await expect(undone).rejects.toThrow('undo this');
    const { store } = world;
    const runsTwice = {
      ...store,
      transact: async <T>(id: typeof world.organization.id, work: (tx: Transaction) => Promise<T>) => {
        const first = store.transact(id, async (tx) => {
          await work(tx);
          throw new Error('lost a race');
        });
        await first.catch(() => undefined);
        return store.transact(id, work);
      },
    };
    const notice = draft();
    await held.holdEnqueued(runsTwice).transact(world.organization.id, (tx) => tx.notices.enqueue(notice));
    expect(seen).toHaveLength(1);
    const sentIds: string[] = [];
    await createSender(async ({ id }) => {
      sentIds.push(id);
      return sent;
    })();
    expect(sentIds).toEqual([notice.id]);
  });

  it('U3: is not held if it is for later', async () => {
    const later = draft(world.now + 1000);
    await transact((tx) => tx.notices.enqueue(later));
    expect(seen).toEqual([]);
    world.now += 1000;
    expect(await claim()).toEqual([later]);
  });

  it('S8 N13: is not held if it is for the security channel, where others would have to wait for its turn', async () => {
    const content = { kind: 'security_code_issued', codeId: systemRandom.id('code'), ownerId: null } as const;
    const notice = draftNotice({ clock, random: systemRandom }, world.organization.id, content);
    await transact((tx) => tx.notices.enqueue(notice));
    expect(seen).toEqual([]);
    expect(await claim()).toEqual([notice]);
  });

  it('N13: is not held beyond what one process can send soon: anybody may claim the rest', async () => {
    await Promise.all(Array.from({ length: 60 }, () => enqueue(5)));
    expect(await claim()).toHaveLength(44);
    let count = 0;
    await createSender(async () => {
      count += 1;
      return sent;
    })();
    expect(count).toBe(256);
  });
});

describe('sending what is held', () => {
  it('N13: sends up to sixteen at a time, also what comes while others wait for Slack, and asks the outbox for none', async () => {
    await enqueue(20);
    let atOnce = 0;
    let atOnceMax = 0;
    const { promise: letGo, resolve } = Promise.withResolvers<void>();
    const { store } = world;
    const unasked = changeOutbox(store, { claim: () => Promise.reject(new Error('not to be asked')) });
    const sending = createSender(async () => {
      atOnce += 1;
      atOnceMax = Math.max(atOnceMax, atOnce);
      await letGo;
      atOnce -= 1;
      return sent;
    }, unasked)();
    await expect.poll(() => atOnce, PATIENT).toBe(16);
    resolve();
    expect(await sending).toBe(20);
    expect(atOnceMax).toBe(16);
    expect(await store.read.notices.count()).toBe(0);
  });

  it('N13: one that Slack keeps waiting does not keep back those that come after it', async () => {
    const [slow] = await enqueue(1);
    const { promise: letGo, resolve } = Promise.withResolvers<void>();
    const sentIds: string[] = [];
    const sending = createSender(async ({ id }) => {
      if (id === slow?.id) await letGo;
      sentIds.push(id);
      return sent;
    })();
    const [quick] = await enqueue(1);
    await expect.poll(() => sentIds, PATIENT).toEqual([quick?.id]);
    resolve();
    expect(await sending).toBe(2);
  });

  it('N13: what waited for too long is not sent, but to be released, also where others are stuck', async () => {
    const [late] = await enqueue(1);
    world.now += NOTICE_HOLD_MS - NOTICE_LEASE_MS;
    const [timely] = await enqueue(1);
    world.now += 1;
    const sentIds: string[] = [];
    const send = createSender(async ({ id }) => {
      sentIds.push(id);
      return sent;
    });
    expect(await send()).toBe(1);
    expect(sentIds).toEqual([timely?.id]);
    expect(held.takeLate().map(({ notice }) => notice)).toEqual([late]);
    expect(held.takeLate()).toEqual([]);
  });

  it('N13: what could not be sent is due again later, like any other', async () => {
    await enqueue(1);
    const failed: NotifyResult = { kind: 'failed', why: 'fatal_error', retryAfterMs: null };
    expect(await createSender(async () => failed)()).toBe(0);
    expect(await claim()).toEqual([]);
    world.now += 2000;
    expect(await claim()).toMatchObject([{ attempts: 1 }]);
  });

  it('N13: while the store is away none is lost: what was sent is sent again, the others wait here', async () => {
    await enqueue(20);
    const { store } = world;
    const forgetful = changeOutbox(store, {
      complete: () => Promise.reject(new StoreUnavailableError('away')),
    });
    await expect(createSender(async () => sent, forgetful)()).rejects.toThrow(StoreUnavailableError);
    expect(await createSender(async () => sent)()).toBe(4);
    world.now += NOTICE_HOLD_MS;
    expect(await claim()).toHaveLength(16);
  });
});

describe('the end of a process', () => {
  it('N13: another one claims what a dead one held when its hold is over, and not before', async () => {
    const notices = await enqueue(1);
    world.now += NOTICE_HOLD_MS - 1;
    expect(await claim()).toEqual([]);
    world.now += 1;
    expect(await claim()).toEqual(notices);
  });

  it('N13: one that stops gives back what it has not begun with, and holds no more', async () => {
    await enqueue(20);
    const left = held.close();
    expect(left).toHaveLength(20);
    for (const { notice, until } of left) await world.store.outbox.release(notice.id, until);
    await enqueue(1);
    expect(await claim()).toHaveLength(21);
    expect(seen).toHaveLength(1);
  });

  it('N13: what was enqueued before the end and is committed after it is not held', async () => {
    const { promise: letGo, resolve } = Promise.withResolvers<void>();
    const { promise: enqueued, resolve: sayEnqueued } = Promise.withResolvers<void>();
    const late = transact(async (tx) => {
      await tx.notices.enqueue(draft());
      sayEnqueued();
      await letGo;
    });
    await enqueued;
    expect(held.close()).toEqual([]);
    resolve();
    await late;
    expect(await claim()).toHaveLength(1);
  });
});
