import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import type { SlackIdentity } from '../../domain/directory/slack-identity.ts';
import { judgeSlackPerson, type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { judgeDomain } from '../../domain/requests/domain-dependence.ts';
import { type Refusal, type RefusalFacts, refuse } from '../../domain/requests/refusals.ts';
import type { Readers } from '../../ports/store.ts';
import type { SlackPlace } from '../audit/audit-slack-refusal.ts';
import { findLink } from './find-link.ts';
import { readDomain } from './read-domain.ts';

/** Where in Slack the account was met, and in which organization it is to be found. */
export interface ResolvePlace extends SlackPlace {
  readonly organization: Organization;
  /** What they want to do, where the table of domains says that it depends on none: no link is stored then. */
  readonly act?: 'revoke';
}

export interface SlackSubject {
  readonly person: SlackPerson;
  /** Which refusals apply: each names the requester or the target. */
  readonly side: 'requester' | 'target';
}

export type IdentityConflict = 'second_claimant' | 'slack_email_changed' | 'directory_email_changed';

export type IdentityDecision =
  | { readonly kind: 'linked'; readonly user: DirectoryUser; readonly identity: SlackIdentity }
  /** Seen for the first time: `email` is what proves it. */
  | { readonly kind: 'new'; readonly user: DirectoryUser; readonly email: string }
  /** Their domain isn't verified, and what they want depends on none: no link may be stored. */
  | { readonly kind: 'unlinked'; readonly user: DirectoryUser }
  | { readonly kind: 'conflict'; readonly reason: IdentityConflict }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

type Rooms = Pick<Readers, 'identities' | 'directory' | 'domains'>;

/**
 * Which directory user a Slack account is, without writing anything. Anything that no longer agrees (an address changed on either
 * side, a second account for the same user) is a conflict, never silently re-linked. Otherwise changing an e-mail address would turn a
 * stolen account into another person's.
 */
export async function decideIdentity(
  rooms: Rooms,
  place: ResolvePlace,
  subject: SlackSubject,
): Promise<IdentityDecision> {
  const { person, side } = subject;
  const refusals = judgeSlackPerson(person, place.workspace, side);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const link = await findLink(rooms, place, person.slackUserId);
  if (link === null) return decideByEmail(rooms, place, subject);
  const { identity, user } = link;
  if (user === null)
    return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`, namesOf(subject))] };
  const slackEmail = parseEmail(person.email ?? '')?.address ?? null;
  if (slackEmail !== identity.linkedEmail) return { kind: 'conflict', reason: 'slack_email_changed' };
  if (user.email !== identity.linkedEmail) return { kind: 'conflict', reason: 'directory_email_changed' };
  return { kind: 'linked', user, identity };
}

async function decideByEmail(
  rooms: Rooms,
  place: ResolvePlace,
  subject: SlackSubject,
): Promise<IdentityDecision> {
  const { organization, workspace } = place;
  const { person, side } = subject;
  const email = parseEmail(person.email ?? '')?.address;
  const user = email === undefined ? null : await rooms.directory.findUserByLogin(organization.id, email);
  if (person.isEmailConfirmed !== true)
    return { kind: 'refused', refusals: [refuse(`${side}_email_unconfirmed`, namesOf(subject))] };
  // By the primary e-mail address alone: Slack confirms nothing about a second login.
  if (email === undefined || user === null || user.email !== email)
    return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`, namesOf(subject))] };
  const domain = await readDomain(rooms, user);
  const unproven = judgeDomain(`link_${side}`, user, domain);
  if (unproven.length > 0) {
    const isFree = place.act !== undefined && judgeDomain(place.act, user, domain).length === 0;
    return isFree ? { kind: 'unlinked', user } : { kind: 'refused', refusals: unproven };
  }
  const holder = await rooms.identities.findByUser(organization.id, slackTenantIdOf(workspace), user.id);
  return holder === null ? { kind: 'new', user, email } : { kind: 'conflict', reason: 'second_claimant' };
}

export function namesOf({ person, side }: SlackSubject): RefusalFacts {
  return side === 'target' ? { name: person.displayName } : {};
}
