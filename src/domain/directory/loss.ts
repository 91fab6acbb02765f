import type { DirectoryUser } from './directory-user.ts';

/** Why what was issued, asked or approved on a person's account counts no longer. */
export type LossReason =
  | 'not_confirmed'
  | 'role_changed'
  | 'contact_changed'
  | 'domain_unverified'
  | 'slack_account_lost'
  | 'right_lost';

/** What a change of a person takes away; `null` for nothing. */
export interface Loss {
  /** Their code, and the requests for them. */
  readonly asTarget: LossReason | null;
  /** Their requests for others, and the approvals they gave. The codes they issued stay: those are other people's. */
  readonly asIssuer: LossReason | null;
}

type Judged = Pick<DirectoryUser, 'status' | 'role' | 'email' | 'mobile' | 'alias' | 'primary'>;

/**
 * What ends for good with a change in the directory, whatever is changed back later (N18). A new role ends a code as well: it was issued under
 * the rules for the old one. So does a new login: a code counts for every login of its user, and this one may have been another person's
 * until now.
 */
export function findLoss(before: Judged, after: Judged): Loss {
  if (before.status === 'confirmed' && after.status !== 'confirmed')
    return { asTarget: 'not_confirmed', asIssuer: 'not_confirmed' };
  const isOfAnotherRole = before.role !== after.role;
  const isElsewhere =
    before.primary !== after.primary || domainOf(before) !== domainOf(after) || gainsLogin(before, after);
  return {
    asTarget: isOfAnotherRole ? 'role_changed' : isElsewhere ? 'contact_changed' : null,
    asIssuer: isOfAnotherRole && before.role !== 'member' ? 'role_changed' : null,
  };
}

export function isLoss({ asTarget, asIssuer }: Loss): boolean {
  return asTarget !== null || asIssuer !== null;
}

function gainsLogin(before: Judged, after: Judged): boolean {
  const known = [before.email, before.mobile, before.alias];
  return [after.email, after.mobile, after.alias].some((login) => login !== null && !known.includes(login));
}

function domainOf({ email }: Judged): string | null {
  return email === null ? null : email.slice(email.lastIndexOf('@') + 1);
}
