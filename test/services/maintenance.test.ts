import { afterEach, beforeEach, expect, it } from 'vitest';
import { NOTICE_LEASE_MS } from '../../src/domain/notice.ts';
import type { NotifyResult } from '../../src/ports/notifier.ts';
import type { BackgroundWork } from '../../src/services/background-work.ts';
import { draftNotice } from '../../src/services/deps.ts';
import { createHeldNotices, NOTICE_HOLD_MS } from '../../src/services/held-notices.ts';
import { createMaintenance } from '../../src/services/maintenance.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { changeOutbox, openTestServices, type TestServices } from './open-services.ts';

/** On a busy machine, too. */
const PATIENT = { timeout: 10_000 };

let world: TestServices;
let work: BackgroundWork;
let errors: string[];
/** Slack, which answers nobody before it is let go. */
let letGo: () => void;
let asked: number;
let canSend: boolean;
beforeEach(async () => {
  world = await openTestServices();
  errors = [];
  asked = 0;
  canSend = true;
});
afterEach(async () => {
  letGo();
  await work.stop();
  await world.close();
});

const clock = { now: () => world.now };

/** The work that goes on by itself, and a way to enqueue notices as one who has it do so. */
function start(store = world.store) {
  const held = createHeldNotices(clock, () => work.nudge());
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  letGo = resolve;
  const notifier = {
    async send(): Promise<NotifyResult> {
      asked += 1;
      await answered;
      return { kind: 'sent' };
    },
  };
  const log = { error: (_facts: object, message: string) => void errors.push(message) };
  work = createMaintenance({
    store,
    keys: world.keys,
    clock,
    random: systemRandom,
    notifier,
    canSend: () => canSend,
    held,
    log,
  });
  work.start();
  const { id } = world.organization;
  return async (count: number): Promise<void> => {
    await held.holdEnqueued(store).transact(id, async (tx) => {
      for (let index = 0; index < count; index += 1) {
        const content = { kind: 'target_code_issued', codeId: systemRandom.id('code') } as const;
        await tx.notices.enqueue(draftNotice({ clock, random: systemRandom }, id, content));
      }
    });
  };
}

const claim = () => world.store.outbox.claim(world.now, NOTICE_LEASE_MS, 100);

it('N13: what is due at once is sent at once', async () => {
  const enqueue = start();
  letGo();
  await enqueue(3);
  await expect.poll(() => world.store.read.notices.count(), PATIENT).toBe(0);
});

it('N13: while Slack hangs, a stop gives back at once what was not begun with, for the next process', async () => {
  const enqueue = start();
  await enqueue(40);
  await expect.poll(() => asked, PATIENT).toBe(16);
  const stopped = work.stop();
  const free: unknown[] = [];
  await expect.poll(async () => free.push(...(await claim())), PATIENT).toBe(24);
  letGo();
  await stopped;
  expect(asked).toBe(16);
  expect(await world.store.read.notices.count()).toBe(24);
});

it('N13: while all lanes are stuck, what has waited for too long is released', async () => {
  const enqueue = start();
  await enqueue(20);
  await expect.poll(() => asked, PATIENT).toBe(16);
  world.now += NOTICE_HOLD_MS - NOTICE_LEASE_MS + 1;
  // By the second, and sent by the other way then.
  await expect.poll(() => asked, PATIENT).toBe(20);
  expect(errors).toEqual([]);
});

it('N13: a store that is away while notices are given back is reported, and the stop goes on', async () => {
  const { store } = world;
  const enqueue = start(changeOutbox(store, { release: () => Promise.reject(new Error('away')) }));
  await enqueue(20);
  await expect.poll(() => asked, PATIENT).toBe(16);
  const stopped = work.stop();
  await expect.poll(() => errors, PATIENT).toHaveLength(1);
  letGo();
  await stopped;
  expect(await claim()).toEqual([]);
  world.now += NOTICE_HOLD_MS;
  expect(await claim()).toHaveLength(4);
});

it('S15: while Slack refuses the bot token, notices wait and use up none of their attempts', async () => {
  canSend = false;
  const enqueue = start();
  letGo();
  await enqueue(3);
  // They are let go of when they were held for too long, and claimed by nobody.
  world.now += NOTICE_HOLD_MS;
  expect((await claim()).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  expect(asked).toBe(0);
  world.now += NOTICE_LEASE_MS;
  canSend = true;
  await expect.poll(() => world.store.read.notices.count(), PATIENT).toBe(0);
});
