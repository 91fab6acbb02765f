import { type BackupCode, isCodeExpired } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import { type Provider, vendorNames } from '../../domain/providers/provider.ts';
import {
  LATE_LOG_MS,
  SECOND_LOOK_MS,
  TEND_MS,
  UNCLEAR_MS,
  type VendorCode,
  WATCH_MS,
} from '../../domain/providers/vendor-code.ts';
import type { CodeStatus } from '../../ports/providers/provider.ts';
import type { Transaction } from '../../ports/store.ts';
import { settleCode } from '../codes/settle-code.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { enqueueChannelNews } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { enqueueUsed } from '../notices/enqueue-used.ts';
import { putVendor, tendNow } from './tend-now.ts';

type Tended = BackupCode & { readonly vendor: VendorCode };

/** What the vendor says of a code that works: it goes on, was used, ended there, or is past its time here. */
export async function recordUse(
  deps: ServiceDeps,
  tx: Transaction,
  code: Tended,
  provider: Provider,
  status: CodeStatus,
): Promise<void> {
  const now = deps.clock.now();
  switch (endOf(status, code, now)) {
    case null: {
      const next = now + WATCH_MS;
      const dueAt = isCodeExpired(code, now) ? next : Math.min(next, code.expiresAt);
      return void (await putVendor(tx, code, { dueAt, failures: 0 }));
    }
    case 'redeemed':
      return recordRedeemed(deps, tx, code, provider, status);
    case 'revoked':
      return recordEndedThere(deps, tx, code, provider);
    case 'expired':
      return recordExpiry(deps, tx, code);
  }
}

export async function recordExpiry(deps: ServiceDeps, tx: Transaction, code: BackupCode): Promise<void> {
  const expired = await settleCode(deps, tx, code, 'expired');
  if (expired !== null) await audit(deps, tx, expired, 'code.expired', {});
}

function endOf(
  { state }: CodeStatus,
  code: BackupCode,
  now: number,
): 'redeemed' | 'revoked' | 'expired' | null {
  if (state === 'used') return 'redeemed';
  // Used at the last moment, perhaps: it no longer works, so waiting for the vendor's log costs nothing.
  const isWaitedFor = state === 'unclear' && now < code.expiresAt + LATE_LOG_MS;
  if (isCodeExpired(code, now)) return isWaitedFor ? null : 'expired';
  // Not gone by our own hand: it is active here. While its vendor's log is late, it may have been used.
  if (state === 'gone' || state === 'ended') return 'revoked';
  return null;
}

async function recordRedeemed(
  deps: ServiceDeps,
  tx: Transaction,
  code: Tended,
  provider: Provider,
  { usedAt, usedFrom }: CodeStatus,
): Promise<void> {
  const redeemed = await settleCode(deps, tx, code, 'redeemed', {
    redeemedByName: vendorNames[provider.kind],
    ...(usedFrom !== null && { redeemedFrom: usedFrom }),
  });
  if (redeemed !== null) await announceUse(deps, tx, redeemed, provider, { usedAt, usedFrom });
}

/**
 * A code that was used at its vendor just before it was revoked or replaced here: it counts as used, and people hear of it, above all after
 * *This wasn't me*.
 * @returns whether it did: not if it has changed since it was read
 */
export async function recordUseBeforeEnd(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, id, state, vendor: { dueAt } }: Tended,
  provider: Provider,
  { usedAt, usedFrom }: CodeStatus,
): Promise<boolean> {
  const known = await tx.codes.find(organizationId, id);
  if (known?.vendor?.dueAt !== dueAt) return false;
  const redeemed = await tx.codes.transition(organizationId, id, [state], 'redeemed', {
    redeemedByName: vendorNames[provider.kind],
    ...(usedAt !== null && { settledAt: usedAt }),
    ...(usedFrom !== null && { redeemedFrom: usedFrom }),
  });
  if (redeemed === null) return false;
  await announceUse(deps, tx, redeemed, provider, { usedAt, usedFrom });
  await tendNow(tx, redeemed, deps.clock.now());
  return true;
}

