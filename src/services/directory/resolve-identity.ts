import type { AuditActor } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import { judgeSlackPerson, type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { judgeDomain } from '../../domain/requests/domain-dependence.ts';
import { type Refusal, type RefusalFacts, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { type SlackPlace, sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { findLink } from './find-link.ts';
import { insertLink } from './insert-link.ts';
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

export type Resolution =
  | { readonly kind: 'resolved'; readonly user: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * From a Slack account to its directory user: by the stored link or, on first sight, by the confirmed e-mail address.
 * Anything that no longer agrees (an address changed on either side, a second account for the same user) is a conflict:
 * refused and audited, never silently re-linked. Otherwise changing an e-mail address would turn a stolen account into
 * another person's.
 */
export async function resolveIdentity(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  place: ResolvePlace,
  subject: SlackSubject,
): Promise<Resolution> {
  const { person, side } = subject;
  const refusals = judgeSlackPerson(person, place.workspace, side);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const link = await findLink(tx, place, person.slackUserId);
  if (link === null) return linkByEmail(deps, tx, place, subject);
  const { identity, user } = link;
  if (user === null)
    return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`, factsOf(subject))] };
  const slackEmail = parseEmail(person.email ?? '')?.address ?? null;
  if (slackEmail !== identity.linkedEmail)
    return refuseConflict(deps, tx, place, subject, 'slack_email_changed');
  if (user.email !== identity.linkedEmail)
    return refuseConflict(deps, tx, place, subject, 'directory_email_changed');
  return { kind: 'resolved', user };
}

async function linkByEmail(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  place: ResolvePlace,
  subject: SlackSubject,
): Promise<Resolution> {
  const { organization, workspace } = place;
  const { person, side } = subject;
  const email = parseEmail(person.email ?? '')?.address;
  const user = email === undefined ? null : await tx.directory.findUserByLogin(organization.id, email);
  if (person.isEmailConfirmed !== true)
    return { kind: 'refused', refusals: [refuse(`${side}_email_unconfirmed`, factsOf(subject))] };
  // By the primary e-mail address alone: Slack confirms nothing about a second login.
  if (email === undefined || user === null || user.email !== email)
    return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`, factsOf(subject))] };
  const domain = await readDomain(tx, user);
  const unproven = judgeDomain(`link_${side}`, user, domain);
  if (unproven.length > 0) {
    const isFree = place.act !== undefined && judgeDomain(place.act, user, domain).length === 0;
    return isFree ? { kind: 'resolved', user } : { kind: 'refused', refusals: unproven };
  }
  const slackTenantId = slackTenantIdOf(workspace);
  const holder = await tx.identities.findByUser(organization.id, slackTenantId, user.id);
  if (holder !== null) return refuseConflict(deps, tx, place, subject, 'second_claimant');
  const { slackUserId } = person;
  await insertLink(
    deps,
    tx,
    { organizationId: organization.id, slackTenantId, slackUserId, userId: user.id, linkedEmail: email },
    { actor: slackActor(place, subject), source: sourceOf(place) },
  );
  return { kind: 'resolved', user };
}

async function refuseConflict(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  place: ResolvePlace,
  subject: SlackSubject,
  reason: 'second_claimant' | 'slack_email_changed' | 'directory_email_changed',
): Promise<Resolution> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: place.organization.id,
      action: 'identity.conflict',
      outcome: 'refused',
      actor: slackActor(place, subject),
      target: subject.person.slackUserId,
      reason,
      source: sourceOf(place),
    }),
  );
  return { kind: 'refused', refusals: [refuse(`${subject.side}_identity_conflict`, factsOf(subject))] };
}

function factsOf({ person, side }: SlackSubject): RefusalFacts {
  return side === 'target' ? { name: person.displayName } : {};
}

function slackActor({ workspace }: ResolvePlace, { person }: SlackSubject): AuditActor {
  return { kind: 'slack_account', id: `${slackTenantIdOf(workspace)}/${person.slackUserId}` };
}
