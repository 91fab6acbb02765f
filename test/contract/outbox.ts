import { describe, expect, it } from 'vitest';
import type { Notice, NoticeContent } from '../../src/domain/notices/notice.ts';
import type { NoticeClaim } from '../../src/ports/notices.ts';
import type { Store } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

const LEASE_MS = 30_000;

function due(now: number, limit: number, change: Partial<NoticeClaim> = {}): NoticeClaim {
  return { now, leaseMs: LEASE_MS, limit, slackTenantIds: ['T1'], busy: [], ...change };
}

export function describeOutbox(harness: ContractHarness): void {
  describe('outbox', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('f');

    async function enqueue(store: Store, notices: readonly Notice[]): Promise<void> {
      for (const notice of notices) {
        await store.transact(notice.organizationId, (tx) => tx.notices.enqueue(notice));
      }
    }

    it('N13: a notice comes back as written, whatever its kind', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const contents: NoticeContent[] = [
        { kind: 'target_code_issued', codeId: make.id('code') },
        { kind: 'security_redeem_alarm', userId: member.id, alarm: 'frozen', ownerId: null },
        {
          kind: 'security_code_disowned',
          codeId: make.id('code'),
          endedCodeId: make.id('code'),
          requestsCancelled: 2,
          signInsStopped: 0,
          ownerId: member.id,
        },
        {
          kind: 'approver_request',
          requestId: make.id('request'),
          approverId: member.id,
          asking: 'escalation',
        },
        { kind: 'prompt_expired', requestId: make.id('request'), sealedResponseUrl: 'k.n.b.t' },
        { kind: 'hide_reveal', codeId: make.id('code'), sealedResponseUrl: 'k.n.b.t' },
        { kind: 'close_prompt', requestId: make.id('request'), sealedResponseUrl: 'k.n.b.t' },
        {
          kind: 'close_message',
          requestId: make.id('request'),
          readerId: member.id,
          channelId: 'D1',
          ts: '1700000000.000100',
        },
      ];
      const notices = contents.map((content, index) => make.notice(id, { content, dueAt: T0 + index }));
      await enqueue(store, notices);
      expect(await store.read.notices.count()).toBe(notices.length);
      expect(await store.outbox.claim(due(T0 + 100, 10))).toEqual(notices);
    });

    it('claims what is due, oldest due first, up to a limit', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const [b, a, c] = [T0 - 1, T0 - 2, T0].map((dueAt) => make.notice(id, { dueAt }));
      const later = make.notice(id, { dueAt: T0 + 1 });
      if (a === undefined || b === undefined || c === undefined) throw new Error('three notices');
      await enqueue(store, [later, b, a, c]);
      expect(await store.outbox.claim(due(T0, 2))).toEqual([a, b]);
      expect(await store.outbox.claim(due(T0, 2))).toEqual([c]);
      expect(await store.outbox.claim(due(T0, 2))).toEqual([]);
      expect(await store.read.notices.count()).toBe(4);
    });

    it('N13: two claimers never get the same notice', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id } = await make.seed(store);
      await enqueue(
        store,
        Array.from({ length: 20 }, () => make.notice(id)),
      );
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? store : other).outbox.claim(due(T0, 3))),
      );
      const rest = await store.outbox.claim(due(T0, 100));
      const ids = [...claims.flat(), ...rest].map((notice) => notice.id);
      expect(ids).toHaveLength(20);
      expect(new Set(ids).size).toBe(20);
    });

    it('N13: the notice of a claimer that died is given again when the lease is over', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id } = await make.seed(store);
      const notice = make.notice(id);
      await enqueue(store, [notice]);
      expect(await store.outbox.claim(due(T0, 1))).toEqual([notice]);
      expect(await other.outbox.claim(due(T0 + LEASE_MS - 1, 1))).toEqual([]);
      expect(await other.outbox.claim(due(T0 + LEASE_MS, 1))).toEqual([notice]);
    });

    it('S13: only for the workspaces of the claimer; what has none yet is given to its organization’s first', async () => {
      const { store } = context;
      const [ours, theirs] = [await make.seed(store), await make.seed(store)];
      const notices = ['T1', 'T2', 'T3', null].map((slackTenantId, index) =>
        make.notice(ours.id, { slackTenantId, dueAt: T0 + index }),
      );
      const others = make.notice(theirs.id, { slackTenantId: null, dueAt: T0 + 9 });
      await enqueue(store, [...notices, others]);
      expect(await store.outbox.claim(due(T0 + 99, 9, { slackTenantIds: [] }))).toEqual([]);
      expect(await store.outbox.claim(due(T0 + 99, 9, { slackTenantIds: ['T2', 'T3'] }))).toEqual([
        notices[1],
        notices[2],
      ]);
      await store.outbox.adopt(ours.id, 'T4');
      const adopted = { ...notices[3], slackTenantId: 'T4' };
      expect(await store.outbox.claim(due(T0 + 99, 9, { slackTenantIds: ['T4'] }))).toEqual([adopted]);
      expect(await store.read.notices.listOverdue(T0 + 99, 9)).toEqual([
        ...notices.slice(0, 3),
        adopted,
        others,
      ]);
      expect(await store.read.notices.listOverdue(T0 + 1, 1)).toEqual([notices[0]]);
    });

    it('N13: email is for those who claim email, of any organization, and for no token of Slack', async () => {
      const { store } = context;
      const [ours, theirs] = [await make.seed(store), await make.seed(store)];
      const mail = (id: typeof ours.id, change: Partial<Notice>) =>
        make.notice(id, { channel: 'email', slackTenantId: null, ...change });
      const first = mail(ours.id, { destination: `mail:${ours.member.id}`, dueAt: T0 });
      const second = mail(ours.id, { destination: `mail:${ours.member.id}`, dueAt: T0 + 1 });
      const other = mail(theirs.id, { destination: `mail:${theirs.member.id}`, dueAt: T0 + 2 });
      const homeless = make.notice(ours.id, { slackTenantId: null, dueAt: T0 + 3 });
      const posted = make.notice(ours.id, { dueAt: T0 + 4 });
      await enqueue(store, [second, first, other, homeless, posted]);
      await store.outbox.adopt(ours.id, 'T1');
      const byMail = due(T0 + 99, 9, { channel: 'email', slackTenantIds: [] });
      expect(await store.outbox.claim(due(T0 + 99, 9))).toEqual([
        { ...homeless, slackTenantId: 'T1' },
        posted,
      ]);
      expect(await store.outbox.claim(byMail)).toEqual([first, other]);
      expect(await store.outbox.claim({ ...byMail, busy: [first.destination] })).toEqual([]);
      await store.outbox.complete(first.id);
      await store.outbox.postpone(other.id, T0 + 200);
      expect(await store.outbox.claim(byMail)).toEqual([second]);
      const later = { ...byMail, now: T0 + 200 };
      expect(await store.outbox.claim(later)).toEqual([{ ...other, dueAt: T0 + 200, attempts: 1 }]);
      expect(await store.outbox.claim(later)).toEqual([]);
    });

    it('S8: one at a time for a destination, and none for one that is busy, however many wait there', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const channel = Array.from({ length: 250 }, (_, index) =>
        make.notice(id, { destination: 'CSECURITY', dueAt: T0 - 1000 + index }),
      );
      const [first, second] = [
        make.notice(id, { destination: 'usr_a', dueAt: T0 - 1 }),
        make.notice(id, { destination: 'usr_a' }),
      ];
      const own = make.notice(id);
      await store.transact(id, async (tx) => {
        for (const notice of [...channel, second, first, own]) await tx.notices.enqueue(notice);
      });
      expect(await store.outbox.claim(due(T0, 9))).toEqual([channel[0], first, own]);
      expect(await store.outbox.claim(due(T0, 9, { busy: ['CSECURITY'] }))).toEqual([second]);
      expect(await store.outbox.claim(due(T0, 9, { busy: ['usr_a'] }))).toEqual([channel[1]]);
    });

    it('U4: what waits for the end of a code or a request is due as soon as that is said, and nothing else is', async () => {
      const { store } = context;
      const [{ id }, neighbour] = [await make.seed(store), await make.seed(store)];
      const [codeId, requestId] = [make.id('code'), make.id('request')];
      const hide = (code = codeId): NoticeContent => ({
        kind: 'hide_reveal',
        codeId: code,
        sealedResponseUrl: 'k.n.b.t',
      });
      const close = { kind: 'close_prompt', requestId, sealedResponseUrl: 'k.n.b.t' } as const;
      const later = { dueAt: T0 + 60_000 };
      const [hiding, closing] = [
        make.notice(id, { content: hide(), ...later }),
        make.notice(id, { content: close, ...later }),
      ];
      const others = [
        make.notice(id, { content: hide(make.id('code')), ...later }),
        make.notice(id, { content: { kind: 'requester_enrolment_missing', codeId }, ...later }),
        make.notice(neighbour.id, { content: hide(), ...later }),
      ];
      await enqueue(store, [hiding, closing, ...others]);
      await expect(
        store.transact(id, async (tx) => {
          await tx.notices.hasten(id, codeId, T0);
          throw new Error('undone');
        }),
      ).rejects.toThrow('undone');
      expect(await store.outbox.claim(due(T0, 10))).toEqual([]);
      await store.transact(id, (tx) => tx.notices.hasten(id, codeId, T0));
      expect(await store.outbox.claim(due(T0, 10))).toEqual([{ ...hiding, dueAt: T0 }]);
      await store.transact(id, (tx) => tx.notices.hasten(id, requestId, T0 + 1));
      expect(await store.outbox.claim(due(T0 + 1, 10))).toEqual([{ ...closing, dueAt: T0 + 1 }]);
      await store.outbox.complete(hiding.id);
      await store.transact(id, (tx) => tx.notices.hasten(id, codeId, T0 + 2));
      expect(await store.outbox.claim(due(T0 + 2, 10))).toEqual([]);
    });

    it('U4: what is enqueued and hastened in one transaction is due', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const content = { kind: 'hide_reveal', codeId: make.id('code'), sealedResponseUrl: 'k.n.b.t' } as const;
      const notice = make.notice(id, { content, dueAt: T0 + 60_000 });
      await store.transact(id, async (tx) => {
        await tx.notices.enqueue(notice);
        await tx.notices.hasten(id, content.codeId, T0);
      });
      expect(await store.outbox.claim(due(T0, 10))).toEqual([{ ...notice, dueAt: T0 }]);
    });

    it('what was sent is forgotten; what failed is due again at its time, the attempt counted', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const [sent, failed] = [make.notice(id, { dueAt: T0 - 1 }), make.notice(id)];
      await enqueue(store, [sent, failed]);
      await store.outbox.claim(due(T0, 2));
      await store.outbox.complete(sent.id);
      await store.outbox.postpone(failed.id, T0 + 2000);
      expect(await store.read.notices.count()).toBe(1);
      expect(await store.outbox.claim(due(T0 + 1999, 2))).toEqual([]);
      const retried = { ...failed, dueAt: T0 + 2000, attempts: 1 };
      expect(await store.outbox.claim(due(T0 + 2000, 2))).toEqual([retried]);
      await store.outbox.complete(failed.id);
      await store.outbox.complete(failed.id);
      await store.outbox.postpone(failed.id, T0);
      expect(await store.read.notices.count()).toBe(0);
    });
  });
}