async function announceUse(
  deps: ServiceDeps,
  tx: Transaction,
  code: BackupCode,
  provider: Provider,
  { usedAt, usedFrom }: Pick<CodeStatus, 'usedAt' | 'usedFrom'>,
): Promise<void> {
  await audit(deps, tx, code, 'code.redeemed', {
    provider: provider.name,
    ...(usedAt !== null && { usedAt: new Date(usedAt).toISOString() }),
    ...(usedFrom !== null && { usedFrom }),
  });
  await enqueueUsed(deps, tx, code);
}

/** Someone ended it at the vendor, or another code took its place there. */
async function recordEndedThere(
  deps: ServiceDeps,
  tx: Transaction,
  code: Tended,
  provider: Provider,
): Promise<void> {
  const { organizationId, id: codeId } = code;
  const revoked = await settleCode(deps, tx, code, 'revoked', { revocationReason: 'provider_ended' });
  if (revoked === null) return;
  await audit(deps, tx, code, 'code.revoked', { provider: provider.name }, 'provider_ended');
  await enqueueNotice(
    deps,
    tx,
    organizationId,
    { kind: 'requester_code_revoked', codeId },
    { code: revoked },
  );
  const organization = await tx.organizations.findById(organizationId);
  if (organization !== null)
    await enqueueChannelNews(deps, tx, organization, { kind: 'security_code_revoked', codeId });
}

/** Nothing of it works at the vendor, as far as the vendor knows by now. */
export async function settleEnded(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, id, vendor: { dueAt: claimedUntil } }: Tended,
  provider: Provider,
): Promise<void> {
  const code = await tx.codes.find(organizationId, id);
  // Changed while the vendor was asked, such as disowned: it is looked after once more.
  if (code?.vendor == null || code.vendor.dueAt !== claimedUntil) return;
  const dueAt = nextLookAt(code, code.vendor, (claimedUntil ?? 0) - TEND_MS);
  await putVendor(tx, code, { dueAt, failures: 0 });
  await audit(deps, tx, code, 'code.ended_at_provider', { provider: provider.name });
}

/**
 * When the vendor is looked at once more for what it may have made. A code that is revoked while its vendor makes it is there only after
 * the first look; and some vendors list it late.
 * @param lookedAt no later than the vendor was asked
 */
function nextLookAt(
  { createdAt, revocationReason }: BackupCode,
  { reference, kind }: VendorCode,
  lookedAt: number,
): number | null {
  if (reference !== null || revocationReason === 'provider_refused') return null;
  const over = createdAt + UNCLEAR_MS;
  if (lookedAt < over) return over;
  const listed = over + SECOND_LOOK_MS;
  return capabilities[kind].ends === 'one' && lookedAt < listed ? listed : null;
}

export async function recordEnrolment(
  deps: ServiceDeps,
  tx: Transaction,
  code: Tended,
  provider: Provider,
  enrolledAt: number,
): Promise<void> {
  const change = { factorEnrolledAt: enrolledAt };
  const changed = await tx.codes.transition(code.organizationId, code.id, ['redeemed'], 'redeemed', change);
  if (changed !== null) await audit(deps, tx, code, 'factor.enrolled', { provider: provider.name });
}

async function audit(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, id: codeId, userId }: BackupCode,
  action: 'code.expired' | 'code.redeemed' | 'code.revoked' | 'code.ended_at_provider' | 'factor.enrolled',
  details: Record<string, string>,
  reason: string | null = null,
): Promise<void> {
  const facts = {
    organizationId,
    action,
    actor: systemActor,
    target: userId,
    reason,
    source: 'system',
  } as const;
  await tx.audit.append(draftAudit(deps, { ...facts, details: { codeId, ...details } }));
}
