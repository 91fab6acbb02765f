import { expect, onTestFinished } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { NoticeContent } from '../../src/domain/notices/notice.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import type { IssueRequest } from '../../src/domain/requests/issue-request.ts';
import type { Store } from '../../src/ports/store.ts';
import { createAskApproval } from '../../src/services/requests/ask-approval.ts';
import {
  createDecideRequest,
  type DecideRequestResult,
  type Word,
} from '../../src/services/requests/decide-request.ts';
import type { StoreKind } from '../support/start-world.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { openRevealWorld, type RevealWorld } from './open-reveal-world.ts';

/** What a person in Acme's channel `C1` does is in the history as coming from here. */
export const SOURCE = 'slack:TACME/C1';
export const CHANNEL = 'CSECURITY';
const responseUrl = new Secret('https://hooks.slack.test/actions/1');

export interface WaitingNotice {
  readonly dueAt: number;
  readonly content: NoticeContent;
}

export interface IssuingWorld extends RevealWorld {
  /** The history of what has happened since the last call, oldest first. */
  newEvents(): Promise<AuditEvent[]>;
  /** The notices that were written since the last call. */
  newNotices(): Promise<WaitingNotice[]>;
  change(name: string, change: Partial<DirectoryUser>): Promise<DirectoryUser>;
  /** @param linked who used the bot before */
  unverifyDomain(...linked: string[]): Promise<void>;
  setPolicy(change: Partial<Policy>): Promise<void>;
  /** As after too many wrong codes, until an admin ends it. */
  lockOut(user: DirectoryUser): Promise<void>;
  findRequest(request: IssueRequest): Promise<IssueRequest | null>;
  /** `requester` asks for `target`, and then for approval; all of it is told and past. */
  askForApproval(requester: string, target: string): Promise<IssueRequest>;
  decide(
    approver: string,
    request: IssueRequest,
    verdict: 'approved' | 'rejected',
  ): Promise<DecideRequestResult>;
}

/** {@link openRevealWorld}, watched: what each step writes and tells. Ends with the test. */
export async function openIssuingWorld(
  policy: Partial<Policy> = { securityChannelId: CHANNEL },
  kind: StoreKind = 'sqlite',
): Promise<IssuingWorld> {
  const world = await openRevealWorld(policy, kind);
  onTestFinished(() => world.close());
  const { store, organization, deps } = world;
  const { id } = organization;
  let seenEvents = 0;
  const seenNotices = new Set<string>();

  async function newEvents(): Promise<AuditEvent[]> {
    const events = await store.read.audit.list(id, { after: seenEvents, limit: 1000 });
    seenEvents = events.at(-1)?.sequence ?? seenEvents;
    return events;
  }

  async function newNotices(): Promise<WaitingNotice[]> {
    const all = await store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 1000);
    const fresh = all.filter((notice) => !seenNotices.has(notice.id));
    for (const notice of fresh) seenNotices.add(notice.id);
    return fresh.map(({ dueAt, content }) => ({ dueAt, content }));
  }

  const forget = async (): Promise<unknown> => [await newEvents(), await newNotices()];
  await forget();
  return Object.assign(world, {
    newEvents,
    newNotices,
    async change(name: string, change: Partial<DirectoryUser>) {
      const changed = { ...(await world.findUser(name)), ...change };
      await store.transact(id, (tx) => tx.directory.update(changed));
      return changed;
    },
    async unverifyDomain(...linked: string[]) {
      const make = createStoreFixtures('links');
      const people = await Promise.all(linked.map((name) => world.findUser(name)));
      await store.transact(id, async (tx) => {
        for (const [index, person] of people.entries()) {
          const slackUserId = `U${linked[index]?.toUpperCase()}`;
          await tx.identities.insert(make.identity(person, { slackTenantId: 'TACME', slackUserId }));
        }
        await tx.domains.setVerified(id, 'acme.test', null);
      });
    },
    setPolicy: (change: Partial<Policy>) =>
      store.transact(id, (tx) => tx.organizations.setPolicy(id, { ...organization.policy, ...change })),
    lockOut: (user: DirectoryUser) =>
      store.transact(id, (tx) =>
        tx.lockouts.put({
          ...newLockout(id, user.id, world.now),
          consecutiveFailures: 100,
          isDisabled: true,
        }),
      ),
    findRequest: (request: IssueRequest) => store.read.requests.find(id, request.id),
    async askForApproval(requester: string, target: string) {
      const request = await world.ask(requester, target);
      const asked = await createAskApproval(deps)({ ...world.clickOf(requester, request), responseUrl });
      if (asked.kind !== 'asked') throw new Error(`No one was asked: ${asked.kind}`);
      await forget();
      return asked.request;
    },
    decide: (approver: string, request: IssueRequest, verdict: 'approved' | 'rejected') =>
      createDecideRequest(deps)(world.clickOf(approver, request), wordOf(verdict)),
  });
}

export const REJECTION = 'the badge is expired';

export function wordOf(verdict: 'approved' | 'rejected'): Word {
  return verdict === 'approved' ? { verdict } : { verdict, reason: REJECTION };
}

/** A refusal with exactly these reasons. */
export const refusedFor = (...codes: string[]) => ({
  kind: 'refused',
  refusals: codes.map((code) => expect.objectContaining({ code })),
});

/** The store, in whose transactions this person is not found any longer. */
export function hideUser(store: Store, hidden: DirectoryUser): Store {
  return {
    ...store,
    transact: (organizationId, work) =>
      store.transact(organizationId, (tx) => {
        const findUser: typeof tx.directory.findUser = async (of, userId) =>
          userId === hidden.id ? null : tx.directory.findUser(of, userId);
        return work({ ...tx, directory: { ...tx.directory, findUser } });
      }),
  };
}
