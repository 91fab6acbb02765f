import { afterEach, describe, expect, it } from 'vitest';
import { findChainFault } from '../../../src/domain/audit/audit-event.ts';
import { AUDIT_LOGGED_AGAIN, createAuditLog } from '../../../src/services/audit/log-audit.ts';
import { draftAudit, systemActor } from '../../../src/services/deps.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { collectLines } from '../../logging/collect-lines.ts';
import { issue, listEvents } from '../../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../../support/start-world.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

let close: () => Promise<void>;
afterEach(() => close());

const sequencesOf = (lines: readonly Record<string, unknown>[]) =>
  lines.map(({ event }) => (event as { sequence: number }).sequence);

async function append(world: TestServices, count: number): Promise<void> {
  const { store, organization } = world;
  await store.transact(organization.id, async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const facts = { organizationId: organization.id, actor: systemActor, source: 'test' } as const;
      const draft = draftAudit(
        { clock: { now: () => world.now }, random: systemRandom },
        { ...facts, action: 'code.expired' },
      );
      await tx.audit.append(draft);
    }
  });
}

describe('the copy of the history in the log', () => {
  it('N14 N15: has each event once, in order, whoever committed it', async () => {
    const world = await openTestServices();
    close = world.close;
    const { logger, lines } = collectLines('info');
    const auditLog = createAuditLog(world.store, logger);
    expect(await auditLog.catchUp()).toBe(0);
    auditLog.follow(world.organization.id);
    while ((await auditLog.catchUp()) > 0);
    const before = lines().length;
    await append(world, 3);
    auditLog.follow(world.organization.id);
    expect(await auditLog.catchUp()).toBe(3);
    expect(await auditLog.catchUp()).toBe(0);
    const events = await world.store.read.audit.list(world.organization.id, { after: 0, limit: 1000 });
    expect(lines()).toHaveLength(before + 3);
    expect(lines().map(({ event }) => event)).toEqual(events.map((event) => ({ ...event })));
  });

  it('N14: a start logs the newest again, and not the whole history', async () => {
    const world = await openTestServices();
    close = world.close;
    await append(world, 250);
    const { sequence } = await world.store.read.audit.head(world.organization.id);
    const { logger, lines } = collectLines('info');
    const auditLog = createAuditLog(world.store, logger);
    auditLog.follow(world.organization.id);
    while ((await auditLog.catchUp()) > 0);
    const expected = Array.from(
      { length: AUDIT_LOGGED_AGAIN },
      (_, index) => sequence - AUDIT_LOGGED_AGAIN + 1 + index,
    );
    expect(sequencesOf(lines())).toEqual(expected);
  });
});

describe.each(storeKinds)('the log of the program, on %s', (store) => {
  it('N14 N15: holds every event when it has stopped, and the chain can be verified by the log alone', async () => {
    const world: World = await startWorld({ store, logLevel: 'info' });
    close = () => world.stop();
    await issue(world, 'adam', 'lena');
    await world.service.stop();
    const events = await listEvents(world);
    const logged = world
      .log()
      .split('\n')
      .filter((line) => line.includes('"msg":"audit"'))
      .map((line) => JSON.parse(line).event);
    expect(logged).toEqual(JSON.parse(JSON.stringify(events)));
    expect(logged.map(({ action }) => action)).toContain('code.delivered');
    for (const [index, event] of logged.entries()) {
      const head = index === 0 ? { sequence: 0, hash: '0'.repeat(64) } : logged[index - 1];
      expect(findChainFault(head, event, world.keys)).toBeNull();
    }
  });
});
