import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import { createDescribeNotice } from '../../src/services/describe-notice.ts';
import { createHeldNotices } from '../../src/services/held-notices.ts';
import { createKnownNotices } from '../../src/services/known-notices.ts';
import { createUnlinkUser } from '../../src/services/unlink-user.ts';
import { accepted, type Deliver, openRevealWorld, type RevealWorld } from './open-reveal-world.ts';

let world: RevealWorld;
/** What the person for whom the code is was to be told, as it was enqueued. */
let notice: Notice;
beforeEach(async () => {
  world = await openRevealWorld();
  notice = await issue(accepted);
});
afterEach(() => world.close());

async function issue(deliver: Deliver): Promise<Notice> {
  const held = createHeldNotices(world.deps.clock, () => undefined);
  await world.click(await world.ask('adam', 'lena'), deliver, { store: held.holdEnqueued(world.store) });
  return held.take()?.notice ?? expect.unreachable('Nothing was enqueued');
}

const describeKnown = () => createDescribeNotice(world.deps)(notice);
const describeRead = () =>
  createDescribeNotice({ ...world.deps, knownNotices: createKnownNotices(world.deps.clock) })(notice);

/** A store that must not be asked anything. */
const nothingToRead = () => ({ ...world.deps, store: { ...world.store, read: {} as never } });

it('N13: what a transaction knew of its notice is what would be read, and is not read', async () => {
  const known = await createDescribeNotice(nothingToRead())(notice);
  expect(known).toEqual(await describeRead());
  expect(known).toMatchObject({ kind: 'target_code_issued', to: { slackUserId: 'ULENA' } });
});

it('N13: whoever tells it later, or has it from the outbox, reads what is true by then', async () => {
  const { organization, store } = world;
  const lena = await world.findUser('lena');
  await store.transact(organization.id, (tx) => tx.directory.update({ ...lena, displayName: 'Lena New' }));
  const asOf = (description: Awaited<ReturnType<typeof describeKnown>>) =>
    'facts' in description && 'code' in description.facts ? description.facts.target.displayName : null;
  world.now += 1000;
  expect(asOf(await describeKnown())).toBe(lena.displayName);
  world.now += 1;
  expect(asOf(await describeKnown())).toBe('Lena New');
  world.now -= 3000;
  expect(asOf(await describeKnown())).toBe('Lena New');
  const [claimed] = await store.outbox.claim(world.now + 600_000, 1, 9);
  expect(claimed).toEqual(notice);
  expect(asOf(await createDescribeNotice(world.deps)(claimed ?? expect.unreachable()))).toBe('Lena New');
});

it('N13: nor is what was read before a message counted for which Slack took its time', async () => {
  const { organization, store } = world;
  const lena = await world.findUser('lena');
  notice = await issue(async (reveal) => {
    world.now += 1001;
    await createUnlinkUser(world.deps)(organization.id, 'lena@acme.test');
    return accepted(reveal);
  });
  expect(await store.read.identities.listByUser(organization.id, lena.id)).toEqual([]);
  // Not to the Slack account that is not hers any more.
  expect(await describeKnown()).toMatchObject({ to: { kind: 'email', email: lena.email } });
});
