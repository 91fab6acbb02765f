import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import { UNCLEAR_MS } from '../../domain/providers/vendor-code.ts';
import type { ProviderRefusal } from '../../ports/providers/provider.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { putVendor } from './tend-now.ts';

/** The vendor made nothing: the record of the intent ends. */
export async function revokeRefused(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, id: codeId }: BackupCode,
  { kind }: Pick<Provider, 'kind'>,
  refusals: readonly ProviderRefusal[],
): Promise<void> {
  const now = deps.clock.now();
  const revoked = await tx.codes.transition(organizationId, codeId, ['undelivered'], 'revoked', {
    settledAt: now,
    revocationReason: 'provider_refused',
  });
  if (revoked === null) return;
  await putVendor(tx, revoked, { dueAt: dueAfterRefusal(kind, now) });
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'code.revoked',
      outcome: 'failed',
      actor: systemActor,
      target: revoked.userId,
      reason: 'provider_refused',
      source: 'system',
      details: {
        codeId,
        provider: kind,
        refusals: refusals
          .map(({ code, vendorCode }) => [code, vendorCode].filter(Boolean).join(' '))
          .join(', '),
      },
    }),
  );
}

function dueAfterRefusal(kind: Provider['kind'], now: number): number | null {
  switch (capabilities[kind].ends) {
    case 'all':
      // An older code of ours was left to this one to replace.
      return now;
    case 'one':
      // A gateway may refuse after the vendor did what it was asked, so its list is looked at once.
      return now + UNCLEAR_MS;
    case 'none':
      return null;
  }
}
