import type { AuditActor } from '../audit/audit-event.ts';
import type { DirectoryUser } from '../directory/directory-user.ts';
import type { FreezeId, OrganizationId, UserId } from '../ids.ts';
import { judgeRequester } from './authority.ts';
import { type Refusal, type RefusalCode, refuse } from './refusals.ts';

export const freezeKinds = ['freeze', 'hold'] as const;
/**
 * - `freeze`: issuing is stopped. No request opens, none is approved, no code is made.
 * - `hold`: a burst of requests waits. Requests still open, and wait like those that were open; approvers may decide, but no code is made. Only
 *   of an organization.
 */
export type FreezeKind = (typeof freezeKinds)[number];

/** Someone who wants issuing to go on; counts until {@link PROPOSAL_MS} later, and while they could still propose it. */
export interface UnfreezeProposal {
  readonly by: AuditActor;
  readonly at: number;
}

/** What stops issuing, of the whole organization or of one person. Times are milliseconds since the epoch, UTC. */
export interface Freeze {
  readonly id: FreezeId;
  readonly organizationId: OrganizationId;
  /** Whose issuing is stopped: everyone's, or this person's. */
  readonly subject: OrganizationId | UserId;
  readonly kind: FreezeKind;
  readonly startedBy: AuditActor;
  readonly startedAt: number;
  /** Empty if none was given. */
  readonly reason: string;
  readonly proposal: UnfreezeProposal | null;
  readonly endedBy: AuditActor | null;
  /** `null` while it lasts. */
  readonly endedAt: number | null;
}

export const PROPOSAL_MS = 60 * 60_000;

/** The organization's freeze or hold among those that last. */
export function findOrganizationFreeze(freezes: readonly Freeze[]): Freeze | null {
  return freezes.find(({ subject, organizationId }) => subject === organizationId) ?? null;
}

/** The hold that lasts. */
export function findHold(freezes: readonly Freeze[]): Freeze | null {
  const freeze = findOrganizationFreeze(freezes);
  return freeze?.kind === 'hold' ? freeze : null;
}

/** Why this person may not issue or approve now. @param freezes of the organization, those that last */
export function judgeFreezes(freezes: readonly Freeze[], person: Pick<DirectoryUser, 'id'>): Refusal[] {
  const whole = findOrganizationFreeze(freezes);
  const refusals: Refusal[] = [];
  if (whole !== null)
    refusals.push(refuse(whole.kind === 'hold' ? 'organization_held' : 'organization_frozen'));
  return [...refusals, ...judgeFrozenPerson('issue', freezes, person)];
}

/**
 * What a person whose issuing is frozen may do (`null`), and why not: their account may be someone else's. So nothing that lets anyone further
 * in or takes a brake off, and their word about a caller or a request doesn't count. What only stops or shows something stays theirs.
 */
export const refusedWhileFrozen = {
  issue: 'requester_frozen',
  /** or reject */
  approve: 'requester_frozen',
  /** says, as the manager, that it is the person who calls */
  vouch: 'act_frozen',
  unlock: 'act_frozen',
  /** sends away someone who asks for help; giving it back to others stays theirs */
  decline_help: 'act_frozen',
  change_policy: 'act_frozen',
  resolve_conflict: 'act_frozen',
  /** a sync that waits, as many would lose access */
  decide_sync: 'act_frozen',
  /** of the organization, or of another person */
  end_freeze: 'freezer_frozen',
  /** says, as the manager, that it is not the person who calls */
  refuse_caller: null,
  revoke: null,
  /** the organization; and revoke every code */
  freeze: null,
  /** codes, requests, the history and people, as far as their role may */
  look: null,
} as const satisfies Record<string, RefusalCode | null>;
export type FreezableAct = keyof typeof refusedWhileFrozen;

export function judgeFrozenPerson(
  act: FreezableAct,
  freezes: readonly Freeze[],
  person: Pick<DirectoryUser, 'id'>,
): Refusal[] {
  const code = refusedWhileFrozen[act];
  return code === null || !isFrozen(freezes, person) ? [] : [refuse(code)];
}

