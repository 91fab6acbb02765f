import { describe, expect, it } from 'vitest';
import {
  type AuditDraft,
  type AuditEvent,
  emptyAuditHead,
  findChainFault,
} from '../../src/domain/audit/audit-event.ts';
import type { OrganizationId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

/** The first fault of the stored history as `sequence kind`, or `null`; a head that fits no event is `head`. */
export async function findFault(store: Store, organizationId: OrganizationId): Promise<string | null> {
  const events = await store.read.audit.list(organizationId, { after: 0, limit: 10_000 });
  let head = emptyAuditHead;
  for (const event of events) {
    const fault = findChainFault(head, event, createTestKeys());
    if (fault !== null) return `${event.sequence} ${fault}`;
    head = { sequence: event.sequence, hash: event.hash };
  }
  const stored = await store.read.audit.head(organizationId);
  return stored.sequence === head.sequence && stored.hash === head.hash ? null : 'head';
}

export function describeAuditHistory(harness: ContractHarness): void {
  describe('audit history', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('i');

    async function append(draft: AuditDraft): Promise<AuditEvent> {
      const { store } = context;
      await store.transact(draft.organizationId, (tx) => tx.audit.append(draft));
      const [event] = await store.read.audit.listLatest(draft.organizationId, 1);
      if (event === undefined) throw new Error('The event is not there');
      return event;
    }

    async function writeHistory(length: number): Promise<{ id: OrganizationId; events: AuditEvent[] }> {
      const { id } = await make.seed(context.store);
      const events: AuditEvent[] = [];
      for (let index = 0; index < length; index++) {
        const action = index % 2 === 0 ? 'request.opened' : 'code.generated';
        events.push(await append(make.draft(id, { action })));
      }
      return { id, events };
    }

    it('N14: an event comes back as written: all fields, empty ones, and details of every kind', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const draft = make.draft(id, {
        action: 'redeem.refused',
        outcome: 'refused',
        actor: { kind: 'client', id: 'cli_1' },
        target: 'usr_1',
        reason: 'Ünïcode 😀 "quotes" \n',
        source: 'http:127.0.0.1',
        details: {
          text: 'x',
          number: 1.5,
          big: 1_767_225_600_000,
          yes: true,
          no: false,
          nothing: null,
          'a.b$c': 1,
        },
      });
      const appended = await append(draft);
      expect(appended).toMatchObject(draft);
      expect(await store.read.audit.list(id, { after: 0, limit: 9 })).toEqual([appended]);
      const bare = await append(make.draft(id));
      expect(await store.read.audit.listLatest(id, 9)).toEqual([bare, appended]);
      expect(await findFault(store, id)).toBeNull();
    });

    it('N14: events are numbered 1, 2, 3 in the order of the calls, across transactions and within one', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const drafts = Array.from({ length: 6 }, () => make.draft(id));
      await store.transact(id, async (tx) => {
        for (const draft of drafts.slice(0, 2)) await tx.audit.append(draft);
      });
      await store.transact(id, async (tx) => {
        // Not awaited one by one: the order of the calls counts.
        await Promise.all(drafts.slice(2).map((draft) => tx.audit.append(draft)));
      });
      const events = await store.read.audit.list(id, { after: 0, limit: 9 });
      expect(events.map((event) => event.sequence)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(events.map((event) => event.id)).toEqual(drafts.map((draft) => draft.id));
      expect(await findFault(store, id)).toBeNull();
    });

    it('N14: an append that is rolled back leaves neither an event nor a gap', async () => {
      const { store } = context;
      const { id, events } = await writeHistory(2);
      const lost = store.transact(id, async (tx) => {
        await tx.audit.append(make.draft(id));
        throw new Error('rolled back');
      });
      await expect(lost).rejects.toThrow('rolled back');
      const next = await append(make.draft(id));
      expect(next).toMatchObject({ sequence: 3, previousHash: events[1]?.hash });
      expect(await findFault(store, id)).toBeNull();
    });

    it('lists what was done to one target, newest first, a page at a time, without changes of the directory', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const other = await make.seed(store);
      const about: AuditEvent[] = [];
      for (const action of ['request.opened', 'code.delivered', 'redeem.refused', 'code.redeemed'] as const) {
        about.push(await append(make.draft(id, { action, target: 'usr_1' })));
        await append(make.draft(id, { action, target: 'usr_2' }));
        await append(make.draft(id, { action: 'directory.user_changed', target: 'usr_1' }));
      }
      await append(make.draft(other.id, { target: 'usr_1' }));
      const [opened, delivered, refused, redeemed] = about;
      const { audit } = store.read;
      expect(await audit.listAbout(id, 'usr_1', { before: null, limit: 9 })).toEqual([
        redeemed,
        refused,
        delivered,
        opened,
      ]);
      expect(await audit.listAbout(id, 'usr_1', { before: null, limit: 2 })).toEqual([redeemed, refused]);
      const before = refused?.sequence ?? 0;
      expect(await audit.listAbout(id, 'usr_1', { before, limit: 2 })).toEqual([delivered, opened]);
      expect(await audit.listAbout(id, 'usr_1', { before: opened?.sequence ?? 0, limit: 2 })).toEqual([]);
      expect(await audit.listAbout(id, 'usr_3', { before: null, limit: 2 })).toEqual([]);
    });

    it('lists from a place on, up to a limit, and by action', async () => {
      const { store } = context;
      const { id, events } = await writeHistory(5);
      const [first, second, third, fourth, fifth] = events;
      expect(await store.read.audit.list(id, { after: 2, limit: 2 })).toEqual([third, fourth]);
      expect(await store.read.audit.list(id, { after: 0, limit: 9, action: 'code.generated' })).toEqual([
        second,
        fourth,
      ]);
      expect(await store.read.audit.list(id, { after: 1, limit: 1, action: 'request.opened' })).toEqual([
        third,
      ]);
      expect(await store.read.audit.listLatest(id, 2)).toEqual([fifth, fourth]);
      expect(await store.read.audit.head(id)).toEqual({ sequence: 5, hash: fifth?.hash });
      expect(first?.previousHash).toBe(emptyAuditHead.hash);
    });

    it('an organization without events has the empty head', async () => {
      expect(await context.store.read.audit.head(make.id('organization'))).toEqual(emptyAuditHead);
    });

    it('N14: an event that is changed is named', async () => {
      const { store, database } = context;
      const { id } = await writeHistory(5);
      expect(await findFault(store, id)).toBeNull();
      await database.raw.changeAuditReason(id, 3, 'a better story');
      expect(await findFault(store, id)).toBe('3 altered');
    });

    it('N14: an event that is deleted is missed, the last one as well', async () => {
      const { store, database } = context;
      const [middle, last] = [await writeHistory(5), await writeHistory(5)];
      await database.raw.deleteAuditEvent(middle.id, 3);
      expect(await findFault(store, middle.id)).toBe('4 missing');
      await database.raw.deleteAuditEvent(last.id, 5);
      expect(await findFault(store, last.id)).toBe('head');
    });

    it('N14: two events that change places are found', async () => {
      const { store, database } = context;
      const { id } = await writeHistory(5);
      await database.raw.renumberAuditEvent(id, 2, 1000);
      await database.raw.renumberAuditEvent(id, 3, 2);
      await database.raw.renumberAuditEvent(id, 1000, 3);
      expect(await findFault(store, id)).toBe('2 altered');
    });

    it('N14: events appended at once through two handles make one chain', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id } = await make.seed(store);
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 === 0 ? store : other).transact(id, (tx) => tx.audit.append(make.draft(id))),
        ),
      );
      expect(await store.read.audit.head(id)).toMatchObject({ sequence: 30 });
      expect(await findFault(store, id)).toBeNull();
    });
  });
}
