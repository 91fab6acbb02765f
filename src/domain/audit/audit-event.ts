import { createHmac, type KeyObject } from 'node:crypto';
import type { KeyRing } from '../crypto/key-ring.ts';
import type { EventId, OrganizationId } from '../ids.ts';

/** The closed list of audit actions. */
export const auditActions = [
  'organization.created',
  'organization.renamed',
  'organization.workspace_linked',
  'organization.policy_changed',
  'organization.group_lost',
  'organization.device_check_set',
  'organization.device_check_removed',
  'organization.frozen',
  'organization.held',
  'organization.unfreeze_proposed',
  'organization.unfrozen',
  'issuer.frozen',
  'issuer.released',
  'freeze.refused',
  'directory.imported',
  'directory.user_changed',
  'directory.users_added',
  'directory.group_changed',
  'directory.synced',
  'directory.large_loss',
  'source.added',
  'source.changed',
  'source.removed',
  'source.decided',
  'provider.added',
  'provider.changed',
  'provider.removed',
  'conflict.resolved',
  'domain.added',
  'domain.verified',
  'domain.verification_failed',
  'domain.verification_missed',
  'domain.verification_restored',
  'domain.unverified',
  'domain.removed',
  'client.created',
  'client.removed',
  'client.rotated',
  'client.changed',
  'client.expiring',
  'client.refused',
  'sign_in.refused',
  'slack.refused',
  'identity.linked',
  'identity.conflict',
  'identity.unlinked',
  'request.opened',
  'request.refused',
  'request.tightened',
  'request.number_shown',
  'request.options_changed',
  'request.verified',
  'request.manager_asked',
  'request.caller_refused',
  'request.device_asked',
  'request.device_confirmed',
  'request.device_denied',
  'request.device_failed',
  'request.approval_asked',
  'request.approved',
  'request.rejected',
  'request.glass_broken',
  'request.glass_rehearsed',
  'request.cancelled',
  'request.expired',
  'help.asked',
  'help.taken',
  'help.given_back',
  'help.declined',
  'help.cancelled',
  'help.disowned',
  'help.done',
  'help.expired',
  'help.refused',
  'code.confirmed_by_operator',
  'code.generated',
  'code.delivered',
  'code.revoked',
  'code.disowned',
  'code.ended_at_provider',
  'provider.sessions_ended',
  'code.superseded',
  'code.expired',
  'code.redeemed',
  'challenge.opened',
  'challenge.refused',
  'redeem.refused',
  'redeem.frozen',
  'redeem.disabled',
  'redeem.unlocked',
  'unlock.refused',
  'factor.enrolled',
  'review.closed',
  'review.escalated',
  'review.refused',
  'approval.given',
  'delegation.given',
  'delegation.ended',
  'delegation.refused',
  'approval.refused',
  'revoke.refused',
  'notice.failed',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who did it: a directory user, a Slack account that isn't in the directory, a client, an operator or the program itself. */
export interface AuditActor {
  readonly kind: 'user' | 'slack_account' | 'client' | 'operator' | 'system';
  readonly id: string;
}

/** Plain facts only. Never a code, never a secret (N6). */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An event that a service wants to write. The store's transaction gives it its place in the chain. */
export interface AuditDraft {
  readonly id: EventId;
  readonly organizationId: OrganizationId;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly action: AuditAction;
  readonly outcome: 'allowed' | 'refused' | 'failed';
  readonly actor: AuditActor;
  /** Who or what it was done to: our id, or the given text if it named no one. */
  readonly target: string | null;
  readonly reason: string | null;
  /** From where: `slack:T.../C...`, `http:<address>`, `cli`, `system` */
  readonly source: string;
  readonly details: AuditDetails;
}

/** One line in an organization's hash-chained history. */
export interface AuditEvent extends AuditDraft {
  /** 1, 2, 3, ... without gaps, per organization */
  readonly sequence: number;
  /** hex; 64 zeros for the first event */
  readonly previousHash: string;
  readonly keyId: string;
  /** hex HMAC-SHA-256 over everything above. The key is outside the database, so someone who can write the database can't forge it. */
  readonly hash: string;
}

/** Place of the newest event. A copy kept elsewhere is enough to notice a history that was cut or restored (N15). */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

export const emptyAuditHead: AuditHead = { sequence: 0, hash: '0'.repeat(64) };

/** The event that follows `head`. */
export function chainEvent(head: AuditHead, draft: AuditDraft, keys: KeyRing): AuditEvent {
  const key = keys.current('audit-chain');
  const unsigned = { ...draft, sequence: head.sequence + 1, previousHash: head.hash, keyId: key.id };
  return { ...unsigned, hash: computeEventHash(unsigned, key.key) };
}

export type ChainFault =
  | 'missing' // a gap in the sequence
  | 'out_of_order'
  | 'altered' // the event's own hash doesn't match its content
  | 'broken_link' // its previous hash is not the hash of the event before
  | 'unknown_key';

/** The fault of `event` as the successor of `head`, or `null`. */
export function findChainFault(head: AuditHead, event: AuditEvent, keys: KeyRing): ChainFault | null {
  if (event.sequence > head.sequence + 1) return 'missing';
  if (event.sequence !== head.sequence + 1) return 'out_of_order';
  const key = keys.find('audit-chain', event.keyId);
  if (key === null) return 'unknown_key';
  if (computeEventHash(event, key.key) !== event.hash) return 'altered';
  return event.previousHash === head.hash ? null : 'broken_link';
}

/** JSON with fields in a fixed order and details sorted by name: the same bytes from every store. */
function computeEventHash(event: Omit<AuditEvent, 'hash'>, key: KeyObject): string {
  const content = [
    event.organizationId,
    event.sequence,
    event.previousHash,
    event.keyId,
    event.id,
    event.at,
    event.action,
    event.outcome,
    event.actor.kind,
    event.actor.id,
    event.target,
    event.reason,
    event.source,
    Object.entries(event.details).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('hex');
}