export function isFrozen(freezes: readonly Freeze[], { id }: Pick<DirectoryUser, 'id'>): boolean {
  return freezes.some(({ subject }) => subject === id);
}

/** One of the two people who let issuing go on. `user`: as they are now; `null`: an operator, at the command line. */
export interface Unfreezer {
  readonly actor: AuditActor;
  readonly user: DirectoryUser | null;
}

export interface UnfreezeFacts {
  readonly by: Unfreezer;
  /** Who proposed it, as they are now; `null` if no one did, or they are gone. */
  readonly proposer: Unfreezer | null;
  /** Confirmed ones. */
  readonly owners: readonly DirectoryUser[];
  /** Those of the organization that last. */
  readonly freezes: readonly Freeze[];
  readonly now: number;
}

export type UnfreezeDecision =
  | { readonly kind: 'proposes' | 'releases' }
  /** They proposed it before: another person has to agree. */
  | { readonly kind: 'proposed_before'; readonly until: number }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Two different people let the organization's issuing go on: the first proposes, the second confirms. Owners may; where only one owner could
 * act, admins too, but not two of them alone; and operators.
 */
export function decideUnfreeze(freeze: Freeze, facts: UnfreezeFacts): UnfreezeDecision {
  const { by, proposer, now } = facts;
  const refusals = judgeUnfreezer(by, facts);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const { proposal } = freeze;
  if (proposal === null || proposer === null || now >= proposal.at + PROPOSAL_MS) return { kind: 'proposes' };
  // They may have lost their role, or be frozen, since they proposed it: then it is void.
  if (judgeUnfreezer(proposer, facts).length > 0) return { kind: 'proposes' };
  if (isSameActor(by.actor, proposal.by))
    return { kind: 'proposed_before', until: proposal.at + PROPOSAL_MS };
  if (by.user?.role === 'admin' && proposer.user?.role === 'admin')
    return { kind: 'refused', refusals: [refuse('unfreeze_needs_owner')] };
  return { kind: 'releases' };
}

/** Whether admins may be one of the two, as fewer than two owners can act. */
export function mayAdminsUnfreeze({ owners, freezes }: Pick<UnfreezeFacts, 'owners' | 'freezes'>): boolean {
  return owners.filter((owner) => !isFrozen(freezes, owner)).length < 2;
}

function judgeUnfreezer(
  { user }: Unfreezer,
  facts: Pick<UnfreezeFacts, 'owners' | 'freezes'>,
): readonly Refusal[] {
  if (user === null) return [];
  const own = judgeRequester(user);
  if (own.length > 0) return own;
  const frozen = judgeFrozenPerson('end_freeze', facts.freezes, user);
  if (frozen.length > 0) return frozen;
  return user.role === 'owner' || mayAdminsUnfreeze(facts) ? [] : [refuse('owners_only')];
}

/** Why this person may not let a frozen person issue again; operators always may. */
export function judgeReleaser(
  user: DirectoryUser,
  subject: Pick<DirectoryUser, 'id'>,
  freezes: readonly Freeze[],
): readonly Refusal[] {
  const own = judgeRequester(user);
  if (own.length > 0) return own;
  if (user.id === subject.id) return [refuse('release_self')];
  const frozen = judgeFrozenPerson('end_freeze', freezes, user);
  if (frozen.length > 0) return frozen;
  return user.role === 'owner' ? [] : [refuse('owners_only')];
}

/**
 * Whether "This wasn't me" freezes the issuing of this person. Not of an owner that no other owner could release: then it stays with the
 * alarm, or one press could leave an organization without anyone to undo it.
 */
export function isFreezable(
  person: DirectoryUser,
  owners: readonly DirectoryUser[],
  freezes: readonly Freeze[],
): boolean {
  if (person.role !== 'owner') return true;
  return owners.some((owner) => owner.id !== person.id && !isFrozen(freezes, owner));
}

function isSameActor(one: AuditActor, other: AuditActor): boolean {
  return one.kind === other.kind && one.id === other.id;
}
