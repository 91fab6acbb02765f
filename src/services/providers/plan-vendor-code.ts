import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { OrganizationId, ProviderId } from '../../domain/ids.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import { type Provider, type ProviderKind, vendorNames } from '../../domain/providers/provider.ts';
import { UNCLEAR_MS, type VendorCode } from '../../domain/providers/vendor-code.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import type { AskedProvider } from './ask-provider.ts';

export type PlannedVendorCode =
  | { readonly kind: 'planned'; readonly planned: VendorCode | null; readonly provider: Provider | null }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * The part of a new code's record that is about its vendor: the intent, which is stored before the vendor is asked to make anything.
 * Nothing, for a code of our own.
 * @param asked what the vendor said outside of the transaction; `null` if it wasn't asked
 */
export async function planVendorCode(
  deps: ServiceDeps,
  tx: Transaction,
  {
    organizationId,
    providerId,
  }: { readonly organizationId: OrganizationId; readonly providerId: ProviderId | null },
  target: DirectoryUser,
  asked: AskedProvider | null,
): Promise<PlannedVendorCode> {
  if (providerId === null) return { kind: 'planned', planned: null, provider: null };
  // Not asked on behalf of one who could not issue then, and who can now: the next click asks.
  if (asked === null) return { kind: 'refused', refusals: [refuse('slack_incomplete')] };
  if (asked.kind === 'refused') return asked;
  const { provider, account, before } = asked;
  if (provider.id !== providerId) throw new Error('The request changed its provider');
  const { displayName: name } = target;
  const known = await tx.providers.find(organizationId, providerId);
  if (known === null) return { kind: 'refused', refusals: [refuse('provider_gone', { name })] };
  // It may be another tenant by now, where what the old one makes could not be ended; the address may be another person's.
  if (known.updatedAt !== provider.updatedAt || target.email !== asked.email)
    return { kind: 'refused', refusals: [refuse('provider_changed', { name })] };
  if (await isBusy(tx, target, provider.kind, deps.clock.now()))
    return {
      kind: 'refused',
      refusals: [refuse('provider_busy', { name, vendor: vendorNames[provider.kind] })],
    };
  const planned: VendorCode = {
    providerId,
    kind: provider.kind,
    accountId: account.id,
    before,
    reference: null,
    endsAt: null,
    dueAt: deps.clock.now() + UNCLEAR_MS,
    failures: 0,
  };
  return { kind: 'planned', planned, provider };
}

/** Codes looked through: more in a day than the limits allow. */
const LATEST_CODES = 20;

/** Whether an earlier code is still being made or ended at a vendor. What ends it could end the new one, or be taken for it. */
async function isBusy(
  tx: Transaction,
  { organizationId, id }: DirectoryUser,
  kind: ProviderKind,
  now: number,
): Promise<boolean> {
  const latest = await tx.codes.listLatest(organizationId, id, LATEST_CODES);
  return latest.some(
    (code) => code.vendor !== null && code.vendor.dueAt !== null && isInWork(code, kind, now),
  );
}

/** A code that works is only looked at; so is one that was used, unless the rest of its set is being ended. */
function isInWork(
  { state, revocationReason, vendor, createdAt }: BackupCode,
  kind: ProviderKind,
  now: number,
): boolean {
  // Of what perhaps was made, only looks at the vendor's list are to come, which spare the codes that we know.
  const isUnmade = revocationReason === 'provider_refused' || now >= createdAt + UNCLEAR_MS;
  const isLookedFor = vendor?.reference === null && isUnmade && capabilities[kind].ends === 'one';
  if (isLookedFor && (state === 'revoked' || state === 'superseded')) return false;
  if (state === 'redeemed') return capabilities[kind].makes === 'set';
  return state !== 'active';
}
