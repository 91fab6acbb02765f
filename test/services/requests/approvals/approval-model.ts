import type { UserStatus } from '../../../../src/domain/directory/directory-user.ts';
import type { Role } from '../../../../src/domain/directory/roles.ts';
import { councillors, MANAGER, type PersonName } from './open-two-instances.ts';

/** Who may approve, in the model's own words. */
export interface Rule {
  readonly roles: readonly ('owner' | 'admin')[];
  readonly council: boolean;
  readonly manager: boolean;
}

export interface ModelTerms {
  readonly approvals: number;
  readonly verifications: number;
  readonly rule: Rule;
  readonly fallback: Rule | null;
}

export interface ModelRequest {
  readonly requester: PersonName;
  readonly target: PersonName;
  /** Whether it was for an owner or admin when it was opened, or has been since. */
  isPrivileged: boolean;
  /** Whether it was made by the help desk, whose scope is `limit`. */
  readonly isDesk: boolean;
  /** As of when it was opened; each count never falls. */
  terms: ModelTerms;
  /** When others were asked; `null`: not yet, or no longer. */
  askedAt: number | null;
  /** From when on the fallback may approve too. */
  escalatesAt: number;
  isVerified: boolean;
  /** Who agreed to the act as it is now, and in whose place. */
  words: readonly Word[];
  until: number;
  isOver: boolean;
  /** Whether its requester broke the glass for the act as it is now, by its terms. */
  isGlassBroken: boolean;
  /** Once rehearsed, it never becomes a code. */
  isRehearsal: boolean;
}

/** Of a break-glass, open until another person has closed it. */
export interface ModelReview {
  readonly request: ModelRequest;
  readonly isRehearsal: boolean;
  isOpen: boolean;
}

export interface Word {
  readonly by: PersonName;
  /** `null`: their own. */
  readonly inPlaceOf: PersonName | null;
}

export interface ModelDelegation {
  readonly to: PersonName;
  readonly startsAt: number;
  readonly until: number;
}

export interface Model {
  readonly people: Record<PersonName, { role: Role; status: UserStatus }>;
  /** What a code for an owner or admin needs by the policy of now. */
  privileged: ModelTerms;
  readonly requests: ModelRequest[];
  readonly reviews: ModelReview[];
  /** By their givers; those that were ended are gone. */
  readonly delegations: Map<PersonName, ModelDelegation>;
  mayDelegate: boolean;
}

export const REQUEST_MS = 10 * 60_000;
export const APPROVAL_MS = 60 * 60_000;
export const ESCALATION_MS = 15 * 60_000;

const anyIssuer: Rule = { roles: ['owner', 'admin'], council: false, manager: false };
const nothing: ModelTerms = { approvals: 0, verifications: 0, rule: anyIssuer, fallback: null };

export function startModel(): Model {
  const of = (role: Role) => ({ role, status: 'confirmed' as UserStatus });
  return {
    people: {
      olivia: of('owner'),
      ole: of('owner'),
      adam: of('admin'),
      amina: of('admin'),
      mia: of('member'),
      hugo: of('helpdesk'),
    },
    privileged: { ...nothing, approvals: 1 },
    requests: [],
    reviews: [],
    delegations: new Map(),
    mayDelegate: false,
  };
}

export function isPrivileged({ people }: Model, target: PersonName): boolean {
  return people[target].role === 'owner' || people[target].role === 'admin';
}

/** What the policy of now asks of it. */
export function termsNow(
  model: Model,
  { target, isPrivileged: was, isDesk }: Pick<ModelRequest, 'target' | 'isPrivileged' | 'isDesk'>,
): ModelTerms {
  const ofTier = was || isPrivileged(model, target) ? model.privileged : nothing;
  if (!isDesk) return ofTier;
  return {
    ...ofTier,
    approvals: Math.max(1, ofTier.approvals),
    verifications: Math.max(1, ofTier.verifications),
  };
}

export function raise(then: ModelTerms, now: ModelTerms): ModelTerms {
  return {
    ...now,
    approvals: Math.max(then.approvals, now.approvals),
    verifications: Math.max(then.verifications, now.verifications),
  };
}

