import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { SlackPerson } from '../../src/domain/directory/slack-person.ts';
import type { Store } from '../../src/ports/store.ts';
import { createAnswerAsManager } from '../../src/services/requests/answer-as-manager.ts';
import { createAskApproval } from '../../src/services/requests/ask-approval.ts';
import { createVerifyCaller } from '../../src/services/requests/verify-caller.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { termsWith } from '../support/terms.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { findFault } from './audit-history.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeVerifying(harness: ContractHarness): void {
  describe('verifications at the same moment, on two instances', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('v');
    let clicks = 0;

    /** An owner asks for a member, whose manager is an admin; all of them are linked. */
    async function open() {
      const { store } = context;
      const seeded = await make.seed(store, 3);
      const { id, organization, owner, member, users } = seeded;
      const manager = { ...(users[2] ?? owner), role: 'admin' as const };
      const people = { owner, member, manager };
      const terms = { ...termsWith({ approval: true }), verificationsRequired: 1 };
      const identities = [owner, member, manager].map((user) => make.identity(user));
      const slackIdOf = (user: { readonly id: string }) =>
        identities.find(({ userId }) => userId === user.id)?.slackUserId ?? '';
      const bare = make.request(owner, member, { terms, expiresAt: T0 + 3_600_000 });
      const request = { ...bare, origin: { ...bare.origin, requesterSlackId: slackIdOf(owner) } };
      await store.transact(id, async (tx) => {
        await tx.directory.update({ ...member, status: 'confirmed' });
        await tx.directory.update({ ...manager, status: 'confirmed' });
        await tx.directory.update({ ...owner, status: 'confirmed' });
        await tx.domains.insert(make.domain(id, { name: 'people.example', verifiedAt: T0 }));
        for (const identity of identities) await tx.identities.insert(identity);
        await tx.requests.insert(request);
      });
      const [first] = identities;
      const clickOf = (user: DirectoryUser) => ({
        organization,
        workspace: { teamId: first?.slackTenantId ?? '', enterpriseId: null },
        channelId: 'D1',
        slackUserId: slackIdOf(user),
        clicker: person(slackIdOf(user), first?.slackTenantId ?? '', user.email),
        requestId: request.id,
        deliveryKey: `verify-${++clicks}`,
      });
      const other = await context.openAnother();
      return { store, other, seeded, people, request, clickOf };
    }

    const person = (slackUserId: string, teamId: string, email: string | null): SlackPerson => ({
      slackUserId,
      teamId,
      enterpriseId: null,
      displayName: slackUserId,
      email,
      isEmailConfirmed: true,
      isDeleted: false,
      isBot: false,
      isRestricted: false,
      isUltraRestricted: false,
      isInvited: false,
      isStranger: false,
    });
    const depsOf = (store: Store) => ({
      store,
      keys: createTestKeys(),
      random: systemRandom,
      clock: { now: () => T0 + 60_000 },
    });

    it('N22: of two forms one follows the other: what is recorded is of one of them, and both are in the history', async () => {
      const { store, other, seeded, request, people, clickOf } = await open();
      const submit = (on: Store, method: 'video' | 'in_person', evidence: string) =>
        createVerifyCaller(depsOf(on))({
          ...clickOf(people.owner),
          reason: evidence,
          ticket: '',
          methods: [{ method, evidence }],
          manager: null,
        });
      const results = await Promise.all([
        submit(store, 'video', 'badge'),
        submit(other, 'in_person', 'desk'),
      ]);
      expect(results.map(({ kind }) => kind)).toEqual(['recorded', 'recorded']);
      const after = await store.read.requests.find(seeded.id, request.id);
      expect(after?.verifications).toHaveLength(1);
      expect(after?.verifications[0]?.evidence).toBe(after?.reason);
      const events = await store.read.audit.list(seeded.id, { after: 0, limit: 99 });
      expect(events.filter(({ action }) => action === 'request.verified')).toHaveLength(2);
      expect(await findFault(store, seeded.id)).toBeNull();
    });

    it('N22: the manager says yes and no at once: one counts, the other is refused', async () => {
      const { store, other, seeded, request, people, clickOf } = await open();
      const waiting = {
        method: 'manager',
        state: 'waiting',
        evidence: '',
        by: people.manager.id,
        at: T0,
      } as const;
      await store.transact(seeded.id, (tx) =>
        tx.requests.transition(seeded.id, request.id, ['pending'], 'pending', { verifications: [waiting] }),
      );
      const answer = (on: Store, word: 'yes' | 'no') =>
        createAnswerAsManager(depsOf(on))(clickOf(people.manager), word);
      const results = await Promise.all([answer(store, 'yes'), answer(other, 'no')]);
      const answered = results.flatMap((result) => (result.kind === 'answered' ? [result.answer] : []));
      expect(answered).toHaveLength(1);
      const after = await store.read.requests.find(seeded.id, request.id);
      expect(after).toMatchObject(
        answered[0] === 'yes'
          ? { state: 'pending', verifications: [{ state: 'done' }] }
          : { state: 'cancelled', cancelReason: 'caller_refused', verifications: [{ state: 'refused' }] },
      );
    });

    it('N22: asking for approval and verifying anew at once never leaves an approval asked for what is no longer so', async () => {
      const { store, other, seeded, request, people, clickOf } = await open();
      const done = {
        method: 'video',
        state: 'done',
        evidence: 'badge',
        by: people.owner.id,
        at: T0,
      } as const;
      await store.transact(seeded.id, (tx) =>
        tx.requests.transition(seeded.id, request.id, ['pending'], 'pending', { verifications: [done] }),
      );
      const responseUrl = new Secret('https://hooks.slack.test/actions/1');
      const [asked] = await Promise.all([
        createAskApproval(depsOf(store))({ ...clickOf(people.owner), responseUrl }),
        createVerifyCaller(depsOf(other))({
          ...clickOf(people.owner),
          reason: 'lost phone',
          ticket: '',
          methods: [{ method: 'in_person', evidence: 'desk' }],
          manager: null,
        }),
      ]);
      const after = await store.read.requests.find(seeded.id, request.id);
      const events = (await store.read.audit.list(seeded.id, { after: 0, limit: 99 })).map(
        ({ action }) => action,
      );
      expect(asked.kind).toBe('asked');
      expect(after?.verifications).toMatchObject([{ method: 'in_person' }]);
      const isAskedLast =
        events.lastIndexOf('request.approval_asked') > events.lastIndexOf('request.verified');
      expect(after?.approvalAskedAt === null).toBe(!isAskedLast);
    });
  });
}
