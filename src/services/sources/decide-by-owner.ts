import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SyncRunId } from '../../domain/ids.ts';
import { judgeRequester } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { auditSlackRefusal, sourceOf } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { resolveIdentity } from '../directory/resolve-identity.ts';
import { isFirstDelivery, type RequestClick } from '../requests/open-click.ts';
import { decideWaiting } from './decide-waiting.ts';

export interface SyncClick extends Omit<RequestClick, 'requestId'> {
  /** `null` if the button carried anything but a run's id. */
  readonly runId: SyncRunId | null;
}

export type DecideByOwnerResult =
  | {
      readonly kind: 'applied' | 'discarded';
      readonly owner: DirectoryUser;
      readonly source: string;
      readonly losing: number;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'not_owner' }
  /** Decided already, or other people would lose access by now. */
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate' };

/**
 * An owner's click on **Apply** or **Discard**. Everything is checked here, on the facts of now: who clicks, that they are a confirmed owner,
 * and that the run they were shown is the one that waits.
 */
export function createDecideByOwner(deps: ServiceDeps) {
  return async function decideByOwner(
    click: SyncClick,
    kind: 'apply' | 'discard',
  ): Promise<DecideByOwnerResult> {
    const { organization, clicker, runId } = click;
    return deps.store.transact(organization.id, async (tx): Promise<DecideByOwnerResult> => {
      const refuseWith = async (refusals: readonly Refusal[]) => {
        await auditSlackRefusal(deps, tx, { ...click, action: 'source.decided', target: runId, refusals });
        return { kind: 'refused', refusals } as const;
      };
      if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
      if (clicker === null) return refuseWith([refuse('requester_unknown_to_slack')]);
      const resolved = await resolveIdentity(deps, tx, click, { person: clicker, side: 'requester' });
      if (resolved.kind === 'refused') return refuseWith(resolved.refusals);
      const { user: owner } = resolved;
      const own = judgeRequester(owner);
      if (own.length > 0) return refuseWith(own);
      if (owner.role !== 'owner') {
        await refuseWith([refuse('requester_role')]);
        return { kind: 'not_owner' };
      }
      const sources = await tx.sources.list(organization.id);
      const source = runId === null ? undefined : sources.find(({ run }) => run?.id === runId);
      if (source?.run?.state !== 'waiting') return { kind: 'late' };
      const actor = { kind: 'user', id: owner.id } as const;
      const decision = { kind, digest: source.run.brakeDigest, actor, origin: sourceOf(click) };
      const decided = await decideWaiting(deps, tx, organization.id, source.id, decision);
      if (decided.kind !== 'applied' && decided.kind !== 'discarded') return { kind: 'late' };
      return { kind: decided.kind, owner, source: source.name, losing: decided.losing };
    });
  };
}
