import { type BackupCode, codeTransitions } from '../../domain/codes/backup-code.ts';
import { reminderAt } from '../../domain/codes/code-term.ts';
import { SEAL_NONCE_BYTES, seal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import { WATCH_MS } from '../../domain/providers/vendor-code.ts';
import { findGlass } from '../../domain/requests/judge-break-glass.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueChannelNews, enqueueToGuards } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import type { AtVendor } from '../providers/issue-at-provider.ts';
import { putVendor } from '../providers/tend-now.ts';
import { finishHelp } from '../requests/help/finish-help.ts';
import { notifyManagerOfUnslacked } from '../requests/without-slack/notify-manager.ts';
import { auditCode } from './audit-code.ts';
import type { Reveal } from './generate-code.ts';

/** A reveal that Slack has accepted. */
export interface DeliveredReveal {
  readonly reveal: Reveal;
  /** What its vendor said of it; `null`: it is our own. */
  readonly atVendor: AtVendor | null;
  /** Where the message can be replaced later, to hide the code. */
  readonly hideUrl: Secret;
  /** For the history: where the code was shown. */
  readonly source: string;
}

/**
 * The second phase of the reveal: Slack has accepted the message, so the code starts to work, and the people concerned
 * are notified.
 * @returns `null` if the code was superseded, revoked or swept in between
 */
export async function activateCode(
  deps: ServiceDeps,
  tx: Transaction,
  { reveal, atVendor, hideUrl, source }: DeliveredReveal,
): Promise<BackupCode | null> {
  const { record, request, policy } = reveal;
  const { organizationId, id: codeId } = record;
  const { expiresAt } = record;
  const active = await tx.codes.transition(organizationId, codeId, codeTransitions.active, 'active', {
    ...(atVendor !== null && { expiresAt }),
  });
  if (active === null) return null;
  const dueAt = Math.min(deps.clock.now() + WATCH_MS, expiresAt);
  if (atVendor !== null) await putVendor(tx, active, { ...atVendor, dueAt });
  await auditCode(deps, tx, source, active, 'code.delivered', { hasSuperseded: reveal.hasSuperseded });
  await finishHelp(deps, tx, active, source);
  const known = { code: active, request };
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_code_issued', codeId }, known);
  await notifyManagerOfUnslacked(deps, tx, active, reveal);
  const news = { kind: 'security_code_issued', codeId } as const;
  // No one approved it: owners can still stop it.
  if (findGlass(request) !== null) await enqueueToGuards(deps, tx, organizationId, news);
  else await enqueueChannelNews(deps, tx, { id: organizationId, policy }, news);
  const remindAt = reminderAt(active, policy, deps.clock.now());
  if (remindAt !== null)
    await enqueueNotice(deps, tx, organizationId, { kind: 'requester_code_unused', codeId }, known, remindAt);
  const context = { purpose: 'reveal-url', id: codeId } as const;
  const sealedResponseUrl = seal(hideUrl, context, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys);
  const hideAt = deps.clock.now() + policy.hideAfterSeconds * 1000;
  const hiding = { kind: 'hide_reveal', codeId, sealedResponseUrl } as const;
  await enqueueNotice(deps, tx, organizationId, hiding, known, hideAt);
  return active;
}
