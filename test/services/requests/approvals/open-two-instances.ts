import { onTestFinished } from 'vitest';
import { seedAcme } from '../../../../src/demo/seed-acme.ts';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import type { DirectoryUser, UserStatus } from '../../../../src/domain/directory/directory-user.ts';
import type { Role } from '../../../../src/domain/directory/roles.ts';
import type { SlackPerson } from '../../../../src/domain/directory/slack-person.ts';
import type { GroupId } from '../../../../src/domain/ids.ts';
import type { Organization } from '../../../../src/domain/organization/organization.ts';
import { defaultPolicy, type Policy } from '../../../../src/domain/organization/policy.ts';
import type { Verdict } from '../../../../src/domain/requests/approval.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import type { Review, ReviewVerdict } from '../../../../src/domain/requests/review.ts';
import { draftOperatorAudit } from '../../../../src/services/audit/draft-operator-audit.ts';
import { draftCode, type Generated, generateCode } from '../../../../src/services/codes/generate-code.ts';
import type { ServiceDeps } from '../../../../src/services/deps.ts';
import { recordUserChanges } from '../../../../src/services/directory/record-user-changes.ts';
import { type AskApprovalResult, createAskApproval } from '../../../../src/services/requests/ask-approval.ts';
import {
  type BreakGlassResult,
  createBreakGlass,
} from '../../../../src/services/requests/break-glass/break-glass.ts';
import {
  type CloseReviewResult,
  createReviewByPerson,
} from '../../../../src/services/requests/break-glass/review-by-person.ts';
import {
  createDecideRequest,
  type DecideRequestResult,
} from '../../../../src/services/requests/decide-request.ts';
import {
  createDelegate,
  createEndDelegation,
} from '../../../../src/services/requests/delegations/delegate.ts';
import type { RequestClick } from '../../../../src/services/requests/open-click.ts';
import { createRequestCode, type RequestCodeResult } from '../../../../src/services/requests/request-code.ts';
import {
  createVerifyCaller,
  type VerifyCallerResult,
} from '../../../../src/services/requests/verify-caller.ts';
import { systemRandom } from '../../../../src/system/system-random.ts';
import { createDatabase, type StoreKind } from '../../../oidc/open-oidc-world.ts';
import { noProviders } from '../../../support/no-providers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';
import { createTestKeys } from '../../../support/test-keys.ts';
import { wordOf } from '../../open-issuing-world.ts';

export type InstanceIndex = 0 | 1;
export type PersonName = 'olivia' | 'ole' | 'adam' | 'amina' | 'mia' | 'hugo';

/** Who is in the group {@link Desk.council}. */
export const councillors: readonly PersonName[] = ['mia', 'hugo'];
/** Everyone's manager. */
export const MANAGER: PersonName = 'hugo';

/** One organization, served by two instances over one store; Slack is what the test says. */
export interface Desk {
  readonly organization: Organization;
  readonly council: GroupId;
  now: number;
  ask(at: InstanceIndex, requester: PersonName, target: PersonName): Promise<RequestCodeResult>;
  askApproval(at: InstanceIndex, requester: PersonName, request: IssueRequest): Promise<AskApprovalResult>;
  decide(
    at: InstanceIndex,
    approver: PersonName,
    request: IssueRequest,
    verdict: Verdict,
  ): Promise<DecideRequestResult>;
  /** The requester's click that makes the code. */
  generate(at: InstanceIndex, requester: PersonName, request: IssueRequest): Promise<Generated>;
  breakGlass(
    at: InstanceIndex,
    requester: PersonName,
    request: IssueRequest,
    isRehearsal: boolean,
  ): Promise<BreakGlassResult>;
  review(
    at: InstanceIndex,
    reviewer: PersonName,
    review: Review,
    verdict: ReviewVerdict,
  ): Promise<CloseReviewResult>;
  findReview(review: Review): Promise<Review | null>;
  /** The logins of those to whom a notice of it waits to be sent. */
  listNotified(review: Review): Promise<string[]>;
  /** The requester's form. */
  verify(
    at: InstanceIndex,
    requester: PersonName,
    request: IssueRequest,
    evidence: string,
  ): Promise<VerifyCallerResult>;
  /** As if a way of verifying forgot the approvals: the open request keeps its state. */
  rewriteVerification(request: IssueRequest, evidence: string): Promise<IssueRequest | null>;
  /** @param ends whether what rests on it ends with it, as the directory's ways of changing a person see to */
  change(
    name: PersonName,
    to: { readonly role?: Role; readonly status?: UserStatus },
    ends: boolean,
  ): Promise<void>;
  /** From now on, until so many minutes have passed. */
  delegate(
    at: InstanceIndex,
    from: PersonName,
    to: PersonName,
    minutes: number,
  ): Promise<Awaited<ReturnType<ReturnType<typeof createDelegate>>>>;
  /** Someone ends what `from` gave last. */
  endDelegation(at: InstanceIndex, by: PersonName, from: PersonName): Promise<{ readonly kind: string }>;
  setPolicy(change: Partial<Policy>): Promise<void>;
  find(request: IssueRequest): Promise<IssueRequest | null>;
  /** The actions in the history, oldest first: all, or those of one kind. */
  list(action?: string): Promise<string[]>;
}

