import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../../domain/directory/slack-person.ts';
import type { DelegationId } from '../../../domain/ids.ts';
import {
  type Delegation,
  judgeDelegating,
  judgeEnding,
  lastsAt,
} from '../../../domain/requests/delegation.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import { auditSlackRefusal, sourceOf } from '../../audit/audit-slack-refusal.ts';
import { type AuditFacts, draftAudit, type ServiceDeps } from '../../deps.ts';
import { resolveIdentity } from '../../directory/resolve-identity.ts';
import { enqueueToGuards } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { isFirstDelivery, type RequestClick } from '../open-click.ts';
import { askDelegate } from './ask-for-open.ts';
import { endDelegation } from './end-delegation.ts';

export type DelegationClick = Omit<RequestClick, 'requestId'>;
type Refused = { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };
type Duplicate = { readonly kind: 'duplicate' };

export interface DelegateInput extends DelegationClick {
  /** Who is to approve in the clicker's place, as Slack knows them; `null` if no one was chosen. */
  readonly delegate: SlackPerson | null;
  readonly endsAt: number;
}

export interface Delegated {
  readonly kind: 'delegated';
  readonly delegation: Delegation;
  readonly delegate: DirectoryUser;
}

/** An approver names who approves in their place, from now on; it replaces the one they named before. */
export function createDelegate(deps: ServiceDeps) {
  return async function delegate(input: DelegateInput): Promise<Delegated | Refused | Duplicate> {
    return deps.store.transact(input.organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const organization = await tx.organizations.findById(input.organization.id);
      if (organization === null) throw new Error('The organization vanished');
      const people = await resolvePeople(deps, tx, input);
      if (people.kind === 'refused') return refused(deps, tx, input, people.refusals);
      const { giver, delegate } = people;
      const { id } = organization;
      const now = deps.clock.now();
      const previous = await tx.delegations.find(id, giver.id);
      const refusals = judgeDelegating({
        giver,
        giverGroups: (await tx.groups.listOfUser(id, giver.id)).map((group) => group.id),
        delegate,
        endsAt: input.endsAt,
        policy: organization.policy,
        freezes: await tx.freezes.listLasting(id),
        delegations: await tx.delegations.listLasting(id),
        previous,
        now,
      });
      if (refusals.length > 0) return refused(deps, tx, input, refusals, delegate.id);
      const draft = (facts: Omit<AuditFacts, 'actor' | 'source'>) =>
        draftAudit(deps, { ...facts, actor: { kind: 'user', id: giver.id }, source: sourceOf(input) });
      if (previous !== null && previous.endedAt === null)
        await endDelegation(deps, tx, previous, { why: 'replaced', draft });
      const delegation: Delegation = {
        id: deps.random.id('delegation'),
        organizationId: id,
        from: giver.id,
        to: delegate.id,
        startsAt: now,
        endsAt: input.endsAt,
        endedAt: null,
      };
      await tx.delegations.put(delegation);
      const details = { delegationId: delegation.id, until: new Date(input.endsAt).toISOString() };
      await tx.audit.append(
        draft({ organizationId: id, action: 'delegation.given', target: delegate.id, details }),
      );
      await announce(deps, tx, delegation);
      await askDelegate(deps, tx, organization, giver, delegate);
      return { kind: 'delegated', delegation, delegate };
    });
  };
}

/** One who holds a stolen session must not be able to do this unseen: its giver, its delegate and all who guard the organization hear of it. */
async function announce(deps: ServiceDeps, tx: Transaction, delegation: Delegation): Promise<void> {
  const { id: delegationId, organizationId, from, to, endsAt } = delegation;
  const facts = { delegationId, from, to, endsAt };
  await enqueueToGuards(deps, tx, organizationId, { kind: 'security_delegated', ...facts });
  for (const readerId of [from, to])
    await enqueueNotice(deps, tx, organizationId, { kind: 'delegation_started', ...facts, readerId });
}

export interface DelegationEnded {
  readonly kind: 'ended';
  readonly giver: DirectoryUser | null;
  readonly delegate: DirectoryUser | null;
}

/** **End delegation**, by its giver, its delegate or an owner. @param delegationId `null` if the button carried anything else */
export function createEndDelegation(deps: ServiceDeps) {
  return async function end(
    click: DelegationClick,
    delegationId: DelegationId | null,
  ): Promise<DelegationEnded | Refused | Duplicate> {
    return deps.store.transact(click.organization.id, async (tx) => {
      if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
      const user = await resolveClicker(deps, tx, click);
      if (user.kind === 'refused') return refused(deps, tx, click, user.refusals);
      const { id } = click.organization;
      const lasting = (await tx.delegations.listLasting(id)).filter((each) =>
        lastsAt(each, deps.clock.now()),
      );
      const delegation = lasting.find((each) => each.id === delegationId);
      if (delegation === undefined) return refused(deps, tx, click, [refuse('delegation_gone')]);
      const refusals = judgeEnding(user.user, delegation, await tx.freezes.listLasting(id));
      if (refusals.length > 0) return refused(deps, tx, click, refusals, delegation.from);
      const actor = { kind: 'user', id: user.user.id } as const;
      await endDelegation(deps, tx, delegation, {
        why: 'ended',
        draft: (facts) => draftAudit(deps, { ...facts, actor, source: sourceOf(click) }),
      });
      const [giver, delegate] = [
        await tx.directory.findUser(id, delegation.from),
        await tx.directory.findUser(id, delegation.to),
      ];
      return { kind: 'ended', giver, delegate };
    });
  };
}

async function resolveClicker(deps: ServiceDeps, tx: Transaction, click: DelegationClick) {
  const { clicker } = click;
  if (clicker === null) return { kind: 'refused', refusals: [refuse('requester_unknown_to_slack')] } as const;
  return resolveIdentity(deps, tx, click, { person: clicker, side: 'requester' });
}

async function resolvePeople(
  deps: ServiceDeps,
  tx: Transaction,
  input: DelegateInput,
): Promise<
  { readonly kind: 'found'; readonly giver: DirectoryUser; readonly delegate: DirectoryUser } | Refused
> {
  const giver = await resolveClicker(deps, tx, input);
  if (giver.kind === 'refused') return giver;
  if (input.delegate === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  const delegate = await resolveIdentity(deps, tx, input, { person: input.delegate, side: 'target' });
  return delegate.kind === 'refused'
    ? delegate
    : { kind: 'found', giver: giver.user, delegate: delegate.user };
}

async function refused(
  deps: ServiceDeps,
  tx: Transaction,
  click: DelegationClick,
  refusals: readonly Refusal[],
  target: string | null = null,
): Promise<Refused> {
  await auditSlackRefusal(deps, tx, { ...click, action: 'delegation.refused', target, refusals });
  return { kind: 'refused', refusals };
}
