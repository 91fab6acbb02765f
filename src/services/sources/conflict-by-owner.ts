import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ConflictId } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { auditSlackRefusal, sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findViewer, type Viewer } from '../directory/find-viewer.ts';
import { type Resolution, resolveConflictIn } from '../directory/provision/resolve-conflict.ts';
import { resolveIssuer } from '../directory/resolve-issuer.ts';
import { isFirstDelivery, type RequestClick } from '../requests/open-click.ts';
import { createFindConflict, type ExplainedConflict } from './list-conflicts.ts';

export interface ShowConflictInput extends Viewer {
  /** `null` if the button carried anything but a conflict's id. */
  readonly conflictId: ConflictId | null;
}

/** A conflict, for an owner; `null` to anyone else, or if it is gone. It grants nothing. */
export function createShowConflict({ store }: Pick<ServiceDeps, 'store'>) {
  const findConflict = createFindConflict({ store });
  return async function showConflict(input: ShowConflictInput): Promise<ExplainedConflict | null> {
    const isOwner = (await findViewer(store.read, input))?.role === 'owner';
    return isOwner && input.conflictId !== null
      ? findConflict(input.organization.id, input.conflictId)
      : null;
  };
}

export interface ConflictSubmission extends Omit<RequestClick, 'requestId'> {
  readonly conflictId: ConflictId | null;
  readonly resolution: Resolution;
}

export type ResolveByOwnerResult =
  | {
      readonly kind: 'resolved';
      /** The user that the person is now; `null` while they stay out. */
      readonly user: DirectoryUser | null;
      /** How many conflicts the record still has. */
      readonly left: number;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'not_owner' }
  /** Decided already, or no longer to be decided like this. */
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate' };

/** An owner decides a conflict in Slack. Who they are is decided in the transaction that acts on it. */
export function createResolveByOwner(deps: ServiceDeps) {
  return async function resolveByOwner(input: ConflictSubmission): Promise<ResolveByOwnerResult> {
    const { organization, clicker: requester, conflictId, resolution } = input;
    return deps.store.transact(organization.id, async (tx): Promise<ResolveByOwnerResult> => {
      const refuseWith = async (refusals: readonly Refusal[]) => {
        await auditSlackRefusal(deps, tx, {
          ...input,
          action: 'conflict.resolved',
          target: conflictId,
          refusals,
        });
        return { kind: 'refused', refusals } as const;
      };
      if (!(await isFirstDelivery(deps, tx, input))) return { kind: 'duplicate' };
      const issuer = await resolveIssuer(deps, tx, { ...input, requester });
      if (issuer.kind === 'refused') return refuseWith(issuer.refusals);
      const { requester: owner } = issuer;
      if (owner.role !== 'owner') {
        await refuseWith([refuse('requester_role')]);
        return { kind: 'not_owner' };
      }
      if (conflictId === null) return { kind: 'late' };
      const author = { actor: { kind: 'user', id: owner.id }, from: sourceOf(input) } as const;
      const result = await resolveConflictIn(deps, tx, organization.id, conflictId, resolution, author);
      return result.kind === 'resolved'
        ? { kind: 'resolved', user: result.user, left: result.left.length }
        : { kind: 'late' };
    });
  };
}
