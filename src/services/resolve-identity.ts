import type { AuditActor } from '../domain/audit.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { parseEmail } from '../domain/email.ts';
import type { Organization } from '../domain/organization.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { SlackIdentity } from '../domain/slack-identity.ts';
import {
  judgeSlackPerson,
  type SlackPerson,
  type SlackWorkspace,
  slackTenantIdOf,
} from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { findLink, type SlackLink } from './find-link.ts';

export interface ResolveInput {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly person: SlackPerson;
  readonly side: 'requester' | 'target';
  readonly source: string;
  /** Whoever is not linked yet is refused, not linked by the address: for facts that are not of this moment. */
  readonly mustBeLinked?: boolean;
  /** The account's link, if the caller has read it in this transaction; with none or `null` it is looked for. */
  readonly link?: SlackLink | null;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly user: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * From a Slack account to the directory user it belongs to: by the stored link, or, the first time, by the confirmed
 * e-mail address. Whatever no longer agrees (a changed address on either side, a second account that claims the same
 * person) is a conflict: refused and audited, never re-linked silently, because changing an e-mail address is how a
 * stolen account would become somebody else.
 */
export async function resolveIdentity(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  input: ResolveInput,
): Promise<Resolution> {
  const { workspace, person, side } = input;
  const refusals = judgeSlackPerson(person, workspace, side);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const link = input.link ?? (await findLink(tx, input, person.slackUserId, person));
  if (link !== null && link.identity.slackUserId !== person.slackUserId)
    throw new Error('The link is that of another account');
  if (link === null) {
    if (input.mustBeLinked === true)
      return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`)] };
    return linkByEmail(deps, tx, input);
  }
  const { identity, user } = link;
  const slackEmail = parseEmail(person.email ?? '')?.address ?? null;
  if (user === null) return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`)] };
  if (slackEmail !== identity.linkedEmail || user.email !== identity.linkedEmail) {
    return refuseConflict(
      deps,
      tx,
      input,
      slackEmail === identity.linkedEmail ? 'directory_email_changed' : 'slack_email_changed',
    );
  }
  return { kind: 'resolved', user };
}

async function linkByEmail(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  input: ResolveInput,
): Promise<Resolution> {
  const { organization, person, side, workspace } = input;
  const email = parseEmail(person.email ?? '')?.address;
  const user = email === undefined ? null : await tx.directory.findUserByLogin(organization.id, email);
  if (person.isEmailConfirmed !== true)
    return { kind: 'refused', refusals: [refuse(`${side}_email_unconfirmed`)] };
  // By the e-mail address alone: a second login is a name to sign in with, and nothing that Slack confirms.
  if (email === undefined || user === null || user.email !== email)
    return { kind: 'refused', refusals: [refuse(`${side}_not_in_directory`)] };
  const slackTenantId = slackTenantIdOf(workspace);
  const holder = await tx.identities.findByUser(organization.id, slackTenantId, user.id);
  if (holder !== null) return refuseConflict(deps, tx, input, 'second_claimant');
  const identity: SlackIdentity = {
    organizationId: organization.id,
    slackTenantId,
    slackUserId: person.slackUserId,
    userId: user.id,
    linkedEmail: email,
    linkedAt: deps.clock.now(),
  };
  await tx.identities.insert(identity);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: organization.id,
      action: 'identity.linked',
      actor: slackActor(input),
      target: user.id,
      source: input.source,
      details: { slackUserId: person.slackUserId, slackTenantId },
    }),
  );
  return { kind: 'resolved', user };
}

async function refuseConflict(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  input: ResolveInput,
  reason: 'second_claimant' | 'slack_email_changed' | 'directory_email_changed',
): Promise<Resolution> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: input.organization.id,
      action: 'identity.conflict',
      outcome: 'refused',
      actor: slackActor(input),
      target: input.person.slackUserId,
      reason,
      source: input.source,
    }),
  );
  return { kind: 'refused', refusals: [refuse(`${input.side}_identity_conflict`)] };
}

function slackActor({ workspace, person }: ResolveInput): AuditActor {
  return { kind: 'slack_account', id: `${slackTenantIdOf(workspace)}/${person.slackUserId}` };
}
