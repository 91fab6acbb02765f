import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { VendorCode } from '../../domain/providers/vendor-code.ts';
import type { ProviderConnection } from '../../ports/providers/provider.ts';
import { VendorError } from '../../ports/vendor.ts';
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
  const { accountId: id, reference } = code.vendor;
  const { ends, endsSessions } = capabilities[provider.kind];
  if (!isKept(code, provider)) {
    if (ends === 'all') await connection.revoke({ id }, reference, signal);
    else if (ends === 'one' && reference !== null) await connection.revoke({ id }, reference, signal);
    else if (ends === 'one') await endUnknown(deps, code, connection, signal);
  }
  const organization = await deps.store.read.organizations.findById(code.organizationId);
  if (code.disownedAt === null || !endsSessions || organization?.policy.endSessionsOnDisown !== true) return;
  const isRefused = await connection.endSessions({ id }, signal).then(
    () => false,
    (error: unknown) => {
      // It won't be permitted a minute later either. The history says that the sessions go on.
      if (error instanceof VendorError && error.problem === 'not_permitted') return true;
      throw error;
    },
  );
  await deps.store.transact(code.organizationId, (tx) =>
    tx.audit.append(
      draftAudit(deps, {
        organizationId: code.organizationId,
        action: 'provider.sessions_ended',
        ...(isRefused && { outcome: 'failed', reason: 'not_permitted' }),
        actor: systemActor,
        target: code.userId,
        source: 'system',
        details: { codeId: code.id, provider: provider.name },
      }),
    ),
  );
}

/** Ends what was not there before, and is no other code of ours. */
async function endUnknown(
  deps: ServiceDeps,
  { id, organizationId, userId, vendor }: BackupCode & { readonly vendor: VendorCode },
  connection: ProviderConnection,
  signal: AbortSignal,
): Promise<void> {
  const account = { id: vendor.accountId };
  const listed = (await connection.list(account, signal)) ?? [];
  const found = listed.filter((one) => !vendor.before.includes(one));
  if (found.length === 0) return;
  // Read after the list: a newer code's record is there before its vendor is asked, so what the list has of it is known here.
  const others = (await deps.store.read.codes.listLatest(organizationId, userId, LATEST_CODES)).filter(
    (other) => other.id !== id,
  );
  if (others.some(({ state, vendor: its }) => state === 'undelivered' && its !== null))
    throw new VendorError('unreachable', 'another code is being made');
  const known = others.map((other) => other.vendor?.reference);
  for (const each of found.filter((one) => !known.includes(one)))
    await connection.revoke(account, each, signal);
}

/** Codes looked through: more in a day than the limits allow. */
const LATEST_CODES = 20;

/**
 * A code that was used ended itself, unless it is one of a set. A set that was handed over whole is the person's to keep. Nothing is kept
 * of what they disowned: using a code of Auth0's shows the next one.
 */
function isKept(code: BackupCode, { kind, settings }: Provider): boolean {
  if (code.disownedAt !== null) return false;
  const isSet = capabilities[kind].makes === 'set';
  if (code.state === 'redeemed') return !isSet || settings.set === 'all';
  return isSet && settings.set === 'all' && code.state === 'expired';
}
