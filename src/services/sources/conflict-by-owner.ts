import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ConflictId } from '../../domain/ids.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findViewer, type Viewer } from '../directory/find-viewer.ts';
import { type Resolution, resolveConflictIn } from '../directory/provision/resolve-conflict.ts';
import { admitOwner, type NotAdmitted, type OwnerClick } from '../organization/admit-owner.ts';
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

export interface ConflictSubmission extends OwnerClick {
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
  | NotAdmitted
  /** Decided already, or no longer to be decided like this. */
  | { readonly kind: 'late' };

/** An owner decides a conflict in Slack. Who they are is decided in the transaction that acts on it. */
export function createResolveByOwner(deps: ServiceDeps) {
  return async function resolveByOwner(input: ConflictSubmission): Promise<ResolveByOwnerResult> {
    const { organization, conflictId, resolution } = input;
    return deps.store.transact(organization.id, async (tx): Promise<ResolveByOwnerResult> => {
      const wanted = { act: 'resolve_conflict', action: 'conflict.resolved', target: conflictId } as const;
      const admitted = await admitOwner(deps, tx, input, wanted);
      if (admitted.kind !== 'admitted') return admitted;
      if (conflictId === null) return { kind: 'late' };
      const author = { actor: { kind: 'user', id: admitted.owner.id }, from: sourceOf(input) } as const;
      const result = await resolveConflictIn(deps, tx, organization.id, conflictId, resolution, author);
      return result.kind === 'resolved'
        ? { kind: 'resolved', user: result.user, left: result.left.length }
        : { kind: 'late' };
    });
  };
}