/** Opens organizations, each with its own people, in one database that two instances share. Ends with the test. */
export async function openTwoInstances(kind: StoreKind): Promise<{ openDesk(): Promise<Desk> }> {
  const { databaseUrl, drop } = await createDatabase(kind);
  const keys = createTestKeys();
  const stores = [await openTestStore(databaseUrl, keys), await openTestStore(databaseUrl, keys)] as const;
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await drop();
  });
  const clock = { time: Date.UTC(2026, 0, 31, 12), now: () => clock.time };
  const [store] = stores;
  const depsOf = (at: InstanceIndex): ServiceDeps => ({
    store: stores[at],
    keys,
    random: systemRandom,
    clock,
  });
  // Hashing takes long, and is the same for every code.
  const drafted = await draftCode(depsOf(0), systemRandom.id('user'), null);
  let desks = 0;
  let deliveries = 0;

  async function openDesk(): Promise<Desk> {
    desks += 1;
    const domain = `desk${desks}.test`;
    const make = createStoreFixtures(`desk${desks}x`);
    const limit = { groups: [], domains: [domain] };
    const helpDesk = { ...defaultPolicy.helpDesk, limit, codesPerHour: 100 };
    const policy = { requestsPerTargetPerDay: 100, requestBurst: 1000, helpDesk };
    const organization = await seedAcme(depsOf(0), { emailDomain: domain, policy });
    const { id } = organization;
    const source = make.source(id);
    const group = make.group(source);
    const findUser = async (name: PersonName): Promise<DirectoryUser> => {
      const user = await store.read.directory.findUserByLogin(id, `${name}@${domain}`);
      if (user === null) throw new Error(`Nobody is called ${name}`);
      return user;
    };
    const ole = make.user(id, { role: 'owner', email: `ole@${domain}`, displayName: 'Ole Owner' });
    await store.transact(id, async (tx) => {
      await tx.directory.insert(ole);
      await tx.sources.insert(source);
      await tx.groups.insert(group);
    });
    const everyone = await Promise.all(
      (['olivia', 'ole', 'adam', 'amina', 'mia', 'hugo'] as const).map(findUser),
    );
    const members = await Promise.all(councillors.map(findUser));
    await store.transact(id, async (tx) => {
      for (const user of everyone) await tx.directory.update({ ...user, manager: `${MANAGER}@${domain}` });
      await tx.groups.addMembers(
        id,
        group.id,
        members.map((user) => user.id),
      );
    });

    const describe = (name: string): SlackPerson => ({
      slackUserId: idOf(name),
      teamId: 'TACME',
      enterpriseId: null,
      displayName: name,
      email: `${name}@${domain}`,
      isEmailConfirmed: true,
      isDeleted: false,
      isBot: false,
      isRestricted: false,
      isUltraRestricted: false,
      isInvited: false,
      isStranger: false,
    });
    const place = () => ({
      organization,
      workspace: { teamId: 'TACME', enterpriseId: null },
      channelId: 'C1',
      deliveryKey: `delivery-${++deliveries}`,
    });
    const clickOf = (name: string, request: IssueRequest): RequestClick => ({
      ...place(),
      slackUserId: idOf(name),
      clicker: describe(name),
      requestId: request.id,
    });

    return {
      organization,
      council: group.id,
      get now() {
        return clock.time;
      },
      set now(time) {
        clock.time = time;
      },
      ask: (at, requester, target) =>
        createRequestCode({ ...depsOf(at), providerConnectors: noProviders })({
          ...place(),
          channel: 'direct',
          requesterSlackId: idOf(requester),
          requester: describe(requester),
          targetSlackId: idOf(target),
          target: describe(target),
          reason: 'lost phone',
          responseUrl: null,
        }),
      askApproval: (at, requester, request) =>
        createAskApproval(depsOf(at))({
          ...clickOf(requester, request),
          responseUrl: new Secret('https://hooks.slack.test/actions/1'),
        }),
      decide: (at, approver, request, verdict) =>
        createDecideRequest(depsOf(at))(clickOf(approver, request), wordOf(verdict)),
      generate: (at, requester, request) => {
        const deps = depsOf(at);
        const slack = {
          target: describe((request.origin.targetSlackId ?? '').slice(1).toLowerCase()),
          absence: null,
          channel: 'direct',
        } as const;
        const draft = { ...drafted, record: { id: systemRandom.id('code'), userId: request.targetId } };
        const input = { ...clickOf(requester, request), unlocks: false };
        return deps.store.transact(id, (tx) => generateCode(deps, tx, input, { slack, draft, asked: null }));
      },
      breakGlass: (at, requester, request, isRehearsal) =>
        createBreakGlass(depsOf(at))({
          ...clickOf(requester, request),
          reason: 'everyone is asleep',
          words: 'break glass',
          isRehearsal,
        }),
      review: (at, reviewer, { id: reviewId }, verdict) =>
        createReviewByPerson(depsOf(at)).close(
          { ...place(), slackUserId: idOf(reviewer), clicker: describe(reviewer), reviewId },
          verdict,
          'I called both',
        ),
      findReview: (review) => store.read.reviews.find(id, review.id),
      async listNotified({ id: reviewId }) {
        const waiting = await store.read.notices.listOverdue(clock.time, 1_000_000);
        const ids = waiting.flatMap(({ content }) =>
          content.kind === 'security_glass_broken' &&
          content.reviewId === reviewId &&
          content.ownerId !== null
            ? [content.ownerId]
            : [],
        );
        return (await store.read.directory.listUsersByIds(id, ids)).map(({ email }) => email ?? '');
      },
      verify: (at, requester, request, evidence) =>
        createVerifyCaller(depsOf(at))({
          ...clickOf(requester, request),
          reason: 'lost phone',
          ticket: '',
          methods: [{ method: 'video', evidence }],
          manager: null,
        }),
      rewriteVerification: (request, evidence) =>
        store.transact(id, async (tx) => {
          const found = await tx.requests.find(id, request.id);
          if (found === null) throw new Error('The request is gone');
          if (found.state !== 'pending' && found.state !== 'approved') return null;
          const by = request.requesterId;
          const verifications = [{ method: 'video', state: 'done', evidence, by, at: clock.time }] as const;
          return tx.requests.transition(id, request.id, [found.state], found.state, { verifications });
        }),
      async change(name, to, ends) {
        const before = await findUser(name);
        const after = { ...before, ...to };
        const deps = depsOf(1);
        await deps.store.transact(id, async (tx) => {
          await tx.directory.update(after);
          if (!ends) return;
          const changes = { added: [], changed: [{ before, after }] };
          await recordUserChanges(deps, tx, id, changes, {
            draft: (facts) => draftOperatorAudit(deps, facts),
            action: 'directory.user_changed',
            auditsEveryNew: false,
            announcesAdmins: false,
          });
        });
      },
      delegate(at, from, to, minutes) {
        const { requestId: _, ...click } = { ...clickOf(from, { id: null } as never) };
        const endsAt = clock.time + minutes * 60_000;
        return createDelegate(depsOf(at))({ ...click, delegate: describe(to), endsAt });
      },
      async endDelegation(at, by, from) {
        const { requestId: _, ...click } = { ...clickOf(by, { id: null } as never) };
        const delegation = await store.read.delegations.find(id, (await findUser(from)).id);
        return createEndDelegation(depsOf(at))(click, delegation?.id ?? null);
      },
      setPolicy: (change) =>
        store.transact(id, (tx) => tx.organizations.setPolicy(id, { ...organization.policy, ...change })),
      find: (request) => store.read.requests.find(id, request.id),
      async list(only) {
        const events = await store.read.audit.list(id, { after: 0, limit: 1000 });
        return events.map(({ action }) => action).filter((action) => only === undefined || action === only);
      },
    };
  }

  return { openDesk };
}

function idOf(name: string): string {
  return `U${name.toUpperCase()}`;
}
