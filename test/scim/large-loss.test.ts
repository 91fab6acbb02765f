import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../src/domain/directory/source.ts';
import type { ScimClient } from './open-scim-world.ts';
import { openScimWorld, type ScimWorld, testStores } from './open-scim-world.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

describe.each(testStores)('a SCIM client that takes access from many people, on $name', (kind) => {
  let world: ScimWorld;
  let client: ScimClient;
  const ids: string[] = [];
  beforeAll(async () => {
    world = await openScimWorld(kind);
    client = await world.addClient('Entra ID');
    for (let at = 0; at < 50; at += 1) {
      const made = await client.send('POST', '/Users', { userName: `p${at}@corp.example` });
      ids.push(made.body.id);
    }
  });
  afterAll(() => world.close());

  const patch = (path: string, ...Operations: object[]) =>
    client.send('PATCH', path, { schemas: [PATCH], Operations });
  const setActive = async (of: readonly string[], value: boolean) => {
    for (const id of of)
      expect((await patch(`/Users/${id}`, { op: 'replace', path: 'active', value })).status).toBe(200);
  };

  async function listAlarms(): Promise<unknown[]> {
    const events = await world.store.read.audit.list(world.organizationId, { after: 0, limit: 5_000 });
    return events
      .filter(({ action }) => action === 'directory.large_loss')
      .map(({ actor, details }) => [actor.id, details.losing, details.left]);
  }

  async function countNotices(): Promise<number> {
    const due = await world.store.read.notices.listOverdue(world.clock.at + 1, 1_000);
    return due.filter(
      ({ content }) => content.kind === 'security_change' && content.action === 'directory.large_loss',
    ).length;
  }

  it('N18: owners hear of it at more than the brake’s share, again at each doubling, and of no fewer', async () => {
    await setActive(ids.slice(0, 5), false);
    expect(await listAlarms()).toEqual([]);
    await setActive(ids.slice(5, 6), false);
    expect(await listAlarms()).toEqual([[client.client.id, 6, 44]]);
    expect(await countNotices()).toBeGreaterThan(0);
    await setActive(ids.slice(6, 7), false);
    expect(await listAlarms()).toHaveLength(1);
    expect((await client.send('DELETE', `/Users/${ids[7]}`)).status).toBe(204);
    expect(await listAlarms()).toHaveLength(2);
  });

  it('what a group takes away at once counts for each of its people, in the next hour too', async () => {
    world.clock.at += 3_600_000;
    const source = await world.store.read.sources.findByClient(world.organizationId, client.client.id);
    const roleRules: Source['roleRules'] = [{ when: { kind: 'group', group: 'Desk' }, role: 'helpdesk' }];
    await world.store.transact(world.organizationId, (tx) =>
      tx.sources.update({ ...(source as Source), roleRules }),
    );
    const members = ids.slice(20, 30);
    const { body: group } = await client.send('POST', '/Groups', { displayName: 'Desk', members });
    const before = await listAlarms();
    expect((await client.send('DELETE', `/Groups/${group.id}`)).status).toBe(204);
    expect((await listAlarms()).slice(before.length)).toEqual([[client.client.id, 10, 42]]);
  });

  it('bringing people back takes nothing away', async () => {
    world.clock.at += 3_600_000;
    const before = await listAlarms();
    await setActive(ids.slice(0, 7), true);
    expect(await listAlarms()).toEqual(before);
  });
});
