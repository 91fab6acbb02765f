import { afterEach, describe, expect, it } from 'vitest';
import { startService } from '../../src/compose.ts';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
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
import { startWorld, type World } from '../support/start-world.ts';

const names = Array.from({ length: 12 }, (_, index) => `hire${String(index).padStart(2, '0')}`);

let world: World;
afterEach(() => world.stop());

/** HR loses eleven of twelve people, and Olivia, the owner, is asked. */
async function askOlivia(): Promise<{
  question: VisibleMessage;
  sources: ReturnType<typeof createSourceServices>;
}> {
  const vendor = createScriptedSource(peopleOf(...names));
  world = await startWorld({
    start: (config, system) => startService(config, { ...system, connectors: vendor }),
  });
  const { store, keys, clock, organization } = world;
  const deps = { store, keys, clock, random: systemRandom, connectors: vendor, openSyncStaging };
  const sources = createSourceServices(deps);
  const { signal } = new AbortController();
  const added = await sources.addSource(
    organization.id,
    { kind: 'bamboohr', name: 'HR', settings: { company: 'acme' }, secret: new Secret('key') },
    signal,
  );
  if (added.kind !== 'added') throw new Error(added.kind);
  const sync = () =>
    sources.runSync(organization.id, added.source.id, { isFull: true, signal, onAbort: 'release' });
  expect((await sync()).kind).toBe('done');
  vendor.people = peopleOf('hire11');
  expect((await sync()).kind).toBe('waiting');
  return { question: await directMessage(world, 'olivia', 'would take access'), sources };
}

describe('a sync that would take access from many people', () => {
  it('asks the owners, with numbers and names, and does what one of them says, once', async () => {
    const { question, sources } = await askOlivia();
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
    const { question, sources } = await askOlivia();
    const record = await press(world, 'olivia', question, 'discard_sync');
    expect(toPlainText(record)).toContain('Olivia Owner discarded the sync of HR.');
    // What was discarded may still be applied at the command line; no click of an admin does it.
    await forgeClick(world, lastClick(world), { user: 'UADAM', actionId: 'apply_sync' });
    const refused = await waitForEvent(world, 'source.decided', 2);
    expect(refused.reason).toBe('requester_role');
    const [source] = await sources.listSources(world.organization.id);
    expect(source?.run?.state).toBe('discarded');
  });
});
