import type { AuditAction } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { resolveIssuer } from '../directory/resolve-issuer.ts';
import { isFirstDelivery, type RequestClick } from '../requests/open-click.ts';

export type OwnerClick = Omit<RequestClick, 'requestId'>;

export type NotAdmitted =
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'not_owner' }
  | { readonly kind: 'duplicate' };

/**
 * What only owners do in Slack: is it the first delivery, who is it, and are they an owner, on the facts of the transaction that acts on it
 * (S9)? A refusal is in the history, as one of what they wanted to do.
 */
export async function admitOwner(
  deps: ServiceDeps,
  tx: Transaction,
  click: OwnerClick,
  wanted: { readonly action: AuditAction; readonly target: string | null },
): Promise<{ readonly kind: 'admitted'; readonly owner: DirectoryUser } | NotAdmitted> {
  const refuseWith = (refusals: readonly Refusal[]) =>
    auditSlackRefusal(deps, tx, { ...click, ...wanted, refusals });
  if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
  const issuer = await resolveIssuer(deps, tx, { ...click, requester: click.clicker });
  if (issuer.kind === 'refused') {
    await refuseWith(issuer.refusals);
    return issuer;
  }
  const { requester: owner } = issuer;
  if (owner.role === 'owner') return { kind: 'admitted', owner };
  await refuseWith([refuse('requester_role')]);
  return { kind: 'not_owner' };
}
