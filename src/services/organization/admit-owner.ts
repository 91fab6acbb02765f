import type { AuditAction } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { type FreezableAct, judgeFrozenPerson } from '../../domain/requests/freeze.ts';
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

export interface OwnersAct {
  /** As `refusedWhileFrozen` knows it. */
  readonly act: FreezableAct;
  readonly action: AuditAction;
  readonly target: string | null;
}

/**
 * What only owners do in Slack: is it the first delivery, who is it, and are they an owner who isn't frozen, on the facts of the transaction
 * that acts on it (S9)? A refusal is in the history, as one of what they wanted to do.
 */
export async function admitOwner(
  deps: ServiceDeps,
  tx: Transaction,
  click: OwnerClick,
  { act, ...wanted }: OwnersAct,
): Promise<{ readonly kind: 'admitted'; readonly owner: DirectoryUser } | NotAdmitted> {
  const refuseWith = async (refusals: readonly Refusal[]) => {
    await auditSlackRefusal(deps, tx, { ...click, ...wanted, refusals });
    return { kind: 'refused', refusals } as const;
  };
  if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
  const issuer = await resolveIssuer(deps, tx, { ...click, requester: click.clicker });
  if (issuer.kind === 'refused') return refuseWith(issuer.refusals);
  const { requester: owner } = issuer;
  if (owner.role !== 'owner') {
    await refuseWith([refuse('requester_role')]);
    return { kind: 'not_owner' };
  }
  const frozen = judgeFrozenPerson(act, await tx.freezes.listLasting(click.organization.id), owner);
  return frozen.length > 0 ? refuseWith(frozen) : { kind: 'admitted', owner };
}
