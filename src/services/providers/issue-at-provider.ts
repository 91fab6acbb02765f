import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { VendorCode } from '../../domain/providers/vendor-code.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { IssueOutcome } from '../../ports/providers/provider.ts';
import type { ServiceDeps } from '../deps.ts';
import { type ReadyProvider, toRefusals } from './ask-provider.ts';
import { revokeRefused } from './revoke-refused.ts';
import { putVendor, tendNow } from './tend-now.ts';

/** Beyond, the outcome counts as unclear. Well below the minute after which the background looks for what was made. */
const ISSUE_MS_MAX = 20_000;

/** What a vendor said of the code that it made. */
export type AtVendor = Pick<VendorCode, 'reference' | 'endsAt'>;

export type IssuedAtProvider =
  | Extract<IssueOutcome, { kind: 'issued' }>
  /** For certain, nothing was made. The code's record is revoked. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** It was made, and had been revoked here by then: no one may see it. The background ends it. */
  | { readonly kind: 'ended_meanwhile' }
  /** A code may have been made. No one saw it; the background ends it, and the requester is notified. */
  | { readonly kind: 'unclear'; readonly error: unknown };

/** The one request that makes a code at a vendor. Its intent is stored already, as an undelivered code. It is never repeated. */
export async function issueAtProvider(
  deps: ServiceDeps,
  { provider, connection, account, wish, minutes }: ReadyProvider,
  record: BackupCode,
  target: { readonly displayName: string },
): Promise<IssuedAtProvider> {
  // As preflight found that the tenant takes it.
  const narrowed = { ...wish, minutes: minutes ?? wish.minutes };
  try {
    const outcome = await connection.issue(account, narrowed, AbortSignal.timeout(ISSUE_MS_MAX));
    if (outcome.kind === 'issued')
      return (await keep(deps, record, outcome)) ? outcome : { kind: 'ended_meanwhile' };
    await deps.store.transact(record.organizationId, (tx) =>
      revokeRefused(deps, tx, record, provider, outcome.refusals),
    );
    return { kind: 'refused', refusals: toRefusals(outcome.refusals, provider, target) };
  } catch (error) {
    return { kind: 'unclear', error };
  }
}

/**
 * Stores what the vendor said before anyone is shown the code: from now on every instance can end it by its reference.
 * @returns whether the code still waits to be shown
 */
async function keep(
  deps: ServiceDeps,
  { organizationId, id }: BackupCode,
  { reference, endsAt }: AtVendor,
): Promise<boolean> {
  return deps.store.transact(organizationId, async (tx) => {
    const code = await tx.codes.find(organizationId, id);
    if (code?.state === 'undelivered') {
      await putVendor(tx, code, { reference, endsAt });
      return true;
    }
    // Revoked, disowned or replaced while the vendor made it: what was ended there until now was not this.
    if (code !== null) await tendNow(tx, code, deps.clock.now(), { reference, endsAt });
    return false;
  });
}
