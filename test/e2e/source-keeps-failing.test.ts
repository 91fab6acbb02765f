import { afterEach, describe, expect, it } from 'vitest';
import { startService } from '../../src/compose.ts';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { createSourceServices } from '../../src/services/sources/source-services.ts';
import { openSyncStaging } from '../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { peopleOf } from '../services/sources/open-sync-world.ts';
import { directMessage, seenInDirectMessage } from '../support/act-in-slack.ts';
import { createScriptedSource } from '../support/scripted-source.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

describe.each(storeKinds)('a source that keeps failing, on %s', (store) => {
  it('the owner is notified why and what to run, once, and that it works again', async () => {
    const vendor = createScriptedSource(peopleOf('hire01'));
    world = await startWorld({
      store,
      start: (config, system) => startService(config, { ...system, connectors: vendor }),
    });
    const { keys, clock, organization } = world;
    const deps = { store: world.store, keys, clock, random: systemRandom, connectors: vendor };
    const sources = createSourceServices({ ...deps, openSyncStaging });
    const { signal } = new AbortController();
    const wanted = { kind: 'bamboohr', name: 'H*R', settings: { company: 'acme' } } as const;
    const added = await sources.addSource(organization.id, { ...wanted, secret: new Secret('key') }, signal);
    if (added.kind !== 'added') throw new Error(added.kind);
    const { id } = added.source;
    const sync = () => sources.runSync(organization.id, id, { isFull: true, signal, onAbort: 'release' });
    await sync();
    vendor.failing = { problem: 'credential_refused', afterPages: 0 };
    for (let run = 0; run < 4; run += 1) expect((await sync()).kind).toBe('failed');
    const text = toPlainText(await directMessage(world, 'olivia', 'keeps failing'));
    expect(text).toContain('The sync of H∗R keeps failing: 3 runs in a row.');
    expect(text).toContain('It refuses our credential: it was revoked, or it has expired.');
    expect(text).toContain(`backupcode source test ${id}`);
    expect(text).toContain('You get this as an owner of Acme.');
    vendor.failing = null;
    await sync();
    const works = toPlainText(await directMessage(world, 'olivia', 'It hadn’t worked since'));
    expect(works).toContain('The sync of H∗R works again.');
    const texts = seenInDirectMessage(world, 'olivia').map(({ text }) => text);
    expect(texts.filter((text) => text.includes('keeps failing'))).toHaveLength(1);
    expect(
      seenInDirectMessage(world, 'adam')
        .map(({ text }) => text)
        .join(),
    ).not.toContain('keeps failing');
  });
});
