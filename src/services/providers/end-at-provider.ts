import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { VendorCode } from '../../domain/providers/vendor-code.ts';
import type { ProviderConnection } from '../../ports/providers/provider.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';

/**
 * Ends a code at its vendor, and the person's sessions if they disowned it and the policy says so. Everything here may be repeated. A code
 * whose reference isn't known is any that was not there before it was asked for.
 */
export async function endAtProvider(
  deps: ServiceDeps,
  code: BackupCode & { readonly vendor: VendorCode },
  provider: Provider,
  connection: ProviderConnection,
  signal: AbortSignal,
): Promise<void> {
  const { accountId: id, reference, before } = code.vendor;
  const { ends, endsSessions } = capabilities[provider.kind];
  if (!isKept(code, provider)) {
    if (ends === 'all') await connection.revoke({ id }, reference, signal);
    else if (ends === 'one' && reference !== null) await connection.revoke({ id }, reference, signal);
    else if (ends === 'one') {
      const now = (await connection.list({ id }, signal)) ?? [];
      for (const each of now.filter((one) => !before.includes(one)))
        await connection.revoke({ id }, each, signal);
    }
  }
  const organization = await deps.store.read.organizations.findById(code.organizationId);
  if (code.disownedAt === null || !endsSessions || organization?.policy.endSessionsOnDisown !== true) return;
  await connection.endSessions({ id }, signal);
  await deps.store.transact(code.organizationId, (tx) =>
    tx.audit.append(
      draftAudit(deps, {
        organizationId: code.organizationId,
        action: 'provider.sessions_ended',
        actor: systemActor,
        target: code.userId,
        source: 'system',
        details: { codeId: code.id, provider: provider.name },
      }),
    ),
  );
}

/**
 * A code that was used ended itself, unless it is one of a set. A set that was handed over whole is the person's to keep. Nothing is kept
 * of what they disowned: whoever used Auth0's code was shown the next one.
 */
function isKept(code: BackupCode, { kind, settings }: Provider): boolean {
  if (code.disownedAt !== null) return false;
  const isSet = capabilities[kind].makes === 'set';
  if (code.state === 'redeemed') return !isSet || settings.set === 'all';
  return isSet && settings.set === 'all' && code.state === 'expired';
}
