import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NotifyResult } from '../../../src/ports/notifier.ts';
import type { BackgroundWork } from '../../../src/services/background/background-work.ts';
import { createMaintenance } from '../../../src/services/background/maintenance.ts';
import { announceEnqueued } from '../../../src/services/notices/announce-enqueued.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { noDevices } from '../../support/no-devices.ts';
import { noProviders } from '../../support/no-providers.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

/** On a busy machine, too. */
const PATIENT = { timeout: 10_000 };

let world: TestServices;
let work: BackgroundWork;
/** Slack, which answers nobody before it is let go. */
let letGo: () => void;
let asked: number;
let canSend: boolean;
beforeEach(async () => {
  world = await openTestServices();
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
function start() {
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  letGo = resolve;
  const notifier = {
    async send(): Promise<NotifyResult> {
      asked += 1;
      await answered;
      return { kind: 'sent' };
    },
  };
  const { store, keys, organization } = world;
  work = createMaintenance({
    store,
    keys,
    clock,
    random: systemRandom,
    notifier,
    mailer: null,
    auditLog: { catchUp: async () => 0 },
    sleep: async () => undefined,
    slackTenantIds: () => (canSend ? ['T1'] : []),
    log: { error: () => undefined },
    deviceChecker: noDevices,
    providerConnectors: noProviders,
    lookUpTxt: async () => ({ kind: 'none' }),
  });
  work.start();
  const announcing = announceEnqueued(store, () => work.nudge());
  const make = createStoreFixtures('m');
  return (count: number): Promise<void> =>
    announcing.transact(organization.id, async (tx) => {
      for (let index = 0; index < count; index += 1) {
        const id = systemRandom.id('notice');
        await tx.notices.enqueue(make.notice(organization.id, { id, destination: id, dueAt: world.now }));
      }
    });
}

const count = () => world.store.read.notices.count();

it('N13: what is due is sent right after its commit, with no wait for the next second', async () => {
  const enqueue = start();
  letGo();
  await expect.poll(count, PATIENT).toBe(0);
  await enqueue(3);
  await expect.poll(count, PATIENT).toBe(0);
});

it('N13: while Slack hangs, a stop leaves what was not begun with to the next process', async () => {
  const enqueue = start();
  await enqueue(40);
  await expect.poll(() => asked, PATIENT).toBe(16);
  const stopped = work.stop();
  letGo();
  await stopped;
  expect(asked).toBe(16);
  const claim = { now: world.now, leaseMs: 1, limit: 99, slackTenantIds: ['T1'], busy: [] };
  expect(await world.store.outbox.claim(claim)).toHaveLength(24);
});

it('announces what was committed, and nothing else', async () => {
  const { store, organization } = world;
  letGo = () => undefined;
  work = { start: () => undefined, nudge: () => undefined, stop: async () => undefined };
  let announced = 0;
  const announcing = announceEnqueued(store, () => {
    announced += 1;
  });
  const notice = createStoreFixtures('a').notice(organization.id);
  await announcing.transact(organization.id, async (tx) => void (await tx.notices.count()));
  const undone = announcing.transact(organization.id, async (tx) => {
    await tx.notices.enqueue(notice);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(announced).toBe(0);
  await announcing.transact(organization.id, (tx) => tx.notices.enqueue(notice));
  expect(announced).toBe(1);
});

it('S15: while Slack refuses the bot token, notices wait and use up none of their attempts', async () => {
  canSend = false;
  const enqueue = start();
  letGo();
  await enqueue(3);
  await expect.poll(count, PATIENT).toBe(3);
  const waiting = await world.store.read.notices.listOverdue(world.now, 9);
  expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  expect(asked).toBe(0);
  canSend = true;
  await expect.poll(count, PATIENT).toBe(0);
});