/** Whether this person is one who may agree to it at this moment, by these terms. */
export function mayApprove(
  { people }: Model,
  { requester, target, escalatesAt }: ModelRequest,
  { rule, fallback }: ModelTerms,
  name: PersonName,
  now: number,
): boolean {
  if (name === requester || name === target || people[name].status !== 'confirmed') return false;
  const fits = ({ roles, council, manager }: Rule): boolean => {
    if ((council && councillors.includes(name)) || (manager && name === MANAGER)) return true;
    const { role } = people[name];
    if (role === 'owner') return roles.includes('owner');
    return role === 'admin' && roles.includes('admin') && people[target].role !== 'owner';
  };
  return fits(rule) || (fallback !== null && now >= escalatesAt && fits(fallback));
}

/** Whether this person may close the review: an owner, or an admin where no other owner could. */
export function mayReview({ people }: Model, { request }: ModelReview, name: PersonName): boolean {
  const isApart = (each: PersonName) =>
    each !== request.requester && each !== request.target && people[each].status === 'confirmed';
  if (!isApart(name)) return false;
  if (people[name].role === 'owner') return true;
  const names = Object.keys(people) as PersonName[];
  return (
    people[name].role === 'admin' && !names.some((each) => isApart(each) && people[each].role === 'owner')
  );
}

/** How many people's word stands: they agreed to this very act, and could do so now by its terms and by the policy of now. */
export function countStanding(model: Model, request: ModelRequest, now: number): number {
  const present = termsNow(model, request);
  const rules = present.approvals > 0 ? [request.terms, present] : [request.terms];
  const stands = ({ by, inPlaceOf }: Word) =>
    rules.every((terms) =>
      inPlaceOf === null
        ? mayApprove(model, request, terms, by, now)
        : mayTakePlace(model, request, terms, inPlaceOf, by, now),
    );
  return countApart(request.words.filter(stands), []);
}

/** The most words of which no two share a person. */
function countApart([word, ...others]: readonly Word[], taken: readonly PersonName[]): number {
  if (word === undefined) return 0;
  const people = [word.by, word.inPlaceOf ?? word.by];
  const without = countApart(others, taken);
  if (people.some((name) => taken.includes(name))) return without;
  return Math.max(without, 1 + countApart(others, [...taken, ...people]));
}

/** Whether `delegate` may agree in the place of `giver` at this moment, by these terms. */
export function mayTakePlace(
  model: Model,
  request: ModelRequest,
  terms: ModelTerms,
  giver: PersonName,
  delegate: PersonName,
  now: number,
): boolean {
  const delegation = model.delegations.get(giver);
  if (!model.mayDelegate || delegation?.to !== delegate) return false;
  if (now < delegation.startsAt || now >= delegation.until) return false;
  const { role, status } = model.people[delegate];
  if (delegate === request.requester || delegate === request.target || status !== 'confirmed') return false;
  if (!mayApprove(model, request, terms, giver, now)) return false;
  const rules = [
    terms.rule,
    ...(terms.fallback !== null && now >= request.escalatesAt ? [terms.fallback] : []),
  ];
  const isNamed = rules.some(
    ({ council, manager }) => (council && councillors.includes(giver)) || (manager && giver === MANAGER),
  );
  return isNamed || role === 'owner' || role === 'admin';
}

/** N18: what rested on this person ends, whatever is changed back later. A manager's word does not rest on a role without authority. */
export function endWhatRestsOn(
  { requests, delegations }: Model,
  name: PersonName,
  roleBefore: Role,
  isSuspended: boolean,
): void {
  const isLost = isSuspended || roleBefore === 'owner' || roleBefore === 'admin';
  for (const [from, { to }] of delegations)
    if (isLost && (from === name || to === name)) delegations.delete(from);
  for (const request of requests) {
    if (isLost)
      request.words = request.words.filter(({ by, inPlaceOf }) => by !== name && inPlaceOf !== name);
    if (request.requester === name || request.target === name) request.isOver = true;
  }
}
