import { afterEach, describe, expect, it } from 'vitest';
import { startService } from '../../src/compose.ts';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { SourceConnectors } from '../../src/ports/directory/source.ts';
import type { Store } from '../../src/ports/store.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import { SYNC_LEASE_MS } from '../../src/services/sources/run/run-lease.ts';
import { createSourceServices } from '../../src/services/sources/source-services.ts';
import { openSyncStaging } from '../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { peopleOf } from '../services/sources/open-sync-world.ts';
import {
  directMessage,
  forgeClick,
  lastClick,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { createScriptedSource } from '../support/scripted-source.ts';
import { type StoreKind, startWorld, storeKinds, type World } from '../support/start-world.ts';

const names = Array.from({ length: 12 }, (_, index) => `hire${String(index).padStart(2, '0')}`);

let world: World;
afterEach(() => world.stop());

interface Asked {
  readonly question: VisibleMessage;
  readonly sources: ReturnType<typeof createSourceServices>;
  /** One run, as another instance would do it. */
  sync(store?: Store): ReturnType<Asked['sources']['runSync']>;
  /** Lets the running program read the source, too. */
  letServiceRead(): void;
}

/** HR loses all but the last of its people, and Olivia, the owner, is asked. */
async function askOlivia(kind: StoreKind, people: readonly string[]): Promise<Asked> {
  const vendor = createScriptedSource(peopleOf(...people));
  vendor.pageSize = 1000;
  let isRead = false;
  const connectors: SourceConnectors = {
    ...vendor,
    load: async (one) => (isRead ? vendor.load(one) : null),
  };
  world = await startWorld({
    store: kind,
    start: (config, system) => startService(config, { ...system, connectors }),
  });
  const { keys, clock, organization } = world;
  const deps = { keys, clock, random: systemRandom, connectors: vendor, openSyncStaging };
  const sources = createSourceServices({ ...deps, store: world.store });
  const { signal } = new AbortController();
  const added = await sources.addSource(
    organization.id,
    { kind: 'bamboohr', name: 'HR', settings: { company: 'acme' }, secret: new Secret('key') },
    signal,
  );
  if (added.kind !== 'added') throw new Error(added.kind);
  const sync = (store: Store = world.store) =>
    createSourceServices({ ...deps, store }).runSync(organization.id, added.source.id, {
      isFull: true,
      signal,
      onAbort: 'release',
    });
  expect((await sync()).kind).toBe('done');
  vendor.people = peopleOf(...people.slice(-1));
  expect((await sync()).kind).toBe('waiting');
  return {
    question: await directMessage(world, 'olivia', 'would take access'),
    sources,
    sync,
    letServiceRead() {
      isRead = true;
    },
  };
}

describe.each(storeKinds)('a sync that would take access from many people, on %s', (kind) => {
  it('asks the owners, with numbers and names, and does what one of them says, once', async () => {
    const { question, sources } = await askOlivia(kind, names);
    const text = toPlainText(question);
    expect(text).toContain('HR would take access from 11 of 12 people.');
    expect(text).toContain('hire00 (hire00@acme.test)');
    expect(text).toContain('and 1 more person');
    const record = await press(world, 'olivia', question, 'apply_sync', { confirm: true });
    expect(toPlainText(record)).toContain('Olivia Owner applied the sync of HR.');
    expect(JSON.stringify(record.blocks)).not.toContain('"button"');
    await waitForEvent(world, 'source.decided');
    await forgeClick(world, lastClick(world), { actionId: 'discard_sync' });
    const [source] = await sources.listSources(world.organization.id);
    expect(source?.run?.state).not.toBe('discarded');
    const decided = (await listEvents(world)).filter(({ action }) => action === 'source.decided');
    expect(decided).toMatchObject([
      { outcome: 'allowed', actor: { kind: 'user' }, details: { name: 'HR', decision: 'apply', losing: 11 } },
    ]);
  });

  it('an admin can’t decide, whatever their click claims', async () => {
    const { question, sources } = await askOlivia(kind, names);
    const record = await press(world, 'olivia', question, 'discard_sync');
    expect(toPlainText(record)).toContain('Olivia Owner discarded the sync of HR.');
    // What was discarded may still be applied at the command line; no click of an admin does it.
    await forgeClick(world, lastClick(world), { user: 'UADAM', actionId: 'apply_sync' });
    const refused = await waitForEvent(world, 'source.decided', 2);
    expect(refused.reason).toBe('requester_role');
    const [source] = await sources.listSources(world.organization.id);
    expect(source?.run?.state).toBe('discarded');
  });

  it('applied and killed half-way: after a restart it goes on, and Olivia isn’t asked again', async () => {
    const many = Array.from({ length: 332 }, (_, index) => `many${String(index).padStart(3, '0')}`);
    const { question, sync, letServiceRead } = await askOlivia(kind, many);
    await press(world, 'olivia', question, 'apply_sync', { confirm: true });
    const { store, organization } = world;
    const countDeactivated = async () => {
      const page = await store.read.directory.listUsers(organization.id, { after: null, limit: 1000 });
      return page.users.filter(({ email, status }) => email?.startsWith('many') && status === 'deactivated')
        .length;
    };
    const dying: Store = {
      ...store,
      async transact(id, work) {
        if ((await countDeactivated()) > 0) throw new Error('killed');
        return store.transact(id, work);
      },
    };
    await expect(sync(dying)).rejects.toThrow('killed');
    expect(await countDeactivated()).toBe(300);
    await world.service.stop();
    world.clock.advance(SYNC_LEASE_MS + 1);
    letServiceRead();
    await world.startAnother();
    await expect.poll(countDeactivated, { timeout: 20_000 }).toBe(331);
    await expect
      .poll(async () => (await store.read.sources.list(organization.id))[0]?.run?.state, { timeout: 20_000 })
      .toBe('done');
    const olivia = world.sandbox.actAs('olivia');
    const asked = olivia
      .visibleMessages(olivia.directChannel())
      .filter((message) => toPlainText(message).includes('would take access'));
    expect(asked).toEqual([]);
    const ends = (await listEvents(world)).filter(({ action }) => action === 'directory.synced');
    expect(ends.map(({ details }) => details.state)).toEqual(['done', 'waiting', 'done']);
  }, 90_000);
});
