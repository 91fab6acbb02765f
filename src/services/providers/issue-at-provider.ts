import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { IssueOutcome } from '../../ports/providers/provider.ts';
import type { ServiceDeps } from '../deps.ts';
import { type ReadyProvider, toRefusals } from './ask-provider.ts';
import { revokeRefused } from './revoke-refused.ts';

/** Beyond, the outcome counts as unclear. Well below the minute after which the background looks for what was made. */
const ISSUE_MS_MAX = 20_000;

export type IssuedAtProvider =
  | Extract<IssueOutcome, { kind: 'issued' }>
  /** For certain, nothing was made. The code's record is revoked. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
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
    if (outcome.kind === 'issued') return outcome;
    await deps.store.transact(record.organizationId, (tx) =>
      revokeRefused(deps, tx, record, provider, outcome.refusals),
    );
    return { kind: 'refused', refusals: toRefusals(outcome.refusals, provider, target) };
  } catch (error) {
    return { kind: 'unclear', error };
  }
}
