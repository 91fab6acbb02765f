import { type BackupCode, codeStateAt, codeTransitions } from '../domain/backup-code.ts';
import type { Organization } from '../domain/organization.ts';
import { SEAL_NONCE_BYTES, seal } from '../domain/seal.ts';
import type { Secret } from '../domain/secret.ts';
import type { Transaction } from '../ports/store.ts';
import { auditCode } from './audit-code.ts';
import { draftNotice, type ServiceDeps } from './deps.ts';
import type { Reveal } from './generate-code.ts';
import type { KnownNotices } from './known-notices.ts';

/**
 * The second phase of the reveal: Slack has taken the message, so the code starts to work, and everybody concerned is
 * told.
 * @returns `null` if it was superseded, revoked or swept meanwhile
 */
export async function activateCode(
  deps: ServiceDeps & { readonly knownNotices: KnownNotices },
  tx: Transaction,
  source: string,
  organization: Organization,
  reveal: Reveal,
  hideUrl: Secret | null,
): Promise<BackupCode | null> {
  const { record, request, policy } = reveal;
  const { organizationId, id: codeId } = record;
  const active = await tx.codes.transition(organizationId, codeId, codeTransitions.active, 'active', {});
  if (active === null) return null;
  await auditCode(deps, tx, source, active, 'code.delivered', { hasSuperseded: reveal.hasSuperseded });
  const toTarget = draftNotice(deps, organizationId, { kind: 'target_code_issued', codeId });
  await tx.notices.enqueue(toTarget);
  const described = {
    kind: 'target_code_issued',
    to: { kind: 'person', slackUserId: request.origin.targetSlackId },
    organization: { ...organization, policy },
    facts: {
      code: active,
      state: codeStateAt(active, deps.clock.now()),
      target: reveal.target,
      issuedBy: reveal.requester,
      reason: request.reason,
    },
  } as const;
  // The people were read when the code was made, before Slack was sent it.
  deps.knownNotices.note(toTarget, described, record.createdAt);
  if (policy.securityChannelId !== null) {
    await tx.notices.enqueue(draftNotice(deps, organizationId, { kind: 'security_code_issued', codeId }));
  }
  if (hideUrl !== null) {
    const sealedResponseUrl = seal(hideUrl, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys);
    const dueAt = deps.clock.now() + policy.hideAfterSeconds * 1000;
    await tx.notices.enqueue(
      draftNotice(deps, organizationId, { kind: 'hide_reveal', codeId, sealedResponseUrl }, dueAt),
    );
  }
  return active;
}
