import type { AuditActor } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackIdentity } from '../../domain/directory/slack-identity.ts';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { ReadingHabits } from '../../domain/organization/language.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import {
  decideIdentity,
  type IdentityConflict,
  type IdentityDecision,
  namesOf,
  type ResolvePlace,
  type SlackSubject,
} from './decide-identity.ts';
import { insertLink } from './insert-link.ts';

export type Resolution =
  | { readonly kind: 'resolved'; readonly user: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * From a Slack account to its directory user: by the stored link or, on first sight, by the confirmed e-mail address, which is
 * then stored. A conflict is audited.
 */
export async function resolveIdentity(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  place: ResolvePlace,
  subject: SlackSubject,
): Promise<Resolution> {
  const decision = await decideIdentity(tx, place, subject);
  switch (decision.kind) {
    case 'refused':
      return decision;
    case 'linked':
      await rememberHabits(tx, decision.identity, subject.person);
      return { kind: 'resolved', user: decision.user };
    case 'unlinked':
      return { kind: 'resolved', user: decision.user };
    case 'conflict':
      return refuseConflict(deps, tx, place, subject, decision.reason);
    case 'new':
      await link(deps, tx, place, subject, decision);
      return { kind: 'resolved', user: decision.user };
  }
}

/** How they read, for notices to them. Slack said it just now. */
async function rememberHabits(tx: Transaction, identity: SlackIdentity, person: SlackPerson): Promise<void> {
  const { locale, timeZone } = habitsOf(person);
  if (locale === null || (locale === identity.locale && timeZone === identity.timeZone)) return;
  await tx.identities.setReadingHabits(identity, { locale, timeZone });
}

function habitsOf({ locale, timeZone }: SlackPerson): ReadingHabits {
  return { locale: locale ?? null, timeZone: timeZone ?? null };
}

async function link(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  place: ResolvePlace,
  subject: SlackSubject,
  { user, email }: Extract<IdentityDecision, { kind: 'new' }>,
): Promise<void> {
  const { organization, workspace } = place;
  const { person } = subject;
  const slackTenantId = slackTenantIdOf(workspace);
  await insertLink(
    deps,
    tx,
    {
      organizationId: organization.id,
      slackTenantId,
      slackUserId: person.slackUserId,
      userId: user.id,
      linkedEmail: email,
      ...habitsOf(person),
    },
    { actor: slackActor(place, subject), source: sourceOf(place) },
  );
}

async function refuseConflict(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  place: ResolvePlace,
  subject: SlackSubject,
  reason: IdentityConflict,
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
  return { kind: 'refused', refusals: [refuse(`${subject.side}_identity_conflict`, namesOf(subject))] };
}

function slackActor({ workspace }: ResolvePlace, { person }: SlackSubject): AuditActor {
  return { kind: 'slack_account', id: `${slackTenantIdOf(workspace)}/${person.slackUserId}` };
}
